"""Schedules and audits in plain words."""

from __future__ import annotations

import datetime as dt
import re

from console.fleet.timing import moment_of
from console.texts import say
from records.fleet import Schedule

_PLAIN = re.compile(r"(\d+) (\d+) (\*|\d+) \* (\*|[0-7])")
_BEFORE = re.compile(r"before (\S+) at (\S+)")


def in_words(schedule: Schedule) -> str:
    """When it fires, and what holds it back."""
    parts = [_when(schedule.cron)]
    if schedule.jitter:
        parts.append(say("when.jitter", n=schedule.jitter))
    if schedule.window:
        parts.append(say("when.window", window=schedule.window))
    if schedule.skipped:
        parts.append(say("when.skipped", days=" ".join(schedule.skipped)))
    if schedule.until:
        parts.append(say("when.until", day=schedule.until))
    if schedule.paused:
        parts.append(say("when.paused"))
    return say("when.joint").join(parts)


def scope_in_words(scope: str) -> str:
    """Which sites a schedule is about."""
    kind, _, name = scope.partition(":")
    return say(f"scope.{kind}", name=name)


def moment_in_words(moment: dt.datetime) -> str:
    """A day with its weekday, and the time."""
    return say(
        "when.moment",
        day=moment.strftime("%Y-%m-%d"),
        weekday=_weekday(moment.isoweekday()),
        at=f"{moment:%H:%M}",
    )


def seconds_in_words(seconds: float | None) -> str:
    """Epoch seconds as day and time, nothing for None."""
    return moment_of(seconds).strftime("%m-%d %H:%M") if seconds else ""


def _when(cron: str) -> str:
    if before := _BEFORE.fullmatch(cron):
        return say("when.before", day=before[1], at=before[2])
    if not (found := _PLAIN.fullmatch(cron)):
        return cron
    at = f"{int(found[2]):02d}:{int(found[1]):02d}"
    if found[4] != "*":
        return say("when.weekly", weekday=_weekday(int(found[4])), at=at)
    return say("when.monthly", day=found[3], at=at) if found[3] != "*" else say("when.daily", at=at)


def _weekday(number: int) -> str:
    return say(f"weekday.{number % 7}")
