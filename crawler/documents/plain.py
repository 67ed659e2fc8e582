"""Text files and comma separated values, in whatever Chinese encoding they have."""

from __future__ import annotations

import csv
import io

from crawler.documents.gathering import Gathering
from crawler.documents.grid import Grid
from crawler.extract.decoding import decode

_SAMPLE = 8192
_DELIMITERS = ",\t;|"


def read_text(body: bytes, gathering: Gathering) -> None:
    """Gather the lines of a text file."""
    for line in decode(body).text.splitlines():
        gathering.line(line)


def read_csv(body: bytes, gathering: Gathering) -> None:
    """Gather one table; the delimiter is the one that the first lines have most of."""
    text = decode(body).text
    delimiter = max(_DELIMITERS, key=text[:_SAMPLE].count)
    csv.field_size_limit(max(gathering.budget.limits.chars, 1))
    grid = Grid(gathering.budget)
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
        if number >= gathering.budget.limits.rows or not gathering.budget.in_time():
            gathering.budget.cut()
            break
        for column, cell in enumerate(row):
            if cell:
                grid.put((number, column), cell)
    gathering.table(grid.table())
