"""The clock: asks the queue for what schedules want, once each, whatever happens to the machine's time."""

from __future__ import annotations

import logging
from collections.abc import Callable

from console.fleet.timing import begin_of, fires, moment_of
from records.fleet import Schedule
from records.store import Store

ORDINARY, URGENT = 100, 10
LEAP_SECONDS = 120.0  # a schedule looked at this far in the future was looked at under a wrong clock
LOG = logging.getLogger("gongkai.clock")

Request = tuple[str, str, str, float, int]  # key, site, platform, due time, priority
Ask = Callable[[list[Request]], int]


def tick(store: Store, now: float, ask: Ask) -> int:
    """Ask for every audit that has come due since the last tick; how many are new.

    What was missed while nobody looked is asked for once. A tick that is cut short, or made twice, asks for the same again.
    """
    return sum(_ticked(store, schedule, now, ask) for schedule in store.schedules() if not schedule.paused)


def _ticked(store: Store, schedule: Schedule, now: float, ask: Ask) -> int:
    if schedule.considered_at > now + LEAP_SECONDS:
        LOG.warning("the clock was set back: schedule %s is looked at from now on", schedule.name)
        store.considered(schedule.name, schedule.considered_at, now)
        return 0
    fired = list(fires(schedule, moment_of(schedule.considered_at), moment_of(now)))
    if not fired:
        return 0
    if len(fired) > 1:
        LOG.info("schedule %s fired %d times while nobody looked: asked for once", schedule.name, len(fired))
    new = ask(requests(store, schedule, fired[-1].timestamp()))
    store.considered(schedule.name, schedule.considered_at, now)
    return new


def requests(store: Store, schedule: Schedule, fired: float) -> list[Request]:
    """The audits that a schedule asks for when it fires."""
    moment = moment_of(fired)
    return [
        (
            f"{site.code}@{moment.isoformat(timespec='minutes')}",
            site.code,
            site.platform,
            begin_of(schedule, site.code, moment).timestamp(),
            ORDINARY,
        )
        for site in store.registered_sites(schedule.scope)
        if not site.paused
    ]
