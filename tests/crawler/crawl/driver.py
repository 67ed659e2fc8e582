"""Run by the tests in a process of its own: one crawl, then what is in the store, as JSON on standard output."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import crawler.spiders.bureau
import records.store
from crawler.asking import Limits
from crawler.crawl import crawl
from records.archive import Archive
from records.errors import GongkaiError
from records.sitefile import site_from_json
from records.store import Store


def main(db: Path, site_json: str, options: dict[str, Any]) -> None:
    """Crawl and tell; `options`: max_db_pages limits the database as a full disk would, busy_seconds its patience, page_seconds a page's time."""
    if options.get("page_seconds"):
        crawler.spiders.bureau.PAGE = Limits(options["page_seconds"])
    records.store.BUSY_SECONDS = options.get("busy_seconds", records.store.BUSY_SECONDS)
    site = site_from_json(site_json)
    with Store.open(db) as store:
        if options.get("max_db_pages"):
            store.conn.execute(f"PRAGMA max_page_count = {options['max_db_pages']}")
        archive = Archive(db.with_suffix(".archive"))
        told: list[int] = []
        error = ""
        try:
            crawl(
                site,
                store,
                archive,
                resume=store.unfinished_run(site.code),
                progress=lambda p: told.append(p.seen),
            )
        except GongkaiError as problem:
            error = str(problem)
        with contextlib.suppress(GongkaiError):  # a full disk is full at the end as well
            archive.close()
        runs = store.runs()
        run = runs[0] if runs else None
        print(
            json.dumps(
                {
                    "error": error,
                    "told": told,
                    "peak_mb": _peak_mb(),
                    **(_told(store, archive, run) if run else {}),
                },
                default=str,
            )
        )


def _peak_mb() -> int:
    """The most memory this process has held."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
        1_000_000 if sys.platform == "darwin" else 1_000
    )


def _told(store: Store, archive: Archive, run: Any) -> dict[str, Any]:
    pages = {p.fetch.url: _page(p) for p in store.pages(run.id)}
    search = store.search(run.id)
    return {
        "run": dataclasses.asdict(run),
        "playwright": "playwright" in sys.modules,
        "pages": pages,
        "links": sorted((page, link.url) for page, link in store.links(run.id)),
        "frontier": {str(k): v for k, v in store.frontier_counts(run.id).items()},
        "home_tries": [f.error or f.state for f in store.home_tries(run.id)],
        "search": {"state": search.state, "query": search.query, "note": search.note, "url": search.url},
        "bodies": {u: _body(store, archive, p["sha256"]) for u, p in pages.items() if p["sha256"]},
    }


def _page(page: Any) -> dict[str, Any]:
    fetch, reading = page.fetch, page.reading
    told = {
        n: getattr(fetch, n) for n in ("state", "tries", "status", "error", "final_url", "sniffed", "sha256")
    }
    return told | {"depth": page.depth, "title": reading.title if reading else None}


def _body(store: Store, archive: Archive, sha256: str) -> int:
    ref = store.body(sha256)
    return len(archive.read(ref).body) if ref else -1


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
