"""The JSON catalogue of one platform: the tree in every page's script and the interface of its lists."""

from __future__ import annotations

import calendar as clock
import datetime as dt
import json
from typing import Any

from labelled.addresses import EIGHT_HOURS, catalogue_id, hexes, in_portal
from labelled.links import Linker
from labelled.model import Column, Doc, Website

PLATFORM = "gkmlpt"


def sid(site: Website) -> str:
    """The number of the site on the platform."""
    return str(600000 + int(hexes(site.site_id, 4), 16))


def tree(site: Website, linker: Linker) -> str:
    """The columns below the portal as the script holds them."""
    return json.dumps([_node(site, linker, c, 0) for c in site.children("portal")], ensure_ascii=False)


def _node(site: Website, linker: Linker, column: Column, parent: int) -> dict[str, Any]:
    own = catalogue_id(site, column)
    page = column.shape == "page"
    return {
        "id": own,
        "name": column.name,
        "parent": parent,
        "post_count": len(column.docs),
        "jump_url": linker.url(column, column.path) if page else "",
        "children": [_node(site, linker, c, own) for c in site.children(column.key)],
    }


def answers(site: Website, linker: Linker) -> dict[str, bytes]:
    """What the interface answers: address of the first page of each list → JSON."""
    found = {}
    if site.dialect.platform == PLATFORM:
        for column in site.columns.values():
            if in_portal(site, column) and column.shape in {"list", "heading"}:
                path = f"/gkmlpt/api/all/{catalogue_id(site, column)}"
                found[path] = json.dumps(_answer(site, linker, column), ensure_ascii=False).encode()
    return found


def _answer(site: Website, linker: Linker, column: Column) -> dict[str, Any]:
    rows = [*((column, d) for d in column.docs), *column.guests]
    if column.shape == "heading":
        rows = [
            (c, d) for c in site.below(column.key) for d in c.docs
        ]  # a heading shows all that is below it
    rows.sort(key=lambda p: (p[1].pinned, p[1].on, p[1].clock), reverse=True)
    classify = {"id": catalogue_id(site, column), "name": column.name, "post_count": len(rows)}
    return {
        "classify": classify,
        "articles": [_article(site, linker, column, *row) for row in rows],
        "total": len(rows),
    }


def _article(site: Website, linker: Linker, shown: Column, column: Column, doc: Doc) -> dict[str, Any]:
    stamp = 0
    if not (doc.undated or "list_undated" in doc.tags):
        on = dt.datetime.combine(doc.listed_on or doc.on, dt.time.fromisoformat(doc.clock))
        stamp = clock.timegm((on - EIGHT_HOURS).timetuple())
    return {
        "id": int(hexes(site.site_id + doc.title, 5), 16),
        "title": doc.title,
        "url": linker.url(column, doc.path),
        "date": stamp or None,
        "display_publish_time": stamp or None,
        "publisher": doc.publisher or doc.source or "",
        "document_number": doc.number or "",
        "identifier": doc.list_index or doc.index or "",
        "classify_main_name": shown.name,
    }
