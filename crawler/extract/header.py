"""The information header of a document: labels and their values in whatever markup they come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element

from crawler.extract import dates
from crawler.extract.blocks import Block
from crawler.extract.document import text_of
from crawler.extract.header_zone import Zone
from crawler.extract.inline_labels import (
    first_letters,
    inline_pairs,
    may_label,
    piecewise_pairs,
    seamed,
    unmarked_pairs,
    whole,
)
from crawler.extract.values import index_number, is_absent, name, short, validity
from crawler.extract.words import clean, compact, labels, words
from records.types import Header

MAX_LABEL = 16
MAX_VALUE, MAX_LINE, _MAX_CELLS, _MAX_BLOCKS = 300, 400, 24, 3_000
STRONG = frozenset({"index_number", "publisher", "document_number", "formed_on", "validity"})
DATES = frozenset({"published_on", "formed_on", "decided_on", "approved_on", "updated_on", "printed_on"})
# Labels that tell a field only where its own label does not.
_SECOND = {"printed_on": "formed_on", "answerable": "publisher", "decision_number": "document_number"}
_SAID = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\s]{1,10}[：:]")  # how a labelled line begins
_COLONS = frozenset(("：", ":"))  # in a cell of their own
_AROUND = "：:[]【】()（）·*"
_NAMES = frozenset({"publisher", "content_source", "answerable"})


def read_header(found: list[Block], text: list[Block]) -> Header:
    """Fields with their printed values; empty and placeholder values are None, their labels are remembered.

    `text`: the blocks of the document's text.
    """
    values: dict[str, str] = {}
    seen: dict[str, None] = {}
    zone = Zone(found, text)
    for n, field, value in _pairs(found[:_MAX_BLOCKS]):
        # the foot of a page says when the site changed, too
        if not field or field == "updated_on" or not zone.accepts(field, n):
            continue
        if _leads_elsewhere(found[n]):
            continue
        seen.setdefault(_SECOND.get(field, field))
        if field not in values:
            kept = name(value) if field in _NAMES else whole(value)
            if not is_absent(kept) and _fits(field, kept):
                values[field] = kept
    return _header(values, tuple(seen))


def _leads_elsewhere(block: Block) -> bool:
    """A row that is one link tells about the document it leads to."""
    around = next(block.element.iterancestors("a"), None)
    return around is not None and (around.get("href") or "#")[:1] not in {"#", "j"}


def _pairs(found: list[Block]) -> Iterator[tuple[int, str, str]]:
    """(place, field, value) in reading order."""
    n, begins = 0, first_letters()
    while n < len(found):
        block = found[n]
        text = block.text
        if len(text) > MAX_LINE:
            n += 1
            continue
        field = _cell_label(block)
        if field is None:
            if text[0] in begins or "：" in text or ":" in text:
                yield from ((n, f, v) for f, v in _in_line(block))
            n += 1
            continue
        cell = block.cell
        run = _label_run(found, n, cell) if cell is not None else []
        if cell is not None and len(run) > 1:
            yield from ((n, f, v) for f, v in _column_wise(cell, run))
            n += len(run)
            continue
        yield from ((n, f, v) for f, v in _beside(found, n, field))
        n += 1


def _in_line(block: Block) -> Iterator[tuple[str, str]]:
    """The pairs of a line that is more than a label."""
    text, first = block.text, block.text[0]
    pairs = piecewise_pairs(block.pieces) if block.pieces and first in first_letters() else []
    if pairs:
        yield from pairs
    elif "：" in text or ":" in text:
        if may_label(text):
            yield from inline_pairs(seamed(block.pieces) if block.pieces else text)
    elif first in first_letters():
        yield from unmarked_pairs(text)


def _beside(found: list[Block], n: int, field: str) -> Iterator[tuple[str, str]]:
    """A label in a block of its own: its value is the next block, unless that is a label or stands elsewhere."""
    block = found[n]
    own = block.cell
    cell = _value_cell(own) if own is not None else None
    if cell is not None:
        value = clean(text_of(cell))[:MAX_VALUE]
        yield field, "" if _is_label(value) else value
    elif (n + 1 < len(found) and not _ends_row(own)) and (
        own is not None or block.text.rstrip()[-1] in "：:" or _alternates(found, n)
    ):
        value = found[n + 1].text
        empty = _cell_label(found[n + 1]) is not None or _SAID.match(value) is not None
        yield field, "" if empty or _is_far(block.element, found[n + 1].element) else value[:MAX_VALUE]


def _ends_row(cell: _Element | None) -> bool:
    """The last of several cells: what follows stands in another row."""
    return cell is not None and cell.tag != "dt" and cell.getprevious() is not None


def _alternates(found: list[Block], n: int) -> bool:
    """Labels and values follow one another in blocks of their own, so that no colon is needed."""
    if n and _cell_label(found[n - 1]) is not None:
        return False
    near = (found[m] for m in (n - 2, n + 2) if 0 <= m < len(found))
    return any(_cell_label(b) is not None and b.element.tag == found[n].element.tag for b in near)


def _value_cell(cell: _Element) -> _Element | None:
    """The next cell of the row; it may be empty."""
    after = cell.getnext()
    if after is not None and (after.text or "").strip() in _COLONS and len(after) == 0:
        after = after.getnext() if after.getnext() is not None else after
    return after if after is not None and after.tag in {"td", "th", "dd"} else None


def _is_far(label: _Element, value: _Element) -> bool:
    """The value stands outside the box around the label."""
    box = label.getparent()
    above = box.getparent() if box is not None else None
    return not any(e is box or e is above for e in (value, *value.iterancestors()))


def _label_run(found: list[Block], start: int, cell: _Element) -> list[str]:
    """Fields of a row that holds nothing but labels (column-wise tables); the values stand in the next row."""
    row = cell.getparent()
    if (
        row is None or next(islice(row, _MAX_CELLS, None), None) is not None
    ):  # counting a long row costs too much
        return []
    run: list[str | None] = []
    for block in found[start : start + 12]:
        own = block.cell
        if own is None or own.getparent() is not row:
            break
        run.append(_cell_label(block))
    cells = sum(1 for c in row if c.tag in {"td", "th"})
    known = sum(f is not None for f in run)
    if len(run) != cells or cells < 2 or None in run[:2] or known * 2 < cells:
        return []
    return [f or "" for f in run]


def _column_wise(cell: _Element, run: list[str]) -> Iterator[tuple[str, str]]:
    row = cell.getparent()
    below = row.getnext() if row is not None else None
    head = row.getparent() if row is not None else None
    if below is None and head is not None:
        after = head.getnext()
        below = after if after is not None and after.tag == "tr" else None
        if below is None and after is not None:
            below = next(iter(after.iter("tr")), None)
    if below is None or next(below.iter("a"), None) is not None or _goes_on(below):
        return
    cells = [clean(text_of(c)) for c in below if c.tag in {"td", "th"}]
    yield from ((f, v) for f, v in zip(run, cells, strict=False) if f)


def _goes_on(row: _Element) -> bool:
    """A further row of values: the table lists many documents and describes none."""
    after = row.getnext()
    cells = [clean(text_of(c)) for c in after if c.tag in {"td", "th"}] if after is not None else []
    return len(cells) > 1 and bool(cells[0]) and not _is_label(cells[0])


def _is_label(text: str) -> bool:
    return len(text) <= MAX_LABEL * 2 and _label(compact(text)) is not None


def _cell_label(block: Block) -> str | None:
    """The field when the block is a label and nothing else."""
    return None if len(block.text) > MAX_LABEL * 2 else _label(block.plain)


@lru_cache(maxsize=4096)
def _label(plain: str) -> str | None:
    """Pages of a site print the same short texts over and over."""
    plain = plain.strip(_AROUND)
    return labels().get(plain) if len(plain) <= MAX_LABEL else None


def _fits(field: str, value: str) -> bool:
    """A date field holds a date; the other fields hold anything but a date alone."""
    if field in DATES:
        return dates.find_date(value) is not None
    return field == "index_number" or dates.whole_date(value) is None


def _header(values: dict[str, str], seen: tuple[str, ...]) -> Header:
    for second, first in _SECOND.items():
        if second in values:
            values.setdefault(first, values[second])
    published = values.get("published_on", "")
    return Header(
        index_number=index_number(values.get("index_number")),
        published_on=dates.find_date(published),
        published_at=dates.printed(published),
        formed_on=dates.find_date(values.get("formed_on") or values.get("decided_on", "")),
        decided_on=dates.find_date(values.get("decided_on", "")),
        approved_on=dates.find_date(values.get("approved_on", "")),
        document_number=short(values.get("document_number"), 60),
        publisher=short(values.get("publisher"), 60),
        content_source=short(values.get("content_source"), 60),
        validity=validity(values.get("validity"), words("validity_values")),
        topic=short(values.get("topic"), 80),
        title=short(values.get("title"), MAX_VALUE),
        labels=seen,
    )
