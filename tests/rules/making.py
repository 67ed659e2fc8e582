"""Sites, runs and sheets for the tests of rules."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from records.fact_names import FACTS
from records.types import FactSheet, Judgement, Run, Site
from records.vocabulary import RunState, SubjectKind
from rules.check import usual_sheet
from rules.judge import judge
from rules.ruleset import BUNDLED, load_ruleset

TODAY = date(2026, 11, 20)
RUN = Run("r1", "t", RunState.FINISHED, "2026-11-20T08:00:00+08:00", crawled_on=TODAY)
RULES = load_ruleset(None)
UNKNOWN = {"unknown": "cut_short"}


def site(**given: Any) -> Site:
    return Site(**{"code": "t", "name": "某局", "home": "http://t.example/", "hosts": ("t.example",)} | given)


def sheets(**facts: dict[str, Any]) -> list[FactSheet]:
    """One subject of each kind that rules judge, parents first; `column={...}` changes facts of the column."""
    kinds = [k for k in SubjectKind if any(f.kind is k for f in FACTS)]
    return [usual_sheet(k, facts.get(k.value, {}), "news") for k in kinds]


def judged(found: list[FactSheet], about: Site | None = None, **how: Any) -> Judgement:
    return judge(RULES, about or site(), RUN, how.pop("today", TODAY), found, **how)


def rules_copy(folder: Path) -> Path:
    """The bundled rule files in a folder of their own."""
    for part in ("disclosure", "plans"):
        shutil.copytree(BUNDLED / part, folder / part)
    shutil.copy(BUNDLED / "laws.yml", folder)
    return folder


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
