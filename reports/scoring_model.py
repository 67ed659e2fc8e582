"""What a score is made of: indicators with what they lost and why, vetoes, a range and its coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from records.vocabulary import Outcome
from reports.causes import Cause
from reports.material import ReportInput
from reports.schemes.loading import Indicator, Scheme

Tally = Mapping[tuple[str, str], Counter[Outcome]]
"""(rule, column) -> how often each outcome; the column is empty for the site."""


class State(StrEnum):
    """Where an indicator or a veto stands."""

    JUDGED = "judged"
    NOT_APPLICABLE = "not_applicable"
    UNCHECKED = "unchecked"
    PERSON = "person"
    HIT = "hit"
    OPEN = "open"
    CLEAR = "clear"


class Result(StrEnum):
    """What the scheme says of the site as a whole; OPEN until a person has decided what is open."""

    VETOED = "vetoed"
    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Loss:
    """Points that one cause costs; None: to be filled in. `open`: only if a person decides so."""

    points: float | None
    cause: Cause
    open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator scored. `sure` is lost in any case, `most` when every question is decided against the site."""

    indicator: Indicator
    state: State
    sure: float = 0.0
    most: float = 0.0
    weight: float | None = None
    coverage: float = 0.0
    losses: tuple[Loss, ...] = ()
    children: tuple[Line, ...] = ()

    @property
    def counts(self) -> bool:
        """It is part of the denominator."""
        return self.state is State.JUDGED or (self.state is State.PERSON and self.weight is not None)

    def leaves(self) -> Iterable[Line]:
        """The lines without children below it, itself if it has none."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one site. `best` and `worst` None when the scheme's points do not bind it."""

    scheme: Scheme
    material: ReportInput
    lines: tuple[Line, ...]
    vetoes: tuple[Line, ...]
    bonus: tuple[Line, ...]
    total: float | None
    best: float | None
    worst: float | None
    coverage: float
    result: Result
