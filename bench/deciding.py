"""How fast and how large judging gets: a made-up site of many entries under all rules, and whether both evaluators agree.

    python bench/deciding.py [--entries 100000] [--evaluator durable-rules] [--quick]

Needs nothing but the installed package. The last line is one JSON object with the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from records.fact_names import BY_NAME
from records.types import Fact, FactSheet, Run, Site, Subject
from records.vocabulary import Reason, RunState, SubjectKind
from rules.check import usual_sheet
from rules.engine import DurableEvaluator, durable_problem
from rules.judge import judge
from rules.ruleset import load_ruleset
from rules.signals import ReferenceEvaluator, asked_of

TODAY = date(2026, 11, 20)
COLUMNS = 40
FAULTY = {"index_form": "null_serial", "date_shown": False, "working_days_taken": 30, "list_page_gap_days": 9}
SITE = Site(code="t", name="T", home="http://t.example/", hosts=("t.example",), region="370000")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--evaluator", default="auto", choices=["auto", "durable-rules", "reference"])
    parser.add_argument("--quick", action="store_true", help="5,000 entries and no growth table")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    entries = 5_000 if given.quick else given.entries
    if given.one:
        print(json.dumps(measured(entries, given.evaluator)))
        return
    sizes = [entries] if given.quick else [entries // 4, entries // 2, entries]
    rows = [_in_own_process(n, given.evaluator) for n in sizes]
    print(f"{'entries':>9} {'seconds':>8} {'CPU s':>7} {'µs/pair':>8} {'peak MB':>8} {'findings':>9}")
    for r in rows:
        print(
            f"{r['entries']:>9} {r['seconds']:>8.1f} {r['cpu_seconds']:>7.1f} {r['us_per_pair']:>8.1f} {r['peak_mb']:>8.0f} {r['findings']:>9}"
        )
    differences = disagreements(500 if given.quick else 5_000)
    print(f"random fact sets on which the evaluators differ: {differences}")
    print(json.dumps({**rows[-1], "differences": differences, "growth": rows}))


def measured(entries: int, evaluator: str) -> dict[str, float | int | str]:
    """Judge a made-up site once: time, pairs, peak memory."""
    ruleset = load_ruleset(None)
    run = Run("bench", "t", RunState.FINISHED, "2026-11-20T08:00:00+08:00", crawled_on=TODAY)
    started, used = time.perf_counter(), time.process_time()
    found = judge(ruleset, SITE, run, TODAY, site_sheets(entries), evaluator=evaluator)
    seconds = time.perf_counter() - started
    return {
        "entries": entries,
        "evaluator": found.evaluator,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(time.process_time() - used, 2),
        "pairs": len(found.verdicts),
        "us_per_pair": round(seconds / len(found.verdicts) * 1e6, 2),
        "findings": len(found.findings),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "cpus": os.cpu_count() or 0,
    }


def site_sheets(entries: int) -> Iterator[FactSheet]:
    """One site, its columns, then entries of which one in twenty has a fault and one in fifty an unread page."""
    yield usual_sheet(SubjectKind.SITE, {})
    columns = [usual_sheet(SubjectKind.COLUMN, {}, f"c{n}") for n in range(COLUMNS)]
    yield from columns
    usual = [usual_sheet(SubjectKind.ENTRY, {}, f"c{n}") for n in range(COLUMNS)]
    for n in range(entries):
        pattern = usual[n % COLUMNS]
        subject = Subject(SubjectKind.ENTRY, f"t/{pattern.column}/{n:016x}")
        yield replace(pattern, subject=subject, facts=_facts(pattern.facts, n))


def _facts(facts: tuple[Fact, ...], n: int) -> tuple[Fact, ...]:
    """Fresh facts, as a check would make them."""
    faulty = list(FAULTY)[n // 20 % len(FAULTY)] if n % 20 == 0 else ""
    unread = n % 50 == 7
    made = []
    for f in facts:
        if unread and f.name in {"index_number_shown", "index_form", "working_days_taken"}:
            made.append(Fact(f.name, None, Reason.NOT_FETCHED, f.evidence))
        else:
            made.append(Fact(f.name, FAULTY[f.name] if f.name == faulty else f.value, None, f.evidence))
    return tuple(made)


def disagreements(records: int) -> int | str:
    """How many random records of each kind the two evaluators decide differently."""
    if durable_problem():
        return durable_problem()
    ruleset, rng = load_ruleset(None), random.Random(7)
    asked = asked_of(ruleset.rules, ruleset.settings_for(SITE))
    durable, reference, different = DurableEvaluator(asked), ReferenceEvaluator(asked), 0
    texts = [
        "none",
        "ok",
        "valid",
        "other",
        "decision",
        "org_failed",
        "news",
        "dead",
        "budget",
        "missed",
        "separate",
    ]
    for kind, about in asked.items():
        made = [
            {
                name: rng.choice(texts)
                if BY_NAME[name].type == "str"
                else rng.choice([0, 1, 2, 8, 20, 21, 61, 2026])
                for name in about.facts
                if rng.random() > 0.15
            }
            for _ in range(records)
        ]
        answers = zip(durable.decide(kind, made), reference.decide(kind, made), strict=True)
        different += sum(a != b for a, b in answers)
    durable.close()
    return different


def _in_own_process(entries: int, evaluator: str) -> dict[str, float | int]:
    command = [sys.executable, __file__, "--one", "--entries", str(entries), "--evaluator", evaluator]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float | int] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
