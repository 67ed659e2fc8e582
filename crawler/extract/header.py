"""The information header of a document: labels and their values in whatever markup they come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from crawler.extract import dates
from crawler.extract.blocks import Block
from crawler.extract.document import text_of
from crawler.extract.words import clean, compact, labels, words
from records.types import Header

_ENDS = "：:"
_MAX_LABEL_CELL = 16
_MAX_VALUE = 300
_STRIP = " \t\u3000[]【】()（）"
STRONG = frozenset({"index_number", "publisher", "document_number", "formed_on", "validity"})


def read_header(found: list[Block]) -> Header:
    """Fields with their printed values; empty and placeholder values are None, their labels are remembered."""
    values: dict[str, str] = {}
    seen: dict[str, None] = {}
    for field, value in _pairs(found):
        seen.setdefault(field)
        if field not in values and not _is_absent(value):
            values[field] = value
    return _header(values, tuple(seen))


def _pairs(found: list[Block]) -> Iterator[tuple[str, str]]:
    """(field, value) in reading order."""
    n = 0
    while n < len(found):
        block = found[n]
        if len(block.text) > 400:
            n += 1
            continue
        field = _cell_label(block.text)
        if field is not None and block.is_cell:
            run = _label_run(found, n)
            if len(run) > 1:
                yield from _column_wise(found, n, run)
                n += 2 * len(run)
                continue
        if field is not None and n + 1 < len(found) and (block.is_cell or block.text.rstrip()[-1] in _ENDS):
            value = found[n + 1].text
            if field and _cell_label(value) is None and _line_label(value) is None:
                yield field, value[:_MAX_VALUE]
            elif field:
                yield field, ""
            n += 1
            continue
        yield from _in_line(block.text)
        n += 1


def _label_run(found: list[Block], start: int) -> list[str]:
    """Fields of a row that holds nothing but labels (column-wise tables); the values stand in the next row."""
    row = found[start].element.getparent()
    run: list[str] = []
    for block in found[start : start + 12]:
        field = _cell_label(block.text)
        if field is None or not block.is_cell or block.element.getparent() is not row:
            break
        run.append(field)
    cells = [c for c in row if c.tag in {"td", "th"}] if row is not None else []
    return run if len(run) == len(cells) >= 2 else []


def _column_wise(found: list[Block], start: int, run: list[str]) -> Iterator[tuple[str, str]]:
    row = found[start].element.getparent()
    table = row.getparent() if row is not None else None
    below = row.getnext() if row is not None else None
    if below is None and table is not None and table.getnext() is not None:
        below = next(iter(table.getnext().iter("tr")), None)
    if below is None:
        return
    cells = [clean(text_of(c)) for c in below if c.tag in {"td", "th"}]
    yield from ((f, v) for f, v in zip(run, cells, strict=False) if f)


def _cell_label(text: str) -> str | None:
    """The field when the block is a label and nothing else."""
    if len(text) > _MAX_LABEL_CELL * 2:
        return None
    plain = compact(text).strip("：:[]【】()（）")
    return labels().get(plain) if len(plain) <= _MAX_LABEL_CELL else None


def _line_label(text: str) -> str | None:
    found = _line().match(text)
    return labels().get(compact(found.group(1))) if found else None


def _in_line(text: str) -> Iterator[tuple[str, str]]:
    """Labels with colons in one running line, each value ending at the next label."""
    marks = [m for m in _line().finditer(text)]
    for n, mark in enumerate(marks):
        field = labels().get(compact(mark.group(1)), "")
        end = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        value = text[mark.end() : end].strip(_STRIP)
        if field and (len(marks) > 1 or len(text) < 120):
            weak = compact(mark.group(1)) in words("weak_labels") and field == "published_on"
            if not weak or dates.find_date(value):
                yield field, value[:_MAX_VALUE]


@cache
def _line() -> re.Pattern[str]:
    names = sorted(labels(), key=len, reverse=True)
    blank = r"[\s\u3000\u2002\u2003\xa0]*"
    spelled = "|".join(blank.join(re.escape(c) for c in name) for name in names)
    return re.compile(rf"(?<![\u4e00-\u9fff])({spelled}){blank}[:：]")


def _is_absent(value: str) -> bool:
    plain = compact(value)
    return not plain or plain in words("absent_values") or "{{" in plain


def _header(values: dict[str, str], seen: tuple[str, ...]) -> Header:
    published = values.get("published_on", "")
    header = Header(
        index_number=_index(values.get("index_number")),
        published_on=dates.find_date(published),
        published_at=dates.printed(published),
        formed_on=dates.find_date(values.get("formed_on", "")),
        document_number=_short(values.get("document_number"), 60),
        publisher=_short(values.get("publisher"), 60),
        content_source=_short(values.get("content_source"), 60),
        validity=_validity(values.get("validity")),
        topic=_short(values.get("topic"), 80),
        title=_short(values.get("title"), 300),
    )
    return replace(header, labels=tuple(s for s in seen if s))


def _index(value: str | None) -> str | None:
    """As shown: broken numbers are what the audit looks for."""
    return None if value is None else value.strip()[:200]


def _short(value: str | None, limit: int) -> str | None:
    if value is None:
        return None
    text = clean(value).strip("：:;；|")
    return text if 0 < len(text) <= limit else None


def _validity(value: str | None) -> str | None:
    if value is None:
        return None
    text = compact(value)
    return text if text in words("validity_values") else None
