"""Availability probes: a watch of seven days over a site's home page, twenty visits a day, evenly spaced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DAYS, A_DAY = 7, 20
SPACING = timedelta(days=1) / A_DAY
LATEST = SPACING / 2  # a visit later than this is left out: two visits are never closer than half the spacing


class ProbeOutcome(StrEnum):
    """What one visit showed; UNCOUNTED is a wall, or a failure that may be our own."""

    OPEN = "open"
    BAD = "bad"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True)
class Probe:
    """One visit. `slot`: its number from 0 in the watch; `seconds` until the page had come, or until it was given up."""

    slot: int
    asked_at: datetime
    outcome: ProbeOutcome
    seconds: float
    status: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class ProbeWatch:
    """Seven days of visits to one address. `taken`: slots that were begun, those killed before their end too."""

    number: int
    site: str
    url: str
    started_at: datetime
    stopped_at: datetime | None = None
    probes: tuple[Probe, ...] = ()
    taken: frozenset[int] = frozenset()

    @property
    def ends_at(self) -> datetime:
        """When the seven days are over, or when a person ended them."""
        return self.stopped_at or self.started_at + timedelta(days=DAYS)

    def is_on(self, now: datetime) -> bool:
        """Visits are still to come."""
        return now < self.ends_at

    def due(self, now: datetime) -> int | None:
        """The slot whose turn it is; None between two visits, after a late start of one, and when the watch is over."""
        slot = (now - self.started_at) // SPACING
        late = (now - self.started_at) - slot * SPACING
        if not self.is_on(now) or slot < 0 or late > LATEST or slot in self.taken:
            return None
        return slot

    def next_at(self, now: datetime) -> datetime | None:
        """When the next visit is due: now, later, or never."""
        if self.due(now) is not None:
            return now
        coming = self.started_at + max((now - self.started_at) // SPACING + 1, 0) * SPACING
        return coming if coming < self.ends_at else None

    def count(self, outcome: ProbeOutcome) -> int:
        """Visits with this outcome."""
        return sum(p.outcome is outcome for p in self.probes)
