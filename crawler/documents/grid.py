"""Cells put where they stand: a rectangle of texts with its merged cells."""

from __future__ import annotations

from crawler.documents.limits import Budget
from records.documents import Span, Table


class Grid:
    """One table in the making. Merged cells keep their text in the first cell; the others stay empty."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._cells: dict[tuple[int, int], str] = {}
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._width = 0
        self._height = 0

    def put(self, at: tuple[int, int], text: str, rows: int = 1, columns: int = 1) -> None:
        """A cell at (row, column) that covers so many rows and columns; what lies beyond the limits is left out."""
        row, column = at
        limits = self._budget.limits
        if column >= limits.columns or row >= limits.rows:
            self._budget.cut()
            return
        rows, columns = min(rows, limits.rows - row), min(columns, limits.columns - column)
        self._cells[at] = text[: limits.cell_chars].strip()
        if rows > 1 or columns > 1:
            self._spans[at] = (rows, columns)
        self._width, self._height = max(self._width, column + columns), max(self._height, row + rows)

    def grow_down(self, at: tuple[int, int]) -> None:
        """The cell at `at` covers one row more."""
        rows, columns = self._spans.get(at, (1, 1))
        self._spans[at] = (rows + 1, columns)
        self._height = max(self._height, at[0] + rows + 1)

    def merge(self, at: tuple[int, int], rows: int, columns: int) -> None:
        """Cells merged after they were put; areas that lie outside the table are left out."""
        rows, columns = min(rows, self._height - at[0]), min(columns, self._width - at[1])
        if rows > 1 or columns > 1:
            self._spans[at] = (rows, columns)
            if rows * columns > len(self._cells):
                covered = [c for c in self._cells if _inside(c, at, rows, columns)]
            else:
                covered = [(r, c) for r in range(at[0], at[0] + rows) for c in range(at[1], at[1] + columns)]
            for cell in covered:
                if cell != at:
                    self._cells.pop(cell, None)

    @property
    def height(self) -> int:
        """Rows so far."""
        return self._height

    def table(self, name: str = "", page: int | None = None) -> Table | None:
        """The rectangle; None when no cell holds anything."""
        if not any(self._cells.values()):
            return None
        rows = []
        for r in range(self._height):
            if not self._budget.take_row(self._width):
                break
            rows.append(tuple(self._cells.get((r, c), "") for c in range(self._width)))
        spans = (Span(r, c, n, m) for (r, c), (n, m) in sorted(self._spans.items()))
        kept = tuple(s for s in spans if s.row + s.rows <= len(rows) and s.column + s.columns <= self._width)
        return Table(tuple(rows), kept, name, page) if rows else None


def _inside(cell: tuple[int, int], at: tuple[int, int], rows: int, columns: int) -> bool:
    return at[0] <= cell[0] < at[0] + rows and at[1] <= cell[1] < at[1] + columns


def lines_of(table: Table) -> str:
    """A table as text: a row a line, cells by tabs."""
    return "\n".join("\t".join(" ".join(c.split()) for c in row).rstrip("\t") for row in table.rows)
