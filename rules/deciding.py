"""How one rule ends for one subject: the order of RULES, "Outcomes", once the evaluator has said which signals hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from records.errors import EngineError
from records.types import Exemption, FactSheet, Site
from records.vocabulary import Outcome, Reason, SubjectKind, outcome_of
from rules.expressions import Expr, bind, both, facts_of
from rules.grounds import in_force, in_region
from rules.model import Rule
from rules.reference import FALSE, Record, Truth, open_facts
from rules.signals import MAYBE, Asked, own_settings

APPLIES, SITE_FORM, PER_SUBJECT = "applies", "site-form", "per-subject"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a decision means for rules that require it: `broken` by a named rule, or `open` for a reason."""

    broken: str = ""
    open: Reason | None = None


MET = Standing()


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one (rule, subject) pair. `case` numbers the breach; `cause` says why not applicable."""

    outcome: Outcome
    cause: str = ""
    case: int = 0
    reason: Reason | None = None
    standing: Standing = MET
    breached: bool = False


PASS = Decision(Outcome.PASS)
NOT_HERE = Decision(Outcome.NOT_APPLICABLE, APPLIES)
JUDGED_SINGLY = Decision(Outcome.NOT_APPLICABLE, PER_SUBJECT)


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
    has_site_form: bool
    reads: tuple[str, ...]  # facts whose evidence a finding shows, the deciding ones first
    is_site_form: bool = False


class Memory:
    """What earlier subjects of this run decided that later ones hang on."""

    def __init__(self, looked_up: frozenset[str]) -> None:
        self._looked_up = looked_up
        self._standings: dict[tuple[str, str], Standing] = {}
        self._site_forms: dict[str, bool] = {}

    def keep(self, rule: str, subject: str, standing: Standing) -> None:
        """Remember a decision that subjects below may ask for."""
        if rule in self._looked_up:
            self._standings[rule, subject] = standing

    def keep_site_form(self, rule: str, broken: bool) -> None:
        """Remember whether the whole-site form was breached."""
        self._site_forms[rule] = broken

    def above(self, rule: str, sheet: FactSheet) -> Standing:
        """The standing of a parent's rule; EngineError when the parent was not judged before its child."""
        for parent in sheet.parents:
            found = self._standings.get((rule, parent))
            if found is not None:
                return found
        raise EngineError(f"{sheet.subject.id}: sheets out of order, no {rule} above it yet")

    def site_form_broken(self, rule: str, sheet: FactSheet) -> bool:
        """Whether the site's own sheet broke the whole-site form; EngineError when it has not come yet."""
        if rule not in self._site_forms:
            raise EngineError(f"{sheet.subject.id}: sheets out of order, the site must come first")
        return self._site_forms[rule]


def steps_of(
    rules: Mapping[str, Rule], asked: Mapping[SubjectKind, Asked], site: Site, today: date
) -> dict[SubjectKind, tuple[Step, ...]]:
    """The rules for each kind of subject, required ones first."""
    steps: dict[SubjectKind, list[Step]] = {kind: [] for kind in asked}
    for rule in in_order(rules):
        steps[rule.subject].append(_step(rule, rules, asked[rule.subject], site, today))
        if rule.site_form is not None:
            steps[SubjectKind.SITE].append(_site_form_step(rule, asked[SubjectKind.SITE], site, today))
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


def decide(
    step: Step,
    sheet: FactSheet,
    record: Record,
    held: set[int],
    standings: Mapping[str, Standing],
    memory: Memory,
) -> Decision:
    """The order of RULES: exemption, place and day, applies, whole-site form, required rules, then the breach."""
    if step.out_of_place:
        return Decision(Outcome.NOT_APPLICABLE, step.out_of_place)
    exemption = next((e for e in step.exemptions if _covers(e, sheet.subject.id)), None)
    if exemption is not None:
        return _exempted(exemption, _bound(step, sheet, record, held, standings, memory))
    return _bound(step, sheet, record, held, standings, memory)


def _bound(
    step: Step,
    sheet: FactSheet,
    record: Record,
    held: set[int],
    standings: Mapping[str, Standing],
    memory: Memory,
) -> Decision:
    if step.applies is not None and step.applies(record) == FALSE:
        return NOT_HERE
    if step.has_site_form and memory.site_form_broken(step.rule.id, sheet):
        return Decision(Outcome.NOT_APPLICABLE, SITE_FORM, standing=Standing(broken=step.rule.id))
    required = [standings[name] for name in step.own] + [memory.above(name, sheet) for name in step.above]
    if required:
        stopped = _stopped(required)
        if stopped is not None:
            return stopped
    return _seen(step, sheet, record, held)


