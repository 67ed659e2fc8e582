"""Thirty crawls, each killed with SIGKILL at a random moment and gone on with: are the records those of an undisturbed crawl?

Needs nginx (make bench-tools). `--quick` kills five.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.generated_site import Plan, build
from bench.measuring import ROOT, machine, site_file
from bench.serving import serving
from records.archive import Archive
from records.store import Store

HERE = Path(__file__).parent
KEPT = "SELECT key, depth, kind, title, state, status, sha256, reading, tree FROM page WHERE run = {} ORDER BY key"
KEPT_ANYHOW = KEPT.replace("depth, ", "")
FRONTIER_ANYHOW = "SELECT key, url, state FROM frontier WHERE run = {} ORDER BY key"
FRONTIER = "SELECT key, url, depth, priority, found_on, state FROM frontier WHERE run = {} ORDER BY key"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One killed crawl: when it was killed, how far it was, and whether its records are the same in the end."""

    after: float
    pages_then: int
    same: bool
    bodies_lost: int


def main(argv: Sequence[str] | None = None) -> None:
    """Crawl once undisturbed, then kill and go on."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="5 kills")
    asked = parser.parse_args(argv)
    draw = random.Random(asked.seed)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        home = Path(folder)
        build(home / "site", Plan(pages=asked.pages))
        with serving(home / "site") as url:
            site = site_file(home, url)
            started = time.monotonic()
            start(site, home / "whole.db").wait()
            seconds = time.monotonic() - started
            wanted = digest(home / "whole.db")
            kills = 5 if asked.quick else asked.kills
            found = [_killed(home, site, draw.uniform(0.3, 0.95 * seconds), wanted) for _ in range(kills)]
    _print(found, seconds)


def _killed(home: Path, site: Path, after: float, wanted: str) -> Outcome:
    db = home / "killed.db"
    process = start(site, db)
    time.sleep(after)
    process.kill()
    process.wait()
    then, ended = pages_saved(db), _has_ended(db)
    if not ended and start(site, db).wait() != 0:
        raise SystemExit(f"a crawl killed after {after:.1f} s did not go on")
    outcome = Outcome(after, then, digest(db) == wanted, lost_bodies(db))
    for file in home.glob("killed.*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    return outcome


def start(site: Path, db: Path, *, told: bool = False) -> subprocess.Popen[bytes]:
    """A crawl that runs; `told` keeps what it says on standard error."""
    command = [sys.executable, str(HERE / "own_crawl.py"), str(site), str(db), "crawl"]
    said = subprocess.PIPE if told else None
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=said, env={"PYTHONPATH": str(ROOT)}, cwd=ROOT
    )


def pages_saved(db: Path) -> int:
    """How many pages were saved when the crawl was killed."""
    if not db.exists():
        return 0
    with Store.open(db) as store:
        return int(store.conn.execute("SELECT count(*) FROM page").fetchone()[0])


def _has_ended(db: Path) -> bool:
    """The crawl was faster than the kill."""
    if not db.exists():
        return False
    with Store.open(db) as store:
        return bool(store.runs()) and store.unfinished_run("bench") is None


def digest(db: Path, *, order: bool = True) -> str:
    """Everything a run says about its pages, links and addresses, times apart; one run only. Without `order` also by which way
    an address was found first is left out, which hangs on the moment of a fault."""
    digest = hashlib.sha256()
    with Store.open(db) as store:
        (run,) = store.runs()
        number = store.run_number(run.id)
        for statement in (KEPT, FRONTIER) if order else (KEPT_ANYHOW, FRONTIER_ANYHOW):
            for row in store.conn.execute(statement.format(number)):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
        for link in store.links(run.id):
            digest.update(repr(link).encode("utf-8", "surrogatepass"))
        digest.update(run.state.value.encode())
    return digest.hexdigest()


def lost_bodies(db: Path) -> int:
    """Bodies that a page refers to and that the archive does not give back."""
    archive, lost = Archive(db.with_suffix(".archive")), 0
    with Store.open(db) as store:
        (run,) = store.runs()
        for page in store.pages(run.id):
            ref = store.body(page.fetch.sha256) if page.fetch.sha256 else None
            lost += page.fetch.sha256 is not None and (
                ref is None or len(archive.read(ref).body) != ref.bytes
            )
    return lost


def _print(found: list[Outcome], seconds: float) -> None:
    print(f"{machine()}; an undisturbed crawl takes {seconds:.1f} s\n")
    for o in found:
        told = "same records" if o.same else "OTHER RECORDS"
        print(
            f"killed after {o.after:5.1f} s with {o.pages_then:4} pages saved: {told}, {o.bodies_lost} bodies lost"
        )
    told_all = {
        "bench": "kills",
        "kills": len(found),
        "same": sum(o.same for o in found),
        "bodies_lost": sum(o.bodies_lost for o in found),
    }
    print(json.dumps(told_all))


if __name__ == "__main__":
    main()
