"""`rules test`: the rules proved on tables of cases, by both evaluators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from records.errors import InputError
from records.fact_names import FACTS
from records.types import (
    Evidence,
    Exemption,
    Fact,
    FactSheet,
    FactValue,
    Finding,
    Judgement,
    Run,
    Site,
    SiteState,
    Subject,
)
from records.vocabulary import Reason, RunState, SubjectKind
from rules.case_doors import CaseRow, CasesDoor, SiteRow
from rules.engine import durable_problem
from rules.judge import judge
from rules.ruleset import Ruleset
from rules.sources import Faults, read

TODAY = date(2026, 11, 20)
HOST = "t"
ABOVE = {
    SubjectKind.SITE: (),
    SubjectKind.COLUMN: (SubjectKind.SITE,),
    SubjectKind.ENTRY: (SubjectKind.SITE, SubjectKind.COLUMN),
    SubjectKind.ATTACHMENT: (SubjectKind.SITE, SubjectKind.COLUMN, SubjectKind.ENTRY),
    SubjectKind.PAGE: (SubjectKind.SITE,),
    SubjectKind.HOST: (SubjectKind.SITE,),
    SubjectKind.TASK: (SubjectKind.SITE,),
    SubjectKind.EVENT: (SubjectKind.SITE,),
    SubjectKind.PLAN_ITEM: (SubjectKind.SITE,),
}
PARTS = {
    SubjectKind.ENTRY: "0123456789abcdef",
    SubjectKind.ATTACHMENT: "att/1",
    SubjectKind.PAGE: "0123456789abcdef",
    SubjectKind.HOST: "www.example.com",
    SubjectKind.TASK: "T",
    SubjectKind.EVENT: "T",
    SubjectKind.PLAN_ITEM: "1",
}
_HARMLESS: Mapping[str, FactValue] = {"int": 0, "bool": False, "str": "", "date": date(2026, 1, 5)}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case came out with one evaluator; `got` is what the rule said, in the words of the table."""

    rule: str
    name: str
    wanted: str
    got: str
    evaluator: str
    agrees: bool


def run_cases(ruleset: Ruleset, cases: Path | None) -> list[CaseResult]:
    """Every case of the folder (default tests/cases) with every evaluator that can be had here."""
    evaluators = ["reference"] if durable_problem() else ["durable-rules", "reference"]
    found = []
    left_out = ruleset.drafts - ruleset.rules.keys()
    for row in (r for r in case_rows(cases) if r.rule not in left_out):
        for evaluator in evaluators:
            found.append(_result(ruleset, row, evaluator))
    return found


def case_rows(folder: Path | None) -> Iterator[CaseRow]:
    """The rows of all tables; RuleError lists every fault with its line."""
    folder = folder or default_cases()
    faults = Faults()
    sources = [s for p in sorted(folder.glob("*.yml")) if (s := read(p, faults)) is not None]
    doors = [door for s in sources if (door := s.through(CasesDoor)) is not None]
    faults.raise_any()
    if not doors:
        raise InputError(f"no case tables in {folder}", remedy="--cases tests/cases")
    for door in doors:
        yield from door.cases


def default_cases() -> Path:
    """tests/cases of the checkout, or of the current folder; InputError when there is none."""
    for root in (Path(__file__).parents[1], Path.cwd()):
        if (root / "tests" / "cases").is_dir():
            return root / "tests" / "cases"
    raise InputError("no tests/cases here", remedy="--cases FOLDER")


def judge_case(ruleset: Ruleset, row: CaseRow, evaluator: str, lang: str = "zh") -> Judgement:
    """The case's subject and those above it, judged."""
    run = Run("case", HOST, RunState.FINISHED, "2026-11-20T08:00:00+08:00", crawled_on=TODAY)
    sheets = list(_sheets(ruleset, row))
    return judge(ruleset, site_of(row.site), run, row.today or TODAY, sheets, evaluator=evaluator, lang=lang)


def site_of(row: SiteRow) -> Site:
    """The site of a case."""
    return Site(
        code=HOST,
        name="T",
        home="http://t.example/",
        hosts=("t.example",),
        region=row.region,
        plan=row.plan,
        settings=row.settings,
        state=SiteState(row.state),
        exemptions=tuple(Exemption(e.rule, e.subject, "-", e.until) for e in row.exemptions),
    )


