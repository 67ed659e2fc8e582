"""Word documents of today (docx, docm, and wps in the same form): paragraphs and tables of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from crawler.documents.gathering import Gathering
from crawler.documents.grid import Grid
from crawler.documents.limits import UnreadableError
from crawler.documents.markup import attribute, local, parsed
from crawler.documents.zipped import Zipped
from records.documents import DocumentProblem

_BODY = re.compile(r"word/document\d*\.xml")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "tbl"})
_PICTURES = frozenset({"drawing", "pict", "object"})
_BOXES = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "sect", "sub-section"})


def body_of(archive: Zipped) -> str | None:
    """The part with the document's text; some programs number it."""
    return next((n for n in archive.names() if _BODY.fullmatch(n)), None)


def read_docx(archive: Zipped, gathering: Gathering) -> None:
    """Gather the body. Macros, fields and linked things are neither run nor followed."""
    name = body_of(archive) or ""
    gather_document(parsed(archive.part(name), name), gathering)


def gather_document(root: _Element, gathering: Gathering) -> None:
    """Gather the body of a document's root element."""
    body = next((e for e in root if local(e) == "body"), None)
    if body is None:
        raise UnreadableError(DocumentProblem.DAMAGED, "a document without a body")
    _gather(body, gathering)
    if any(local(e) == "altChunk" for e in body):
        if not gathering.has_text:
            raise UnreadableError(DocumentProblem.NO_READER, "its text is a page embedded in it")
        gathering.leave_out("a page embedded in it")


def _gather(body: _Element, gathering: Gathering) -> None:
    for block in _blocks(body):
        if not gathering.budget.in_time():
            return
        if local(block) == "p":
            gathering.line(_paragraph(block))
        else:
            _table(block, gathering)
        gathering.pictures += sum(1 for e in block.iter() if local(e) in _PICTURES)


def _blocks(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables, also those in content controls."""
    for child in parent:
        name = local(child)
        if name in {"p", "tbl"}:
            yield child
        elif name in _BOXES:
            yield from _blocks(child)


def _paragraph(element: _Element) -> str:
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: _Element, parts: list[str]) -> None:
    """Text below an element: deleted, doubled and field texts stay out; text boxes begin a line."""
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _BREAKS:
            parts.append(_BREAKS[name])
        elif name == "p":
            parts.append("\n")
            _collect(child, parts)
        elif name not in _LEFT_OUT:
            _collect(child, parts)


def _table(element: _Element, gathering: Gathering) -> None:
    grid = Grid(gathering.budget)
    inner: list[_Element] = []
    above: dict[int, int] = {}  # column of a cell that goes on downwards -> the row it began in
    for number, row in enumerate(_children(element, "tr")):
        column = _gap(row, "gridBefore")
        going_on: dict[int, int] = {}
        for cell in _children(row, "tc"):
            width, merge = _shape(cell)
            if merge == "continue" and column in above:
                grid.grow_down((above[column], column))
                going_on[column] = above[column]
            else:
                grid.put((number, column), _cell_text(cell), columns=width)
                if merge == "restart":
                    going_on[column] = number
            inner.extend(e for e in _blocks(cell) if local(e) == "tbl")
            column += width
        above = going_on
    gathering.table(grid.table())
    for table in inner:
        _table(table, gathering)


def _children(element: _Element, wanted: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, also those in content controls."""
    for child in element:
        name = local(child)
        if name == wanted:
            yield child
        elif name in _BOXES:
            yield from _children(child, wanted)


def _cell_text(cell: _Element) -> str:
    return "\n".join(t for e in _blocks(cell) if local(e) == "p" and (t := _paragraph(e).strip()))


def _shape(cell: _Element) -> tuple[int, str]:
    """(columns covered, "" or how it merges with the rows around)."""
    width, merge = 1, ""
    properties = next((e for e in cell if local(e) == "tcPr"), None)
    for e in properties if properties is not None else ():
        if local(e) == "gridSpan":
            width = _count(attribute(e, "val"), 1)
        elif local(e).lower() == "vmerge":
            merge = attribute(e, "val") or "continue"
    return max(width, 1), merge


def _gap(row: _Element, name: str) -> int:
    properties = next((e for e in row if local(e) == "trPr"), None)
    found = next((e for e in properties if local(e) == name), None) if properties is not None else None
    return _count(attribute(found, "val"), 0) if found is not None else 0


def _count(text: str | None, default: int) -> int:
    return min(int(text), 1000) if text and text.isascii() and text.isdigit() else default
