"""How a verb ends: exit code, summary object, the files it wrote."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from console.texts import say
from records.store import Store
from records.types import Dossier, Finding, Judgement, Run
from records.vocabulary import FetchState, Outcome, Severity

DONE, FAULTS, INCOMPLETE = 0, 1, 3
CUT = frozenset({"pages", "minutes", "bytes", "stopped", "killed", "window", "away", "home-unreachable"})


def exit_code(dossier: Dossier, judgement: Judgement | None, fail_on: str | None) -> int:
    """3 for an incomplete crawl, else 1 for findings of severity ≥ `fail_on`, else 0 (2 is for errors)."""
    if is_cut(dossier):
        return INCOMPLETE
    if judgement and fail_on and any(_reaches(f, Severity(fail_on)) for f in judgement.findings):
        return FAULTS
    return DONE


def is_cut(dossier: Dossier) -> bool:
    """The crawl ended early, or most of the columns it found are behind a wall; single dead pages do not count."""
    if dossier.run.finish_reason in CUT or dossier.coverage.why_incomplete in CUT:
        return True
    asked = [c.fetch.state for c in dossier.columns if c.fetch is not None and not c.is_group]
    blocked = sum(state is FetchState.BLOCKED for state in asked)
    home_blocked = dossier.home is not None and dossier.home.fetch.state is FetchState.BLOCKED
    return home_blocked or (bool(asked) and blocked * 2 > len(asked))


def summary_object(
    store: Store, run: Run, judgement: Judgement | None, seconds: float, files: list[Path]
) -> str:
    """The machine-readable summary of `--json`, one JSON object."""
    dossier = store.dossier(run.id)
    return json.dumps(
        {
            "run": run.id,
            "site": run.site,
            "state": run.state.value,
            "today": judgement.today.isoformat() if judgement else None,
            "rules_digest": judgement.rules_digest if judgement else None,
            "evaluator": judgement.evaluator if judgement else None,
            "pages": dossier.coverage.seen,
            "columns": len(dossier.columns),
            "entries": len(dossier.entries),
            "seconds": round(seconds, 3),
            "findings": _by_outcome(judgement),
            "coverage": asdict(dossier.coverage),
            "files": [str(f) for f in files],
        },
        ensure_ascii=False,
    )


def tell_files(console: Console, files: list[Path]) -> None:
    """Name the files that were written, one a line."""
    if files:
        console.print(say("files.written"))
    for file in files:
        console.print(f"  {escape(str(file))}", soft_wrap=True, highlight=False)


def _by_outcome(judgement: Judgement | None) -> dict[str, int]:
    counts = Counter(v.outcome for v in judgement.verdicts) if judgement else Counter[Outcome]()
    return {o.value: counts[o] for o in Outcome}


def _reaches(finding: Finding, limit: Severity) -> bool:
    order = list(Severity)
    return finding.outcome is Outcome.FAIL and order.index(finding.severity) <= order.index(limit)
