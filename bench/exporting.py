"""Exports of many findings: seconds, CPU and peak memory of each format, each in a process of its own.

Needs nothing but gongkai. The findings are made up: every rule and column, three sections, texts as long as real ones,
taken through the database's own JSON so that nothing is shared that would not be shared after loading.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.measuring import ROOT, machine
from records.catalogue import load_catalogue
from records.serial import from_json, to_json
from records.types import (
    Basis,
    Coverage,
    Dossier,
    Evidence,
    Fetch,
    Finding,
    Home,
    Owner,
    Run,
    SearchTrial,
    Site,
    finding_id,
)
from records.vocabulary import BasisKind, FetchState, Outcome, Reason, RunState, SearchState, Severity
from reports.material import ReportInput
from reports.schemes.loading import load_scheme
from reports.scoring import score
from reports.writing import Export, write_exports
from rules.ruleset import load_ruleset

MOST = {"xlsx": (60, 300), "csv": (15, 300), "jsonl": (15, 300)}
FORMATS = ("xlsx", "csv", "jsonl", "ledger", "self-check", "notice", "score", "datasette", "html")
DAY, WHEN, HOST = date(2026, 11, 20), "2026-11-20T09:14:31+08:00", "http://bench.example.gov.cn/"
SEED = 1 << 20


def main() -> None:
    """Print the table and, last, the figures as one JSON object."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--findings", type=int, default=50_000)
    asked.add_argument("--format", action="append", choices=FORMATS, help="only these")
    asked.add_argument("--quick", action="store_true", help="5,000 findings")
    asked.add_argument("--one", choices=FORMATS, help=argparse.SUPPRESS)
    given = asked.parse_args()
    many = 5_000 if given.quick else given.findings
    if given.one:
        print(json.dumps(_one(given.one, many)))
        return
    figures = [_measured(kind, many) for kind in given.format or FORMATS]
    print(f"{many} findings; {machine()}")
    print(f"{'format':<12}{'seconds':>9}{'CPU s':>9}{'peak MB':>9}{'file MB':>9}  bound")
    for f in figures:
        bound = MOST.get(str(f["format"]))
        told = f"{bound[0]} s, {bound[1]} MB" if bound else ""
        print(f"{f['format']:<12}{f['seconds']:>9}{f['cpu']:>9}{f['peak_mb']:>9}{f['file_mb']:>9}  {told}")
    print(json.dumps({"findings": many, "formats": figures}))


def _measured(kind: str, many: int) -> dict[str, object]:
    command = [sys.executable, "-m", "bench.exporting", "--one", kind, "--findings", str(many)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def _one(kind: str, many: int) -> dict[str, object]:
    """One format's figures; the making of the findings is not in the time, but in the peak."""
    export = _export(kind, many)
    with tempfile.TemporaryDirectory() as folder:
        started, cpu = time.monotonic(), time.process_time()
        written = write_exports(export, Path(folder), [kind])
        if written.failed:
            raise SystemExit(str(written.failed))
        seconds, cpu = time.monotonic() - started, time.process_time() - cpu
        size = sum(p.stat().st_size for p in written.files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "format": kind,
        "seconds": round(seconds, 1),
        "cpu": round(cpu, 1),
        "peak_mb": round(peak),
        "file_mb": round(size / 1e6, 1),
    }


def _export(kind: str, many: int) -> Export:
    ruleset = load_ruleset(None)
    findings = tuple(_findings(many, list(ruleset.rules)))
    outcomes = Counter((f.rule, f.outcome) for f in findings)
    columns = list(load_catalogue().by_code)
    owners = tuple(Owner(name, tuple(columns[n::4])) for n, name in enumerate(("office", "pensions", "jobs")))
    site = Site("bench", "Bench bureau", HOST, ("bench.example.gov.cn",), owners=owners)
    run = Run("20261120-bench", "bench", RunState.FINISHED, WHEN, WHEN, DAY, "finished", "0")
    home = Home(Fetch(HOST, FetchState.OK, 1, 200, WHEN))
    dossier = Dossier(site, run, Coverage(many, many), home, None, SearchTrial(SearchState.FOUND), (), ())
    texts = ruleset.rule_texts("zh")
    material = ReportInput(
        site, run, DAY, "0" * 16, "durable-rules", "0", texts, findings, outcomes, dossier, {}
    )
    if kind != "score":
        return Export(material)
    scheme = load_scheme("website-check-2019", ruleset.rules.keys())
    tally: dict[tuple[str, str], Counter[Outcome]] = {}
    for f in findings:
        tally.setdefault((f.rule, f.column), Counter())[f.outcome] += 1
    return Export(material, score(scheme, material, tally, with_points=True))


def _findings(many: int, rules: list[str]) -> Iterator[Finding]:
    columns = list(load_catalogue().by_code.values())
    order = sorted(range(many), key=lambda n: rules[n % len(rules)])
    for n in order:
        column, rule = columns[n * 7 % len(columns)], rules[n % len(rules)]
        subject = f"bench/{column.code}/{n:016x}"
        url = f"{HOST}{column.code}/2026/{n}/content_{n}.html"
        digest = hashlib.sha256(url.encode()).hexdigest()
        text = f"{column.name} {n} " + column.name * 8
        evidence = (Evidence(url, WHEN, 200, digest, column.name, f"table 1, row {n % 20}"),)
        basis = (Basis(f"basis {n % 9} {column.name}", f"{n % 40}", text, list(BasisKind)[n % 4]),)
        made = Finding(
            id=finding_id(rule, subject),
            run="20261120-bench",
            rule=rule,
            rule_version="1",
            outcome=(Outcome.FAIL, Outcome.FAIL, Outcome.FAIL, Outcome.REVIEW, Outcome.UNCHECKED)[n % 5],
            severity=list(Severity)[n % 4],
            subject=subject,
            site="bench",
            column=column.code,
            column_name=column.name,
            url=url,
            title=text,
            message=f"{text}: {n}",
            observed=f"{text} 113715000044281785/2024-{n:08d}",
            expected=text,
            reason=Reason.AMBIGUOUS.value if n % 5 > 2 else "",
            cause=f"cause {n % 50}" if n % 3 else "",
            fix=text,
            basis=basis,
            evidence=evidence,
            first_seen="2026-11-01",
        )
        yield from_json(Finding, to_json(replace(made)))


if __name__ == "__main__":
    main()
