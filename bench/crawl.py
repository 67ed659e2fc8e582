"""How fast a crawl is, beside a bare CrawlSpider and `wget -r`, on the same generated site, in one run on one core.

Needs nginx and wget (make bench-tools). `--quick` takes 400 pages and ends within a minute.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.generated_site import Plan, build
from bench.serving import serving, tool

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    what: str
    pages: int
    seconds: float
    cpu_seconds: float
    peak_mb: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds a page."""
        return 1000 * self.cpu_seconds / max(self.pages, 1)


def main(argv: Sequence[str] | None = None) -> None:
    """Generate, serve, measure, print."""
    asked = _arguments(argv)
    plan = Plan(pages=400 if asked.quick else asked.pages)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        home = Path(folder)
        count = build(home / "site", plan)
        with serving(home / "site") as url:
            figures = [f for _ in range(asked.rounds) for f in _round(home, url, asked.crawl_only)]
    _print(figures, count)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=2000, help="size of the site (2000)")
    parser.add_argument("--rounds", type=int, default=1, help="how often everything is measured, in turn (1)")
    parser.add_argument("--quick", action="store_true", help="400 pages")
    parser.add_argument("--crawl-only", action="store_true", help="leave the whole audit out")
    return parser.parse_args(argv)


def _round(home: Path, url: str, crawl_only: bool) -> list[Figure]:
    """Every way once, one after the other."""
    site = home / "site.yml"
    host = url.removeprefix("http://").rstrip("/")
    site.write_text(
        f"name: 示例局\ncode: bench\nhome: {url}\nhosts: ['{host}']\nallow_private: true\npace: {{delay: 0}}\n",
        encoding="utf-8",
    )
    mirror = home / "mirror"
    own = [sys.executable, str(HERE / "own_crawl.py"), str(site)]
    figures = [
        _measured("bare CrawlSpider", [sys.executable, str(HERE / "bare_spider.py"), url], None),
        _measured("gongkai crawl", [*own, str(home / "c.db"), "crawl"], None),
        _measured("wget -r", [tool("wget"), "-q", "-r", "-l", "inf", "-P", str(mirror), url], mirror),
    ]
    if not crawl_only:
        audit = [*own, str(home / "a.db"), "audit", str(home / "out")]
        figures.insert(2, _measured("gongkai audit (crawl, judge, report)", audit, None))
    for path in home.iterdir():
        if path.name not in {"site", "site.yml"}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return figures


def _measured(what: str, command: list[str], mirror: Path | None) -> Figure:
    """Run a command on the last core and take its time, CPU and peak memory; it prints its number of pages as JSON."""
    pinned = shutil.which("taskset")
    cores = sorted(os.sched_getaffinity(0)) if pinned else []
    full = [pinned, "-c", str(cores[-1]), *command] if pinned else command
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    started = time.monotonic()
    process = subprocess.Popen(full, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT)
    out = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) not in ({0, 8} if mirror else {0}):
        raise SystemExit(f"{what} ended with {os.waitstatus_to_exitcode(status)}")
    pages = sum(1 for _ in mirror.rglob("*.html")) if mirror else json.loads(out.splitlines()[-1])["pages"]
    return Figure(what, pages, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _print(figures: list[Figure], count: int) -> None:
    print(
        f"{count} pages; {platform.machine()}, {os.cpu_count()} cores, one used; Python {platform.python_version()}\n"
    )
    print(f"{'':38}{'pages':>7}{'s':>8}{'pages/s':>9}{'CPU ms/page':>13}{'peak MB':>9}")
    for f in figures:
        print(f"{f.what:38}{f.pages:7}{f.seconds:8.1f}{f.rate:9.0f}{f.cpu_ms:13.2f}{f.peak_mb:9.0f}")
    rows = [
        asdict(f) | {"pages_per_second": round(f.rate, 1), "cpu_ms_per_page": round(f.cpu_ms, 2)}
        for f in figures
    ]
    print(json.dumps({"bench": "crawl", "site_pages": count, "rows": rows}, ensure_ascii=False))


if __name__ == "__main__":
    main()
