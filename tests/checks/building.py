"""Dossiers for tests: small, invented, each part changed by the test that needs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from checks.sheets import sheets
from records.addresses import host_of, page_key
from records.catalogue import load_catalogue
from records.types import (
    CheckInput,
    Column,
    Coverage,
    Dossier,
    Entry,
    Fact,
    FactSheet,
    Fetch,
    Header,
    Home,
    HomeLink,
    Listing,
    ListItem,
    Portal,
    Run,
    SearchTrial,
    Site,
)
from records.vocabulary import FetchState, Place, RunState, SearchState, Visibility

BASE = "http://rsj.example.gov.cn"
TODAY = date(2026, 11, 20)
CODE = "113715000044281785"
COMPLETE = Coverage(planned=40, seen=40, complete=True)
CUT = Coverage(planned=40, seen=12, unread=28, complete=False, why_incomplete="stopped")
PORTAL_NAME = "政府信息公开"


def ok(url: str, **given: Any) -> Fetch:
    """A page that was fetched."""
    told: dict[str, Any] = {"tries": 1, "status": 200, "fetched_at": "2026-11-20T01:00:00+08:00"}
    return Fetch(url, FetchState.OK, **(told | {"sha256": page_key(url) * 4, "sniffed": "html"} | given))


def failed(url: str, state: FetchState = FetchState.FAILED, tries: int = 2, error: str = "http-404") -> Fetch:
    """A page that was not."""
    return Fetch(url, state, tries, fetched_at="2026-11-20T01:00:00+08:00", error=error)


def site(**given: Any) -> Site:
    """The body whose site is looked at; it requires nothing unless a test says so."""
    told: dict[str, Any] = {
        "code": "lc-hrss",
        "name": "聊城市人力资源和社会保障局",
        "aliases": ("市人力资源社会保障局",),
        "home": f"{BASE}/",
        "hosts": (host_of(BASE),),
        "credit_code": CODE,
        "profile": "none",
    }
    return Site(**(told | given))


def column(code: str | None = None, name: str | None = None, path: str = "", **given: Any) -> Column:
    """One place of a column; below the statutory section when its item belongs there."""
    item = load_catalogue().by_code.get(code or "")
    name = name or (item.name if item else "专题")
    url = given.pop("url", f"{BASE}/{path or code or name}/")
    below = item is not None and item.parent == "statutory"
    section = item is not None and item.is_section
    place = Place.PORTAL_SECTION if section else Place.PORTAL if below else Place.HOME
    cid = page_key(url or name)
    told: dict[str, Any] = {
        "id": cid,
        "key": code or f"x-{cid}",
        "code": code,
        "name": name,
        "url": url,
        "path": (PORTAL_NAME, name),
        "parent": None,
        "place": place,
        "first_level": not below,
        "below_statutory": below,
        "confidence": 1.0 if code else 0.0,
        "mapping_reason": "name",
        "fetch": ok(url) if url else None,
        "list_pages_known": 1,
        "list_pages_read": 1,
    }
    return Column(**(told | given))


def entry(
    within: Column,
    title: str = "关于开展技能培训的通知",
    *,
    listed: date | None = None,
    path: str = "",
    **given: Any,
) -> Entry:
    """One entry; `listed` is the list's date, header fields are given by name, other fields too."""
    url = given.pop("url", f"{BASE}/{path or page_key(title + within.id)}.html")
    header = given.pop("header", None)
    if header is None:
        names = [n for n in Header.__slots__ if n in given]
        header = Header(title=title, **{n: given.pop(n) for n in names})
    item = given.pop("item", None) or ListItem(url, title, listed, f"{listed}" if listed else "")
    told: dict[str, Any] = {
        "key": page_key(url),
        "url": url,
        "title": title,
        "column": within.id,
        "listings": (Listing(within.id, within.url or "", given.pop("row", 1), item),),
        "fetch": ok(url),
        "header": header,
        "text_chars": 500,
    }
    return Entry(**(told | given))


def home(**given: Any) -> Home:
    """A home page with a visible link to the portal."""
    link = HomeLink(f"{BASE}/zwgk/", PORTAL_NAME, Visibility.VISIBLE)
    fetch = given.pop("fetch", ok(f"{BASE}/"))
    told: dict[str, Any] = {"tries": (fetch,), "links": (link,), "portal_links": (link,)}
    return Home(fetch, **(told | given))


def dossier(columns: Iterable[Column] = (), entries: Iterable[Entry] = (), **given: Any) -> Dossier:
    """A crawl of the site."""
    run = Run(
        "r1",
        "lc-hrss",
        RunState.FINISHED,
        "2026-11-20T00:00:00+08:00",
        crawled_on=given.pop("crawled_on", TODAY),
    )
    told: dict[str, Any] = {
        "site": site(),
        "run": run,
        "coverage": COMPLETE,
        "home": home(),
        "portal": Portal(
            f"{BASE}/zwgk/", host_of(BASE), ("guide", "system"), "home link", ok(f"{BASE}/zwgk/")
        ),
        "search": SearchTrial(SearchState.FOUND, f"{BASE}/s?q=x", "x", ok(f"{BASE}/s?q=x")),
        "columns": tuple(columns),
        "entries": tuple(entries),
    }
    return Dossier(**(told | given))


def checked(seen: Dossier, today: date = TODAY, **given: Any) -> dict[str, FactSheet]:
    """Sheets by subject id."""
    return {s.subject.id: s for s in sheets(CheckInput(seen, today, **given))}


def facts(sheet: FactSheet) -> dict[str, Fact]:
    """Facts by name."""
    return {f.name: f for f in sheet.facts}


def told(sheet: FactSheet, name: str) -> object:
    """A fact's value, or its reason when it is unknown."""
    fact = facts(sheet)[name]
    return fact.reason if fact.value is None else fact.value


def of_site(seen: Dossier, name: str, **given: Any) -> object:
    """One fact of the site."""
    return told(checked(seen, **given)["lc-hrss"], name)


def of_column(seen: Dossier, key: str, name: str, **given: Any) -> object:
    """One fact of a column."""
    return told(checked(seen, **given)[f"lc-hrss/{key}"], name)


def of_entry(seen: Dossier, wanted: Entry, name: str, **given: Any) -> object:
    """One fact of an entry."""
    found = next(s for i, s in checked(seen, **given).items() if i.endswith(f"/{wanted.key}"))
    return told(found, name)


def numbered(n: int, year: int = 2026, code: str = CODE) -> str:
    """An index number of the usual family."""
    return f"{code}/{year}-{45963000 + n}"


def documents(within: Column, count: int, *, year: int = 2026, code: str = CODE) -> list[Entry]:
    """Ordinary numbered documents, one a day."""
    start = date(year, 1, 1).toordinal()
    return [
        entry(
            within,
            f"第{n}号文件",
            listed=(day := date.fromordinal(start + n)),
            index_number=numbered(n, year, code),
            published_on=day,
            publisher="市人力资源社会保障局",
        )
        for n in range(count)
    ]


def changed(seen: Dossier, **given: Any) -> Dossier:
    """The same dossier with other parts."""
    return replace(seen, **given)
