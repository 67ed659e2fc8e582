"""Which links a crawl follows, and in which order: the columns of disclosure before everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from crawler.crawl_words import crawl_words
from crawler.traps import Traps
from records.addresses import host_of, page_key
from records.catalogue import load_catalogue
from records.types import FrontierRow, PageReading, Site

MAX_DEPTH = 15  # links from the home page; real columns end at 7 or 8
LEFT_OUT = 100_000  # addresses known to belong to traps
REMEMBERED_LENGTH = 300  # characters of what is kept at hand
REMEMBERED = 15_000  # addresses whose decision is kept at hand; the set of keys decides for the others


class Priority(IntEnum):
    """What is asked for first; lower goes first."""

    START = 0
    PORTAL = 10
    CATALOGUE = 20
    LIST = 30
    ENTRY = 40
    REST = 50
    DOCUMENT = 60


class Scope:
    """The hosts of a site and every address of the crawl so far, by key."""

    def __init__(self, site: Site, traps: Traps) -> None:
        portal = (host_of(site.portal),) if site.portal else ()
        self.hosts = frozenset((*site.hosts, *portal))
        self._traps, self._words = traps, crawl_words()
        self._known: set[int] = set()
        self._decided: set[str] = set()
        self._left_out: set[int] = set()
        self._by_text: dict[str, Priority] = {}
        self._first = tuple(dict.fromkeys((*((site.portal,) if site.portal else ()), *site.columns.values())))

    def admits(self, url: str) -> bool:
        """The address is on a host of the site."""
        parts = url.split("/", 3)
        return len(parts) > 2 and parts[2] in self.hosts and parts[0] in {"http:", "https:"}

    @property
    def known(self) -> int:
        """How many addresses of the site are known."""
        return len(self._known)

    def has_decided(self, url: str) -> bool:
        """The address need not be looked at again, whatever page it stands on; False may also mean that it was long ago."""
        return url in self._decided

    def remember(self, key: str, url: str) -> None:
        """An address that is in the frontier already."""
        self._known.add(int(key, 16))
        self._traps.admits(url)

    def first(self, home: FrontierRow) -> Iterator[FrontierRow]:
        """What the site file names: the portal and confirmed columns, right after the home page."""
        for url in self._first:
            yield from self._row(url, home, 1, Priority.PORTAL)

    def discovered(self, page: FrontierRow, reading: PageReading) -> Iterator[FrontierRow]:
        """New addresses that a page leads to, each once, in the order of their worth on this page."""
        if reading.redirect:
            yield from self._row(reading.redirect, page, page.depth, Priority.START)
        for url in reading.paging.urls:
            yield from self._row(url, page, page.depth, Priority.LIST)
        below, decided = page.depth + 1, self._decided
        for node in reading.tree:
            if node.url and node.url not in decided:
                yield from self._row(node.url, page, below, Priority.LIST, node.name)
        yield from self._plain((i.url for i in reading.items), page, Priority.ENTRY)
        yield from self._plain((a.url for a in reading.attachments), page, Priority.DOCUMENT)
        for link in reading.links:
            if link.url not in decided:
                yield from self._row(link.url, page, below, Priority.REST, link.text)

    def _plain(self, urls: Iterable[str], page: FrontierRow, priority: Priority) -> Iterator[FrontierRow]:
        for url in urls:
            if url not in self._decided:
                yield from self._row(url, page, page.depth + 1, priority)

    def _row(
        self, url: str, page: FrontierRow, depth: int, priority: Priority, text: str = ""
    ) -> Iterator[FrontierRow]:
        """The row for an address that is new, in scope and no trap."""
        if url in self._decided:
            return
        if len(url) <= REMEMBERED_LENGTH:
            if len(self._decided) >= REMEMBERED:
                self._decided.clear()
            self._decided.add(url)
        kind = _extension(url)
        if (
            depth > MAX_DEPTH
            or not self.admits(url)
            or (kind in self._words.never_types and priority is not Priority.DOCUMENT)
        ):
            return
        key = page_key(url)
        number = int(key, 16)
        if number in self._known or number in self._left_out:
            return
        if not self._traps.admits(url):
            if len(self._left_out) >= LEFT_OUT:
                self._left_out.clear()
            self._left_out.add(number)
            return
        self._known.add(number)
        if kind in self._words.document_types:
            priority = Priority.DOCUMENT
        elif text:
            priority = min(priority, self._named(text))
        yield FrontierRow(key, url, depth, priority, page.key)

    def _named(self, text: str) -> Priority:
        found = self._by_text.get(text)
        if found is None:
            catalogue = load_catalogue()
            if catalogue.is_portal_name(text):
                found = Priority.PORTAL
            else:
                found = Priority.CATALOGUE if catalogue.match(text) else Priority.REST
            if len(self._by_text) < REMEMBERED and len(text) <= REMEMBERED_LENGTH:
                self._by_text[text] = found
        return found


def _extension(url: str) -> str:
    """The file name's ending in lower case, "" when the last part of the path has none."""
    name = url.partition("?")[0].rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name[1:] else ""
