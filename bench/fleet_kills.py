"""Short audits under SIGKILL: `python -m bench.fleet_kills [--audits 50] [--workers 2] [--seed 1]`.

Workers (`gongkai schedule run`) and their children are killed at random moments until every audit has ended. Prints how many
ended, how often, the longest take-over, and what a look at the process table every 50 ms found: children of one site or one
platform alive at the same time, and processes left over at the end. Exit code 1 when anything is not as it should be.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bench.fleet_sites import Platform, Seen
from console.fleet.local_queue import LocalQueue
from console.fleet.registry import registered
from records.fleet import AuditState, RegisteredSite
from records.store import Store

MARK = "console.fleet"
ROOT = Path(__file__).resolve().parents[1]
ALLOWED_SECONDS = 30.0


@dataclass
class Watch:
    """What the process table showed."""

    platform_of: dict[str, str]
    together: set[str] = field(default_factory=set)
    alive: dict[int, str] = field(default_factory=dict)

    def look(self) -> None:
        """Find the children that are alive, and whether two of them may not be."""
        self.alive = dict(_children())
        by: dict[str, set[int]] = defaultdict(set)
        for pid, site in self.alive.items():
            by[f"site {site}"].add(pid)
            by[f"platform {self.platform_of.get(site, site)}"].add(pid)
        self.together |= {what for what, pids in by.items() if len(pids) > 1}


def main() -> int:
    """Run the bench."""
    options = argparse.ArgumentParser(description=__doc__)
    for name, default in (("audits", 50), ("workers", 2), ("seed", 1)):
        options.add_argument(f"--{name}", type=int, default=default)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="fleet-") as folder:
        return _bench(Path(folder), given)


def _bench(folder: Path, given: argparse.Namespace) -> int:
    seen, db, dice = Seen(), folder / "hub.db", random.Random(given.seed)
    platforms = [Platform(seen, 0.02) for _ in range(5)]
    sites = [_site(n, platforms[n % 5].port) for n in range(given.audits)]
    _ask(db, sites)
    watch, over = Watch({s.code: s.platform for s in sites}), threading.Event()
    looking = threading.Thread(target=_look, args=(watch, over))
    looking.start()
    began = time.monotonic()
    kills = _killed(db, given.workers, watch, dice)
    time.sleep(2)
    over.set()
    looking.join()
    watch.look()
    with LocalQueue(db) as queue, Store.open(db) as store:
        audits = queue.listed(AuditState, 10_000)
        runs = {run.id for run in store.runs()}
    ended = [a for a in audits if a.state in {AuditState.FINISHED, AuditState.FAILED}]
    lost = [a for a in audits if a.state is AuditState.FINISHED and a.run not in runs]
    finished = sum(a.state is AuditState.FINISHED for a in audits)
    print(f"audits {len(audits)}, ended {len(ended)}, finished {finished}, runs in the hub {len(runs)}")
    print(
        f"kills: {kills.workers} workers, {kills.children} children; attempts {sum(a.attempts for a in audits)}"
    )
    print(f"longest take-over {kills.slowest:.1f} s, {time.monotonic() - began:.0f} s in all")
    print(f"together though they may not: {sorted(watch.together) or 'none'}; left over: {len(watch.alive)}")
    good = len(ended) == given.audits and not lost and not watch.together and not watch.alive
    return 0 if good and kills.slowest <= ALLOWED_SECONDS else 1


@dataclass
class Kills:
    """What was killed, and the longest time until an audit of a dead worker ran again."""

    workers: int = 0
    children: int = 0
    slowest: float = 0.0


def _killed(db: Path, count: int, watch: Watch, dice: random.Random) -> Kills:
    """Keep workers going and kill them, until every audit has ended."""
    kills, workers = Kills(), [_worker(db) for _ in range(count)]
    orphaned: dict[int, float] = {}
    due = time.monotonic() + 5
    while _open(db):
        time.sleep(0.3)
        _taken_over(db, orphaned, kills)
        workers = [w if w.poll() is None else _worker(db) for w in workers]
        if time.monotonic() < due:
            continue
        due = time.monotonic() + dice.uniform(3, 8)
        if dice.random() < 0.5 and watch.alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(dice.choice(sorted(watch.alive)), signal.SIGKILL)
                kills.children += 1
        else:
            victim = dice.choice(workers)
            orphaned |= {n: time.time() for n in _running_of(db) if n not in orphaned}
            victim.kill()
            victim.wait()
            kills.workers += 1
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.wait(timeout=60)
    return kills


def _taken_over(db: Path, orphaned: dict[int, float], kills: Kills) -> None:
    """Note how long audits took that another worker may have had to take over; those of living workers just go on."""
    with LocalQueue(db) as queue:
        for number, since in list(orphaned.items()):
            audit = queue.store.audit(number)
            if (started := audit.started_at or 0) > since:
                kills.slowest = max(kills.slowest, started - since)
            if started > since or audit.ended_at:
                del orphaned[number]


def _running_of(db: Path) -> list[int]:
    with LocalQueue(db) as queue:
        return [a.number for a in queue.listed([AuditState.RUNNING])]


def _open(db: Path) -> bool:
    with LocalQueue(db) as queue:
        counts = queue.counts()
    return bool(counts.get(AuditState.WAITING) or counts.get(AuditState.RUNNING))


def _ask(db: Path, sites: list[RegisteredSite]) -> None:
    with Store.open(db) as store, LocalQueue(db) as queue:
        store.register_sites(sites)
        now = time.time()
        queue.ask([(f"{s.code}@1", s.code, s.platform, now - 1, 100) for s in sites])


def _site(n: int, port: int) -> RegisteredSite:
    file = {
        "code": f"s{n}",
        "name": f"s{n}",
        "home": f"http://127.0.0.1:{port}/s{n}/",
        "allow_private": True,
        "pace": {"delay": 0, "max_pages": 50},
    }
    return registered(yaml.safe_dump(file), Path(f"s{n}.yml"))


def _worker(db: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-c",
        "from console.cli import main; main()",
        "schedule",
        "run",
        "--db",
        str(db),
    ]
    log = (db.parent / "worker.log").open("ab")
    return subprocess.Popen([*command, "--workers", "2"], cwd=ROOT, stdout=log, stderr=log)


def _look(watch: Watch, over: threading.Event) -> None:
    while not over.wait(0.05):
        watch.look()


def _children() -> list[tuple[int, str]]:
    """(process, site) of every child that is alive; a zombie is not."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if MARK.encode() in words and state != "Z":
            order = next(w for w in words if w.endswith(b"order.json"))
            found.append((int(entry.name), Path(order.decode()).parent.name))
    return found


if __name__ == "__main__":
    sys.exit(main())
