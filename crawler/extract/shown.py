"""A reading as plain data, for `gongkai read`."""

from __future__ import annotations

from typing import Any

from records.serial import plain
from records.types import Fetch, ListItem, PageReading


def reading_to_dict(reading: PageReading, fetch: Fetch | None = None) -> dict[str, Any]:
    """What the reader sees: dates ISO, unknown null, keys as the machine interface promises."""
    h = reading.header
    return {
        "url": reading.url,
        "kind": reading.kind.value,
        "platform": reading.platform,
        "title": reading.title or None,
        "index_number": h.index_number,
        "published_on": plain(h.published_on),
        "published_at": h.published_at,
        "formed_on": plain(h.formed_on),
        "decided_on": plain(h.decided_on),
        "approved_on": plain(h.approved_on),
        "document_number": h.document_number,
        "publisher": h.publisher,
        "content_source": h.content_source,
        "validity": h.validity,
        "column": reading.column,
        "breadcrumbs": [c.name for c in reading.breadcrumbs],
        "meta": dict(reading.meta),
        "attachments": [{"name": a.name, "url": a.url, "type": a.type} for a in reading.attachments],
        "entries": [_entry(item) for item in reading.items],
        "pages": {"count": reading.paging.count, "urls": list(reading.paging.urls)},
        "tree": _tree(reading),
        "redirect": reading.redirect,
        "scripted": reading.scripted_list or reading.paging.scripted,
        "text_chars": reading.text_chars,
        "absence_note": reading.absence_note,
        "encoding": reading.encoding,
        "status": fetch.status if fetch else None,
    }


def _entry(item: ListItem) -> dict[str, Any]:
    return {
        "title": item.title,
        "url": item.url or None,
        "published_on": plain(item.published_on),
        "index_number": item.index_number,
    }


def _tree(reading: PageReading) -> list[dict[str, str | None]]:
    """Menu entries with the name of the one above them."""
    names = [node.name for node in reading.tree]
    return [
        {"name": n.name, "url": n.url, "parent": None if n.parent is None else names[n.parent]}
        for n in reading.tree
    ]
