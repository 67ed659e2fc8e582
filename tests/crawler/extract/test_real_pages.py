"""The reading bench over labelled real pages, where that collection is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = ROOT.parent / "shared" / "pages"
MOST = 14  # reading a page by parsing it: about 6.5 on an idle machine, whatever machine it is


@pytest.mark.skipif(not (PAGES / "manifest.jsonl").is_file(), reason=f"no labelled pages in {PAGES}")
def test_real_pages_are_read_as_a_person_reads_them_and_at_a_bounded_cost() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "reading.py"), "--quick"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["times_parsing"] < MOST, done.stdout
    assert told["small_fields_with_errors"] == [], done.stdout
    assert told["lists_exact"] == told["lists"] > 10, done.stdout
    for name, figures in told["fields"].items():
        assert min(figures["precision"], figures["recall"]) >= 0.98, f"{name}\n{done.stdout}"
        assert figures["shown"] > 0


def test_the_bench_says_what_it_needs_when_there_are_no_pages(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "reading.py"), "--pages", str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert "--pages" in done.stderr
