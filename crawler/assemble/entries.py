"""Entries as records know them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from crawler.assemble.atlas import Atlas, Seen
from crawler.assemble.files import attachments
from crawler.assemble.owners import Found, Row
from crawler.assemble.page_links import LinkBook
from records.addresses import page_key
from records.types import Column, Entry, Header, Listing, PageReading
from records.vocabulary import PageKind

TOGETHER = 200  # whose pages are read in full at a time


def entries(
    atlas: Atlas, found: dict[str, Found], shelves: Mapping[str, Column], book: LinkBook
) -> Iterator[Entry]:
    """Every entry whose column is known, by key. What it has read is let go: `found` and the entries' pages."""
    keyed = {_key(atlas, f): place for place, f in found.items() if f.owner in shelves}
    keys = sorted(keyed)
    for start in range(0, len(keys), TOGETHER):
        part = keys[start : start + TOGETHER]
        places = [found[keyed[key]].place for key in part]
        full = atlas.full(atlas.pages[p] for p in places if p in atlas.pages)
        for key in part:
            entry = found.pop(keyed[key])
            seen = atlas.pages.get(entry.place)
            made = _entry(atlas, (key, entry), shelves, full)
            own = seen is not None and seen.kind is PageKind.ENTRY
            links = book.on_page.get(seen.key, ()) if seen is not None and own else ()
            yield atlas.sharing.entry(replace(made, links=links) if links else made)
            if own:
                del atlas.pages[entry.place]  # 100,000 of them would be held twice


def _entry(
    atlas: Atlas, one: tuple[str, Found], shelves: Mapping[str, Column], full: Mapping[str, PageReading]
) -> Entry:
    key, found = one
    seen = atlas.pages.get(found.place)
    rows = tuple(_listing(r, shelves) for r in found.rows if r.node in shelves)
    reading = seen.reading if seen is not None and seen.kind is not PageKind.HOME else None
    title = next((r.item.title for r in found.rows if r.item.title), "")
    if reading is None:
        fetch = seen.fetch if seen else None
        return Entry(key, _url(atlas, found), title, shelves[found.owner].id, rows, fetch)
    told = full.get(seen.key, reading) if seen else reading
    return Entry(
        key=key,
        url=_url(atlas, found),
        title=_title(seen, title),
        column=shelves[found.owner].id,
        listings=rows,
        fetch=seen.fetch if seen else None,
        header=told.header if reading.kind is PageKind.ENTRY else Header(),
        breadcrumbs=reading.breadcrumbs,
        meta=told.meta,
        attachments=attachments(atlas, reading.attachments),
        text_chars=reading.text_chars,
        platform=reading.platform,
        headline=told.headline,
        body=told.body,
        kind=reading.kind,
    )


def _title(seen: Seen | None, listed: str) -> str:
    """The page's own title for a document; else what the list prints."""
    shown = seen.reading.title if seen and seen.reading and seen.kind is PageKind.ENTRY else ""
    return shown or listed


def _url(atlas: Atlas, found: Found) -> str:
    seen = atlas.pages.get(found.place)
    return seen.fetch.url if seen else found.url


def _key(atlas: Atlas, found: Found) -> str:
    """16 hex of the address; of the row itself when its link leads nowhere."""
    url = _url(atlas, found)
    if url:
        return page_key(url)
    return hashlib.sha256(found.place.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _listing(row: Row, shelves: Mapping[str, Column]) -> Listing:
    return Listing(shelves[row.node].id, row.page, row.position, row.item)
