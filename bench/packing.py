"""What each level of zlib costs and saves on the pages of a site; `--folder` of HTML files instead of the generated ones."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

from bench.generated_site import Plan, build
from bench.measuring import machine
from records import warc

LEVELS = (0, 1, 2, 3, 4, 5, 6, 9)
MOST = 2000


def main(argv: Sequence[str] | None = None) -> None:
    """Pack every page at every level, as the archive does."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="150 pages")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as made:
        folder = asked.folder or Path(made)
        if asked.folder is None:
            build(folder, Plan(pages=150 if asked.quick else 500))
        bodies = [p.read_bytes() for p in sorted(folder.rglob("*.htm*"))[:MOST]]
    whole = sum(map(len, bodies))
    print(f"{len(bodies)} pages of {whole / len(bodies) / 1000:.0f} KB; {machine()}\n")
    rows = [_packed(level, bodies) for level in LEVELS]
    for level, seconds, size in rows:
        used = "  <- used" if level == warc.LEVEL else ""
        print(
            f"level {level}: {1000 * seconds / len(bodies):6.2f} ms a page, {100 * size / whole:5.1f} % of the bytes{used}"
        )
    told = [
        {"level": n, "ms_per_page": round(1000 * s / len(bodies), 3), "share": round(z / whole, 4)}
        for n, s, z in rows
    ]
    print(json.dumps({"bench": "packing", "pages": len(bodies), "levels": told}))


def _packed(level: int, bodies: list[bytes]) -> tuple[int, float, int]:
    begun, size = time.process_time(), 0
    for body in bodies:
        packer = zlib.compressobj(level, zlib.DEFLATED, 31)
        size += len(packer.compress(body)) + len(packer.flush())
    return level, time.process_time() - begun, size


if __name__ == "__main__":
    main()