def subject_of(kind: SubjectKind, column: str) -> str:
    """The id of the case's subject of that kind."""
    if kind is SubjectKind.SITE:
        return HOST
    above = f"{HOST}/{column}"
    if kind is SubjectKind.COLUMN:
        return above
    if kind not in {SubjectKind.ENTRY, SubjectKind.ATTACHMENT}:
        return f"{HOST}/{kind.value}/{PARTS[kind]}"
    entry = f"{above}/{PARTS[SubjectKind.ENTRY]}"
    return entry if kind is SubjectKind.ENTRY else f"{entry}/{PARTS[kind]}"


def _result(ruleset: Ruleset, row: CaseRow, evaluator: str) -> CaseResult:
    judgement = judge_case(ruleset, row, evaluator)
    kind = kind_of(ruleset, row)
    subject = subject_of(kind, row.column)
    rule = ruleset.rule(row.rule)
    verdict = next(v for v in judgement.verdicts if v.rule == rule.id and v.subject == subject)
    finding = next((f for f in judgement.findings if f.rule == rule.id and f.subject == subject), None)
    wanted = {"outcome": row.outcome.value, **row.told}
    got = {"outcome": verdict.outcome.value, **{k: _told(k, verdict.cause, finding) for k in row.told}}
    agrees = all(_fits(k, wanted[k], got[k]) for k in wanted)
    return CaseResult(rule.id, row.name, _said(wanted), _said(got), evaluator, agrees)


def kind_of(ruleset: Ruleset, row: CaseRow) -> SubjectKind:
    """The kind of subject a case is about: the rule's own, or the site for its whole-site form."""
    return row.kind or ruleset.rule(row.rule).subject


def _told(what: str, verdict_cause: str, finding: Finding | None) -> str:
    if what == "because":
        return verdict_cause
    if finding is None:
        return "-"
    told = {
        "severity": finding.severity.value,
        "reason": finding.reason,
        "cause": finding.cause,
        "basis": finding.basis[0].kind.value,
        "plan_items": " ".join(finding.plan_items),
        "approximate": str(finding.approximate).lower(),
        "says": finding.message,
    }
    return told[what]


def _fits(what: str, wanted: str, got: str) -> bool:
    return wanted in got if what == "says" else wanted == got


def _said(values: Mapping[str, str]) -> str:
    return ", ".join(v if k == "outcome" else f"{k}={v}" for k, v in values.items())


def _sheets(ruleset: Ruleset, row: CaseRow) -> Iterator[FactSheet]:
    kind = kind_of(ruleset, row)
    for above in ABOVE[kind]:
        yield usual_sheet(above, row.above.get(above, {}), row.column)
    yield usual_sheet(kind, row.facts, row.column)


def usual_sheet(kind: SubjectKind, facts: Mapping[str, Any], column: str = "budget") -> FactSheet:
    """A sheet with nothing wrong but what `facts` says; `{unknown: reason}` for an unknown fact."""
    proof = (Evidence("http://t.example/p", "2026-11-20T08:00:00+08:00", 200, "0" * 64),)
    usual, given = _usual().get(kind.value, {}), dict(facts)
    made = []
    for name in (f for f in FACTS if f.kind is kind):
        value = given.pop(name.name, usual.get(name.name, _HARMLESS[name.type]))
        if isinstance(value, Mapping):
            made.append(Fact(name.name, None, Reason(value["unknown"]), proof))
        else:
            made.append(Fact(name.name, value, None, proof))
    if given:
        raise InputError(f"no such facts of a {kind.value}: {', '.join(given)}")
    parents = tuple(subject_of(k, column) for k in reversed(ABOVE[kind]))
    named = "" if kind is SubjectKind.SITE else column
    subject = Subject(kind, subject_of(kind, column))
    return FactSheet(subject, tuple(made), named, named, "http://t.example/p", "T", parents)


@cache
def _usual() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("usual.yml").read_text(encoding="utf-8")
    )
    return found
