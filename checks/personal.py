"""Facts about personal data: how many pieces were masked, of which kind and where. No fact holds one in full."""

from __future__ import annotations

from collections.abc import Sequence

from checks import evidence, words
from checks.facts import Facts
from checks.fetches import is_elsewhere, unread
from checks.learning import Learned
from records.addresses import page_key
from records.documents import DocumentProblem
from records.papers import Glance, Hit, glance_of
from records.types import Attachment, Entry, Fetch
from records.vocabulary import REASON_OF_FETCH, DownloadState, FetchState, Reason

TOLD = 3  # pieces that a finding names
_UNFINISHED = {
    DocumentProblem.TOO_LARGE.value: Reason.OVER_BUDGET,
    DocumentProblem.TIMED_OUT.value: Reason.OVER_BUDGET,
    DocumentProblem.DAMAGED.value: Reason.FILE_DAMAGED,
}
_FILE = dict.fromkeys(
    (FetchState.FAILED, FetchState.OUT_OF_SCOPE, FetchState.NOT_TRIED), Reason.FILE_NOT_FETCHED
)
_NOTHING_THERE = frozenset({DownloadState.DEAD, DownloadState.EMPTY, DownloadState.HTML})


def tell_personal(facts: Facts, learned: Learned, entry: Entry) -> None:
    """Of an entry's own page, or of the file it leads to."""
    note = learned.book.notes.get(entry.key)
    if note is not None and note.text_read:
        _tell(facts, entry.fetch, entry.url, note.hits)
        return
    paper = glance_of(learned.survey.given.papers, entry.key)
    missing = None if paper is not None or is_elsewhere(entry) else unread(entry.fetch)
    missing = missing or (_UNFINISHED.get(paper.problem) if paper else None)
    problem = "" if missing else _problem(paper)
    _tell(facts, entry.fetch, entry.url, missing or (paper.hits if paper else ()), problem)


def tell_attached(facts: Facts, learned: Learned, attachment: Attachment) -> None:
    """Of a document that hangs on an entry."""
    paper = glance_of(learned.survey.given.papers, page_key(attachment.url))
    fetch = attachment.fetch
    missing = None if fetch.state is FetchState.OK else _FILE.get(fetch.state, REASON_OF_FETCH[fetch.state])
    if attachment.state in _NOTHING_THERE:
        _tell(facts, fetch, attachment.url, ())
        return
    missing = missing or (_UNFINISHED.get(paper.problem) if paper else None)
    problem = "" if missing else _problem(paper) if paper else DocumentProblem.NO_READER.value
    _tell(facts, fetch, attachment.url, missing or (paper.hits if paper else ()), problem)


def _tell(
    facts: Facts, fetch: Fetch | None, url: str, hits: Sequence[Hit] | Reason, problem: str = ""
) -> None:
    facts.add("text_readable", not problem)
    facts.add("text_problem", problem)
    if isinstance(hits, Reason):
        facts.add("personal_hits", hits)
        facts.add("personal_found", hits)
        return
    seen = tuple(evidence.page(fetch, url, h.masked, _place(h)) for h in hits[:TOLD])
    facts.add("personal_hits", len(hits), seen or None)
    named = words.joined("clauses", (_named(h) for h in hits[:TOLD]))
    facts.add("personal_found", named, seen or None)


def _named(hit: Hit) -> str:
    kind = words.table("personal_kinds")[hit.kind]
    return words.phrase("hit", kind=kind, masked=hit.masked, place=_place(hit))


def _place(hit: Hit) -> str:
    if hit.table:
        return words.phrase("cell", table=hit.table, row=hit.row, column=hit.column)
    if not hit.paragraph:
        return words.phrase("heading")
    return words.phrase("paragraph", paragraph=hit.paragraph)


def _problem(paper: Glance | None) -> str:
    return paper.problem if paper else ""
