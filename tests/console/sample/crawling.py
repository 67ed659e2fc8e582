"""Crawls of the sample site's variants, each made once a test session and kept for every test that judges it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from console.pipeline import crawl_site
from console.sample.build import sample_site
from console.sample.server import serving
from records.papers import Beside
from records.store import Store
from records.types import Dossier

ROOT = Path(__file__).parents[3]
PATIENCE = 240  # seconds for one crawl on a busy machine


def crawled(variant: str, folder: Path) -> Dossier:
    """What a crawl of this variant observed; whoever asks first crawls it, in a process of its own."""
    ready, lock, db = (folder / f"{variant}.{end}" for end in ("ready", "lock", "db"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        lock.mkdir()
    except FileExistsError:
        _wait_for(ready)
    else:
        call = [sys.executable, "-m", "tests.console.sample.crawling", variant, str(db)]
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
        ready.write_text(done.stderr if done.returncode else "", encoding="utf-8")
    trouble = ready.read_text(encoding="utf-8")
    if trouble:
        pytest.fail(f"the crawl of {variant} failed:\n{trouble[-4000:]}")
    with Store.open(db) as store:
        return store.dossier(store.run("latest").id)


def kept_texts(variant: str, folder: Path) -> Beside:
    """What the documents of that crawl say; its database stays open as long as the session."""
    store = Store.open(folder / f"{variant}.db")
    return store.beside(store.run("latest").id)


def session_folder(made_for: pytest.TempPathFactory, worker: str) -> Path:
    """One folder for all workers of a session."""
    base = made_for.getbasetemp()
    return (base if worker == "master" else base.parent) / "sample-crawls"


def _wait_for(ready: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not ready.exists():
        if time.monotonic() > until:
            pytest.fail(f"no {ready.name} after {PATIENCE} s")
        time.sleep(0.2)


def main(variant: str, db: Path) -> None:
    """Serve one variant and crawl it."""
    with serving(variant) as base, Store.open(db) as store:
        crawl_site(sample_site(base, variant), store)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
