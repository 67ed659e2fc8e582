"""Schemes and judged runs made for tests of scoring."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from records.types import Finding
from records.vocabulary import Outcome
from reports.material import ReportInput
from reports.schemes.loading import load_scheme
from reports.scoring import score
from reports.scoring_model import Score
from tests.reports.building import material

RULES = {"home-updated", "column-updated", "column-not-empty", "site-availability", "portal-focused"}
TREE = """id: trial
title: {zh: 试, en: trial}
basis: {zh: 据, en: basis}
unit: {zh: 分, en: points}
total: 100
pass_mark: 60
vetoes:
  - {id: v, title: {zh: 否, en: veto}, rules: [{rule: site-availability}]}
indicators:
  - id: a
    title: {zh: 甲, en: A}
    weight: 40
    rules: [{rule: home-updated, points: 10}]
  - id: b
    title: {zh: 乙, en: B}
    weight: 60
    indicators:
      - id: c
        title: {zh: 丙, en: C}
        weight: 30
        rules: [{rule: column-updated, points: 20, columns: [news]}]
      - id: d
        title: {zh: 丁, en: D}
        weight: 30
        mode: add
        rules: [{rule: portal-focused, points: 30}]
bonus:
  above: 80
  most: 30
  indicators:
    - {id: e, title: {zh: 戊, en: E}, weight: 5, mode: add, rules: [{rule: column-not-empty, points: 5}]}
"""


def written(folder: Path, text: str = TREE) -> str:
    """The scheme as a file."""
    path = folder / "trial.yml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def passes(**changed: Counter[Outcome]) -> dict[tuple[str, str], Counter[Outcome]]:
    """Every rule of TREE passed, but what `changed` says (rule names with underscores)."""
    places = {"column-updated": "news", "column-not-empty": "news", "portal-focused": "news"}
    return {
        (rule, places.get(rule, "")): changed.get(rule.replace("-", "_"), Counter({Outcome.PASS: 1}))
        for rule in RULES
    }


def scored(
    folder: Path, findings: tuple[Finding, ...], text: str = TREE, **changed: Counter[Outcome]
) -> Score:
    """TREE's score of a run with these findings."""
    given: ReportInput = material(findings=findings)
    return score(load_scheme(written(folder, text), RULES), given, passes(**changed))
