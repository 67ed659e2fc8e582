"""Rows of the machine interface: plain dicts, exactly the keys that are promised to stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from records.history import Times
from records.personal_numbers import address_without_personal_numbers, without_personal_numbers
from records.types import Basis, Column, Dossier, Entry, Evidence, Finding

if TYPE_CHECKING:
    from records.store import Store

Row = dict[str, Any]


def rows(store: Store, run: str, kind: str) -> Iterator[Row]:
    """What was read in a run: `kind` entries, columns, pages or links."""
    if kind == "links":
        for page, link in store.links(run):
            yield {"page": page, "url": link.url, "text": link.text, "title": link.title}
    elif kind == "pages":
        yield from _pages(store, run)
    else:
        dossier = store.dossier(run)
        made = entry_rows(dossier) if kind == "entries" else column_rows(dossier)
        yield from made


def entry_rows(dossier: Dossier) -> Iterator[Row]:
    """Entries as people see them; unknown is None."""
    keys = {c.id: c.key for c in dossier.columns}
    for e in dossier.entries:
        yield {
            "url": e.url,
            "title": e.title,
            "column": keys.get(e.column, ""),
            "index_number": e.index_number,
            "published_on": _iso(e.published_on),
            "published_at": e.header.published_at,
            "formed_on": _iso(e.header.formed_on),
            "document_number": e.header.document_number,
            "publisher": e.header.publisher,
            "validity": e.header.validity,
            "attachments": [
                {"name": a.name, "url": a.url, "type": a.type, "bytes": a.fetch.bytes} for a in e.attachments
            ],
        }


def column_rows(dossier: Dossier) -> Iterator[Row]:
    """Columns with how many entries they list themselves and the newest certain date among them."""
    own: dict[str, list[Entry]] = {}
    for e in dossier.entries:
        own.setdefault(e.column, []).append(e)
    keys = {c.id: c.key for c in dossier.columns}
    for c in dossier.columns:
        yield _column_row(c, own.get(c.id, []), keys.get(c.parent or ""))


def finding_row(f: Finding) -> Row:
    """One finding as the machine interface prints it."""
    names = [
        "id",
        "run",
        "rule",
        "rule_version",
        "outcome",
        "severity",
        "subject",
        "site",
        "column",
        "column_name",
        "url",
        "title",
        "message",
        "observed",
        "expected",
        "reason",
        "cause",
    ]
    row: Row = {name: without_personal_numbers(str(getattr(f, name))) for name in names}
    row["url"] = address_without_personal_numbers(f.url)
    row["basis"] = [_basis(b) for b in f.basis]
    row["plan_items"] = list(f.plan_items)
    row["evidence"] = [_evidence(e) for e in f.evidence]
    return row | {
        "fix": without_personal_numbers(f.fix),
        "first_seen": f.first_seen,
        "approximate": f.approximate,
    }


def cell(value: object) -> str:
    """A value for a table cell or CSV: text as it is, lists and objects as JSON, unknown empty."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _pages(store: Store, run: str) -> Iterator[Row]:
    times = store.page_times(run)
    for page in store.pages(run):
        f, r = page.fetch, page.reading
        yield {
            "url": f.url,
            "key": page.key,
            "depth": page.depth,
            "kind": r.kind.value if r else None,
            "title": r.title if r else None,
            "state": f.state.value,
            "status": f.status,
            "fetched_at": f.fetched_at,
            "sha256": f.sha256,
            "bytes": f.bytes,
            "content_type": f.content_type,
            "tries": f.tries,
            "error": f.error,
            "final_url": f.final_url,
            "unchanged": f.unchanged,
            **_times(times.get(page.key)),
        }


def _times(times: Times | None) -> Row:
    """Over all runs of the site; None for a page that never opened."""
    names = ("first_seen", "last_seen", "changed_at")
    return {name: getattr(times, name) if times else None for name in names}


def _column_row(c: Column, entries: list[Entry], parent: str | None) -> Row:
    dates = [d for e in entries if (d := e.published_on)]
    return {
        "code": c.key,
        "name": c.name,
        "url": c.for_people,
        "path": list(c.path),
        "parent": parent,
        "entries": len(entries),
        "newest_on": _iso(max(dates)) if dates else None,
        "confidence": round(c.confidence, 2),
    }


def _basis(b: Basis) -> Row:
    texts = {name: without_personal_numbers(getattr(b, name)) for name in ("law", "article", "quote")}
    return texts | {"kind": b.kind.value}


def _evidence(e: Evidence) -> Row:
    return {
        "url": address_without_personal_numbers(e.url),
        "fetched_at": e.fetched_at,
        "status": e.status,
        "sha256": e.sha256,
        "quote": without_personal_numbers(e.quote),
        "place": without_personal_numbers(e.place),
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
