"""A page's reading and a document's text without personal data."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from crawler.extract.personal import Mask, masked_text
from records.documents import DocumentText
from records.types import PageReading

T = TypeVar("T")
_ADDRESSES = frozenset({"url", "urls", "redirect", "action", "stylesheets", "paper", "why", "encoding"})


def without_personal_data(value: T) -> T:
    """The same dataclass with citizen ids in its texts masked; addresses stay, they are no text."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, object] = {}
    for item in fields(value):
        old = getattr(value, item.name)
        new = old if item.name in _ADDRESSES else _masked(old)
        if new != old:
            changed[item.name] = new
    return replace(value, **changed) if changed else value


def with_title_hits(reading: PageReading) -> PageReading:
    """The reading whose paper also tells what personal data the page's title holds, before the title is masked."""
    if reading.paper is None:
        return reading
    mask = Mask()
    mask.lines([reading.title or ""])
    known = {hit.masked for hit in reading.paper.hits}
    found = tuple(replace(hit, paragraph=0) for hit in mask.hits if hit.masked not in known)
    return replace(reading, paper=replace(reading.paper, hits=(*found, *reading.paper.hits)))


def masked_document(document: DocumentText) -> DocumentText:
    """What a document holds, masked in its tables and in its text; each hit once."""
    mask = Mask()
    tables = tuple(mask.table(table, n) for n, table in enumerate(document.tables, start=1))
    lines = [mask.again(line) for line in document.text.split("\n")]
    full = [n for n, line in enumerate(lines) if line.strip()]
    for n, line in zip(full, mask.lines([lines[n] for n in full]), strict=True):
        lines[n] = line
    if not mask.hits:
        return document
    return replace(document, tables=tables, text="\n".join(lines), hits=tuple(mask.hits))


def _masked(value: object) -> object:
    if isinstance(value, str):
        return masked_text(value)
    if isinstance(value, tuple):
        return tuple(_masked(v) for v in value)
    return without_personal_data(value)
