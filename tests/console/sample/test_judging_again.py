"""The same crawl gives the same findings, byte for byte: any evaluator, any order of Python's hashes, any run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from records.types import Dossier
from rules.engine import durable_problem
from tests.console.sample.crawling import PATIENCE, ROOT, session_folder

HOW = (("0", "durable-rules"), ("1", "reference"), ("77", "durable-rules"), ("random", "reference"))


@pytest.mark.skipif(bool(durable_problem()), reason="durable-rules cannot be had here")
@pytest.mark.parametrize("variant", ["main", "stale"])
def test_a_crawl_judged_again_tells_the_same_byte_for_byte(
    variant: str,
    dossier_of: Callable[[str], Dossier],
    tmp_path_factory: pytest.TempPathFactory,
    worker_name: str,
    tmp_path: Path,
) -> None:
    dossier_of(variant)
    db = session_folder(tmp_path_factory, worker_name) / f"{variant}.db"
    told = [judged(db, tmp_path / f"{n}.db", *how) for n, how in enumerate(HOW)]
    first = told[0].splitlines()
    assert len(first) > 100 and first[1].startswith("True ")
    assert [t.splitlines() == first for t in told] == [True] * len(HOW)


def judged(db: Path, copy: Path, seed: str, evaluator: str) -> str:
    """What a process of its own says of a copy of the crawl."""
    for part in db.parent.glob(f"{db.name}*"):
        shutil.copy(part, copy.with_name(part.name.replace(db.name, copy.name)))
    call = [sys.executable, "-m", "tests.console.sample.judging", str(copy), evaluator]
    known = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(
        call, cwd=ROOT, env=known, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True
    )
    return done.stdout
