"""Ruled tables of PDF pages, with their merged cells; a table that goes on overleaf is one table."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table as Ruled

from crawler.documents.gathering import Gathering
from crawler.documents.grid import Grid
from records.documents import Span, Table

_SAME = 3.0  # points between lines that are one
_LOW, _HIGH = (
    0.7,
    0.25,
)  # a table that goes on ends below the one and begins above the other (share of the page)


class PageTables:
    """Follows the lines of the pages it is given; opened only when the first one comes."""

    def __init__(self, file: BytesIO, gathering: Gathering) -> None:
        self._file = file
        self._gathering = gathering
        self._document: PDF | None = None
        self._pages = 0
        self._open_end: tuple[int, tuple[float, ...]] | None = (
            None  # page and column edges of a table to go on
        )

    def read(self, number: int) -> None:
        """Gather the tables of one page, counted from 0."""
        budget = self._gathering.budget
        if self._pages >= budget.limits.table_pages:
            budget.cut()
            return
        self._pages += 1
        if self._document is None:
            self._document = pdfplumber.open(self._file)
        page = self._document.pages[number]
        found = sorted(page.find_tables(), key=lambda t: (t.bbox[1], t.bbox[0]))
        for table in found:
            self._add(table, page, number)
        page.close()

    def _add(self, ruled: Ruled, page: Page, number: int) -> None:
        table = self._table(ruled, number)
        if table is None or len(table.rows) * len(table.rows[0]) < 2:
            return
        edges, (_, top, _, bottom) = _column_edges(ruled), ruled.bbox
        last, before = self._gathering.last_table, self._open_end
        goes_on = before is not None and before[0] == number - 1 and _agree(before[1], edges)
        if goes_on and last is not None and top < _HIGH * page.height:
            self._gathering.replace_last(_joined(last, table))
        else:
            self._gathering.table(table, in_text=False)
        self._open_end = (number, edges) if bottom > _LOW * page.height else None

    def _table(self, ruled: Ruled, number: int) -> Table | None:
        """The rectangle: a cell stands where it begins and covers the edges that it passes."""
        across, down = _column_edges(ruled), _edges([c[1] for c in ruled.cells])
        grid = Grid(self._gathering.budget)
        for boxes, texts in zip(ruled.rows, ruled.extract(), strict=True):
            for box, text in zip(boxes.cells, texts, strict=True):
                if box is None:
                    continue
                left, top, right, bottom = box
                at = (_index(down, top), _index(across, left))
                rows = sum(1 for y in down if top + _SAME < y < bottom - _SAME) + 1
                columns = sum(1 for x in across if left + _SAME < x < right - _SAME) + 1
                grid.put(at, _one_line(text or ""), rows, columns)
        return grid.table(page=number + 1)


def _column_edges(ruled: Ruled) -> tuple[float, ...]:
    return _edges([c[0] for c in ruled.cells])


def _edges(values: list[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return tuple(found)


def _index(edges: tuple[float, ...], value: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - value))


def _agree(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _joined(first: Table, second: Table) -> Table:
    width, height = max(len(first.rows[0]), len(second.rows[0])), len(first.rows)
    rows = tuple(row + ("",) * (width - len(row)) for row in (*first.rows, *second.rows))
    below = tuple(Span(s.row + height, s.column, s.rows, s.columns) for s in second.spans)
    return replace(first, rows=rows, spans=first.spans + below)


def _one_line(text: str) -> str:
    """A cell's lines in one: between Chinese characters the break is nothing, between words a blank."""
    out = ""
    for line in text.splitlines():
        blank = out and line and out[-1].isascii() and line[0].isascii()
        out += (" " if blank and out[-1].isalnum() and line[0].isalpha() else "") + line.strip()
    return out