def _seen(step: Step, sheet: FactSheet, record: Record, held: set[int]) -> Decision:
    for number, case in step.signals:
        if number in held:
            return _breached(step.rule, case, step.is_site_form)
    if step.doubt in held and not step.is_site_form:
        return _doubtful(step, sheet, record)
    return JUDGED_SINGLY if step.is_site_form else PASS


def _breached(rule: Rule, case: int, is_site_form: bool) -> Decision:
    then = Outcome.FAIL if is_site_form else rule.cases[case].then
    if then is Outcome.REVIEW:
        return Decision(then, case=case, reason=rule.asks, breached=True)
    return Decision(then, case=case, standing=Standing(broken=rule.id), breached=True)


def _doubtful(step: Step, sheet: FactSheet, record: Record) -> Decision:
    """Unchecked when something that was not looked at could decide it, else a question to a person."""
    unknown = dict.fromkeys(open_facts(step.whole, record))
    reasons = {f.name: f.reason for f in sheet.facts if f.name in unknown and f.reason is not None}
    found = [reasons[name] for name in unknown if name in reasons]
    if not found:
        raise EngineError(f"{sheet.subject.id}: {step.rule.id} is open, but no fact says why")
    reason = next((r for r in found if outcome_of(r) is Outcome.UNCHECKED), found[0])
    if outcome_of(reason) is Outcome.UNCHECKED:
        return Decision(Outcome.UNCHECKED, reason=reason, standing=Standing(open=reason))
    return Decision(Outcome.REVIEW, reason=reason)


def _stopped(required: Iterable[Standing]) -> Decision | None:
    """Not applicable behind a broken rule, unchecked behind an open one."""
    waiting: Reason | None = None
    for standing in required:
        if standing.broken:
            return Decision(Outcome.NOT_APPLICABLE, f"requires {standing.broken}", standing=standing)
        waiting = waiting or standing.open
    if waiting is None:
        return None
    return Decision(Outcome.UNCHECKED, reason=waiting, standing=Standing(open=waiting))


def _exempted(exemption: Exemption, underneath: Decision) -> Decision:
    return Decision(Outcome.NOT_APPLICABLE, f"exemption: {exemption.reason}", standing=underneath.standing)


def _covers(exemption: Exemption, subject: str) -> bool:
    """An exemption covers its subject and everything below it; an empty subject is the whole site."""
    named = exemption.subject
    return not named or subject == named or subject.startswith(named + "/")


def _step(rule: Rule, rules: Mapping[str, Rule], asked: Asked, site: Site, today: date) -> Step:
    settings = own_settings(rule, site.settings)
    mine = [(n, s.case) for n, s in enumerate(asked.signals) if s.rule == rule.id and not s.site_form]
    return Step(
        rule=rule,
        whole=bind(both(rule.applies, rule.when), settings),
        applies=asked.applies.get(rule.id),
        signals=tuple(sorted((m for m in mine if m[1] != MAYBE), key=lambda m: m[1])),
        doubt=next(n for n, case in mine if case == MAYBE),
        out_of_place=out_of_place(rule, site, today),
        exemptions=_exemptions(rule, site, today),
        own=tuple(r for r in rule.requires if rules[r].subject is rule.subject),
        above=tuple(r for r in rule.requires if rules[r].subject is not rule.subject),
        has_site_form=rule.site_form is not None,
        reads=rule.facts,
    )


def _site_form_step(rule: Rule, asked: Asked, site: Site, today: date) -> Step:
    number = next(n for n, s in enumerate(asked.signals) if s.rule == rule.id and s.site_form)
    return Step(
        rule=rule,
        whole=asked.signals[number].condition,
        applies=None,
        signals=((number, 0),),
        doubt=MAYBE,
        out_of_place=out_of_place(rule, site, today),
        exemptions=_exemptions(rule, site, today),
        own=(),
        above=(),
        has_site_form=False,
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
    return "" if in_force(rule.since, rule.until, today) else "dates"


def _exemptions(rule: Rule, site: Site, today: date) -> tuple[Exemption, ...]:
    names = {rule.id, *rule.aliases}
    return tuple(e for e in site.exemptions if e.rule in names and (e.until is None or today <= e.until))
