"""Why one rule came out as it did about one subject: the step that decided, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from console.texts import say
from records.fact_names import BY_NAME
from records.types import Fact, FactSheet, Verdict
from records.vocabulary import Outcome, Reason, SubjectKind
from rules.expressions import Expr, Leaf, Ref, bind, both, leaves
from rules.model import Rule
from rules.recording import record_of
from rules.reference import FALSE, TRUE, UNKNOWN, Record, open_facts, truth_of
from rules.signals import own_settings
from rules.texts import fact_called
from rules.texts import say as told

_NOT_BOUND = ("region", "dates", "closed", "rebuilding", "site-form", "per-subject")
_AGAINST = {"eq": "ne", "ne": "eq", "lt": "ge", "le": "gt", "gt": "le", "ge": "lt"}


@dataclass(frozen=True, slots=True)
class Decided:
    """One (rule, subject) pair as it was decided. `required`: required rule -> its outcome here."""

    rule: Rule
    verdict: Verdict
    sheet: FactSheet
    settings: Mapping[str, int | float | str]
    required: Mapping[str, Outcome]
    lang: str = "zh"

    def why_unknown(self, reason: Reason | None) -> str:
        """A reason in words."""
        return told(f"reason.{reason.value}", self.lang) if reason else ""

    def called(self, fact: str) -> str:
        """A fact as people call it."""
        return fact_called(fact, self.lang)

    @property
    def facts(self) -> dict[str, Fact]:
        """The subject's facts by name."""
        return {f.name: f for f in self.sheet.facts}

    @property
    def is_site_form(self) -> bool:
        """The rule speaks of the whole site here, not of one subject."""
        is_site = self.sheet.subject.kind is SubjectKind.SITE
        return self.rule.site_form is not None and is_site and self.rule.subject is not SubjectKind.SITE

    def bound(self, expr: Expr) -> Expr:
        """A condition of the rule with its settings' values in place."""
        return bind(expr, own_settings(self.rule, self.settings))

    @property
    def when(self) -> Expr:
        """The breach."""
        form = self.rule.site_form
        return self.bound(form.when if form is not None and self.is_site_form else self.rule.when)

    @property
    def applies(self) -> Expr | None:
        """Where the rule applies; None: everywhere."""
        return None if self.rule.applies is None or self.is_site_form else self.bound(self.rule.applies)

    @property
    def record(self) -> Record:
        """The known facts as the evaluators see them."""
        return record_of(self.sheet, {n for n in self._names() if n in self.facts})

    def _names(self) -> Iterator[str]:
        for leaf in leaves(both(self.when, self.applies)):
            yield leaf.fact
            if isinstance(leaf.value, Ref):
                yield leaf.value.name


def why_lines(decided: Decided) -> Iterator[str]:
    """The steps in their order, which of them decided, and what would change the outcome."""
    yield say("why.steps")
    yield from (f"  {line}" for line in _steps(decided))
    yield say("why.decided") + _deciding(decided)
    changes = list(_changes(decided))
    if changes:
        yield say("why.change")
        yield from (f"  {line}" for line in changes)


def _steps(decided: Decided) -> Iterator[str]:
    cause = decided.verdict.cause
    if cause.startswith("exemption"):
        yield say("why.exempted", reason=cause.partition(": ")[2])
    elif cause in _NOT_BOUND:
        yield say(f"why.{cause}")
    else:
        yield say("why.binds")
    if decided.applies is not None:
        yield say("why.applies") + _truth(decided, decided.applies)
        yield from (f"  {line}" for line in _parts(decided, decided.applies))
    for rule, outcome in decided.required.items():
        yield say("why.requires", rule=rule, outcome=say(f"outcome.{outcome.value}"))
    yield say("why.when") + _truth(decided, decided.when)
    yield from (f"  {line}" for line in _parts(decided, decided.when))


def _deciding(decided: Decided) -> str:
    """The step that ended it, in one sentence."""
    verdict, cause = decided.verdict, decided.verdict.cause
    if verdict.outcome is Outcome.NOT_APPLICABLE:
        if cause.startswith("requires"):
            return say("why.by_required", rule=cause.partition(" ")[2])
        return say("why.by_applies" if cause == "applies" else "why.by_binding")
    whole = truth_of(both(decided.applies, decided.when))(decided.record)
    if whole == UNKNOWN:
        return say("why.by_unknown", facts=say("comma").join(decided.called(n) for n in _open(decided)))
    if whole == TRUE:
        return say("why.by_breach" if verdict.outcome is Outcome.FAIL else "why.by_breach_review")
    if verdict.outcome is Outcome.UNCHECKED:
        return say("why.by_required_unchecked")
    return say("why.by_no_breach")


