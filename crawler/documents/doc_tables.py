"""Rows of a Word 97 table, each cut in its own way, laid on one grid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from crawler.documents.doc_rows import RowShape
from crawler.documents.grid import Grid
from crawler.documents.limits import Budget
from records.documents import Table

Row = tuple[list[str], RowShape]
_SAME = 20  # twips between edges that people see as one
_GOES_ON, _FIRST = 1, 3  # downwards: a later part, the first part
_SIDEWAYS = 2  # a later part of a cell merged sideways


def table_of(rows: list[Row], budget: Budget) -> Table | None:
    """The rectangle: columns are all edges that any row has."""
    edges = _edges(shape for _, shape in rows)
    grid = Grid(budget)
    above: dict[int, int] = {}
    for number, (texts, shape) in enumerate(rows):
        above = _row(grid, number, _places(texts, shape, edges), above)
    return grid.table()


_Place = tuple[int, int, str, int]  # column, columns covered, text, downwards


def _row(grid: Grid, number: int, places: list[_Place], above: dict[int, int]) -> dict[int, int]:
    """Put one row; gives the cells that go on below it: column -> row where they began."""
    going_on: dict[int, int] = {}
    for column, width, text, down in places:
        if down == _GOES_ON and column in above:
            grid.grow_down((above[column], column))
            going_on[column] = above[column]
        else:
            grid.put((number, column), text, columns=width)
            if down:
                going_on[column] = number
    return going_on


def _places(texts: list[str], shape: RowShape, edges: list[int]) -> list[_Place]:
    """Where each cell of a row stands; a row without a usable definition counts its cells from the left."""
    if len(shape.edges) != len(texts) + 1:
        return [(n, 1, text, 0) for n, text in enumerate(texts)]
    at = [_nearest(edges, e) for e in shape.edges]
    places: list[_Place] = []
    for n, text in enumerate(texts):
        sideways, down = shape.merges[n] if n < len(shape.merges) else (0, 0)
        width = max(at[n + 1] - at[n], 1)
        if sideways == _SIDEWAYS and places:
            column, before, said, downwards = places[-1]
            places[-1] = (column, before + width, said or text, downwards)
        else:
            places.append((at[n], width, text, down))
    return places


def _edges(shapes: Iterable[RowShape]) -> list[int]:
    """All edges from left to right, those that lie together counted once."""
    found: list[int] = []
    for edge in sorted({e for s in shapes for e in s.edges}):
        if not found or edge - found[-1] > _SAME:
            found.append(edge)
    return found


def _nearest(edges: list[int], edge: int) -> int:
    at = bisect_left(edges, edge)
    if at == len(edges) or (at > 0 and edge - edges[at - 1] <= _SAME):
        return at - 1
    return at
