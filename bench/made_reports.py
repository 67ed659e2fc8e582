"""Annual reports of the made-up body: those of the sample site, as their pages are read."""

from __future__ import annotations

from functools import cache

from console.sample.reports import Part, Rows, report_opening, report_parts
from records.documents import Span, Table
from records.papers import Paper, Paragraph


@cache
def report_of(name: str) -> Paper:
    """One report of the sample site as text and tables."""
    paragraphs, tables = [Paragraph(report_opening(name))], []
    pictures = 0
    for part in report_parts(name):
        paragraphs += [Paragraph(part.heading, level=2), *(Paragraph(text) for text in part.paragraphs)]
        pictures += part.picture
        if part.table is not None:
            tables.append(_table(part, part.table))
            paragraphs.append(Paragraph("", table=len(tables)))
    return Paper(tuple(paragraphs), tuple(tables), pictures=pictures)


def _table(part: Part, rows: Rows) -> Table:
    """The table as a rectangle: what a cell covers is empty."""
    taken: dict[tuple[int, int], str] = {}
    spans = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            covered = [(y + dy, x + dx) for dy in range(cell.rows) for dx in range(cell.columns)]
            taken.update(dict.fromkeys(covered, ""))
            taken[y, x] = cell.text
            if len(covered) > 1:
                spans.append(Span(y, x, cell.rows, cell.columns))
    wide = max(x for _, x in taken) + 1
    cells = tuple(tuple(taken.get((y, x), "") for x in range(wide)) for y in range(len(rows)))
    return Table(cells, tuple(spans), name=part.heading)
