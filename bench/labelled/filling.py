"""Which maker fills which column."""

from __future__ import annotations

from collections.abc import Callable

from labelled import duties, entries, special
from labelled.content import Writer
from labelled.model import Column, Website


def fill(site: Website, column: Column, writer: Writer) -> None:
    """Put the column's entries or text in place."""
    maker = MAKERS.get(column.key, entries.plain)
    maker(site, column, writer)
    column.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    for n, doc in enumerate(column.docs):
        doc.source = doc.source or (site.name if n % 2 else site.short)


def _nothing(site: Website, column: Column, writer: Writer) -> None:
    """Filled together with another column."""


def _undated_page(site: Website, column: Column, writer: Writer) -> None:
    """A section's own page."""
    entries.plain(site, column, writer)
    if column.key == "portal":
        column.on = None


MAKERS: dict[str, Callable[[Website, Column, Writer], None]] = {
    "normative-documents": entries.normative,
    "policy-interpretation": _nothing,
    "licences": entries.decisions,
    "penalties": entries.penalties,
    "budget": special.money,
    "final-accounts": special.money,
    "annual-report": special.reports,
    "system": special.system,
    "request": special.request,
    "consultation": special.consultation,
    "proposals": special.proposals,
    "notices": special.notices,
    "guides": duties.guides,
    "portal": _undated_page,
}
