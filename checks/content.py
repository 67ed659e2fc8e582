"""What a column holds, with the columns below it, and why part of it may not have been seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checks import words
from checks.fetches import is_page, unread
from checks.survey import Survey
from records.addresses import normalise
from records.types import Column, Entry
from records.vocabulary import Reason


@dataclass(frozen=True, slots=True)
class Content:
    """Entries once each; `unread` why some content, `newer_unread` why something newer than all seen, may exist."""

    entries: tuple[Entry, ...]
    articles: int  # pages that are content themselves
    shown: tuple[date, ...]  # dates those pages show
    unread: Reason | None
    newer_unread: Reason | None

    @property
    def count(self) -> int:
        """Entries and content pages."""
        return len(self.entries) + self.articles


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest shown date; `clouded` when an impossible later date hides when that item really appeared."""

    on: date | None
    entry: Entry | None
    clouded: bool


def content(survey: Survey, roots: Iterable[Column]) -> Content:
    """What these places and the columns below them hold."""
    columns = survey.below(roots)
    entries: dict[str, Entry] = {}
    for column in columns:
        entries.update((e.key, e) for e in survey.held.get(column.id, ()))
    text = words.limit("text", survey.given.settings)
    articles = [c for c in columns if c.single_article and c.text_chars >= text]
    shown = tuple(c.shown_on for c in articles if c.shown_on)
    found = tuple(entries.values())
    missed = next((why for c in columns if (why := _unread(c))), None)
    newer = next((why for c in columns if (why := _newer_unread(survey, c))), None)
    return Content(found, len(articles), shown, missed, newer or _undated_unread(found))


def dates(entry: Entry) -> tuple[date, ...]:
    """Every certain date shown for an entry, on its page or in a list."""
    found = [day for x in entry.listings if (day := x.item.published_on)]
    shown = entry.header.published_on
    return (shown, *found) if shown else tuple(found)


def newest(entries: Iterable[Entry], survey: Survey) -> Newest:
    """The newest date not after the day ages run to."""
    best: date | None = None
    of: Entry | None = None
    clouded, last = False, survey.dossier.run.crawled_on
    for entry in entries:
        for day in dates(entry):
            if day > survey.as_of:
                clouded = clouded or last is None or day > last
            elif best is None or day > best:
                best, of = day, entry
    return Newest(best, of, clouded)


def _unread(column: Column) -> Reason | None:
    if column.url is None:
        return column.list_unread
    return unread(column.fetch) or column.list_unread


def _newer_unread(survey: Survey, column: Column) -> Reason | None:
    """Unread pages of a list that runs newest first hold nothing newer."""
    why = _unread(column)
    if why is None or column.url is None or unread(column.fetch):
        return why
    return None if column.list_pages_read and _newest_first(survey, column) else why


def _newest_first(survey: Survey, column: Column) -> bool:
    """The first page of the list is dated and in falling order, pinned rows aside."""
    first = normalise(column.url or "")
    rows = [
        (x.position, x.item.published_on)
        for e in survey.held.get(column.id, ())
        for x in e.listings
        if x.column == column.id and normalise(x.page_url) == first and not x.item.pinned
    ]
    days = [day for _, day in sorted(rows, key=lambda r: r[0]) if day]
    return len(days) >= 2 and len(days) == len(rows) and all(a >= b for a, b in pairwise(days))


def _undated_unread(entries: Iterable[Entry]) -> Reason | None:
    """Why an entry that no list dates may be newer than the others."""
    for entry in entries:
        if not dates(entry) and not is_page(entry) and (why := unread(entry.fetch)):
            return why
    return None
