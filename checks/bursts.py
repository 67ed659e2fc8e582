"""Whether a year's entries of a column all came into being within a few days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checks.creation import Creation
from records.types import Entry

WINDOW = 7  # days
YEARS = 3  # the running year and those before it that are looked at
SETTLED = 180  # days into a year from which it can be looked at


@dataclass(frozen=True, slots=True)
class Burst:
    """The fullest recent year: its entries with creation evidence, and the largest share within a week, in percent."""

    year: int = 0
    entries: int = 0
    percent: int = 0


def burst(entries: Iterable[Entry], created: Mapping[str, Creation], as_of: date) -> Burst:
    """Looked at by calendar years in UTC+8."""
    recent = range(as_of.year - YEARS + 1, as_of.year + (as_of.timetuple().tm_yday > SETTLED))
    years: dict[int, list[int]] = {}
    for entry in entries:
        told = created.get(entry.key)
        if told is not None and told.on.year in recent:
            years.setdefault(told.on.year, []).append(told.on.toordinal())
    if not years:
        return Burst()
    year = max(years, key=lambda y: (len(years[y]), y))
    days = sorted(years[year])
    return Burst(year, len(days), 100 * _most_within(days) // len(days))


def _most_within(days: list[int]) -> int:
    most = start = 0
    for end, day in enumerate(days):
        while day - days[start] >= WINDOW:
            start += 1
        most = max(most, end - start + 1)
    return most
