"""Put a mirrored site in order without network and show the column tree: python -m bench.mirror FOLDER --name NAME [--map FILE]
or a stored crawl: python -m bench.mirror X.db [--map FILE --base URL]

Reads every .html file of FOLDER as if it had been fetched from --base; addresses without a file answer 404, as they would from a
plain file server. Prints the tree with mapping, entries and newest date, then, with --map, how far it agrees with a map made by hand.
The last line is one JSON object with the figures.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from crawler.extract.reader import Reader
from crawler.finish import build_dossier
from records.addresses import page_key, same_site
from records.store import PageRecord, Store
from records.types import Column, Dossier, Entry, Fetch, FrontierRow, Page, Site
from records.vocabulary import FetchState, FrontierState, RunState

AT = "2026-01-15T09:00:00+08:00"
FIGURES = ("columns", "mapped", "parents", "newest", "items")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", default="")
    parser.add_argument("--base", default="http://127.0.0.1:8101/")
    parser.add_argument("--map", type=Path, help="YAML list of {path, name, parent, code, newest, items}")
    parser.add_argument("--quick", action="store_true", help="the same; it ends within a minute anyway")
    asked = parser.parse_args()
    host = urlsplit(asked.base).netloc
    site = Site("mirror", asked.name or asked.folder.name, asked.base, (host,), allow_private=True)
    with tempfile.TemporaryDirectory() as folder, Store.open(_database(asked.folder, Path(folder))) as store:
        run = fill(store, site, asked.folder) if asked.folder.is_dir() else store.runs()[0].id
        began = time.perf_counter()
        dossier = build_dossier(store, run)
        seconds = time.perf_counter() - began
    show(dossier)
    figures: dict[str, object] = {
        "pages": dossier.coverage.seen,
        "entries": len(dossier.entries),
        "seconds": round(seconds, 2),
    }
    if asked.map:
        figures |= agreement(dossier, asked.map, asked.base)
    print(json.dumps(figures, ensure_ascii=False))


def _database(given: Path, folder: Path) -> Path:
    """A new database for a mirror; a copy of a stored crawl's."""
    copy = folder / "mirror.db"
    if given.is_dir():
        return copy
    with sqlite3.connect(given) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    return copy


def fill(store: Store, site: Site, folder: Path) -> str:
    """A run that holds the pages of a folder, with the addresses that they mention and the folder lacks."""
    run = store.new_run(site, started_at=AT, tool_version="bench").id
    records = list(_records(site, folder))
    store.enqueue(run, (FrontierRow(r.page.key, r.page.fetch.url, 1, 1) for r in records))
    store.save_pages(run, records)
    store.set_run(run, state=RunState.FINISHED, finished_at=AT, finish_reason="finished")
    return run


def _records(site: Site, folder: Path) -> Iterator[PageRecord]:
    reader, known, mentioned = Reader(site), set[str](), dict[str, str]()
    for file in sorted(folder.rglob("*.html")):
        relative = file.relative_to(folder).as_posix()
        for url in _addresses(site.home, relative):
            body = file.read_bytes()
            reading = reader.read(body, url, is_home=relative == "index.html")
            known.add(page_key(url))
            targets = (
                [x.url for x in reading.links]
                + [x.url for x in reading.attachments]
                + list(reading.paging.urls)
            )
            mentioned.update({page_key(u): u for u in targets if same_site(u, site.hosts)})
            fetch = Fetch(
                url, FetchState.OK, 1, 200, AT, page_key(relative), len(body), "text/html", sniffed="html"
            )
            yield PageRecord(Page(page_key(url), fetch, 1, reading), None, (), FrontierState.DONE)
    for key, url in sorted(mentioned.items()):
        if key not in known:
            fetch = Fetch(url, FetchState.FAILED, 2, 404, AT, error="http-404")
            yield PageRecord(Page(key, fetch, 2), None, (), FrontierState.FAILED)


