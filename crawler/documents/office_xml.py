"""Word and Excel files saved as one XML file: of 2003, or today's parts in one package."""

from __future__ import annotations

from lxml.etree import _Element

from crawler.documents.docx import gather_document
from crawler.documents.gathering import Gathering
from crawler.documents.grid import Grid
from crawler.documents.limits import UnreadableError
from crawler.documents.markup import attribute, local, parsed
from records.documents import DocumentProblem

_PACKED = ("wordDocument", "document")


def read_office_xml(body: bytes, gathering: Gathering) -> None:
    """Gather the document or the sheets; any other XML has no reader."""
    root = parsed(body, "the file")
    if local(root) == "Workbook":
        gathering.kind = "xls-xml"
        for sheet in (e for e in root if local(e) == "Worksheet"):
            _sheet(sheet, gathering)
        return
    found = root if local(root) in _PACKED else _packed(root) if local(root) == "package" else None
    if found is None:
        raise UnreadableError(DocumentProblem.NO_READER, "XML that is neither text nor sheets")
    gathering.kind = "doc-xml"
    gather_document(found, gathering)


def _packed(package: _Element) -> _Element | None:
    """The document among the parts of a package."""
    for part in package:
        if (attribute(part, "name") or "").startswith("/word/document"):
            return next((e for e in part.iter() if local(e) in _PACKED), None)
    return None


def _sheet(sheet: _Element, gathering: Gathering) -> None:
    grid = Grid(gathering.budget)
    row_at = 0
    for row in (e for table in sheet if local(table) == "Table" for e in table if local(e) == "Row"):
        if not gathering.budget.in_time():
            break
        row_at = _told(row, "Index", row_at + 1)
        column = 0
        for cell in (e for e in row if local(e) == "Cell"):
            column = _told(cell, "Index", column + 1)
            text = "".join(_text(e) for e in cell if local(e) == "Data")
            across, down = _told(cell, "MergeAcross", 0), _told(cell, "MergeDown", 0)
            if text.strip():
                grid.put((row_at - 1, column - 1), text, down + 1, across + 1)
            column += across
    gathering.table(grid.table(attribute(sheet, "Name") or ""))


def _text(data: _Element) -> str:
    text = "".join(map(str, data.itertext()))
    return text[:10] if attribute(data, "Type") == "DateTime" else text


def _told(element: _Element, name: str, default: int) -> int:
    told = attribute(element, name)
    return min(int(told), 1_000_000) if told and told.isascii() and told.isdigit() else default
