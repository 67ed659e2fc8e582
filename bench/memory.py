"""How much memory a crawl needs at its peak for 10,000 pages and for ten times as many, which a server makes up as it goes.

The pages are small (8 KB, 45 links; `bench.endless`), so that 100,000 take minutes. Nothing is held by the server.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.measuring import ROOT, Figure, machine, measured, site_file

HERE = Path(__file__).parent
PACE = "pace: {delay: 0, max_pages: 1000000, max_minutes: 600}"


def main(argv: Sequence[str] | None = None) -> None:
    """Crawl the sites, one after the other, and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", default="10000,100000", help="sizes of the sites (10000,100000)")
    sizes = [int(n) for n in parser.parse_args(argv).pages.split(",")]
    figures = []
    print(f"{machine()}\n\n{'':16}{'pages':>9}{'s':>9}{'CPU ms/page':>13}{'peak MB':>9}", flush=True)
    for size in sizes:
        figures.append(_crawl(size))
        f = figures[-1]
        print(f"{f.what:16}{f.pages:9}{f.seconds:9.1f}{f.cpu_ms:13.2f}{f.peak_mb:9.0f}", flush=True)
    share = figures[-1].peak_mb / figures[0].peak_mb
    print(f"\n{share:.2f} times the memory for {sizes[-1] / sizes[0]:.0f} times the pages")
    rows = [{"pages": f.pages, "peak_mb": round(f.peak_mb, 1)} for f in figures]
    print(json.dumps({"bench": "memory", "share": round(share, 3), "rows": rows}))


def _crawl(pages: int) -> Figure:
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder, _making_up(pages) as url:
        site = site_file(Path(folder), url, PACE)
        command = [sys.executable, str(HERE / "own_crawl.py"), str(site), str(Path(folder) / "m.db"), "crawl"]
        return measured("gongkai crawl", command, None)


@contextmanager
def _making_up(pages: int) -> Iterator[str]:
    command = [sys.executable, "-m", "bench.endless", str(pages)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield process.stdout.readline().strip() if process.stdout else ""
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    main()
