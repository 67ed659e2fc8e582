"""Tables of a page as rectangles of text, merged cells in their first cell."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from crawler.extract.document import text_of
from records.documents import Span, Table

MAX_ROWS, MAX_COLUMNS, MAX_CELL = 2000, 100, 2000
_ROW_GROUPS = frozenset(["tbody", "thead", "tfoot"])
_CELLS = frozenset(["td", "th"])


def is_data(table: _Element) -> bool:
    """Rows and columns of values: no table inside, two rows and two columns at least."""
    if table.find(".//table") is not None:
        return False
    rows = list(_rows(table))
    return len(rows) >= 2 and max(sum(1 for c in row if c.tag in _CELLS) for row in rows) >= 2


def read_table(element: _Element) -> Table:
    """The rectangle; what lies beyond the bounds is left out."""
    cells: dict[tuple[int, int], str] = {}
    taken: set[tuple[int, int]] = set()
    spans: list[Span] = []
    height = width = 0
    for r, row in enumerate(_rows(element)):
        if r >= MAX_ROWS:
            break
        column = 0
        height = max(height, r + 1)
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            while (r, column) in taken:
                column += 1
            down, across = _span(cell, "rowspan", MAX_ROWS - r), _span(cell, "colspan", MAX_COLUMNS - column)
            if column >= MAX_COLUMNS:
                break
            cells[r, column] = " ".join(text_of(cell).split())[:MAX_CELL]
            if down > 1 or across > 1:
                taken.update((r + i, column + j) for i in range(down) for j in range(across))
                spans.append(Span(r, column, down, across))
            width = max(width, column + across)
            column += across
    rows = tuple(tuple(cells.get((r, c), "") for c in range(width)) for r in range(height))
    return Table(rows, tuple(_cut(s, height) for s in spans), _caption(element))


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from (row for row in child if row.tag == "tr")


def _span(cell: _Element, name: str, most: int) -> int:
    told = cell.get(name)
    if told is None:
        return 1
    told = told.strip()
    return max(1, min(int(told), most)) if told.isascii() and told.isdigit() else 1


def _cut(span: Span, height: int) -> Span:
    """Rows that a cell claims below the table's last row do not exist."""
    return Span(span.row, span.column, min(span.rows, height - span.row), span.columns)


def _caption(table: _Element) -> str:
    caption = table.find("caption")
    return " ".join(text_of(caption).split())[:200] if caption is not None else ""
