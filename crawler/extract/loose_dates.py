"""A publication date that no label announces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from crawler.extract import dates
from crawler.extract.blocks import Block
from crawler.extract.document import Document, text_of
from crawler.extract.inline_labels import field_of
from crawler.extract.remembered import by_text
from crawler.extract.words import any_of, clean, compact, labels, words
from records.types import Header

_PUBDATE = re.compile(r"\b(?:var|let)\s+\w*(?:date|time)\w*\s*=\s*['\"]([^'\"]{8,30})['\"]", re.I)
_TIMED = re.compile(
    r"(?:^|[\s_-])(?:pub)?(?:date|time|rq|sj|riqi|shijian|update|pubtime|publishtime)(?:$|[\s_-])", re.I
)
_META_LINE, _LONG, _BARE, _MAX_SCRIPT = 200, 90, 12, 4_000
_LAYOUT = 1_000  # characters of a row that is no row of a list but the frame of an old page
_BOX = 3  # blocks above the title that may be the box of its day
_SHOWN = frozenset(["published_on", "updated_on"])
_Rule = Callable[[list[Block], int], date | None]


def dated(header: Header, document: Document, found: list[Block], title: str) -> Header:
    """The header with a date from the line of source and tools, a line of its own below the title, or a script."""
    for day, text in _candidates(document, found, compact(title)):
        if day != header.formed_on or len(text) > _BARE or text.startswith(day.isoformat()):
            return replace(header, published_on=day, published_at=dates.printed(text))
    return header


def _candidates(document: Document, found: list[Block], title: str) -> Iterator[tuple[date, str]]:
    with_year = [n for n, b in enumerate(found) if "20" in b.text or "19" in b.text]
    if not with_year:
        return
    start = after_title(found, title)
    lead = found[start : end_of_lead(found, start)]
    yield from _of(lead, range(len(lead)), _in_meta_line)
    yield from _of(lead, range(len(lead)), _alone)
    yield from _of(lead, range(len(lead)), _in_piece)
    if title and start:
        yield from _of(found[start - 1 : start], range(1), _behind_title)
        yield from _of(found[max(0, start - 1 - _BOX) : start - 1], range(min(_BOX, start - 1)), _in_box)
    yield from _scripted(document)
    yield from _of(found, with_year, _in_meta_line)
    yield from _of(found, with_year, _timed)


def _scripted(document: Document) -> Iterator[tuple[date, str]]:
    """The date variable of a script that writes into the page."""
    for script in document.scripts:
        told = _told(script) if len(script) < _MAX_SCRIPT and "document.write" in script else None
        day = dates.whole_date(told) if told else None
        if told and day:
            yield day, told


@by_text
def _told(script: str) -> str | None:
    found = _PUBDATE.search(script)
    return found.group(1) if found else None


def _of(blocks: list[Block], places: Iterable[int], rule: _Rule) -> Iterator[tuple[date, str]]:
    for n in places:
        text = blocks[n].text
        if len(text) <= _META_LINE and ("20" in text or "19" in text) and text[-1] != "。":
            day = rule(blocks, n)
            if day is not None:
                yield day, text


def _in_meta_line(blocks: list[Block], n: int) -> date | None:
    """A date beside a source, a visit counter or a tool for the size of letters."""
    text = blocks[n].text
    found = dates.FULL.search(text) if any_of("meta_line_marks").search(text) else None
    if found is None:
        return None
    before = compact(text[: found.start()]).rstrip("：:")
    said = labels().get(before[-4:], labels().get(before[-2:], None))
    if text[: found.start()].rstrip().endswith(("：", ":")) and said not in _SHOWN:
        return None
    return dates.find_date(text)


def _alone(blocks: list[Block], n: int) -> date | None:
    """A block that is nothing but a date, in no list and under no other label."""
    block = blocks[n]
    day = dates.whole_date(block.text) if not block.linked and len(block.text) < 60 else None
    if day is None or in_list(block) or _is_labelled(blocks, n):
        return None
    return day


def _in_piece(blocks: list[Block], n: int) -> date | None:
    """A date that fills an inline element at the start of its line, names and counters behind it."""
    block = blocks[n]
    first = next((p for p in block.pieces if p.strip()), "")
    day = dates.whole_date(clean(first)) if not block.linked and len(block.text) < _LONG else None
    return None if day is None or in_list(block) or _is_labelled(blocks, n) else day


def _in_box(blocks: list[Block], n: int) -> date | None:
    """The day and the month in elements of their own, in a small box above the title."""
    block = blocks[n]
    if block.linked or len(block.text) > _BARE * 2 or in_list(block):
        return None
    parts = block.pieces or tuple(b.text for b in blocks[n : n + 2])
    return dates.split_date(" ".join(" ".join(parts).split()))


def _timed(blocks: list[Block], n: int) -> date | None:
    """A date alone in a box whose class says that it holds a date."""
    return _alone(blocks, n) if _says_time(_marks(blocks[n])) else None


@lru_cache(maxsize=4096)
def _says_time(marks: str) -> bool:
    return _TIMED.search(marks) is not None


def _behind_title(blocks: list[Block], n: int) -> date | None:
    return dates.trailing_date(blocks[n].text)[1] or dates.at_end(blocks[n].text)


def after_title(found: list[Block], title: str) -> int:
    """The first block behind the page's heading; 0 when it is not printed."""
    if len(title) < 4:
        return 0
    first, wanted = title[0], title[:40]
    for n, block in enumerate(found):
        text = block.text
        if text[0] == first and compact(text).startswith(wanted) and block.linked * 2 < len(text):
            return n + 1
    return 0


def end_of_lead(found: list[Block], start: int) -> int:
    """Where running text begins."""
    for n in range(start, len(found)):
        block = found[n]
        if len(block.text) >= _LONG and block.linked * 3 < len(block.text) and "。" in block.text:
            return n
    return min(len(found), start + 40)


def _is_labelled(blocks: list[Block], n: int) -> bool:
    """The date is the value of a label that the block before it prints."""
    if n == 0:
        return False
    before = blocks[n - 1].text.rstrip()
    if before[-1:] in "：:":
        return labels().get(compact(before).strip("：:")) not in _SHOWN
    said = field_of(before)
    if said is not None:
        return said not in _SHOWN
    beside = blocks[n - 1].element.getparent() is blocks[n].element.getparent() and "：" not in before
    return blocks[n].is_cell and blocks[n - 1].is_cell and beside


def in_list(block: Block) -> bool:
    element = block.element
    row = (
        element if element.tag in {"li", "tr", "dd"} else next(element.iterancestors("li", "tr", "dd"), None)
    )
    if row is None or len(text_of(row)) > _LAYOUT:
        return False
    return any(compact(text_of(a)) not in words("chrome_words") for a in row.iter("a"))


def _marks(block: Block) -> str:
    return f"{block.element.get('class') or ''} {block.element.get('id') or ''}"
