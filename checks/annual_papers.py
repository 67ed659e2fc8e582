"""The body's normative documents as part two of the annual report counts them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks import words
from checks.annual_cells import Cell, Rows, number, plain_rows
from records.papers import Paper


def papers_made(papers: Iterable[Paper]) -> Mapping[str, Cell]:
    """made, repealed and valid: the body's normative documents as part two counts them; empty where no table tells."""
    tables = (plain_rows(table) for paper in papers for table in paper.tables)
    return next((found for rows in tables if (found := _papers_made(rows))), {})


def _papers_made(rows: Rows) -> dict[str, Cell]:
    """The row of normative documents below a head that names all three columns."""
    signs = {name: words.pattern(f"paper_columns.{name}") for name in words.table("paper_columns")}
    for r, row in enumerate(rows):
        columns = {n: c for n, s in signs.items() for c, cell in enumerate(row) if s.search(cell)}
        if len(columns) < len(signs):
            continue
        named = (below for below in rows[r + 1 :] if below[0] in words.listed("paper_rows"))
        cells = {n: number(below[c]) for below in list(named)[:1] for n, c in columns.items()}
        return {n: cell for n, cell in cells.items() if cell is not None}
    return {}
