"""Periods that a text names: from one day to another, until a day, or so many days long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from checks import words
from records.vocabulary import Reason

WORKING, CALENDAR, MONTHS = "working", "calendar", "months"
MONTH = 30  # days of a month that a text names
LONGEST = 400  # days of the longest period believed


@dataclass(frozen=True, slots=True)
class Span:
    """A period. With `working`, a number of working days as the text states it; else both days are included."""

    start: date
    end: date
    working: int = 0
    is_dated: bool = True  # its ends are days that the text names; else a number of days

    @property
    def days(self) -> int:
        """Calendar days, both ends included."""
        return (self.end - self.start).days + 1


def longest_span(sentences: Iterable[str], published: date | None) -> Span | Reason:
    """The longest period that these sentences name; a length or an end alone begins on the day of publication."""
    found = [span for s in sentences for span in _spans(_in_full(s), published)]
    kept = [s for s in found if s.working or 0 < s.days <= LONGEST]
    if not kept:
        return Reason.AMBIGUOUS if found else Reason.NO_DATE
    return max(kept, key=lambda s: (s.working, s.days))


def _in_full(sentence: str) -> str:
    """Ends of periods with the month or year they share with the beginning."""
    for name in ("same_month", "same_year"):
        short, full = words.listed(name)
        sentence = re.sub(short, full, sentence)
    return sentence


def days_of(sentence: str) -> list[date]:
    """Every whole day that a sentence names."""
    return [day for _, _, day in _days(sentence, None)]


def _spans(sentence: str, published: date | None) -> list[Span]:
    days = _days(sentence, published)
    found = [
        Span(a[2], b[2])
        for a, b in zip(days, days[1:], strict=False)
        if words.pattern("day_to_day").match(sentence[a[1] : b[0]])
    ]
    if published is not None:
        if not found:
            found += [
                Span(published + timedelta(1), day)
                for _, end, day in days
                if _closes(sentence, end, day, published)
            ]
        found += _lengths(sentence, published)
    return found


def _closes(sentence: str, end: int, day: date, published: date) -> bool:
    """The day is said to be the last one."""
    around = sentence[max(0, end - 30) : end + 8]
    return day > published and words.pattern("last_day").search(around) is not None


def _days(sentence: str, published: date | None) -> list[tuple[int, int, date]]:
    """Every day named, with its place; a day without year has that of the one before, else of publication."""
    found: list[tuple[int, int, date]] = []
    for match in words.pattern("chinese_day").finditer(sentence):
        year, month, day = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
        if match.group(7):
            month, day = match.group(7, 8)
            before = found[-1][2] if found else published
            if before is None:
                continue
            year = str(before.year + (int(month) < before.month - 6))
        try:
            found.append((match.start(), match.end(), date(int(year), int(month), int(day))))
        except ValueError:
            continue
    return found


def _lengths(sentence: str, published: date) -> list[Span]:
    found = []
    bare = words.pattern("chinese_day").sub(" ", sentence)
    for match in words.pattern("stated_length").finditer(bare):
        count, unit = _number(match.group(1)), match.group(2)
        if not count:
            continue
        if "工作" in unit:
            found.append(Span(published, published, count))
        else:
            days = count * MONTH if "月" in unit else count
            found.append(Span(published + timedelta(1), published + timedelta(days), is_dated=False))
    return found


def _number(text: str) -> int:
    """A number in figures or in Chinese up to 99; 0 when it is none."""
    if text.isdigit():
        return int(text)
    numerals = words.numbers("day_numerals")
    tens, ten, ones = text.rpartition("十")
    if not re.fullmatch("[一二三四五六七八九]?十?[一二三四五六七八九]?", text):
        return 0
    return (numerals.get(tens, 1) * 10 if ten else 0) + numerals.get(ones, 0)
