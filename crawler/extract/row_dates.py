"""The date of a row that is not one plain text: its parts in elements of their own, or among other labels."""

from __future__ import annotations

import re
from datetime import date

from lxml.etree import _Element

from crawler.extract import dates
from crawler.extract.inline_labels import field_of, inline_pairs
from crawler.extract.words import clean

LONGEST_PIECE, _LONGEST_LINE, _LONGEST_SPLIT = 12, 120, 24
_YEAR, _MONTH = "\u5e74", "\u6708"
_SHOWN = frozenset(["published_on", "updated_on"])


def split_day(owner: _Element, piece: str, before: _Element | None) -> tuple[date | None, str]:
    """A date in pieces: the day and the year-month in elements of their own within one small box."""
    element: _Element | None = owner if len(piece) <= LONGEST_PIECE else None
    if element is not None and (beside := _split_beside(element, piece, before))[0]:
        return beside
    for _ in range(2):
        element = element.getparent() if element is not None else None
        if element is None or len(element) > 6:
            break
        text = _short_text(element)
        day = dates.split_date(text) if text else None
        if day is not None:
            return day, text
    return None, ""


def _short_text(element: _Element) -> str:
    """The texts below a small box with a blank between each two; empty when they are long."""
    said: list[str] = []
    chars = 0
    for piece in element.itertext():
        for word in str(piece).split():
            said.append(word)
            chars += len(word) + 1
        if chars > _LONGEST_SPLIT:
            return ""
    return " ".join(said)


def _split_beside(element: _Element, piece: str, before: _Element | None) -> tuple[date | None, str]:
    """The other part stands in the element before or behind, whatever else the box holds."""
    if _YEAR in piece and _MONTH not in piece:  # a sentence whose figures stand in elements of their own
        return None, ""
    inner = element[0] if before is None and len(element) else None
    for near, leads in (
        (before, True),
        (inner, False),
        (element.getprevious(), True),
        (element.getnext(), False),
    ):
        other = clean(near.text or "") if near is not None and len(near) == 0 else ""
        if 0 < len(other) <= LONGEST_PIECE and other[0].isdigit():
            text = f"{other} {piece}" if leads else f"{piece} {other}"
            day = dates.split_date(text)
            if day is not None:
                return day, text
    return None, ""


def labelled_day(text: str) -> date | None:
    """The day of publication among other labels in one line of a row."""
    if len(text) > _LONGEST_LINE or ("：" not in text and ":" not in text):
        return None
    return next((dates.find_date(v) for f, v in inline_pairs(text) if f == "published_on"), None)


def is_other_day(text: str, before: _Element | None) -> bool:
    """The date has a label of its own, and that tells the day of writing, of a decision, or the like."""
    label = re.split("[：:]", text, maxsplit=1)[0] if text[:1].isalpha() else ""
    if not label and before is not None and len(before) == 0:
        label = (before.text or "").strip().rstrip("：:")
    field = field_of(label) if label else None
    return field is not None and field not in _SHOWN
