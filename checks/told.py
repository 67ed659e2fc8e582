"""What some pages and the documents on them say together, and why more may be said there than was read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from checks import evidence, words
from checks.facts import Seen
from checks.fetches import is_elsewhere, unread
from checks.survey import Survey
from records.addresses import page_key
from records.column_names import plain_name
from records.papers import BodyLink, Paper
from records.types import Attachment, Column, Entry, Evidence, Fetch
from records.vocabulary import DownloadState, Reason

UNLABELLED = 2  # elements of a form that may lack their label
MOST_ENTRIES = 60  # of one column; with more of them not all is read
_SENTENCES = re.compile(r"[。；;！!？?\n]+")


@dataclass(frozen=True, slots=True)
class Told:
    """Text without blanks, a line a paragraph or table row; `doubt`: why something it says may not have been read."""

    lines: tuple[str, ...] = ()
    links: tuple[BodyLink, ...] = ()
    doubt: Reason | None = None
    seen: Seen = ()

    @property
    def text(self) -> str:
        """All lines in one."""
        return "\n".join(self.lines)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The text cut at full stops and semicolons."""
        return tuple(s for s in _SENTENCES.split(self.text) if s)

    def lacks(self, elements: Mapping[str, str]) -> tuple[str, ...]:
        """Names of the elements of which no wording was found."""
        text = self.text
        return tuple(name for name, wording in elements.items() if not re.search(wording, text))

    def lacks_labels(self, labels: Mapping[str, str]) -> tuple[str, ...] | None:
        """Names of the elements without a label; None where more than two have none: another form of text."""
        text, place = self.text, words.text("label_place")
        missing = tuple(
            n for n, label in labels.items() if not re.search(place.replace("LABEL", label), text)
        )
        return missing if len(missing) <= UNLABELLED else None

    def head_lacks(self, heads: Mapping[str, str]) -> tuple[str, ...] | None:
        """Names of the headings that the head of a table lacks, in one row or two; None where no line looks like one."""
        for rows in (self.lines, tuple("".join(pair) for pair in pairwise(self.lines))):
            told = (tuple(n for n, word in heads.items() if not re.search(word, row)) for row in rows)
            best = min(told, key=len, default=tuple(heads))
            if 3 * len(best) <= len(heads):
                return best
        return None


def of_entry(survey: Survey, entry: Entry) -> Told:
    """An entry's own page and the documents hung on it."""
    seen = (evidence.own_page(entry, entry.title),)
    if is_elsewhere(entry):
        return Told(doubt=Reason.NOT_FETCHED, seen=seen)
    own = _page(survey, entry.url, entry.fetch, (entry.title, entry.headline), seen)
    return joined([own, *(_attachment(survey, a) for a in entry.attachments)])


def of_columns(survey: Survey, roots: Iterable[Column]) -> Told:
    """The pages of these columns, of those below them, and all that they list."""
    columns = survey.below(roots)
    entries = {e.key: e for c in columns for e in survey.held.get(c.id, ())}
    pages = [_column(survey, c) for c in columns if c.url and not c.is_group]
    parts = [*pages, *(of_entry(survey, e) for e in list(entries.values())[:MOST_ENTRIES])]
    told = joined(parts)
    if len(entries) > MOST_ENTRIES:
        return Told(told.lines, told.links, told.doubt or Reason.OVER_BUDGET, told.seen)
    return told


def joined(parts: Iterable[Told]) -> Told:
    """Several as one."""
    found = list(parts)
    return Told(
        lines=tuple(line for p in found for line in p.lines),
        links=tuple(link for p in found for link in p.links),
        doubt=next((p.doubt for p in found if p.doubt), None),
        seen=tuple(s for p in found for s in p.seen)[: evidence.MOST_PAGES],
    )


def plain(text: str) -> str:
    """Text without blanks, full-width signs made plain."""
    return "".join(unicodedata.normalize("NFKC", text).split())


plain_title = lru_cache(maxsize=256)(plain)  # of the entry at hand: several facts look at it


def _column(survey: Survey, column: Column) -> Told:
    """A column's own page; where it is a mere list, what stands around the rows is not what it says."""
    seen = (evidence.place(column),)
    missing = unread(column.fetch)
    is_list = not column.single_article and page_key(column.url or "") not in survey.given.papers
    said = column.text_chars >= words.limit("text", survey.given.settings)
    if is_list and not missing and (said or not survey.held.get(column.id)):
        return Told(doubt=column.list_unread or Reason.UNREADABLE, seen=seen)
    return (
        Told(doubt=missing or column.list_unread, seen=seen) if is_list else _own_text(survey, column, seen)
    )


def _own_text(survey: Survey, column: Column, seen: Seen) -> Told:
    names = (column.name, *(survey.catalogue.by_code[column.code].standard_names if column.code else ()))
    told = _page(survey, column.url or "", column.fetch, names, seen)
    return Told(told.lines, told.links, told.doubt or column.list_unread, told.seen)


def _page(survey: Survey, url: str, fetch: Fetch | None, names: Sequence[str], seen: Seen) -> Told:
    """One page; the lines that only repeat its name say nothing."""
    paper = survey.given.papers.get(page_key(url))
    if paper is None or paper.source != "page":
        return _document(paper, unread(fetch), next(iter(names), ""), seen)
    mute = {plain_name(n) for n in names if n}
    lines = tuple(line for line in _lines(paper) if plain_name(line) not in mute)
    hung = [_linked(survey, link) for link in paper.links if _is_document(link)]
    return joined([Told(lines, paper.links, _doubt(paper), seen), *hung])


def _lines(paper: Paper) -> list[str]:
    return [text for line in paper.text.split("\n") if (text := plain(line))]


def _doubt(paper: Paper) -> Reason | None:
    if paper.truncated:
        return Reason.OVER_BUDGET
    return Reason.UNREADABLE if paper.problem or paper.pictures or paper.embedded else None


def _is_document(link: BodyLink) -> bool:
    return words.pattern("form_file").search(link.url) is not None


def _linked(survey: Survey, link: BodyLink) -> Told:
    """A document linked in the text."""
    paper = survey.given.papers.get(page_key(link.url))
    return _document(paper, None, link.text, (Evidence(link.url, quote=link.text),))


def _attachment(survey: Survey, attachment: Attachment) -> Told:
    """A document hung on an entry; nothing is missed in one that was never there."""
    if attachment.state in {DownloadState.DEAD, DownloadState.EMPTY}:
        return Told()
    paper = survey.given.papers.get(page_key(attachment.url))
    seen = (evidence.page(attachment.fetch, attachment.url, attachment.name),)
    return _document(paper, unread(attachment.fetch), attachment.name, seen)


def _document(paper: Paper | None, missing: Reason | None, name: str, seen: Seen) -> Told:
    """Forms and lists beside the text are no part of what it says: they need not be readable."""
    beside = words.pattern("beside_the_text").search(words.pattern("form_file").sub("", plain(name)))
    if paper is None or paper.problem:
        return Told(doubt=None if beside else missing or Reason.UNREADABLE, seen=seen)
    return Told(tuple(_lines(paper)), (), None if beside else _doubt(paper), seen)
