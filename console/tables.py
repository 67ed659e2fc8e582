"""Tables on the terminal: long cells wrap, also Chinese ones without blanks, and are never cut."""

from __future__ import annotations

from rich.table import Column, Table


def ruled(*headings: str) -> Table:
    """A table with these headings."""
    return Table(*(Column(h, overflow="fold") for h in headings))
