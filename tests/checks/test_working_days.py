"""Working days: holidays, make-up days, years without a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from checks.working_days import calendar_years, working_days


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (date(2021, 3, 26), date(2021, 4, 7), 7),  # 清明 in between, the day of the event not counted
        (date(2020, 1, 23), date(2020, 2, 3), 1),  # the spring festival of 2020, made longer by notice
        (date(2021, 9, 30), date(2021, 10, 9), 2),  # the Saturday after the national day is a working day
        (date(2021, 9, 17), date(2021, 9, 18), 1),  # a Saturday made a working day
        (date(2020, 12, 31), date(2021, 1, 4), 1),  # over the turn of the year
        (date(2021, 5, 10), date(2021, 5, 10), 0),
        (date(2021, 5, 10), date(2021, 5, 1), 0),  # published before it was formed
    ],
)
def test_the_day_of_the_event_is_not_counted_and_holidays_are_left_out(
    since: date, until: date, count: int
) -> None:
    found = working_days(since, until)
    assert (found.count, found.approximate) == (count, False)


def test_a_year_without_announced_calendar_is_counted_by_weekdays_and_called_approximate() -> None:
    found = working_days(date(2026, 12, 30), date(2027, 1, 5))
    assert (found.count, found.approximate) == (4, True)
    assert not working_days(date(2026, 12, 1), date(2026, 12, 31)).approximate


def test_long_spans_add_up() -> None:
    parts = [(date(2019, 5, 1), date(2021, 2, 2)), (date(2021, 2, 2), date(2024, 8, 8))]
    assert (
        sum(working_days(a, b).count for a, b in parts)
        == working_days(date(2019, 5, 1), date(2024, 8, 8)).count
    )


def test_the_calendar_names_its_years() -> None:
    first, last = calendar_years()
    assert first <= 2008
    assert last >= 2026
    assert working_days(date(last + 1, 3, 1), date(last + 1, 3, 9)).approximate
