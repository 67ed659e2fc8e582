"""Where the time of a crawl goes: its stack is looked at every millisecond of CPU, on a generated site.

Needs nginx (make bench-tools). `--again` looks at a second crawl of the same site instead of the first.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from bench.generated_site import Plan, build
from bench.measuring import ROOT, machine, site_file
from bench.own_crawl import crawl_only
from bench.serving import serving

READING, LINKS, ARCHIVE, STORE = "reading pages", "which links are new", "archive", "store"
OWN, MACHINERY, START = "the rest of the crawler", "HTTP, Scrapy, Twisted, event loop", "starting"
_OF_FILES = (
    ("crawler/extract", READING),
    ("crawler/platforms", READING),
    ("crawler/scope", LINKS),
    ("crawler/traps", LINKS),
    ("records/addresses", LINKS),
    ("records/catalogue", LINKS),
    ("records/archive", ARCHIVE),
    ("records/warc", ARCHIVE),
    ("records/store", STORE),
    ("records/history", STORE),
    ("crawler/crawl.py", MACHINERY),
    ("crawler/", OWN),
)


class Samples:
    """Counts which part of the work the process is at."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._parts: dict[str, str] = {}

    def take(self, _number: int, frame: FrameType | None) -> None:
        """The innermost frame that belongs to a part counts for it."""
        found = ""
        while frame is not None:
            part = self._part(frame.f_code.co_filename)
            if part == START:
                found = START
                break
            found, frame = found or part, frame.f_back
        self.counts[found or MACHINERY] += 1

    def _part(self, file: str) -> str:
        if file not in self._parts:
            self._parts[file] = _part_of(file)
        return self._parts[file]


def _part_of(file: str) -> str:
    if "importlib" in file:
        return START
    if "/scrapy/" in file or "/twisted/" in file:
        return MACHINERY
    own = file.removeprefix(f"{ROOT}/") if "site-packages" not in file else ""
    return next((part for start, part in _OF_FILES if own.startswith(start)), "")


def main(argv: Sequence[str] | None = None) -> None:
    """Generate, crawl, print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=2000, help="size of the site (2000)")
    parser.add_argument("--again", action="store_true", help="look at the second crawl")
    asked = parser.parse_args(argv)
    samples = Samples()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        home = Path(folder)
        count = build(home / "site", Plan(pages=asked.pages))
        with serving(home / "site") as url:
            site, db = site_file(home, url), home / "x.db"
            if asked.again:
                command = [sys.executable, "-m", "bench.own_crawl", str(site), str(db), "crawl"]
                subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
            seconds = _looked_at(samples, site, db)
    _print(samples.counts, seconds, count)


def _looked_at(samples: Samples, site: Path, db: Path) -> float:
    signal.signal(signal.SIGPROF, samples.take)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    began = time.process_time()
    try:
        crawl_only(site, db)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - began


def _print(counts: Counter[str], seconds: float, pages: int) -> None:
    every = sum(counts.values())
    print(f"{pages} pages, {seconds:.1f} s CPU; {machine()}\n\n{'':38}{'ms/page':>9}{'share':>7}")
    for part, count in counts.most_common():
        print(f"{part:38}{1000 * seconds * count / every / pages:9.2f}{count / every:7.0%}")


if __name__ == "__main__":
    main()
