"""Links that did not answer, each judged where it stands, and the other hosts that pages link to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.assemble.addresses import place_of
from crawler.assemble.atlas import Atlas, Seen
from crawler.assemble.files import is_dead
from records.addresses import page_key
from records.types import Fetch, HostSeen, Link, LinkSeen
from records.vocabulary import FetchState

Numbers = Callable[[], Iterable[tuple[str, Sequence[int]]]]
SAMPLES = 3
MOST = 200  # links kept of one page
_MARKUP = frozenset({"", "html"})
_ANSWERED = frozenset({FetchState.OK, FetchState.TOO_LARGE, FetchState.OUT_OF_SCOPE, FetchState.NOT_TRIED})


@dataclass(frozen=True, slots=True)
class LinkBook:
    """By key of the page the links that did not answer; those on more than half of the pages apart; other hosts."""

    on_page: dict[str, tuple[LinkSeen, ...]]
    in_menus: tuple[LinkSeen, ...]
    hosts: tuple[HostSeen, ...]


@dataclass(frozen=True, slots=True)
class LinkSource:
    """Where links come from: numbers by page, the links by number, keys of addresses never asked for, answers of other hosts."""

    numbers: Numbers
    links: Callable[[], Iterable[tuple[int, Link]]]
    unasked: frozenset[str] = frozenset()
    outside: Mapping[str, Fetch] = field(default_factory=dict)


def link_book(atlas: Atlas, source: LinkSource, columns: frozenset[str]) -> LinkBook:
    """Every link looked up once; `columns`: places whose own state is told with their column."""
    pages = {s.key: s for s in atlas.read_pages() if shows_markup(s)}
    counts: Counter[int] = Counter()
    for key, found in source.numbers():
        if key in pages:
            counts.update(found)
    asked = _Asked(atlas, columns, source.unasked)
    missed: dict[int, LinkSeen] = {}
    abroad: dict[int, str] = {}
    for number, link in source.links():
        if number not in counts:
            continue
        own = atlas.own(link.url)
        told = asked.missed(link) if own else _unanswered(link, source.outside.get(link.url))
        if told is not None:
            missed[number] = told
        if not own and (host := asked.abroad(link.url)):
            abroad[number] = host
    by_url: Counter[str] = Counter()
    for number, told in missed.items():
        by_url[told.url] += counts[number]
    common = {url for url, n in by_url.items() if n * 2 > len(pages)}
    return _written(source, pages, _Told(missed, abroad, common), atlas.home)


def shows_markup(seen: Seen) -> bool:
    """The page is markup that stays where it is: no answer of an interface, no signpost to another page."""
    reading = seen.reading
    return reading is not None and seen.is_read and seen.fetch.sniffed in _MARKUP and reading.redirect is None


@dataclass(frozen=True, slots=True)
class _Asked:
    atlas: Atlas
    columns: frozenset[str]
    unasked: frozenset[str]

    def missed(self, link: Link) -> LinkSeen | None:
        """A link whose address did not answer; None when it did, or was never meant to be asked for."""
        place = place_of(link.url)
        seen = self.atlas.pages.get(place)
        text = link.text or link.title
        if place in self.columns or not text:
            return None
        if seen is None:
            waits = page_key(link.url) in self.unasked
            return LinkSeen(link.url, text, FetchState.CUT_SHORT) if waits else None
        return _unanswered(link, seen.fetch)

    def abroad(self, url: str) -> str:
        """The host of an address on another machine, without its port."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").rstrip(".")
        except ValueError:
            return ""
        own = {h.rsplit(":", 1)[0] for h in self.atlas.site.hosts}
        return host if parts.scheme in {"http", "https"} and host not in own else ""


def _unanswered(link: Link, fetch: Fetch | None) -> LinkSeen | None:
    """A link that was asked for without an answer."""
    if fetch is None or fetch.state in _ANSWERED or fetch.error == "off-site":
        return None
    text = link.text or link.title
    return LinkSeen(link.url, text, fetch.state, fetch.error, fetch.tries, is_dead(fetch))


@dataclass(frozen=True, slots=True)
class _Told:
    missed: dict[int, LinkSeen]
    abroad: dict[int, str]
    common: set[str]


def _written(source: LinkSource, pages: dict[str, Seen], told: _Told, home: str) -> LinkBook:
    on_page: dict[str, tuple[LinkSeen, ...]] = {}
    menus: dict[str, LinkSeen] = {}
    hosts: Counter[str] = Counter()
    samples: dict[str, list[tuple[bool, str, int]]] = {}
    for key, found in source.numbers():
        seen = pages.get(key)
        if seen is None:
            continue
        here = [told.missed[n] for n in found if n in told.missed]
        menus.update({x.url: x for x in here if x.url in told.common})
        kept = _kept(seen, [x for x in here if x.url not in told.common])
        if kept:
            on_page[key] = kept
        leads = {told.abroad[n]: n for n in reversed(found) if n in told.abroad}
        hosts.update(leads.keys())
        for host, number in leads.items():
            _sample(samples.setdefault(host, []), (seen.place != home, seen.fetch.url, number))
    wanted = {n for some in samples.values() for _, _, n in some}
    links = {n: link for n, link in source.links() if n in wanted}
    fetches = {s.fetch.url: s.fetch for s in pages.values()}
    return LinkBook(
        on_page,
        tuple(menus[u] for u in sorted(menus)),
        tuple(
            HostSeen(host, hosts[host], tuple((fetches[url], links[n]) for _, url, n in samples[host]))
            for host in sorted(hosts)
        ),
    )


def _kept(seen: Seen, here: list[LinkSeen]) -> tuple[LinkSeen, ...]:
    """Without the page's attachments, which are looked at for themselves."""
    if not here or seen.reading is None:
        return ()
    files = {a.url for a in seen.reading.attachments}
    return tuple(x for x in here if x.url not in files)[:MOST]


def _sample(some: list[tuple[bool, str, int]], one: tuple[bool, str, int]) -> None:
    """The home page first, then by address."""
    some.append(one)
    some.sort()
    del some[SAMPLES:]
