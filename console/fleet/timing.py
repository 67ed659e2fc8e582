"""When a schedule fires, and when what it asks for may begin: pure functions of the schedule and the time (China's, UTC+8)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator

from apscheduler.triggers.cron import CronTrigger

from console.texts import say
from records.errors import InputError
from records.fleet import Schedule

CHINA = dt.timezone(dt.timedelta(hours=8), "UTC+8")
DAYS_BEFORE = (30, 14, 7, 3, 1)  # before an assessment
_BEFORE = re.compile(r"before (\d{4}-\d\d-\d\d) at (\d\d):(\d\d)")
_WEEK = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_DAY = dt.timedelta(days=1)
_LONGEST = 800  # days that a blackout may hold something back


def fires(schedule: Schedule, after: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
    """The moments in (after, until] at which the schedule fires, days that are left out and its end observed."""
    for moment in _moments(schedule.cron, after):
        if moment > until or (schedule.until and moment.date() > dt.date.fromisoformat(schedule.until)):
            return
        if not _is_skipped(moment.date(), schedule.skipped):
            yield moment


def begin_of(schedule: Schedule, site: str, fired: dt.datetime) -> dt.datetime:
    """When the audit of a site that was asked for at `fired` may begin: spread evenly, in the window, on no day left out.

    The same site has the same place every time, so that a second tick asks for the same.
    """
    spread = hashlib.sha256(f"{site}@{schedule.name}".encode()).digest()
    offset = dt.timedelta(minutes=schedule.jitter * int.from_bytes(spread[:4]) / 2**32)
    moment = (fired + offset).replace(microsecond=0)
    for _ in range(_LONGEST):
        if _is_skipped(moment.date(), schedule.skipped):
            moment = dt.datetime.combine(moment.date() + _DAY, dt.time(), CHINA) + offset % _DAY
        elif schedule.window and not _is_within(moment, schedule.window):
            moment = _opening(moment, schedule.window) + offset % dt.timedelta(hours=1)
            if not _is_within(moment, schedule.window):
                return moment - offset % dt.timedelta(hours=1)
        else:
            break
    return moment


def checked(schedule: Schedule) -> Schedule:
    """The schedule; InputError that names what is wrong with it, also when it would never fire."""
    for text in schedule.skipped:
        _days(text)
    if schedule.until:
        _day(schedule.until)
    if schedule.window and not re.fullmatch(
        r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", schedule.window
    ):
        raise InputError(say("schedule.window.bad", value=schedule.window), remedy="22:00-06:00")
    now = dt.datetime.fromtimestamp(schedule.considered_at, CHINA)
    if next(fires(schedule, now, now + dt.timedelta(days=5 * 366)), None) is None:
        raise InputError(say("schedule.never", name=schedule.name), remedy="--every, --cron, --skip, --until")
    return schedule


def next_fires(schedule: Schedule, now: dt.datetime, count: int = 3) -> list[dt.datetime]:
    """The next moments at which it fires; none for a paused one."""
    if schedule.paused:
        return []
    coming = fires(schedule, now, now + dt.timedelta(days=5 * 366))
    return [moment for moment, _ in zip(coming, range(count), strict=False)]


def moment_of(seconds: float) -> dt.datetime:
    """Epoch seconds in China's time."""
    return dt.datetime.fromtimestamp(seconds, CHINA)


def _moments(cron: str, after: dt.datetime) -> Iterator[dt.datetime]:
    if before := _BEFORE.fullmatch(cron):
        last, hour, minute = _day(before[1]), int(before[2]), int(before[3])
        days = (last - dt.timedelta(days=n) for n in DAYS_BEFORE)
        at = (dt.datetime.combine(day, dt.time(hour, minute), CHINA) for day in days)
        yield from (moment for moment in at if moment > after)
        return
    trigger, moment = _trigger(cron), after
    while moment := trigger.get_next_fire_time(None, moment + dt.timedelta(seconds=1)):
        yield moment


def _trigger(cron: str) -> CronTrigger:
    fields = cron.split()
    if len(fields) != 5:
        raise InputError(say("schedule.cron.bad", value=cron), remedy="30 1 * * 1")
    if fields[2] != "*" and fields[4] != "*":  # tools disagree whether both or one must hold
        raise InputError(say("schedule.cron.days", value=cron), remedy="30 1 * * 1 | 30 1 15 * *")
    try:
        fields[4] = ",".join(_weekdays(part) for part in fields[4].split(","))
        return CronTrigger.from_crontab(" ".join(fields), timezone=CHINA)
    except ValueError as error:
        raise InputError(say("schedule.cron.bad", value=f"{cron} ({error})"), remedy="30 1 * * 1") from None


def _weekdays(part: str) -> str:
    """Days of the week as names: in crontab 0 and 7 are Sunday, in the library 0 is Monday."""
    found = re.fullmatch(r"([0-7])(?:-([0-7]))?", part)
    if not found:
        return part.lower()
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise ValueError(part)
    return ",".join(_WEEK[n % 7] for n in range(first, last + 1))


def _is_skipped(day: dt.date, skipped: tuple[str, ...]) -> bool:
    return any(first <= day <= last for first, last in map(_days, skipped))


def _days(text: str) -> tuple[dt.date, dt.date]:
    first, _, last = text.partition("..")
    return _day(first), _day(last or first)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(
            say("schedule.day.bad", value=text), remedy="2026-12-31, 2027-02-10..2027-02-17"
        ) from None


def _is_within(moment: dt.datetime, window: str) -> bool:
    opens, closes, now = window[:5], window[6:], moment.strftime("%H:%M")
    return opens <= now < closes if opens <= closes else now >= opens or now < closes


def _opening(moment: dt.datetime, window: str) -> dt.datetime:
    at = dt.datetime.combine(moment.date(), dt.time.fromisoformat(window[:5]), CHINA)
    return at if at > moment else at + _DAY
