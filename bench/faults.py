"""Crawls under faults – resets, a server that restarts, a locked database, a full disk: are the records those of an undisturbed crawl?

The pages come through a small proxy in front of nginx (make bench-tools) that cuts connections and goes away. A full disk is a tmpfs of
its own (needs root on Linux; else left out with a note). `--quick` takes 150 pages and shorter faults.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.flaky_proxy import Proxy
from bench.generated_site import Plan, build
from bench.kills import digest, lost_bodies, pages_saved, start
from bench.measuring import machine, site_file
from bench.serving import serving

Fault = Callable[[Proxy, Path, subprocess.Popen[bytes]], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One fault: whether the first process ended well, how often the crawl had to be gone on with, and what became of the records."""

    fault: str
    ended_by_itself: bool
    resumed: int
    same: bool
    bodies_lost: int
    told: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a fault is tried, and what an undisturbed crawl makes of it."""

    home: Path
    site: Path
    proxy: Proxy
    wanted: str
    lock_seconds: float
    away_seconds: float


def main(argv: Sequence[str] | None = None) -> None:
    """Crawl once undisturbed, then under each fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--quick", action="store_true", help="150 pages, a lock of 5 s, a restart of 2 s")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        home = Path(folder)
        build(home / "site", Plan(pages=150 if asked.quick else asked.pages))
        with serving(home / "site") as url, Proxy(url) as proxy:
            site = site_file(home, proxy.url)
            start(site, home / "whole.db").wait()
            wanted = digest(home / "whole.db", order=False)
            times = (5.0, 2.0) if asked.quick else (30.0, 8.0)
            outcomes = list(_all(Ground(home, site, proxy, wanted, *times)))
    _print(outcomes)


def _all(ground: Ground) -> Iterator[Outcome]:
    yield _tried("resets at 5 %", ground, _resets)
    yield _tried(f"server away for {ground.away_seconds:.0f} s", ground, _restart(ground.away_seconds))
    yield _tried(f"database locked for {ground.lock_seconds:.0f} s", ground, _locked(ground.lock_seconds))
    with _small_disk(ground.home / "disk") as made:
        if made:
            yield _tried("disk full", ground, _full, ground.home / "disk")
        else:
            print("disk full: left out, no file system of its own can be mounted here")


def _tried(what: str, ground: Ground, fault: Fault, folder: Path | None = None) -> Outcome:
    db = (folder or ground.home) / f"{abs(hash(what))}.db"
    process = start(ground.site, db, told=True)
    fault(ground.proxy, db, process)
    told = process.communicate()[1].decode("utf-8", "replace").strip()
    well, resumed = process.returncode == 0, 0
    while process.returncode != 0 and resumed < 5:
        resumed += 1
        process = start(ground.site, db)
        process.wait()
    same = process.returncode == 0 and digest(db, order=False) == ground.wanted
    return Outcome(what, well, resumed, same, lost_bodies(db), told.splitlines()[-1] if told else "")


def _resets(proxy: Proxy, db: Path, process: subprocess.Popen[bytes]) -> None:
    proxy.reset_share = 0.05
    process.wait()
    proxy.reset_share = 0.0


def _restart(seconds: float) -> Fault:
    def fault(proxy: Proxy, db: Path, process: subprocess.Popen[bytes]) -> None:
        _under_way(db, process)
        proxy.away = True
        time.sleep(seconds)
        proxy.away = False

    return fault


def _locked(seconds: float) -> Fault:
    def fault(proxy: Proxy, db: Path, process: subprocess.Popen[bytes]) -> None:
        _under_way(db, process)
        with closing(sqlite3.connect(db, timeout=20)) as other:
            other.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            other.rollback()

    return fault


def _full(proxy: Proxy, db: Path, process: subprocess.Popen[bytes]) -> None:
    """The disk is small; once the crawl has ended for it, it grows."""
    process.wait()
    subprocess.run(["mount", "-o", "remount,size=2g", str(db.parent)], check=True)


def _under_way(db: Path, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and pages_saved(db) < 60:
        time.sleep(0.05)


@contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    folder.mkdir()
    made = False
    if sys.platform.startswith("linux"):
        command = ["mount", "-t", "tmpfs", "-o", "size=2500k", "tmpfs", str(folder)]
        made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def _print(outcomes: list[Outcome]) -> None:
    print(f"{machine()}\n")
    for o in outcomes:
        how = "went on by itself" if o.ended_by_itself else f"stopped, gone on with {o.resumed} ×"
        records = "same records" if o.same else "OTHER RECORDS"
        print(f"{o.fault:28} {how:28} {records}, {o.bodies_lost} bodies lost  {o.told}")
    told = {"bench": "faults", "faults": len(outcomes), "same": sum(o.same for o in outcomes)}
    print(json.dumps(told | {"bodies_lost": sum(o.bodies_lost for o in outcomes)}))


if __name__ == "__main__":
    main()
