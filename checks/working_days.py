"""Chinese working days, with announced holidays and make-up days; weekdays where no calendar is announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A number of working days; `approximate` when a year was counted by weekdays alone."""

    count: int
    approximate: bool


def working_days(since: date, until: date) -> WorkingDays:
    """Working days after `since` up to and including `until`: the day of the event is not counted; 0 when not later."""
    if until <= since:
        return WorkingDays(0, False)
    count, approximate = -_upto(since), False
    for year in range(since.year, until.year + 1):
        known = _year(year)
        count += known.before[-1] if year < until.year else _upto(until)
        approximate = approximate or known.approximate
    return WorkingDays(count, approximate)


@cache
def calendar_years() -> tuple[int, int]:
    """First and last year whose holidays the calendar knows."""
    known = [y for y in range(1990, 2101) if not _year(y).approximate]
    return known[0], known[-1]


@dataclass(frozen=True, slots=True)
class _Year:
    before: tuple[int, ...]  # working days of the year up to and including each day
    approximate: bool
    first: int  # ordinal of its first day


def _upto(day: date) -> int:
    known = _year(day.year)
    return known.before[day.toordinal() - known.first]


@cache
def _year(year: int) -> _Year:
    first = date(year, 1, 1)
    days = [first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1)]
    try:
        works = [bool(chinese_calendar.is_workday(day)) for day in days]
        approximate = False
    except NotImplementedError:
        works, approximate = [day.weekday() < 5 for day in days], True
    before: list[int] = []
    for works_today in works:
        before.append((before[-1] if before else 0) + works_today)
    return _Year(tuple(before), approximate, first.toordinal())
