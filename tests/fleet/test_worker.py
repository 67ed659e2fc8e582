"""Workers with real children: audits are done, taken over, fenced off and stopped."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.fleet_sites import Platform, Seen
from console.fleet.lifeline import FENCE_SECONDS
from console.fleet.local_queue import LocalQueue
from console.fleet.order import Order, write_order
from console.fleet.registry import registered
from console.fleet.runner import Child
from console.fleet.worker import Shop, Worker
from records.fleet import Audit, AuditState, RegisteredSite
from records.store import Store

LINE = "code: {code}\nname: {code}\nhome: http://127.0.0.1:{port}/{code}/\nallow_private: true\npace: {{delay: 0}}\n"


@dataclass
class Fleet:
    """A database with sites on two platforms, and what is served."""

    db: Path
    sites: list[RegisteredSite]

    def ask(self, *codes: str) -> None:
        """Ask for audits of these sites."""
        with LocalQueue(self.db) as queue:
            queue.ask(
                [
                    (f"{s.code}@{time.time()}", s.code, s.platform, time.time(), 100)
                    for s in self.sites
                    if s.code in codes
                ]
            )

    def audits(self) -> list[Audit]:
        """All audits."""
        with LocalQueue(self.db) as queue:
            return sorted(queue.listed(AuditState), key=lambda a: a.number)


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """Two sites on one platform, one on another, both quick, and one whose pages take three seconds."""
    platforms = [Platform(Seen(), seconds) for seconds in (0.03, 0.03, 3.0)]
    ports = {
        "s0": platforms[0].port,
        "s1": platforms[0].port,
        "s2": platforms[1].port,
        "s3": platforms[2].port,
    }
    sites = [registered(LINE.format(code=c, port=p), Path(c)) for c, p in ports.items()]
    db = tmp_path / "hub.db"
    with Store.open(db) as store:
        store.register_sites(sites)
    yield Fleet(db, sites)
    for platform in platforms:
        platform.close()


def until(true: object, seconds: float = 40.0) -> None:
    """Wait until the function says so."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def order(fleet: Fleet, site: int = 0) -> Path:
    """An order for a site of the fleet."""
    found = fleet.sites[site]
    return write_order(Order("k", found.site, str(Shop(fleet.db).folder_of(found.code))))


def alive(pid: int) -> bool:
    """The process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_audits_are_done_and_their_runs_are_in_the_database(fleet: Fleet) -> None:
    fleet.ask("s0", "s1", "s2")
    Worker(Shop(fleet.db, slots=3)).run(until_empty=True)
    audits = fleet.audits()
    assert [a.state for a in audits] == [AuditState.FINISHED] * 3
    with Store.open(fleet.db) as store:
        assert {r.id for r in store.runs()} == {a.run for a in audits}
        assert all(store.is_judged(a.run) and store.findings(a.run) for a in audits)
    first, second = (a for a in audits if a.site in {"s0", "s1"})
    assert second.started_at is not None and first.ended_at is not None
    assert second.started_at >= first.ended_at or first.started_at >= (second.ended_at or 0)  # type: ignore[operator]


def test_a_killed_child_is_started_again_and_goes_on_with_its_run(fleet: Fleet) -> None:
    fleet.ask("s2")
    worker = Worker(Shop(fleet.db, again_seconds=0.1))
    thread = threading.Thread(target=worker.run, kwargs={"until_empty": True})
    thread.start()
    database = Shop(fleet.db).folder_of("s2") / "site.db"
    until(lambda: fleet.audits()[0].state is AuditState.RUNNING and database.exists())
    until(lambda: any(a.progress.phase for a in fleet.audits()))
    children = [int(p.parent.name) for p in Path("/proc").glob("[0-9]*/cmdline") if _is_child(p, "s2")]
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    thread.join(60)
    audit = fleet.audits()[0]
    assert audit.state is AuditState.FINISHED
    assert audit.attempts == 2
    with Store.open(database) as store:
        assert len(store.runs()) == 1


def test_a_child_ends_itself_when_its_runner_is_frozen(fleet: Fleet) -> None:
    child = Child(order(fleet, 3))
    try:
        began = time.monotonic()
        os.kill(child.pid, 0)
        until(lambda: not alive(child.pid), FENCE_SECONDS + 5)  # nobody pings
        took = time.monotonic() - began
    finally:
        child.kill()
    assert FENCE_SECONDS - 1 < took < FENCE_SECONDS + 3


def test_a_child_ends_with_the_pipe_of_its_runner(fleet: Fleet) -> None:
    child = Child(order(fleet, 3))
    time.sleep(1.5)
    assert alive(child.pid)
    child._process.stdin.close()  # type: ignore[union-attr]
    until(lambda: not alive(child.pid), 5)
    child.kill()


def test_two_children_of_one_site_never_work_at_the_same_time(fleet: Fleet) -> None:
    import fcntl

    path = order(fleet)
    with (path.parent / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        child = Child(path)
        try:
            end = time.monotonic() + 4
            while time.monotonic() < end:
                child.ping()
                time.sleep(0.2)
            assert not (path.parent / "site.db").exists()
        finally:
            child.kill()


def test_a_running_audit_can_be_stopped_and_done_again_from_where_it_was(fleet: Fleet) -> None:
    fleet.ask("s0")
    worker = Worker(Shop(fleet.db))
    thread = threading.Thread(target=worker.run, kwargs={"until_empty": True})
    thread.start()
    until(lambda: any(a.progress.phase == "crawl" for a in fleet.audits()))
    with LocalQueue(fleet.db) as queue:
        queue.stop(1, time.time())
    thread.join(60)
    stopped = fleet.audits()[0]
    assert stopped.state in {AuditState.CANCELLED, AuditState.FINISHED}
    if stopped.state is AuditState.CANCELLED:
        with LocalQueue(fleet.db) as queue:
            queue.repeat(1, time.time())
        Worker(Shop(fleet.db)).run(until_empty=True)
        assert fleet.audits()[0].state is AuditState.FINISHED


def test_an_audit_of_a_site_that_is_not_registered_fails_with_that_reason(fleet: Fleet) -> None:
    with LocalQueue(fleet.db) as queue:
        queue.ask([("x@1", "x", "x", time.time(), 100)])
    Worker(Shop(fleet.db)).run(until_empty=True)
    assert fleet.audits()[0].state is AuditState.FAILED
    assert "x" in fleet.audits()[0].error


def _is_child(cmdline: Path, site: str) -> bool:
    try:
        words = cmdline.read_bytes()
    except OSError:
        return False
    return b"console.fleet" in words and f"/{site}/order.json".encode() in words