def _addresses(base: str, relative: str) -> list[str]:
    """A file server answers at the file's own address, and at its folder's for an index file."""
    own = base + relative
    return [own, own.removesuffix("index.html")] if relative.endswith("index.html") else [own]


def show(dossier: Dossier) -> None:
    """The column tree, one line a column."""
    own: dict[str, list[Entry]] = defaultdict(list)
    for entry in dossier.entries:
        own[entry.column].append(entry)
    portal = dossier.portal
    print(f"portal: {portal.url} ({portal.how}: {', '.join(portal.sections)})" if portal else "portal: none")
    links = dossier.home.portal_links if dossier.home else ()
    print(
        "portal links on the home page:",
        ", ".join(f"{x.text} [{x.visibility.value}]" for x in links) or "none",
    )
    print("coverage:", dossier.coverage)
    for column in dossier.columns:
        print(_line(column, own[column.id]))


def _line(c: Column, entries: list[Entry]) -> str:
    dates = [d for e in entries if (d := e.published_on)]
    marks = [
        m for m, on in (("group", c.is_group), ("1st", c.first_level), ("article", c.single_article)) if on
    ]
    unread = f" unread={c.list_unread.value}" if c.list_unread else ""
    newest = max(dates).isoformat() if dates else "–"
    told = f"{c.code} {c.confidence:.2f} {c.mapping_reason}" if c.code else f"? {','.join(c.candidates)}"
    figures = f"{len(entries)} entries, newest {newest}, {c.text_chars} chars, {c.list_pages_read}/{c.list_pages_known} pages"
    return f"{'  ' * (len(c.path) - 1)}{c.name} [{told}] {c.place.value} {' '.join(marks)} {figures}{unread} {c.url or ''}"


def agreement(dossier: Dossier, path: Path, base: str) -> dict[str, object]:
    """How many columns of the map were found, and how many of those agree in code, parent, newest date and items."""
    by_address = {c.url.removesuffix("index.html"): c for c in dossier.columns if c.url}
    by_name = {c.path: c for c in dossier.columns}
    names = {c.id: c.name for c in dossier.columns}
    listed: dict[str, list[Entry]] = defaultdict(list)
    for entry in dossier.entries:
        for column in {entry.column, *(x.column for x in entry.listings)}:
            listed[column].append(entry)
    right, rows = dict.fromkeys(FIGURES, 0), yaml.safe_load(path.read_text(encoding="utf-8"))["columns"]
    for row in rows:
        address = base + row["path"] if row.get("path") is not None else None
        column = by_address.get(address) if address else by_name.get(tuple(row["trail"]))
        if column is None:
            print("missing:", row)
            continue
        seen = _seen(column, listed[column.id], names)
        for figure, wanted in zip(FIGURES, _wanted(row), strict=True):
            right[figure] += wanted == seen[figure]
            if wanted != seen[figure]:
                print(f"differs: {row['name']} {figure}: map {wanted}, seen {seen[figure]}")
    mapped = {base + r["path"] for r in rows if r.get("path") is not None}
    extra = [c for c in dossier.columns if c.url and c.url.removesuffix("index.html") not in mapped]
    for column in extra:
        print("not in the map:", column.path, column.url)
    return {"map": len(rows), **right, "extra": len(extra)}


def _wanted(row: dict[str, object]) -> list[object]:
    newest = row.get("newest")
    return [
        row["name"],
        row.get("code"),
        row.get("parent"),
        str(newest) if newest else None,
        row.get("items", 0),
    ]


def _seen(column: Column, entries: list[Entry], names: dict[str, str]) -> dict[str, object]:
    dates = [d for e in entries if (d := e.listed_on or e.published_on)]
    return {
        "columns": column.name,
        "mapped": column.code,
        "parents": names.get(column.parent or ""),
        "newest": max(dates).isoformat() if dates else None,
        "items": len(entries),
    }


if __name__ == "__main__":
    main()
