"""Liaocheng's platform: the lines between an article's title and its text carry no labels; their shape tells what they are."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from crawler.extract import dates
from crawler.extract.blocks import Block
from crawler.extract.words import clean, words
from crawler.platforms.marks import known
from records.types import Header


def header(found: list[Block], labelled: Header) -> Header:
    """The labelled header completed by the lines without labels before the text."""
    lines = _lines(found)
    if not lines:
        return labelled
    days = [(d, printed) for t in lines if (printed := dates.printed(t)) and (d := dates.whole_date(t))]
    guessed = Header(
        index_number=_first(lines, "index_number") or _first(lines, "index_like"),
        document_number=_first(lines, "document_number"),
        publisher=_first(lines, "publisher"),
        validity=next((t for t in lines if t in words("validity_values")), None),
        formed_on=days[0][0] if len(days) == 2 else None,
        published_on=days[-1][0] if days else None,
        published_at=days[-1][1] if days else None,
    )
    return replace(
        labelled, **{f: v for f in _FIELDS if (v := getattr(guessed, f)) and not getattr(labelled, f)}
    )


_FIELDS = (
    "index_number",
    "document_number",
    "publisher",
    "validity",
    "formed_on",
    "published_on",
    "published_at",
)


def _lines(found: list[Block]) -> list[str]:
    """Short lines inside the details container and outside the text container."""
    kept: list[str] = []
    for block in found:
        classes = {
            c for e in (block.element, *block.element.iterancestors()) for c in (e.get("class") or "").split()
        }
        if _form()["details"] in classes and _form()["text"] not in classes and len(block.text) <= 80:
            kept.append(clean(block.text))
    return kept


def _first(lines: list[str], form: str) -> str | None:
    return next((t for t in lines if re.match(_form()[form], t)), None)


@cache
def _form() -> dict[str, str]:
    data: dict[str, str] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return data


PLATFORM = known("liaocheng-ucap", header=header)
