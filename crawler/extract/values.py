"""Printed values of header fields: what counts as absent, and where a value ends."""

from __future__ import annotations

import re

from crawler.extract import dates
from crawler.extract.inline_labels import SEAM, whole
from crawler.extract.words import clean, compact, words

_CUTS = re.compile(r"[【\[|｜]|\{\{|\s[\u4e00-\u9fff/]{1,8}[：:]")  # a further label, known or not
_PIECE = re.compile(r"\s*[^\s]+")  # a seam is a blank here
_STRIP = " \t\u3000：:;；|,，、-—"


def is_absent(value: str) -> bool:
    """Empty, a placeholder, an empty shell of a number, or a template literal."""
    plain = compact(value)
    return not plain or plain in words("absent_values") or "{{" in plain


def name(value: str) -> str:
    """The name of a body or a source: without a date, tools or further labels that share its line."""
    cut = _CUTS.search(value)
    text = value[: cut.start()] if cut else value
    found = dates.FULL.search(text)
    if found:
        text = text[: found.start()]
    kept = ""
    for piece in _PIECE.findall(text):
        plain = piece.strip(_STRIP + SEAM)
        if plain in words("chrome_words") or plain in words("line_tools"):
            break
        kept += piece
    return clean(whole(kept)).strip(_STRIP)


def index_number(value: str | None) -> str | None:
    """As shown: broken numbers are what an audit looks for."""
    return None if value is None else clean(value)[:200]


def short(value: str | None, limit: int) -> str | None:
    """The value when it is not longer than a field of its kind can be."""
    if value is None:
        return None
    text = clean(value).strip("：:;；|")
    return text if 0 < len(text) <= limit else None


def validity(value: str | None, known: frozenset[str]) -> str | None:
    """One of the known words, without the brackets around it."""
    if value is None:
        return None
    text = compact(value).strip("[]【】()（）")
    return text if text in known else None
