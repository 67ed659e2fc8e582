"""Chinese working days, counted here on our own from the public holiday library."""

from __future__ import annotations

import datetime as dt

import chinese_calendar

DAY = dt.timedelta(days=1)


def working_days(start: dt.date, end: dt.date) -> int:
    """Working days after `start` up to and including `end`."""
    count, day = 0, start
    while day < end:
        day += DAY
        count += chinese_calendar.is_workday(day)
    return count


def after_working_days(start: dt.date, number: int) -> dt.date:
    """The day on which the `number`-th working day after `start` falls."""
    day = start
    while number:
        day += DAY
        number -= chinese_calendar.is_workday(day)
    return day


def before_working_days(end: dt.date, number: int) -> dt.date:
    """A working day from which exactly `number` working days lead to `end`."""
    day = end
    while not (working_days(day, end) == number and chinese_calendar.is_workday(day)):
        day -= DAY
    return day
