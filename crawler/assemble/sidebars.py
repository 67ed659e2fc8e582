"""Rows that pages show beside what is their own: the latest items that a template prints on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from crawler.assemble.addresses import is_below, place_of
from records.types import ListItem, PageReading
from records.vocabulary import PageKind

FEWEST = 6  # pages that a row must stand on to be one of a template


def without_sidebars(readings: Mapping[str, PageReading]) -> dict[str, PageReading]:
    """Readings of pages by place that change once rows of their template are left out; what was taken for a list for
    their sake alone, and is a row of other pages itself, is an entry."""
    shown = Counter(p for r in readings.values() if r.kind is not PageKind.HOME for p in _rows(r))
    lists = sum(1 for r in readings.values() if r.kind is not PageKind.HOME and r.items)
    common = {p for p, n in shown.items() if n >= FEWEST and n * 2 > lists and _owner(readings.get(p))}
    changed: dict[str, PageReading] = {}
    for place, reading in readings.items() if common else ():
        if reading.kind is PageKind.HOME or not reading.items:
            continue
        kept = tuple(i for i in reading.items if _is_own(i, place, common, readings))
        if len(kept) < len(reading.items):
            changed[place] = _freed(reading, kept, is_row=place in shown)
    return changed


def _rows(reading: PageReading) -> set[str]:
    return {place_of(i.url) for i in reading.items if i.url}


def _owner(entry: PageReading | None) -> str:
    """The place that the breadcrumb of a row's page names last."""
    crumbs = entry.breadcrumbs if entry else ()
    return next((place_of(c.url) for c in reversed(crumbs) if c.url), "")


def _is_own(item: ListItem, place: str, common: set[str], readings: Mapping[str, PageReading]) -> bool:
    """The row is none of the template's, or its own page says that it belongs here."""
    row = place_of(item.url) if item.url else ""
    if row not in common:
        return True
    owner = _owner(readings.get(row))
    return row != place and (owner == place or is_below(place, owner) or is_below(row, place))


def _freed(reading: PageReading, kept: tuple[ListItem, ...], *, is_row: bool) -> PageReading:
    paged = reading.paging.urls or (reading.paging.count or 0) > 1
    is_entry = is_row and not paged and reading.header.published_on is not None
    kind = PageKind.ENTRY if is_entry and reading.kind is PageKind.LIST else reading.kind
    return replace(reading, items=() if kind is PageKind.ENTRY else kept, kind=kind)
