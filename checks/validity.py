"""How long a document says it is in force, and what its page says of its validity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checks import words
from records.types import Entry

VALID, ENDED, OTHER, NONE = "valid", "ended", "other", "none"


@dataclass(frozen=True, slots=True)
class Period:
    """A period of validity as a text states it: its last day, or a length in months from a day of issue."""

    said: str
    until: date | None = None
    months: int = 0
    since: date | None = None  # None: from being issued
    wait: int = 0  # days from being issued to coming into force

    def last_day(self, issued: date | None) -> date | None:
        """The last day in force; None when the day of issue is needed and not known."""
        if self.until is not None:
            return self.until
        start = self.since or (issued + timedelta(self.wait) if issued else None)
        return _after(start, self.months) - timedelta(1) if start else None


def validity_kind(entry: Entry) -> str:
    """valid, ended, other (something else is printed) or none, by the header or a mark in the title."""
    if words.pattern("title_ended").search(entry.title):
        return ENDED
    value = (entry.header.validity or "").strip()
    if not value:
        return NONE
    if words.pattern("ended").search(value):
        return ENDED
    return VALID if words.pattern("valid").search(value) else OTHER


def periods(text: str) -> tuple[Period, ...]:
    """Every statement on the document's own period of validity, equal ones once."""
    found: dict[tuple[date | None, int, date | None, int], Period] = {}
    for sentence in words.pattern("sentence_end").split(text):
        if words.pattern("period").search(sentence) and (period := _period(sentence)):
            found.setdefault((period.until, period.months, period.since, period.wait), period)
    return tuple(found.values())


def binds(text: str) -> bool:
    """The text says from when on it is in force."""
    return words.pattern("in_force").search(text) is not None


def dates_in(text: str) -> Iterator[tuple[int, date]]:
    """Every whole date of a text with its place."""
    for found in words.pattern("date").finditer(text):
        try:
            yield found.start(), date(*(int(part) for part in found.groups()))
        except ValueError:
            continue


def date_at(text: str, place: int) -> date | None:
    """The date that stands at a place."""
    return next((day for start, day in dates_in(text[place : place + 12]) if start == 0), None)


def _period(sentence: str) -> Period | None:
    said = "".join(sentence.split())
    if not words.pattern("own_document").search(said) or words.pattern("other_period").search(said):
        return None
    until = words.pattern("until").search(said)
    if until:
        last = date_at(said, until.end())
        return Period(said, until=last) if last else None
    length = words.pattern("length").search(said)
    number = _number(length.group(1)) if length else 0
    if length is None or not number:
        return None
    months = number if length.group(2) == words.text("month") else number * 12
    since = words.pattern("from_day").search(said)
    if since:
        day = date_at(said, since.end())
        return Period(said, months=months, since=day) if day else None
    issue = words.pattern("from_issue").search(said)
    if issue is None:
        return None
    return Period(said, months=months, wait=_number(issue.group(1) or ""))


def _number(text: str) -> int:
    """A number below a hundred in digits or Chinese numerals, 0 when it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    digits, ten = words.numbers("numerals"), words.text("ten")
    if ten not in text:
        return digits.get(text, 0)
    before, _, after = text.partition(ten)
    return (digits.get(before, 0) if before else 1) * 10 + (digits.get(after, 0) if after else 0)


def _after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, 28)
