"""Labels with colons inside one running line, each value ending at the next label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crawler.extract import dates
from crawler.extract.words import labels, words

MAX_VALUE, MAX_SINGLE = 300, 160
_LONGEST = 14
_COLON = re.compile("[：:]")
_STRIP = " \t\u3000[]【】()（）|｜"


def inline_pairs(text: str) -> Iterator[tuple[str, str]]:
    """(field, value) of every label in the line; weak labels only with a date behind them."""
    marks = [m for c in _COLON.finditer(text) if (m := label_before(text, c.start())) is not None]
    for n, (start, colon, field) in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else len(text)
        value = text[colon + 1 : end].strip(_STRIP)
        if not field or (len(marks) == 1 and len(text) > MAX_SINGLE):
            continue
        weak = "".join(text[start:colon].split()) in words("weak_labels")
        if weak and (start > 0 and len(marks) == 1) and field != "content_source":
            continue
        if not field.endswith("_on") or dates.find_date(value):
            yield field, value[:MAX_VALUE]
        elif not value:
            yield field, ""


def label_before(text: str, colon: int) -> tuple[int, int, str] | None:
    """(start, colon, field) of the longest known label that ends at this colon, blanks inside it ignored."""
    if colon <= 0:
        return None
    known, letters, best = labels(), "", None
    at = colon
    if text[at - 1] not in _last_letters() and not text[at - 1].isspace():
        return None
    while at > 0 and len(letters) < _LONGEST:
        at -= 1
        if text[at].isspace():
            continue
        letters = text[at] + letters
        if letters in known and (at == 0 or not "\u4e00" <= text[at - 1] <= "\u9fff"):
            best = (at, colon, known[letters])
    return best


@cache
def _last_letters() -> frozenset[str]:
    return frozenset(label[-1] for label in labels())
