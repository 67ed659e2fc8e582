"""The queue: one worker an audit, one audit a platform, each ended once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.fleet.local_queue import LocalQueue
from console.fleet.presence import is_gone, present
from console.fleet.worker import again
from records.errors import InputError
from records.fleet import ATTEMPTS, Audit, AuditState, Progress
from records.store_audits import Ended

NOW = 1_800_000_000.0
DONE = Ended(AuditState.FINISHED, NOW, run="r")


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[LocalQueue]:
    """A queue of its own."""
    with LocalQueue(tmp_path / "hub.db") as found:
        yield found


def ask(queue: LocalQueue, site: str, platform: str = "", due: float = NOW, priority: int = 100) -> None:
    """Ask for one audit."""
    queue.ask([(f"{site}@{due}", site, platform or site, due, priority)])


def take(queue: LocalQueue, holder: str = "w1", now: float = NOW) -> Audit:
    """Take the next audit, of which there is one."""
    audit = queue.store.take_audit(holder, now)
    assert audit is not None
    return audit


def test_two_sites_of_one_platform_are_never_audited_together(queue: LocalQueue) -> None:
    ask(queue, "a", "p")
    ask(queue, "b", "p")
    ask(queue, "c", "q")
    first = take(queue)
    assert take(queue).site == "c"
    assert queue.store.take_audit("w1", NOW) is None
    assert queue.store.end_audit(first, DONE)
    assert take(queue).site == "b"


def test_many_workers_at_once_take_every_audit_once(queue: LocalQueue) -> None:
    for n in range(40):
        ask(queue, f"s{n}")
    taken: list[str] = []

    def work(name: str) -> None:
        with LocalQueue(queue.file.with_name("hub.db")) as own:
            while audit := own.store.take_audit(name, NOW):
                taken.append(audit.site)
                own.store.end_audit(audit, DONE)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(f"s{n}" for n in range(40))


def test_a_late_worker_can_neither_beat_nor_end_what_another_has_taken_over(queue: LocalQueue) -> None:
    ask(queue, "a")
    old = take(queue, "slept")
    assert [a.number for a in queue.store.stale_audits(NOW + 21)] == [old.number]
    queue.store.end_audit(old, again(old, "left", NOW + 21, 0.0))
    new = take(queue, "awake", NOW + 22)
    assert queue.store.beat(old, Progress("crawl"), NOW + 23) is None
    assert not queue.store.end_audit(old, Ended(AuditState.FAILED, NOW + 23))
    assert queue.store.beat(new, Progress("crawl", 10, 5, 1.0), NOW + 23) is False
    assert queue.store.end_audit(new, DONE)
    assert queue.store.audit(new.number).state is AuditState.FINISHED


def test_an_audit_that_always_fails_is_given_up_with_its_reason(queue: LocalQueue) -> None:
    ask(queue, "a")
    pauses = []
    now = NOW
    for _ in range(ATTEMPTS):
        audit = take(queue, "w", now)
        ended = again(audit, "it burns", now, 60.0)
        queue.store.end_audit(audit, ended)
        pauses.append((ended.due_at or now) - now)
        now += 10_000
    found = queue.store.audit(1)
    assert found.state is AuditState.FAILED and "it burns" in found.error and "3" in found.error
    assert pauses == [60.0, 240.0, 0.0]
    assert queue.repeat(1, now).state is AuditState.WAITING
    assert take(queue, "w", now).attempts == 1


def test_urgent_audits_go_first_and_those_not_due_wait(queue: LocalQueue) -> None:
    ask(queue, "late", due=NOW + 100)
    ask(queue, "a")
    queue.hurry(("b@now", "b", "b", NOW, 10))
    queue.hurry(("late@now", "late", "late", NOW, 10))
    assert {take(queue).site, take(queue).site} == {"b", "late"}
    assert take(queue).site == "a"
    assert len(queue.listed(AuditState)) == 3


def test_stopping(queue: LocalQueue) -> None:
    ask(queue, "a")
    ask(queue, "b")
    running = take(queue)
    assert queue.stop(2, NOW).state is AuditState.CANCELLED
    assert queue.stop(running.number, NOW).state is AuditState.RUNNING
    assert queue.store.beat(running, Progress(), NOW) is True
    queue.store.end_audit(running, Ended(AuditState.CANCELLED, NOW))
    with pytest.raises(InputError):
        queue.stop(running.number, NOW)
    assert queue.counts() == {AuditState.CANCELLED: 2}


def test_a_stopped_worker_costs_no_attempt(queue: LocalQueue) -> None:
    ask(queue, "a")
    for _ in range(ATTEMPTS + 2):
        audit = take(queue)
        queue.store.end_audit(audit, Ended(AuditState.WAITING, NOW, due_at=NOW, counted=False))
    assert queue.store.audit(1).attempts == 0


def test_a_living_worker_is_told_from_a_dead_one(tmp_path: Path) -> None:
    with present(tmp_path, "w"):
        assert not is_gone(tmp_path, "w")
    assert is_gone(tmp_path, "w")
    (tmp_path / "killed").touch()  # what a killed one leaves
    assert is_gone(tmp_path, "killed")
