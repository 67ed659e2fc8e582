"""How fast a crawl is, beside a bare CrawlSpider, `wget -r` and linkinator, on the same generated site, in one run on one core;
and two sites in two processes, each on a core of its own.

Needs nginx, wget and, where it can be had, linkinator (make bench-tools). `--quick` takes 400 pages and ends within a minute.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench import linkinator
from bench.generated_site import Plan, build
from bench.measuring import Figure, machine, measured, site_file, together
from bench.serving import serving, tool

HERE = Path(__file__).parent
BARE, OWN, TWO = "bare CrawlSpider", "gongkai crawl", "gongkai crawl, two sites, two processes"


def main(argv: Sequence[str] | None = None) -> None:
    """Generate, serve, measure, print."""
    asked = _arguments(argv)
    plan = Plan(pages=400 if asked.quick else asked.pages)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        home = Path(folder)
        count = build(home / "site", plan)
        with serving(home / "site") as url, serving(home / "site") as other:
            figures = [f for _ in range(asked.rounds) for f in _round(home, (url, other), asked.crawl_only)]
    _print(figures, count)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=5000, help="size of the site (5000)")
    parser.add_argument("--rounds", type=int, default=1, help="how often everything is measured, in turn (1)")
    parser.add_argument("--quick", action="store_true", help="400 pages")
    parser.add_argument("--crawl-only", action="store_true", help="leave the whole audit out")
    return parser.parse_args(argv)


def _round(home: Path, urls: tuple[str, str], crawl_only: bool) -> list[Figure]:
    """Every way once, one after the other."""
    url, mirror = urls[0], home / "mirror"
    figures = [
        measured(BARE, [sys.executable, str(HERE / "bare_spider.py"), url], None),
        measured(OWN, _own(home, url, "c", "crawl"), None),
    ]
    if not crawl_only:
        audit = [*_own(home, url, "a", "audit"), str(home / "out")]
        figures.append(measured("gongkai audit (crawl, judge, report)", audit, None))
    figures.append(together(TWO, [_own(home, u, f"t{n}", "crawl") for n, u in enumerate(urls)]))
    figures.append(
        measured("wget -r", [tool("wget"), "-q", "-r", "-l", "inf", "-P", str(mirror), url], mirror)
    )
    if linkinator.is_there():
        figures.append(measured("linkinator", [sys.executable, str(HERE / "linkinator.py"), url], None))
    for path in home.iterdir():
        if path.name != "site":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return figures


def _own(home: Path, url: str, name: str, what: str) -> list[str]:
    folder = home / name
    folder.mkdir()
    site = site_file(folder, url)
    return [sys.executable, str(HERE / "own_crawl.py"), str(site), str(folder / "x.db"), what]


def _print(figures: list[Figure], count: int) -> None:
    print(f"{count} pages; {machine()}\n")
    print(f"{'':38}{'pages':>7}{'s':>8}{'pages/s':>9}{'CPU ms/page':>13}{'peak MB':>9}")
    for f in figures:
        print(f"{f.what:38}{f.pages:7}{f.seconds:8.1f}{f.rate:9.0f}{f.cpu_ms:13.2f}{f.peak_mb:9.0f}")
    if not linkinator.is_there():
        print("linkinator: not installed (make bench-tools)")
    rate = {what: statistics.median(f.rate for f in figures if f.what == what) for what in (BARE, OWN, TWO)}
    print(f"\n{rate[OWN] / rate[BARE]:.2f} times the pages a second of the bare spider; two processes {rate[TWO] / rate[OWN]:.2f}"
          " times one")  # fmt: skip
    rows = [
        asdict(f) | {"pages_per_second": round(f.rate, 1), "cpu_ms_per_page": round(f.cpu_ms, 2)}
        for f in figures
    ]
    print(json.dumps({"bench": "crawl", "site_pages": count, "rows": rows}, ensure_ascii=False))


if __name__ == "__main__":
    main()
