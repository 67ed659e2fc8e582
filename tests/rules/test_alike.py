"""Subjects that no condition can tell apart share one ruling, and nobody notices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from records.types import FactSheet, Subject
from records.vocabulary import SubjectKind
from tests.rules.making import UNKNOWN, judged, sheets

DIFFERENT: list[dict[str, Any]] = [
    {},
    {"working_days_taken": 3},
    {"working_days_taken": 40},
    {"working_days_taken": 41},
    {"working_days_taken": UNKNOWN},
    {"index_number_shown": {"unknown": "blocked"}},
    {"index_number_shown": {"unknown": "not_fetched"}},
    {"index_year": 2024, "scheme_year": 2025},
    {"index_year": 2025, "scheme_year": 2025},
    {"date_shown": False},
]


def test_many_documents_judged_together_come_out_as_each_of_them_alone() -> None:
    above = [s for s in sheets() if s.subject.kind in {SubjectKind.SITE, SubjectKind.COLUMN}]
    entries = [_entry(n, facts) for n, facts in enumerate([*DIFFERENT, *DIFFERENT, *reversed(DIFFERENT)])]
    together = judged([*above, *entries])
    for entry in entries:
        alone = judged([*above, entry])
        for one, other in ((alone.findings, together.findings), (alone.verdicts, together.verdicts)):
            mine = [x for x in one if x.subject == entry.subject.id]
            assert mine == [x for x in other if x.subject == entry.subject.id]
    assert len({f.observed for f in together.findings if f.rule == "published-in-time"}) > 1


def _entry(number: int, facts: dict[str, Any]) -> FactSheet:
    sheet = next(s for s in sheets(entry=facts) if s.subject.kind is SubjectKind.ENTRY)
    return replace(sheet, subject=Subject(SubjectKind.ENTRY, f"{sheet.subject.id}{number}"))