def _changes(decided: Decided) -> Iterator[str]:
    """What the facts would have to be; nothing where the outcome hangs on something else."""
    verdict = decided.verdict
    if verdict.outcome is Outcome.NOT_APPLICABLE:
        if verdict.cause == "applies" and decided.applies is not None:
            yield from (_wanted(decided, x, now=True) for x in _blocking(decided, decided.applies))
        return
    whole = truth_of(both(decided.applies, decided.when))(decided.record)
    if whole == UNKNOWN:
        for name in _open(decided):
            reason = decided.facts[name].reason if name in decided.facts else None
            yield say("why.find_out", fact=decided.called(name), reason=decided.why_unknown(reason))
    elif whole == TRUE:
        yield from _undone(decided, decided.when)
    elif verdict.outcome is Outcome.PASS:
        yield from (_wanted(decided, x, now=True) for x in _blocking(decided, decided.when))


def _undone(decided: Decided, expr: Expr) -> Iterator[str]:
    """How a breach that holds would no longer hold: one part of `all`, every part of `any`."""
    if isinstance(expr, Leaf):
        yield _wanted(decided, expr, now=False)
        return
    holding = [p for p in expr.parts if truth_of(p)(decided.record) == TRUE]
    if len(holding) > 1:
        yield say("why.one_of" if expr.join == "all" else "why.all_of")
    for part in holding:
        yield from _undone(decided, part)


def _blocking(decided: Decided, expr: Expr) -> Iterator[Leaf]:
    """The comparisons that keep a condition from holding."""
    for leaf in leaves(expr):
        if truth_of(leaf)(decided.record) == FALSE:
            yield leaf


def _open(decided: Decided) -> list[str]:
    return list(dict.fromkeys(open_facts(both(decided.applies, decided.when), decided.record)))


def _truth(decided: Decided, expr: Expr) -> str:
    return say(f"why.truth.{truth_of(expr)(decided.record) + 1}")


def _parts(decided: Decided, expr: Expr) -> Iterator[str]:
    for leaf in leaves(expr):
        yield f"{_words(decided, leaf)} {_now(decided, leaf)} {_truth(decided, leaf)}"


def _wanted(decided: Decided, leaf: Leaf, *, now: bool) -> str:
    """The comparison as it would have to be (`now`), or its opposite."""
    return f"{_words(decided, leaf, against=not now)} {_now(decided, leaf)}"


def _words(decided: Decided, leaf: Leaf, *, against: bool = False) -> str:
    value = _value(decided, leaf)
    if leaf.op in _AGAINST:
        return say(
            f"why.op.{_AGAINST[leaf.op] if against else leaf.op}", fact=decided.called(leaf.fact), value=value
        )
    known = leaf.op == "has"
    holds = bool(leaf.value) != against if known else not against
    key = ("known" if holds else "unknown") if known else ("in" if holds else "not_in")
    return say(f"why.op.{key}", fact=decided.called(leaf.fact), value=value)


def _now(decided: Decided, leaf: Leaf) -> str:
    fact = decided.facts.get(leaf.fact)
    if fact is None:
        return ""
    if fact.value is None:
        return say("why.now_unknown", reason=decided.why_unknown(fact.reason))
    return say("why.now", value=shown(fact.value))


def _value(decided: Decided, leaf: Leaf) -> str:
    """The threshold: a constant, a setting's value, or another fact with its value."""
    if isinstance(leaf.value, Ref):
        other = decided.facts.get(leaf.value.name)
        called = decided.called(leaf.value.name)
        return f"{called} ({shown(other.value)})" if other else called
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    kind = BY_NAME[leaf.fact].type
    made = [date.fromordinal(v) if kind == "date" and isinstance(v, int) else v for v in values]
    return ", ".join(shown(bool(v) if kind == "bool" else v) for v in made)


def shown(value: object) -> str:
    """A fact's value in words."""
    if isinstance(value, bool):
        return say("why.yes" if value else "why.no")
    return say("why.nothing") if value in (None, "") else str(value)
