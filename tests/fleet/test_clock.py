"""The clock: everything that is due is asked for once, whatever the machine's time does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.fleet.clock import Request, tick
from console.fleet.local_queue import LocalQueue
from console.fleet.registry import registered
from console.fleet.timing import CHINA
from records.fleet import AuditState, Schedule
from records.store import Store
from records.store_audits import Ended

DAY = 86_400.0
FRIDAY = dt.datetime(2026, 11, 27, 3, 0, tzinfo=CHINA).timestamp()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database with three sites of which one is paused, and one daily schedule."""
    with Store.open(tmp_path / "hub.db") as found:
        sites = [
            registered(f"name: n{n}\nhome: http://s{n}.gov.cn/\ncode: s{n}\n", Path(f"s{n}.yml"))
            for n in range(3)
        ]
        found.register_sites([*sites[:2], replace(sites[2], paused=True)])
        found.keep_schedule(Schedule("daily", "all", "0 2 * * *", FRIDAY))
        yield found


@pytest.fixture
def queue(store: Store) -> Iterator[LocalQueue]:
    """The queue beside it."""
    with LocalQueue(store.path) as found:
        yield found


def keys(queue: LocalQueue) -> list[str]:
    """What waits."""
    return sorted(a.key for a in queue.listed([AuditState.WAITING]))


def test_a_double_tick_and_a_second_clock_ask_once(store: Store, queue: LocalQueue) -> None:
    assert tick(store, FRIDAY + DAY, queue.ask) == 2
    assert tick(store, FRIDAY + DAY, queue.ask) == 0
    store.keep_schedule(replace(store.schedule("daily"), considered_at=FRIDAY))  # as a killed tick leaves it
    assert tick(store, FRIDAY + DAY, queue.ask) == 0
    assert keys(queue) == ["s0@2026-11-28T02:00+08:00", "s1@2026-11-28T02:00+08:00"]


def test_a_machine_that_slept_for_days_asks_once_for_what_it_missed(store: Store, queue: LocalQueue) -> None:
    assert tick(store, FRIDAY + 5 * DAY, queue.ask) == 2
    assert keys(queue) == ["s0@2026-12-02T02:00+08:00", "s1@2026-12-02T02:00+08:00"]


def test_a_site_whose_audit_still_waits_gets_no_second_one(store: Store, queue: LocalQueue) -> None:
    assert tick(store, FRIDAY + DAY, queue.ask) == 2
    assert tick(store, FRIDAY + 2 * DAY, queue.ask) == 0


def test_a_clock_set_back_is_said_once_and_nothing_is_asked_for_twice(
    store: Store, queue: LocalQueue, caplog: pytest.LogCaptureFixture
) -> None:
    tick(store, FRIDAY + 40 * DAY, queue.ask)
    while audit := queue.store.take_audit("w", FRIDAY + 41 * DAY):
        queue.store.end_audit(audit, Ended(AuditState.FINISHED, FRIDAY + 41 * DAY))
    assert tick(store, FRIDAY, queue.ask) == 0
    assert tick(store, FRIDAY + 60, queue.ask) == 0
    assert sum("set back" in r.message for r in caplog.records) == 1
    assert tick(store, FRIDAY + DAY, queue.ask) == 2


def test_a_schedule_changed_while_running_counts_from_its_change(store: Store, queue: LocalQueue) -> None:
    store.keep_schedule(Schedule("daily", "site:s1", "0 4 * * *", FRIDAY))
    assert tick(store, FRIDAY + 3_500, queue.ask) == 0
    assert tick(store, FRIDAY + 3_700, queue.ask) == 1
    assert keys(queue) == ["s1@2026-11-27T04:00+08:00"]


def test_one_schedule_that_fails_to_ask_is_asked_again(store: Store) -> None:
    asked: list[Request] = []

    def full(_: list[Request]) -> int:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        tick(store, FRIDAY + DAY, full)
    assert tick(store, FRIDAY + DAY, lambda some: asked.extend(some) or len(some)) == 2
    assert len(asked) == 2
