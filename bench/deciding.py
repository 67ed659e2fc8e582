"""How fast and how large judging gets: a made-up site of many documents under all rules.

    .venv/bin/python -m bench.deciding [--entries 100000] [--evaluator durable-rules] [--keep DIR] [--quick]

Needs nothing but the installed package. The site is kept as a crawl keeps it (pages, texts, links, documents) and put in order;
each size is then judged in a process of its own: all facts with the reading of texts and links from the database, the evaluator,
findings and verdicts – not the reading of the dossier, told beside it, and not the storing. The peak is that of the whole process, the dossier in it.
With --keep the sites stay in DIR for the next time. The last line is one JSON object with the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.made_pages import make_site
from bench.made_site import TODAY
from console.pipeline import fact_sheets
from crawler.finish import build_dossier
from records.store import Store
from records.types import FactSheet
from rules.judge import judge
from rules.ruleset import load_ruleset

Figures = dict[str, float | int | str]


def main() -> None:
    """Measure and print."""
    given = _options()
    if given.one:
        print(json.dumps(measured(given.one, given.evaluator)))
        return
    sizes = [2_000] if given.quick else [given.entries, given.entries * 2]
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(given.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for size in sizes:
            made = folder / f"made-{size}.db"
            if not made.exists():
                _in_own_process("--make", made, "--entries", str(size))
            rows.append(_in_own_process("--one", made, "--evaluator", given.evaluator))
            print(_line(rows[-1], len(rows) == 1), flush=True)
    for before, after in zip(rows, rows[1:], strict=False):
        ratio = float(after["cpu_seconds"]) / float(before["cpu_seconds"])
        print(f"{after['entries']} entries cost {ratio:.2f} times the CPU of {before['entries']}")
    print(json.dumps({"sizes": rows}))


def make(path: Path, entries: int) -> None:
    """Keep the made-up site and its dossier; half a file is none."""
    half = path.with_suffix(".half")
    for part in half.parent.glob(f"{half.name}*"):
        part.unlink()
    run = make_site(half, entries)
    with Store.open(half) as store:
        build_dossier(store, run)
        store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    half.replace(path)


def measured(path: Path, evaluator: str) -> Figures:
    """Judge a made-up site once: time by section, pairs, peak memory."""
    ruleset = load_ruleset(None)
    with Store.open(path) as store:
        run = store.run("latest")
        used = time.process_time()
        dossier = store.dossier(run.id)
        loading = time.process_time() - used
        watch = _Watch(fact_sheets(dossier, ruleset, TODAY, store.beside(run.id)))
        started, used = time.perf_counter(), time.process_time()
        found = judge(ruleset, dossier.site, run, TODAY, watch, evaluator=evaluator)
        seconds, spent = time.perf_counter() - started, time.process_time() - used
    return {
        "entries": len(dossier.entries),
        "evaluator": found.evaluator,
        "rules": len(ruleset.rules),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(spent, 2),
        "loading_cpu_seconds": round(loading, 2),
        "pairs": len(found.verdicts),
        "findings": len(found.findings),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "load": round(os.getloadavg()[0], 1),
        **{f"share_{name}": round(part / spent, 2) for name, part in watch.shares(spent).items()},
    }


class _Watch:
    """The sheets as they are made, with the CPU time that making them takes, by kind of subject."""

    def __init__(self, sheets: Iterator[FactSheet]) -> None:
        self._sheets, self._spent = sheets, Counter[str]()

    def __iter__(self) -> Iterator[FactSheet]:
        while True:
            started = time.process_time()
            sheet = next(self._sheets, None)
            name = sheet.subject.kind.value if sheet else "site"
            self._spent[f"facts_{name}"] += time.process_time() - started  # type: ignore[assignment]
            if sheet is None:
                return
            yield sheet

    def shares(self, whole: float) -> dict[str, float]:
        """Seconds by kind; learning what the whole site tells is the site's, deciding and telling is the rest."""
        found = dict(self._spent)
        return {**found, "rules": whole - sum(found.values())}


def _line(row: Figures, first: bool) -> str:
    names = [n for n in row if n not in {"evaluator"}]
    told = "  ".join(f"{row[n]:>{len(n)}}" for n in names)
    return ("  ".join(names) + "\n" if first else "") + told


def _in_own_process(what: str, path: Path, *more: str) -> Figures:
    command = [sys.executable, "-m", "bench.deciding", what, str(path), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: Figures = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {}
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=100_000, help="and twice as many")
    parser.add_argument("--evaluator", default="auto", choices=["auto", "durable-rules", "reference"])
    parser.add_argument("--keep", metavar="DIR", help="keep the made-up sites here")
    parser.add_argument("--quick", action="store_true", help="2,000 entries")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        make(given.make, given.entries)
        raise SystemExit(0)
    return given


if __name__ == "__main__":
    main()
