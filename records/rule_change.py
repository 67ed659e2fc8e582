"""What the rules alone changed: one crawl, one day, judged under the former rules and under the present ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Shift:
    """One finding that came out otherwise. `then` and `now`: "outcome severity", empty for a pair that no rule judged."""

    finding: str
    rule: str
    subject: str
    then: str
    now: str
    message: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """Open findings that are new, gone, or of another weight, only because the rules are others; and which rules differ."""

    before: str  # digest
    after: str
    today: date
    rules: tuple[str, ...] = ()
    new: tuple[Shift, ...] = ()
    gone: tuple[Shift, ...] = ()
    otherwise: tuple[Shift, ...] = ()
