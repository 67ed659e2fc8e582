"""What an evaluator is asked about each kind of subject: what certainly breaks each rule, and what may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from records.vocabulary import SubjectKind
from rules.expressions import Expr, bind, both, facts_of
from rules.model import Rule
from rules.reference import FALSE, TRUE, UNKNOWN, Record, Truth, truth_of

MAYBE = -1
"""The signal that a rule may be broken; certain breaches have the number of their case. Maybe and not certainly: open."""


_SURE, _MAY = frozenset({TRUE}), frozenset({TRUE, UNKNOWN})


@dataclass(frozen=True, slots=True)
class Signal:
    """One question put to an evaluator. `case` is the number of the rule's case, or MAYBE; `site_form` of the whole-site form."""

    rule: str
    case: int
    condition: Expr
    site_form: bool = False

    @property
    def name(self) -> str:
        """A name that is safe as a rule name of durable-rules."""
        return (
            f"{self.rule}~{'maybe' if self.case == MAYBE else self.case}{'~site' if self.site_form else ''}"
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """All signals about one kind of subject, and the facts their records need."""

    kind: SubjectKind
    signals: tuple[Signal, ...]
    facts: frozenset[str]
    applies: Mapping[str, Truth]  # rule -> whether it applies


class Evaluator(Protocol):
    """Decides records; both evaluators must agree on every one."""

    name: str

    def decide(self, kind: SubjectKind, records: Sequence[Record]) -> list[set[int]]:
        """For each record the numbers of the signals that hold."""

    def close(self) -> None:
        """Give memory back."""


def asked_of(
    rules: Mapping[str, Rule], settings: Mapping[str, int | float | str]
) -> dict[SubjectKind, Asked]:
    """What to ask about each kind of subject, with the settings' values in place."""
    signals: dict[SubjectKind, list[Signal]] = {}
    applies: dict[SubjectKind, dict[str, Truth]] = {}
    for rule in rules.values():
        own = own_settings(rule, settings)
        for kind in rule.subjects:
            signals.setdefault(kind, []).extend(_signals(rule, own))
            if rule.applies is not None:
                applies.setdefault(kind, {})[rule.id] = truth_of(bind(rule.applies, own))
        if rule.site_form is not None:
            breach = bind(rule.site_form.when, own)
            signals.setdefault(SubjectKind.SITE, []).append(Signal(rule.id, 0, breach, site_form=True))
    extra = {kind: _basis_facts(rules, kind) for kind in signals}
    return {
        kind: Asked(kind, tuple(found), _facts(found) | extra[kind], applies.get(kind, {}))
        for kind, found in signals.items()
    }


def own_settings(rule: Rule, settings: Mapping[str, int | float | str]) -> dict[str, int]:
    """The rule's settings by their short names."""
    return {name: int(settings.get(f"{rule.id}.{name}", s.default)) for name, s in rule.settings.items()}


class ReferenceEvaluator:
    """The plain-Python evaluator."""

    name = "reference"

    def __init__(self, asked: Mapping[SubjectKind, Asked]) -> None:
        self._tests = {
            kind: tuple((truth_of(s.condition), _MAY if s.case == MAYBE else _SURE) for s in a.signals)
            for kind, a in asked.items()
        }

    def decide(self, kind: SubjectKind, records: Sequence[Record]) -> list[set[int]]:
        """For each record the numbers of the signals that hold."""
        tests = self._tests.get(kind, ())
        return [{n for n, (truth, wanted) in enumerate(tests) if truth(r) in wanted} for r in records]

    def close(self) -> None:
        """Nothing to give back."""


def applies(asked: Asked, rule: str, record: Record) -> bool:
    """The rule is not certainly out of place for this record."""
    test = asked.applies.get(rule)
    return test is None or test(record) != FALSE


def _signals(rule: Rule, settings: Mapping[str, int]) -> list[Signal]:
    whole = bind(both(rule.applies, rule.when), settings)
    breaches = [
        Signal(rule.id, n, both(whole, bind(case.when, settings) if case.when else None))
        for n, case in enumerate(rule.cases)
    ]
    return [*breaches, Signal(rule.id, MAYBE, whole)]


def _basis_facts(rules: Mapping[str, Rule], kind: SubjectKind) -> frozenset[str]:
    refs = [ref for rule in rules.values() if kind in rule.subjects for ref in rule.bases]
    return frozenset(name for ref in refs for name in facts_of(ref.when))


def _facts(signals: list[Signal]) -> frozenset[str]:
    return frozenset(name for s in signals for name in facts_of(s.condition))
