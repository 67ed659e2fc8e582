"""The last days of documents' terms, for what falls due: read from the facts that the checks found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from records.catalogue import load_catalogue
from records.fact_rows import rows_of
from records.types import Dossier, Entry, FactSheet, FactValue
from records.vocabulary import SubjectKind
from reports.material import EntryDay

READ = frozenset({"validity_ends_on", "interpreted_title", "consultation_ends", "is_consultation", "answers"})
CURRENT = timedelta(days=120)
"""Only what was published so lately can still run or wait for its answer."""


def has_current_terms(dossier: Dossier, today: date) -> bool:
    """Some entry may ask the public for comments still, wait for the answer, or say how long it is in force."""
    return any(e.header.validity or _is_current(e, today) for e in dossier.entries)


def entry_days(sheets: Iterable[FactSheet]) -> tuple[EntryDay, ...]:
    """The ends of documents' validity and of consultations; `settled` where a notice says how the comments were used, or nobody can tell."""
    return tuple(day for sheet in sheets for day in _of_sheet(sheet))


class Passing:
    """Sheets on their way to judgement; `days` are what `entry_days` would tell of those that have passed."""

    def __init__(self, sheets: Iterable[FactSheet]) -> None:
        self._sheets = sheets
        self.days: list[EntryDay] = []

    def __iter__(self) -> Iterator[FactSheet]:
        for sheet in self._sheets:
            self.days.extend(_of_sheet(sheet))
            yield sheet


def _of_sheet(sheet: FactSheet) -> Iterator[EntryDay]:
    if sheet.subject.kind is not SubjectKind.ENTRY:
        return
    facts: dict[str, FactValue] = {row[0]: row[1] for row in rows_of(sheet.facts) if row[0] in READ}
    until = facts.get("validity_ends_on")
    if isinstance(until, date) and not _only_tells(facts):
        yield EntryDay("validity", until, sheet.title, sheet.url, sheet.column)
    ends = facts.get("consultation_ends")
    if facts.get("is_consultation") and isinstance(ends, date):
        settled = facts.get("answers") != 0
        yield EntryDay("consultation", ends, sheet.title, sheet.url, sheet.column, settled)


def _only_tells(facts: dict[str, FactValue]) -> bool:
    """An interpretation repeats the term of the document it explains, which stands there itself."""
    return bool(facts.get("interpreted_title"))


def _is_current(entry: Entry, today: date) -> bool:
    shown = entry.published_on
    is_asking = load_catalogue().kind_of(entry.title) == "consultation"
    return is_asking and shown is not None and shown >= today - CURRENT
