"""Evidence: where a fact was seen, and for absences what was searched."""

from __future__ import annotations

from functools import lru_cache

from checks import words
from checks.survey import Survey
from records.types import Column, Coverage, Entry, Evidence, Fetch, Listing
from records.vocabulary import FetchState

MOST_PAGES = 12
MOST_NAMES = 60


def page(fetch: Fetch | None, url: str, quote: str = "", place: str = "") -> Evidence:
    """A page as it was fetched."""
    if fetch is None:
        return Evidence(url, quote=quote, place=place)
    if fetch.state is FetchState.BLOCKED:
        place = words.joined("clauses", filter(None, (place, _wall(fetch))))
    return Evidence(url, fetch.fetched_at, fetch.status, fetch.sha256, quote, place)


def _wall(fetch: Fetch) -> str:
    """The kind of wall before a page."""
    kind, known = fetch.error.removeprefix("wall:"), words.table("walls")
    return words.sentence("walled", kind=known[kind] if kind in known else known["status"].format(kind=kind))


def place(column: Column, quote: str = "") -> Evidence:
    """One place of a column."""
    return page(column.fetch, column.url or "", quote or column.name, words.joined("path", column.path))


def row(survey: Survey, listing: Listing, quote: str) -> Evidence:
    """One row of a list; positions count from 1."""
    fetch = survey.fetches.get(listing.page_url)
    return page(fetch, listing.page_url, quote, _row(listing.position))


def own_page(entry: Entry, quote: str = "", where: str = "") -> Evidence:
    """An entry's own page; the list that names it when it has none."""
    if not entry.url and entry.listings:
        listing = entry.listings[0]
        place = where or _row(listing.position)
        return Evidence(listing.page_url, quote=quote or entry.title, place=place)
    return page(entry.fetch, entry.url, quote, where or words.sentence("page"))


def coverage(seen: Coverage) -> str:
    """How much of the site the crawl saw, in words."""
    complete = words.sentence("complete" if seen.complete else "incomplete")
    return words.sentence(
        "coverage",
        planned=seen.planned,
        seen=seen.seen,
        failed=seen.failed,
        blocked=seen.blocked,
        unread=seen.unread,
        complete=complete,
    )


def searched(survey: Survey, names: tuple[str, ...] = ()) -> tuple[Evidence, ...]:
    """Proof of absence: the tree as read, the names tried, how complete the crawl was, and the pages searched."""
    dossier = survey.dossier
    home = page(dossier.home.fetch, dossier.home.fetch.url) if dossier.home else Evidence(dossier.site.home)
    start = page(dossier.portal.fetch, dossier.portal.url) if dossier.portal else home
    tree = words.joined("names", dict.fromkeys(c.name for c in dossier.columns[:MOST_NAMES]))
    where = words.sentence("searched")
    found = [_said(start, words.sentence("tree", names=tree))]
    if names:
        found.append(_said(start, words.sentence("tried", names=words.joined("names", names[:MOST_NAMES]))))
    found.append(_said(home, coverage(dossier.coverage)))
    pages = [c for c in dossier.columns if c.url and c.fetch and c.fetch.fetched_at][:MOST_PAGES]
    return (*found, *(page(c.fetch, c.url or "", c.name, where) for c in pages))


@lru_cache(maxsize=4096)
def _row(position: int) -> str:
    return words.sentence("row", n=position)


def _said(seen: Evidence, quote: str) -> Evidence:
    place = words.sentence("searched")
    return Evidence(seen.url, seen.fetched_at, seen.status, seen.sha256, quote, place)
