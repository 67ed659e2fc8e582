"""Whether a year's entries of a column all came into being within a few days."""

from __future__ import annotations

from collections import Counter
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
    """The recent year that stands out most: its entries, and the largest share that came within a week, in percent."""

    year: int = 0
    entries: int = 0
    percent: int = 0


def burst(entries: Iterable[Entry], created: Mapping[str, Creation], as_of: date, fewest: int) -> Burst:
    """Looked at by calendar years in UTC+8; years of fewer entries than `fewest` come last.

    Entries of a year that nothing tells the making of count as made on other days.
    """
    recent = range(as_of.year - YEARS + 1, as_of.year + (as_of.timetuple().tm_yday > SETTLED))
    days: dict[int, list[int]] = {}
    untold: Counter[int] = Counter()
    for entry in entries:
        told, shown = created.get(entry.key), entry.published_on
        if told is not None and told.on.year in recent:
            days.setdefault(told.on.year, []).append(told.on.toordinal())
        elif told is None and shown is not None:
            untold[shown.year] += 1
    found = [_of_year(year, sorted(told), untold[year]) for year, told in days.items()]
    return max(found, key=lambda b: (b.entries >= fewest, b.percent, b.entries, b.year), default=Burst())


def _of_year(year: int, days: list[int], untold: int) -> Burst:
    entries = len(days) + untold
    return Burst(year, entries, 100 * _most_within(days) // entries)


def _most_within(days: list[int]) -> int:
    most = start = 0
    for end, day in enumerate(days):
        while day - days[start] >= WINDOW:
            start += 1
        most = max(most, end - start + 1)
    return most
