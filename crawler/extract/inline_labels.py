"""Labels inside one running line, each value ending at the next label.

A line that inline elements cut may hold SEAM where they meet: a label can begin there, and it counts as a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crawler.extract import dates
from crawler.extract.words import labels, words

MAX_VALUE, MAX_SINGLE = 300, 160
_LONGEST = 14
SEAM = "\x1f"  # no page holds it: control characters are taken out before parsing
_STRIP = " \t\u3000[]【】|｜" + SEAM
_OPENING, _CLOSING = "(（", ")）"
_BRACKETED = re.compile(r"[\[【]([^\[\]【】：:]{2,24})[\]】]")
_FEWEST_TOKENS, _LONGEST_SPACED = 4, 120


def seamed(pieces: tuple[str, ...]) -> str:
    """The line with its seams, runs of blanks made one."""
    kept: list[str] = []
    for piece in pieces:
        core = " ".join(piece.split())
        if core:
            kept.append(f"{' ' * piece[0].isspace()}{core}{' ' * piece[-1].isspace()}")
    return SEAM.join(kept).strip()


def inline_pairs(text: str) -> Iterator[tuple[str, str]]:
    """(field, value) of every label in the line; weak labels only with a date behind them."""
    ends = (c.end() - 1 for c in _label_ends().finditer(text))
    marks = [m for colon in ends if (m := label_before(text, colon)) is not None]
    for n, (start, colon, field) in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else len(text)
        value = trimmed(text[colon + 1 : end])
        if not field or (len(marks) == 1 and len(text) > MAX_SINGLE):
            continue
        weak = "".join(text[start:colon].split()) in words("weak_labels")
        if weak and (start > 0 and len(marks) == 1) and field != "content_source":
            continue
        if not field.endswith("_on") or dates.find_date(whole(value)):
            yield field, value[:MAX_VALUE]
        elif not value:
            yield field, ""


def unmarked_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Labels without a colon: in brackets of their own, or words of a line that holds a labelled date."""
    if text[:1] in "[【":
        marks = [
            (m.start(), m.end(), f)
            for m in _BRACKETED.finditer(text)
            if (f := field_of(m.group(1))) is not None
        ]
        for n, (_, start, field) in enumerate(marks):
            yield field, trimmed(text[start : marks[n + 1][0] if n + 1 < len(marks) else len(text)])
        return
    if len(text) > _LONGEST_SPACED or ("20" not in text and "19" not in text):
        return
    tokens = text.split()
    if len(tokens) < _FEWEST_TOKENS or field_of(tokens[0]) is None:
        return
    fields = [field_of(t) for t in tokens]
    places = [n for n, f in enumerate(fields) if f is not None]
    if len(places) < 2:
        return
    pairs = [
        (fields[n] or "", " ".join(tokens[n + 1 : end]))
        for n, end in zip(places, [*places[1:], len(tokens)], strict=True)
    ]
    if any(f.endswith("_on") and dates.find_date(v) for f, v in pairs):
        yield from pairs


def piecewise_pairs(pieces: tuple[str, ...]) -> list[tuple[str, str]]:
    """Labels that fill inline elements of their own, without colons; nothing unless the line begins with one."""
    pairs: list[tuple[str, str]] = []
    for piece in pieces:
        if not piece.strip(_STRIP):
            continue
        field = field_of(piece)
        if field is not None:
            pairs.append((field, ""))
        elif not pairs or (piece.lstrip()[:1] in "：:" and not pairs[-1][1]):
            return []
        else:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}{piece}".strip())
    return [(f, v) for f, v in pairs if not f.endswith("_on") or not v or dates.find_date(v)]


def field_of(text: str) -> str | None:
    """The field of a text that is a label and nothing else, its blanks and brackets aside."""
    if len(text) > 2 * _LONGEST:
        return None
    return labels().get("".join(text.split()).strip("[]【】()（）·*"))


def trimmed(value: str) -> str:
    """A value without blanks and marks at its ends; of brackets only those without a counterpart."""
    text = value.strip(_STRIP)
    while text and text[-1] in _CLOSING and sum(map(text.count, _OPENING)) < sum(map(text.count, _CLOSING)):
        text = text[:-1].rstrip(_STRIP)
    while text and text[0] in _OPENING and sum(map(text.count, _OPENING)) > sum(map(text.count, _CLOSING)):
        text = text[1:].lstrip(_STRIP)
    return text


def whole(value: str) -> str:
    """The value without its seams."""
    return value.replace(SEAM, "") if SEAM in value else value


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
def _label_ends() -> re.Pattern[str]:
    """Colons behind a letter that ends a label."""
    return re.compile(f"[{re.escape(''.join(sorted(_last_letters())))}]\\s*[：:]")


@cache
def first_letters() -> frozenset[str]:
    """What a line without colons that holds a label begins with."""
    return frozenset(label[0] for label in labels()) | {"[", "【"}


@cache
def _last_letters() -> frozenset[str]:
    return frozenset(label[-1] for label in labels())
