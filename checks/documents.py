"""Which entries are documents, and which decisions of enforcement."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from checks import words
from checks.fetches import is_elsewhere, is_file, is_page, unread
from checks.index_numbers import IndexNumber
from checks.survey import Survey
from records.types import Column, Entry
from records.vocabulary import PageKind, Reason

MARKS = ("publisher", "document_number", "formed_on")
COLUMN_ENOUGH, SITE_ENOUGH = 4, 20  # documents from which their template is known to print index numbers
NUMBERED = 0.8  # … when this share of them shows one
NONE, DECISION, OTHER = "none", "decision", "other"


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of the site; `like` also counts what would be one, had it the number its neighbours show.

    `numbered_columns` are those where nearly all show one, `whole_columns` where every page but one does;
    `document_columns` those where any does, and the catalogue's own: news, pictures and party life hold no documents,
    wherever they stand.
    """

    numbered_columns: frozenset[str]
    whole_columns: frozenset[str]
    document_columns: frozenset[str]
    numbered_site: bool

    def is_like(self, entry: Entry, number: IndexNumber | None) -> bool | Reason:
        """A document; a page with one mark of one, or titled like one, among documents that show index numbers; or the only one without."""
        plainly = is_document(entry, number)
        if plainly is not False or number is not None:
            return plainly
        if not is_page(entry):
            return False
        among = self.numbered_site and entry.column in self.document_columns
        if not marks(entry, number):
            bare = entry.column in self.whole_columns or (among and _is_named_as_paper(entry))
            return bare and entry.kind is PageKind.ENTRY
        return among or entry.column in self.numbered_columns


def documents(survey: Survey, numbers: Mapping[str, IndexNumber]) -> Documents:
    """Learn where below the statutory section documents show index numbers."""
    shown: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    for entry in survey.dossier.entries:
        if not is_page(entry) or not is_below_statutory(survey, entry):
            continue
        pages[entry.column] += 1
        if marks(entry, numbers.get(entry.key)):
            marked[entry.column] += 1
            shown[entry.column] += entry.key in numbers
    many = {c for c, n in marked.items() if n >= COLUMN_ENOUGH and shown[c] >= NUMBERED * (n - 1)}
    total = marked.total()
    standard = {c.id for c in survey.dossier.columns if c.code and c.code not in words.listed("no_documents")}
    whole = {c for c, n in pages.items() if n > COLUMN_ENOUGH and shown[c] >= n - 1}
    holding = standard | {c for c, n in shown.items() if n}
    return Documents(
        frozenset(many),
        frozenset(whole),
        frozenset(holding),
        total >= SITE_ENOUGH and shown.total() >= NUMBERED * total,
    )


def _is_named_as_paper(entry: Entry) -> bool:
    """A body, what it writes about, and a kind of official paper: 某局关于印发…的通知."""
    return words.pattern("paper_title").search(entry.title) is not None


def is_below_statutory(survey: Survey, entry: Entry) -> bool:
    """Its column stands below the statutory section."""
    column = survey.by_id.get(entry.column)
    return column is not None and column.below_statutory


def is_document(entry: Entry, number: IndexNumber | None) -> bool | Reason:
    """A document number, or two of index number, publisher, document number, formed on – as values or as labels."""
    header = entry.header
    if header.document_number or any(x.item.document_number for x in entry.listings):
        return True
    if is_file(entry):
        return False  # it has no header, and a list's columns are none
    if marks(entry, number) >= 2:
        return True
    if is_page(entry) or is_elsewhere(entry):
        return False
    return unread(entry.fetch) or False


def marks(entry: Entry, number: IndexNumber | None) -> int:
    """How many of the four marks of a document are shown."""
    header = entry.header
    labels = set(header.labels)
    shown = sum(1 for name in MARKS if getattr(header, name) is not None or name in labels)
    shown += number is not None or "index_number" in labels
    if not header.publisher and "publisher" not in labels:
        shown += any(x.item.publisher for x in entry.listings)
    return shown


def enforcement_kind(survey: Survey, entry: Entry) -> str:
    """decision (a permit or penalty), other (another enforcement decision), none – by its title, its column and the day of decision it names."""
    title, columns = entry.title, _columns(survey, entry)
    if words.pattern("decision_paper").search(title):
        return DECISION
    within = any(c.key in words.listed("enforcement_columns") for c in columns)
    if not within:
        return NONE
    certain = columns[0].key in words.listed("decision_columns") and not _amends(title)
    if certain and words.pattern("decision_title").search(title):
        return DECISION
    other = words.pattern("other_decision").search(title)
    if certain and not other and entry.header.decided_on and not _names_a_paper(title):
        return DECISION  # the case is the title, the page says when it was decided
    if words.pattern("not_a_decision").search(title):
        return NONE
    if other:
        return OTHER
    return DECISION if words.pattern("decision").search(title) else NONE


def _names_a_paper(title: str) -> bool:
    """It ends as the names of papers about decisions do; the name of a case may only hold such a word."""
    return any(m.end() == len(title) for m in words.pattern("not_a_decision").finditer(title))


def decided_on(entry: Entry) -> dt.date | Reason:
    """The day of decision its page names, the day it was formed, else one whole date in its title."""
    named = entry.header.decided_on or entry.header.formed_on
    if named:
        return named
    found = words.pattern("whole_date").findall(entry.title)
    if len(found) != 1:
        return Reason.NO_DECISION_DATE
    try:
        return dt.date(*(int(part) for part in found[0]))
    except ValueError:
        return Reason.NO_DECISION_DATE


def _amends(title: str) -> bool:
    """A decision about rules and lists of items, not about one applicant."""
    return words.pattern("not_a_decision_title").search(title) is not None


def _columns(survey: Survey, entry: Entry) -> tuple[Column, ...]:
    """Its column and those above."""
    column = survey.by_id.get(entry.column)
    return (column, *survey.above(column)) if column else ()
