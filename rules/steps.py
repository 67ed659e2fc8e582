"""The rules made ready for one site and one day: what each asks of its evaluator, and what stands before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from records.types import Exemption, Site
from records.vocabulary import SubjectKind
from rules.expressions import Expr, bind, both, facts_of
from rules.grounds import Circumstances, in_force, in_region
from rules.model import Rule
from rules.reference import Truth
from rules.signals import MAYBE, Asked, own_settings


@dataclass(frozen=True, slots=True)
class Step:
    """One rule made ready for one site and day. `signals`: (number, case) of its breaches, in the order that counts."""

    rule: Rule
    whole: Expr
    applies: Truth | None
    signals: tuple[tuple[int, int], ...]
    doubt: int
    out_of_place: str
    exemptions: tuple[Exemption, ...]
    own: tuple[str, ...]  # required rules of the same subject
    above: tuple[str, ...]  # required rules of a parent
    site_form_speaks: bool  # breached, the whole-site form stands for every subject
    today: date
    reads: tuple[str, ...]  # facts whose evidence a finding shows, the deciding ones first
    is_site_form: bool = False


def steps_of(
    rules: Mapping[str, Rule], asked: Mapping[SubjectKind, Asked], about: Circumstances
) -> dict[SubjectKind, tuple[Step, ...]]:
    """The rules for each kind of subject, required ones first."""
    steps: dict[SubjectKind, list[Step]] = {kind: [] for kind in asked}
    for rule in in_order(rules):
        for kind in rule.subjects:
            steps[kind].append(_step(rule, rules, asked[kind], about))
        if rule.site_form is not None:
            steps[SubjectKind.SITE].append(_site_form_step(rule, asked[SubjectKind.SITE], about))
    return {kind: tuple(found) for kind, found in steps.items()}


def in_order(rules: Mapping[str, Rule]) -> list[Rule]:
    """Every rule after those it requires."""
    placed: dict[str, Rule] = {}

    def put(rule: Rule) -> None:
        if rule.id not in placed:
            for name in rule.requires:
                put(rules[name])
            placed[rule.id] = rule

    for rule in rules.values():
        put(rule)
    return list(placed.values())


def _step(rule: Rule, rules: Mapping[str, Rule], asked: Asked, about: Circumstances) -> Step:
    settings = own_settings(rule, about.site.settings)
    mine = [(n, s.case) for n, s in enumerate(asked.signals) if s.rule == rule.id and not s.site_form]
    return Step(
        rule=rule,
        whole=bind(both(rule.applies, rule.when), settings),
        applies=asked.applies.get(rule.id),
        signals=tuple(sorted((m for m in mine if m[1] != MAYBE), key=lambda m: m[1])),
        doubt=next(n for n, case in mine if case == MAYBE),
        out_of_place=out_of_place(rule, about.site, about.today),
        today=about.today,
        exemptions=_exemptions(rule, about.site, about.today),
        own=tuple(r for r in rule.requires if rules[r].subject is rule.subject),
        above=tuple(r for r in rule.requires if rules[r].subject is not rule.subject),
        site_form_speaks=rule.site_form is not None and not rule.site_form.besides,
        reads=rule.facts,
    )


def _site_form_step(rule: Rule, asked: Asked, about: Circumstances) -> Step:
    number = next(n for n, s in enumerate(asked.signals) if s.rule == rule.id and s.site_form)
    return Step(
        rule=rule,
        whole=asked.signals[number].condition,
        applies=None,
        signals=((number, 0),),
        doubt=MAYBE,
        out_of_place=out_of_place(rule, about.site, about.today),
        today=about.today,
        exemptions=_exemptions(rule, about.site, about.today),
        own=(),
        above=(),
        site_form_speaks=False,
        reads=tuple(dict.fromkeys(facts_of(asked.signals[number].condition))),
        is_site_form=True,
    )


def out_of_place(rule: Rule, site: Site, today: date) -> str:
    """Why the rule binds nothing on this site today: closed, rebuilding, region, dates; empty when it binds."""
    state = site.state
    if state.kind != "open" and in_force(state.since, state.until, today):
        return state.kind
    if not in_region(rule.region, site.region):
        return "region"
    return "" if rule.dated_by or in_force(rule.since, rule.until, today) else "dates"


def _exemptions(rule: Rule, site: Site, today: date) -> tuple[Exemption, ...]:
    names = {rule.id, *rule.aliases}
    return tuple(e for e in site.exemptions if e.rule in names and (e.until is None or today <= e.until))
