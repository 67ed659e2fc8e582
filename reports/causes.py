"""One cause, one accusation: findings of one rule with one cause on one column become one line with samples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from records.types import Finding
from records.vocabulary import Outcome, Severity

_URGENCY = {severity: n for n, severity in enumerate(Severity)}
_TOLD = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNCHECKED)
_Key = tuple[str, Outcome, Severity, str, str]


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings that are one accusation; never empty, in the order they came."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that speaks for all."""
        return self.findings[0]

    @property
    def count(self) -> int:
        """How many places it shows in."""
        return len(self.findings)

    @property
    def severity(self) -> Severity:
        """The severity they share."""
        return self.first.severity

    @property
    def named(self) -> bool:
        """The rule named a cause that they share, beyond being of one kind on one column."""
        return bool(self.first.cause)

    @property
    def since(self) -> str:
        """The earliest day one of them was seen."""
        return min((f.first_seen for f in self.findings if f.first_seen), default="")


def causes(findings: Iterable[Finding], outcome: Outcome) -> tuple[Cause, ...]:
    """The findings of one outcome by cause, the most urgent first, then in the order they came."""
    groups: dict[_Key, list[Finding]] = {}
    for f in findings:
        if f.outcome is outcome:
            groups.setdefault(_key(f), []).append(f)
    return tuple(sorted((Cause(tuple(g)) for g in groups.values()), key=lambda c: _URGENCY[c.severity]))


def cause_numbers(findings: Iterable[Finding]) -> dict[str, int]:
    """Finding id -> number of its cause, counted from 1: problems, then questions, then what was not checked."""
    seen: dict[_Key, int] = {}
    ordered = sorted(findings, key=lambda f: _TOLD.index(f.outcome))
    return {f.id: seen.setdefault(_key(f), len(seen) + 1) for f in ordered}


def _key(f: Finding) -> _Key:
    return f.rule, f.outcome, f.severity, f.column, f.cause
