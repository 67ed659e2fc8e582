"""Days that documents themselves name become days that fall due."""

from __future__ import annotations

from datetime import date

from console.entry_days import Passing, entry_days
from records.vocabulary import SubjectKind
from rules.check import usual_sheet


def test_the_ends_of_validity_and_of_consultations_are_taken_from_the_facts() -> None:
    unknown = {"unknown": "no_date"}
    facts = {"is_consultation": True, "consultation_ends": date(2026, 12, 1), "answers": 0}
    asking = usual_sheet(SubjectKind.ENTRY, facts | {"validity_ends_on": unknown})
    facts = {"is_consultation": False, "consultation_ends": unknown, "validity_ends_on": date(2026, 12, 31)}
    facts |= {"interpreted_title": ""}
    ending = usual_sheet(SubjectKind.ENTRY, facts)
    sheets = [usual_sheet(SubjectKind.SITE, {}), asking, ending]
    found = entry_days(sheets)
    assert [(d.kind, d.on, d.settled) for d in found] == [
        ("consultation", date(2026, 12, 1), False),
        ("validity", date(2026, 12, 31), False),
    ]
    passing = Passing(sheets)
    assert list(passing) == sheets and tuple(passing.days) == found
