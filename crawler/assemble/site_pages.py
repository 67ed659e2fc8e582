"""Pages that are no entry's own, as the page rules look at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crawler.assemble.entries import TOGETHER
from crawler.assemble.ground import Ground
from crawler.assemble.page_links import LinkBook, shows_markup
from records.types import Column, PageReading, SitePage
from records.vocabulary import PageKind


def site_pages(ground: Ground, shelves: Mapping[str, Column], book: LinkBook) -> Iterator[SitePage]:
    """What is left of the atlas once entries took theirs, by key."""
    columns = _shown_columns(ground, shelves)
    pages = (s for s in ground.atlas.read_pages() if shows_markup(s))
    found = sorted(pages, key=lambda s: s.key)
    for start in range(0, len(found), TOGETHER):
        part = found[start : start + TOGETHER]
        full = ground.atlas.full(part)
        for seen in part:
            reading = seen.reading
            assert reading is not None
            told = full.get(seen.key, reading)
            yield SitePage(
                key=seen.key,
                fetch=seen.fetch,
                kind=PageKind.HOME if seen.place == ground.atlas.home else reading.kind,
                title=reading.title,
                column=columns.get(seen.place, ""),
                breadcrumbs=reading.breadcrumbs,
                meta=told.meta,
                links=book.on_page.get(seen.key, ()),
                has_head=not reading.is_fragment and not _is_inner(told),
            )


def _is_inner(reading: PageReading) -> bool:
    """Nothing of a page of its own: no tag, no menu, no breadcrumb – what a frame shows inside another page."""
    return not (reading.meta or reading.tree or reading.breadcrumbs)


def _shown_columns(ground: Ground, shelves: Mapping[str, Column]) -> dict[str, str]:
    """Place -> the column whose page, or whose further list page, stands there."""
    found: dict[str, str] = {}
    for key, column in shelves.items():
        seen = ground.content(key, shelves)
        if seen is None or column.is_group:
            continue
        for place in (key, seen.place, *ground.lists.pages_of.get(seen.place, ())):
            found.setdefault(place, column.id)
    return found
