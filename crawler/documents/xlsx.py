"""Excel workbooks of today (xlsx, xlsm, and et in the same form): each sheet as one table."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from lxml.etree import _Element

from crawler.documents.cell_values import date_text, is_date_format, number_text
from crawler.documents.gathering import Gathering
from crawler.documents.grid import Grid
from crawler.documents.markup import attribute, elements, local, parsed
from crawler.documents.zipped import Zipped

BOOK = "xl/workbook.xml"
_NS = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_PHONETIC = "rPh"


@dataclass(frozen=True, slots=True)
class _Book:
    """What cells refer to."""

    strings: tuple[str, ...]
    date_styles: frozenset[int]
    since_1904: bool


def read_xlsx(archive: Zipped, gathering: Gathering) -> None:
    """Gather every sheet, hidden ones too: stored values, never formulas; macros are not looked at."""
    root = parsed(archive.part(BOOK), BOOK)
    since_1904 = any(
        attribute(e, "date1904") in {"1", "true"} for e in root.iter() if local(e) == "workbookPr"
    )
    book = _Book(_strings(archive, gathering), _date_styles(archive), since_1904)
    targets = _targets(archive)
    for sheet in (e for e in root.iter() if local(e) == "sheet"):
        path = targets.get(attribute(sheet, "id") or "", "")
        if path in archive and gathering.budget.in_time():
            name = sheet.get("name") or ""
            gathering.line(name)
            gathering.table(_sheet(archive.part(path), book, gathering).table(name))
    gathering.pictures = sum(1 for n in archive.names() if n.startswith("xl/media/"))


def _sheet(part: bytes, book: _Book, gathering: Gathering) -> Grid:
    grid, cells = Grid(gathering.budget), 0
    tags = tuple(ns + name for ns in _NS for name in ("row", "mergeCell"))
    row = -1
    for element in elements(part, "sheet", tags):
        if local(element) == "mergeCell":
            _merge(element, grid)
            continue
        row = _number(element.get("r"), row + 2) - 1
        cells += len(element)
        if row >= gathering.budget.limits.rows or cells > gathering.budget.limits.cells:
            gathering.budget.cut()
            break
        _row(element, row, book, grid)
    return grid


def _row(element: _Element, row: int, book: _Book, grid: Grid) -> None:
    column = -1
    for cell in element:
        at = _REFERENCE.fullmatch(cell.get("r") or "")
        column = _column(at.group(1)) if at else column + 1
        text = _value(cell, book)
        if text:
            grid.put((row, column), text)


def _value(cell: _Element, book: _Book) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return _plain(cell)
    raw = next((e.text or "" for e in cell if local(e) == "v"), "")
    if kind == "s":
        number = _number(raw, -1)
        return book.strings[number] if 0 <= number < len(book.strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
    if kind != "n" or not raw:
        return raw
    dated = _number(cell.get("s"), 0) in book.date_styles
    return (date_text(raw, since_1904=book.since_1904) if dated else None) or number_text(raw)


def _merge(element: _Element, grid: Grid) -> None:
    found = _REFERENCE.findall(element.get("ref") or "")
    if len(found) == 2:
        (left, top), (right, bottom) = found
        row, column = int(top) - 1, _column(left)
        grid.merge((row, column), int(bottom) - row, _column(right) + 1 - column)


def _strings(archive: Zipped, gathering: Gathering) -> tuple[str, ...]:
    part = archive.optional("xl/sharedStrings.xml")
    if part is None:
        return ()
    strings: list[str] = []
    for element in elements(part, "sharedStrings", tuple(ns + "si" for ns in _NS)):
        if len(strings) >= gathering.budget.limits.cells:
            gathering.budget.cut()
            break
        strings.append(_plain(element))
    return tuple(strings)


def _plain(element: _Element) -> str:
    """The text of a string without its reading aids."""
    inside = (e for e in element.iter() if local(e) == "t")
    parent_names = ((e, local(p) if (p := e.getparent()) is not None else "") for e in inside)
    return "".join(e.text or "" for e, parent in parent_names if parent != _PHONETIC)


def _date_styles(archive: Zipped) -> frozenset[int]:
    """Numbers of the cell styles that show a date."""
    part = archive.optional("xl/styles.xml")
    if part is None:
        return frozenset()
    root = parsed(part, "styles")
    codes = {
        _number(e.get("numFmtId"), 0): e.get("formatCode") or "" for e in root.iter() if local(e) == "numFmt"
    }
    cell_styles = next((e for e in root if local(e) == "cellXfs"), None)
    formats = [_number(e.get("numFmtId"), 0) for e in cell_styles] if cell_styles is not None else []
    return frozenset(n for n, f in enumerate(formats) if is_date_format(f, codes.get(f, "")))


def _targets(archive: Zipped) -> dict[str, str]:
    """Relation id -> part of the sheet."""
    part = archive.optional("xl/_rels/workbook.xml.rels")
    found = parsed(part, "relations") if part is not None else ()
    paths = ((e.get("Id") or "", e.get("Target") or "") for e in found)
    return {
        i: t.lstrip("/") if t.startswith("/") else posixpath.normpath(posixpath.join("xl", t))
        for i, t in paths
    }


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default
