"""What a second crawl costs when one page in a hundred has changed, beside the first, and whether it finds every change.

Needs nginx (make bench-tools). `--quick` takes 400 pages and ends within a minute.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.generated_site import Plan, build
from bench.measuring import Figure, machine, measured, site_file
from bench.serving import serving
from records.store import Store

HERE = Path(__file__).parent
BEFORE, AFTER = "认真组织实施", "认真抓好落实"


@dataclass(frozen=True, slots=True)
class Crawl:
    """One crawl: its cost, and the bytes that the server sent."""

    figure: Figure
    sent: int


def main(argv: Sequence[str] | None = None) -> None:
    """Generate, crawl, change one page in a hundred, crawl again, compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=5000, help="size of the site (5000)")
    parser.add_argument("--quick", action="store_true", help="400 pages")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        home = Path(folder)
        count = build(home / "site", Plan(pages=400 if asked.quick else asked.pages))
        log = home / "sent.log"
        with serving(home / "site", log) as url:
            site = site_file(home, url)
            first = _crawl("first crawl", home, site, log)
            wanted = _change(home / "site", url, count // 100)
            second = _crawl("second crawl", home, site, log)
        found = _changed(home / "x.db")
    _print(count, first, second, (wanted, found))


def _crawl(what: str, home: Path, site: Path, log: Path) -> Crawl:
    log.write_text("")
    command = [sys.executable, str(HERE / "own_crawl.py"), str(site), str(home / "x.db"), "crawl"]
    figure = measured(what, command, None)
    return Crawl(figure, sum(int(line.split()[1]) for line in log.read_text().splitlines()))


def _change(folder: Path, url: str, count: int) -> set[str]:
    """Change the text of so many articles; their addresses."""
    files = sorted((folder / "art").rglob("*.html"))
    chosen = random.Random(count).sample(files, count)
    for file in chosen:
        file.write_text(file.read_text(encoding="utf-8").replace(BEFORE, AFTER, 1), encoding="utf-8")
    return {url + str(file.relative_to(folder)) for file in chosen}


def _changed(db: Path) -> set[str]:
    with Store.open(db) as store:
        run = store.runs()[0].id
        times = store.page_times(run)
        return {p.fetch.url for p in store.pages(run) if times[p.key].changed_at != times[p.key].first_seen}


def _print(count: int, first: Crawl, second: Crawl, changes: tuple[set[str], set[str]]) -> None:
    wanted, found = changes
    print(f"{count} pages, {len(wanted)} changed; {machine()}\n")
    print(f"{'':16}{'s':>8}{'CPU s':>8}{'MB sent':>10}{'peak MB':>9}")
    for crawl in (first, second):
        f = crawl.figure
        print(f"{f.what:16}{f.seconds:8.1f}{f.cpu_seconds:8.1f}{crawl.sent / 1e6:10.2f}{f.peak_mb:9.0f}")
    told = {
        "bench": "second_crawl",
        "pages": count,
        "bytes_share": round(second.sent / first.sent, 4),
        "cpu_share": round(second.figure.cpu_seconds / first.figure.cpu_seconds, 3),
        "changed": len(wanted),
        "found": len(wanted & found),
        "invented": len(found - wanted),
    }
    print(f"\nbytes {told['bytes_share']:.1%}, CPU {told['cpu_share']:.0%}, changes found {told['found']}/{told['changed']},"
          f" invented {told['invented']}")  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main()
