"""Fact sheets for tests: every fact of a kind, at values that meet every rule, unless told otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from records.fact_names import FACTS
from records.types import Evidence, Fact, FactSheet, FactValue, Run, Site, Subject
from records.vocabulary import Reason, RunState, SubjectKind

TODAY = date(2026, 11, 20)
SITE = Site(code="t", name="某市某局", home="http://t.example/", hosts=("t.example",), region="370000")
RUN = Run(
    id="r1", site="t", state=RunState.FINISHED, started_at="2026-11-20T08:00:00+08:00", crawled_on=TODAY
)
PROOF = Evidence("http://t.example/a", "2026-11-20T08:00:00+08:00", 200, "ab" * 32, "原文", "列表第1行")
PARENTS: dict[SubjectKind, tuple[str, ...]] = {
    SubjectKind.SITE: (),
    SubjectKind.COLUMN: ("t",),
    SubjectKind.ENTRY: ("t/budget", "t"),
    SubjectKind.ATTACHMENT: ("t/budget/e1", "t/budget", "t"),
}
IDS = {
    SubjectKind.SITE: "t",
    SubjectKind.COLUMN: "t/budget",
    SubjectKind.ENTRY: "t/budget/e1",
    SubjectKind.ATTACHMENT: "t/budget/e1/att/1",
}


def sheet(
    kind: SubjectKind, facts: Mapping[str, FactValue | Reason] | None = None, subject: str = ""
) -> FactSheet:
    """A sheet of `kind`; facts not named have a harmless value of their type."""
    given = dict(facts or {})
    made = [_fact(f.name, given.pop(f.name, _harmless(f.type))) for f in FACTS if f.kind is kind]
    assert not given, f"no such facts: {sorted(given)}"
    subject = subject or IDS[kind]
    column = "" if kind is SubjectKind.SITE else subject.split("/")[1]
    return FactSheet(
        Subject(kind, subject), tuple(made), column, "部门预算", "http://t.example/a", "某标题", PARENTS[kind]
    )


def _fact(name: str, value: FactValue | Reason) -> Fact:
    if isinstance(value, Reason):
        return Fact(name, None, value, (PROOF,))
    return Fact(name, value, None, (PROOF,))


def _harmless(kind: str) -> FactValue:
    return {"int": 0, "bool": False, "str": "", "date": date(2026, 1, 5)}[kind]
