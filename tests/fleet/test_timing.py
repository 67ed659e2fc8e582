"""When schedules fire: China's time, days left out, spreading, windows, and plain words."""

from __future__ import annotations

import datetime as dt

import pytest

from console.fleet.timing import CHINA, begin_of, checked, fires, next_fires
from console.fleet.words import in_words
from records.errors import InputError
from records.fleet import Schedule

MONDAY = dt.datetime(2026, 11, 30, 1, 30, tzinfo=CHINA)


def schedule(cron: str, **more: object) -> Schedule:
    """A schedule looked at since the Saturday before `MONDAY`."""
    since = dt.datetime(2026, 11, 28, tzinfo=CHINA).timestamp()
    return Schedule("s", "all", cron, since, **more)  # type: ignore[arg-type]


def days(found: list[dt.datetime]) -> list[str]:
    """The days of some moments."""
    return [m.strftime("%m-%d %a") for m in found]


@pytest.mark.parametrize(
    ("weekday", "first"), [("0", "11-29 Sun"), ("7", "11-29 Sun"), ("1", "11-30 Mon"), ("6", "11-28 Sat")]
)
def test_weekdays_are_those_of_crontab(weekday: str, first: str) -> None:
    found = next_fires(schedule(f"30 1 * * {weekday}"), dt.datetime(2026, 11, 28, tzinfo=CHINA), 1)
    assert days(found) == [first]


def test_a_range_of_weekdays_holds_both_ends() -> None:
    found = next_fires(schedule("0 2 * * 5-7"), dt.datetime(2026, 11, 28, tzinfo=CHINA), 3)
    assert days(found) == ["11-28 Sat", "11-29 Sun", "12-04 Fri"]


def test_nothing_fires_on_days_left_out_nor_after_the_last_day() -> None:
    found = next_fires(
        schedule("0 2 * * *", skipped=("2026-11-29", "2026-12-01..2026-12-03"), until="2026-12-05"),
        dt.datetime(2026, 11, 28, tzinfo=CHINA),
        9,
    )
    assert days(found) == ["11-28 Sat", "11-30 Mon", "12-04 Fri", "12-05 Sat"]


def test_before_an_assessment_the_days_are_counted_back() -> None:
    found = next_fires(schedule("before 2026-12-20 at 02:00"), dt.datetime(2026, 11, 1, tzinfo=CHINA), 9)
    assert [m.strftime("%m-%d %H:%M") for m in found] == [
        "11-20 02:00", "12-06 02:00", "12-13 02:00", "12-17 02:00", "12-19 02:00",
    ]  # fmt: skip


def test_what_was_missed_is_in_the_span_looked_at() -> None:
    asked = schedule("0 2 * * *")
    found = list(
        fires(asked, dt.datetime(2026, 11, 28, 2, tzinfo=CHINA), dt.datetime(2026, 12, 1, 2, tzinfo=CHINA))
    )
    assert days(found) == ["11-29 Sun", "11-30 Mon", "12-01 Tue"]


def test_sites_are_spread_and_each_has_its_place() -> None:
    asked = schedule("30 1 * * 1", jitter=60)
    begins = [begin_of(asked, f"site-{n}", MONDAY) for n in range(200)]
    assert begins == [begin_of(asked, f"site-{n}", MONDAY) for n in range(200)]
    late = sorted((b - MONDAY).total_seconds() / 60 for b in begins)
    assert 0 <= late[0] < 5 and 55 < late[-1] < 60
    assert 20 < late[100] < 40


def test_audits_wait_for_the_window_and_for_days_that_are_not_left_out() -> None:
    asked = schedule("30 12 * * *", window="22:00-06:00", skipped=("2026-12-01",))
    noon = dt.datetime(2026, 11, 30, 12, 30, tzinfo=CHINA)
    assert begin_of(asked, "a", noon) == dt.datetime(2026, 11, 30, 22, 0, tzinfo=CHINA)
    after_midnight = dt.datetime(2026, 11, 30, 23, 0, tzinfo=CHINA)
    jittered = [begin_of(schedule("0 0 * * *", window="22:00-06:00", skipped=("2026-12-01",), jitter=90), f"s{n}", after_midnight) for n in range(50)]  # fmt: skip
    assert all(b.date() != dt.date(2026, 12, 1) for b in jittered)
    assert all(b.hour >= 22 or b.hour < 6 for b in jittered)
    assert {b.date() for b in jittered} == {dt.date(2026, 11, 30), dt.date(2026, 12, 2)}


@pytest.mark.parametrize(
    "cron", ["61 1 * * *", "0 2 * *", "0 2 1 * 1", "0 2 31 2 *", "0 2 * * 6-2", "before 2020-01-01 at 02:00"]
)
def test_a_schedule_that_means_nothing_is_refused(cron: str) -> None:
    with pytest.raises(InputError):
        checked(schedule(cron))


@pytest.mark.parametrize("more", [{"window": "22-6"}, {"skipped": ("2026-13-01",)}, {"until": "morgen"}])
def test_faulty_parts_are_refused(more: dict[str, object]) -> None:
    with pytest.raises(InputError):
        checked(schedule("0 2 * * *", **more))


def test_schedules_are_told_in_plain_words() -> None:
    told = in_words(schedule("30 1 * * 1", jitter=60, window="22:00-06:00", skipped=("2026-12-01",)))
    assert told == "每周一 01:30，60 分钟内错开，只在 22:00-06:00 开始，除 2026-12-01"
    assert in_words(schedule("0 2 15 * *")) == "每月 15 日 02:00"
    assert in_words(schedule("0 2 * * *", paused=True)) == "每天 02:00，已暂停"
