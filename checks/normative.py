"""Which entries are normative documents of this body: only where column, number and form leave no doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks import words
from checks.fetches import is_page, unread
from checks.names import OwnNames
from checks.numbers_of_documents import DocumentNumber, OwnLetters, number_of
from checks.survey import Survey
from records.column_names import plain_name
from records.types import Column, Entry
from records.vocabulary import Reason

NORMATIVE = "normative-documents"


@dataclass(frozen=True, slots=True)
class Ground:
    """What tells a body's own normative documents from other entries."""

    survey: Survey
    names: OwnNames
    letters: OwnLetters


def is_candidate(ground: Ground, entry: Entry) -> bool:
    """Stands in the column of normative documents under an own number and a fitting title; its text decides the rest."""
    number = number_of(entry)
    return number is not None and is_own(ground, entry, number) and _fits(ground, entry, number)


def is_normative(ground: Ground, entry: Entry, binds: bool) -> bool | Reason:
    """A candidate whose number says 规, whose title or column says what it is, or whose text `binds` from a day on."""
    number = number_of(entry)
    if number is None:
        missing = None if is_page(entry) else unread(entry.fetch)
        form = words.pattern("normative_title").search(entry.title)
        return missing if missing and form and _fits(ground, entry, None) else False
    if not (is_own(ground, entry, number) and _fits(ground, entry, number)):
        return False
    return number.is_normative or binds or _has_form(ground, entry)


def is_own(ground: Ground, entry: Entry, number: DocumentNumber) -> bool:
    """Made by this body: its letters, no other publisher or source, no other body in the title."""
    header = entry.header
    if ground.names.is_other(header.publisher) or ground.names.is_other(header.content_source):
        return False
    return ground.letters.has(number) and not names_other_issuer(ground, entry.title)


def names_other_issuer(ground: Ground, title: str) -> bool:
    """The title begins with another body's name."""
    issuer = words.pattern("issuer").match(title)
    return issuer is not None and ground.names.is_other(issuer.group(0))


def columns_of(survey: Survey, entry: Entry) -> Iterator[Column]:
    """Every column that lists an entry, with those above it."""
    for name in dict.fromkeys([entry.column, *(x.column for x in entry.listings)]):
        column = survey.by_id.get(name)
        if column is not None:
            yield column
            yield from survey.above(column)


def _fits(ground: Ground, entry: Entry, number: DocumentNumber | None) -> bool:
    """The column is right, and the title is not that of a draft, an interpretation, a notice of something else."""
    if not any(c.key == NORMATIVE for c in columns_of(ground.survey, entry)):
        return False
    if words.pattern("never_normative").search(entry.title):
        return False
    sure = number is not None and number.is_normative
    told = (words.pattern(name).search(entry.title) for name in ("normative_title", "rarely_unless"))
    return sure or any(told) or words.pattern("rarely_normative").search(entry.title) is None


def _has_form(ground: Ground, entry: Entry) -> bool:
    if words.pattern("normative_title").search(entry.title):
        return True
    named = words.pattern("normative_column")
    columns = columns_of(ground.survey, entry)
    within = any(c.key == NORMATIVE and named.search(plain_name(c.name)) for c in columns)
    return within and words.pattern("normative_form").search(entry.title) is not None
