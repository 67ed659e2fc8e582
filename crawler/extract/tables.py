"""Tables of a page as rectangles of text, merged cells in their first cell."""

from __future__ import annotations

from lxml.etree import _Element

from crawler.extract.document import Document, text_of
from records.documents import Span, Table

MAX_ROWS, MAX_COLUMNS, MAX_CELL = 2000, 100, 2000
_ROW_GROUPS = frozenset(["tbody", "thead", "tfoot"])
_CELLS = frozenset(["td", "th"])


def is_data(table: _Element) -> bool:
    """Rows and columns of values: no table inside, two rows and two columns at least."""
    if table.find(".//table") is not None:
        return False
    rows = _rows(table)
    return len(rows) >= 2 and any(sum(c.tag in _CELLS for c in row) >= 2 for row in rows)


def read_table(element: _Element, document: Document) -> Table:
    """The rectangle; what lies beyond the bounds is left out."""
    cells: dict[tuple[int, int], str] = {}
    taken: set[tuple[int, int]] = set()
    spans: list[Span] = []
    width, rows = 0, _rows(element)[:MAX_ROWS]
    deep, wide = document.index.carried["rowspan"].get, document.index.carried["colspan"].get
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            while (r, column) in taken:
                column += 1
            told, also = deep(cell), wide(cell)
            down = _span(told, MAX_ROWS - r) if told is not None else 1
            across = _span(also, MAX_COLUMNS - column) if also is not None else 1
            if column >= MAX_COLUMNS:
                break
            cells[r, column] = " ".join(text_of(cell).split())[:MAX_CELL]
            if down > 1 or across > 1:
                taken.update((r + i, column + j) for i in range(down) for j in range(across))
                spans.append(Span(r, column, down, across))
            column += across
            width = max(width, column)
    height, cell_at = len(rows), cells.get
    read = tuple([tuple([cell_at((r, c), "") for c in range(width)]) for r in range(height)])
    return Table(read, tuple(_cut(s, height) for s in spans), _caption(element))


def _rows(table: _Element) -> list[_Element]:
    rows: list[_Element] = []
    for child in table:
        tag = child.tag
        if tag == "tr":
            rows.append(child)
        elif tag in _ROW_GROUPS:
            rows.extend([row for row in child if row.tag == "tr"])
    return rows


def _span(told: str, most: int) -> int:
    told = told.strip()
    return max(1, min(int(told), most)) if told.isascii() and told.isdigit() else 1


def _cut(span: Span, height: int) -> Span:
    """Rows that a cell claims below the table's last row do not exist."""
    return Span(span.row, span.column, min(span.rows, height - span.row), span.columns)


def _caption(table: _Element) -> str:
    caption = table.find("caption")
    return " ".join(text_of(caption).split())[:200] if caption is not None else ""
