"""All pages of a run by place, slim enough for 100,000 of them, with redirects followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from crawler.assemble.addresses import place_of, shape_of
from crawler.assemble.sidebars import without_sidebars
from records.addresses import same_site
from records.sharing import Sharing
from records.store import Store
from records.types import Fetch, HomeLink, Link, Page, PageReading, Site, TreeNode
from records.vocabulary import FetchState, PageKind, Visibility

T = TypeVar("T")
_HOPS = 5
_ENTRY_MENUS = 300


@dataclass(frozen=True, slots=True)
class Seen:
    """One page of the run at its place."""

    place: str
    key: str
    fetch: Fetch
    reading: PageReading | None

    @property
    def kind(self) -> PageKind | None:
        """What the page is, None when nothing was read."""
        return self.reading.kind if self.reading else None

    @property
    def is_read(self) -> bool:
        """It answered and was read."""
        return self.reading is not None and self.fetch.state is FetchState.OK


@dataclass(frozen=True, slots=True)
class Menu:
    """One distinct menu tree and a page that shows it."""

    nodes: tuple[TreeNode, ...]
    page: str  # place


class Atlas:
    """Pages by place. Of several addresses of one place the one that answered, then the shortest, stands for all."""

    def __init__(
        self,
        site: Site,
        pages: Iterable[Page],
        links: Callable[[str], Iterable[Link]] = lambda _: (),
        full: Callable[[Sequence[str]], Mapping[str, PageReading]] = lambda _: {},
    ) -> None:
        self.site = site
        self.links_of_key = links
        self.full_of_keys = full
        self.home = place_of(site.home)
        self.pages: dict[str, Seen] = {}
        self.menus: list[Menu] = []
        self._menus: dict[tuple[TreeNode, ...], int] = {}
        self.menu_of: dict[str, int] = {}  # place -> index of the menu its page shows
        self.states: Counter[FetchState] = Counter()
        self.walls: Counter[str] = Counter()  # by kind
        self.unchanged = 0
        self._times: tuple[str, str] | None = None
        self.sharing = Sharing()
        trees: dict[int, int] = {}
        for page in pages:
            self._take_menu(page, trees)
            self._count(page.fetch)
            self._take(page)
        self._join_frames()
        self._leave_out_sidebars()
        self.entry_shapes = self._shapes()

    @classmethod
    def of(cls, store: Store, run: str) -> Atlas:
        """The atlas of a stored run."""
        return cls(
            store.site_of(run),
            store.slim_pages(run),
            lambda key: store.links_of(run, key),
            lambda keys: store.full_readings(run, keys),
        )

    def full(self, some: Iterable[Seen]) -> Mapping[str, PageReading]:
        """By key all that was read on these documents, of which the atlas holds what places them."""
        keys = [seen.key for seen in some if seen.kind is PageKind.ENTRY]
        return self.full_of_keys(keys) if keys else {}

    @property
    def times(self) -> tuple[str | None, str | None]:
        """When the oldest and the newest page were fetched."""
        return self._times or (None, None)

    def own(self, url: str) -> bool:
        """The address lies on one of the site's hosts."""
        return same_site(url, self.site.hosts)

    def links(self, place: str) -> Iterable[Link]:
        """All links of the page at a place."""
        seen = self.pages.get(place)
        return self.links_of_key(seen.key) if seen is not None and seen.is_read else ()

    def at(self, url: str) -> Seen | None:
        """The page at an address, redirects not followed."""
        return self.pages.get(place_of(url))

    def lands(self, place: str) -> str:
        """Where a place leads in the end: HTTP, script and meta redirects followed."""
        passed = [place]
        for _ in range(_HOPS):
            target = self.forward(passed[-1])
            if target is None or target in passed:
                return passed[-1]
            passed.append(target)
        return passed[-1]

    def forward(self, place: str) -> str | None:
        """The place a page sends its visitors to, None when it shows something itself."""
        seen = self.pages.get(place)
        if seen is None:
            return None
        if seen.reading is not None and seen.reading.redirect:
            target = place_of(seen.reading.redirect)
        elif seen.fetch.final_url and place_of(seen.fetch.final_url) in self.pages:
            target = place_of(seen.fetch.final_url)
        else:
            return None  # also where only the asked address holds what the redirect led to
        return target if target != place else None

    def known(self, place: str) -> str:
        """The same place as the one object that its page has, where there is a page."""
        seen = self.pages.get(place)
        return place if seen is None else seen.place

    def forget_rows(self) -> None:
        """Let go of what lists show, once the entries have their rows."""
        for place, seen in self.pages.items():
            if seen.reading is not None and seen.reading.items:
                self.pages[place] = replace(seen, reading=replace(seen.reading, items=()))

    def read_pages(self) -> Iterator[Seen]:
        """Pages that were read, by place."""
        return (self.pages[p] for p in sorted(self.pages) if self.pages[p].is_read)

    def _leave_out_sidebars(self) -> None:
        readings = {p: s.reading for p, s in self.pages.items() if s.reading is not None}
        for place, reading in without_sidebars(readings).items():
            self.pages[place] = replace(self.pages[place], reading=reading)

    def _count(self, fetch: Fetch) -> None:
        self.states[fetch.state] += 1
        if fetch.state is FetchState.BLOCKED:
            self.walls[fetch.error.removeprefix("wall:")] += 1
        self.unchanged += fetch.unchanged
        at = fetch.fetched_at
        if at is not None:
            first, last = self._times or (at, at)
            self._times = (min(first, at), max(last, at))

    def _take(self, page: Page) -> None:
        place = place_of(page.fetch.url)
        former = self.pages.get(place)
        if former is not None and _rank(former.fetch, former.reading) <= _rank(page.fetch, page.reading):
            return
        self.pages[place] = Seen(
            place, page.key, self.sharing.fetch(page.fetch), self._slim(page.reading, page.fetch.url)
        )

    def _slim(self, reading: PageReading | None, url: str) -> PageReading | None:
        """The reading without what is kept elsewhere, equal texts as one object."""
        if reading is None:
            return None
        own = {reading.title: reading.title, url: url}
        return replace(
            reading,
            url=url if reading.url == url else reading.url,
            platform=self.sharing.one(reading.platform),
            header=self.sharing.header(reading.header, own),
            tree=(),
            links=(),
            search_forms=(),
            items=() if reading.kind is PageKind.ENTRY else reading.items,
            breadcrumbs=self.sharing.one(reading.breadcrumbs),
            meta=self.sharing.tags(reading.meta, own),
        )

    def _take_menu(self, page: Page, trees: dict[int, int]) -> None:
        reading = page.reading
        if reading is None or not reading.tree:
            return
        place, mark = place_of(page.fetch.url), id(reading.tree)
        if mark not in trees or self.menus[trees[mark]].nodes is not reading.tree:
            if reading.kind is PageKind.ENTRY and len(trees) > _ENTRY_MENUS:
                return
            trees[mark] = self._number(Menu(reading.tree, place))
        self.menu_of[place] = trees[mark]

    def _join_frames(self) -> None:
        """A page also shows the menus of the pages in its frames."""
        for place, seen in list(self.pages.items()):
            inside = [self.menu_of.get(place_of(u)) for u in (seen.reading.frames if seen.reading else ())]
            told = [n for n in dict.fromkeys(inside) if n is not None and n != self.menu_of.get(place)]
            if told:
                own = self.menu_of.get(place)
                trees = [self.menus[n].nodes for n in ([own] if own is not None else []) + told]
                self.menu_of[place] = self._number(Menu(_joined(trees), place))
        self._link_from_frames()

    def _link_from_frames(self) -> None:
        """A home page of frames shows the links of its frames; whether a visitor sees each of them is not known."""
        home = self.pages.get(self.home)
        if home is None or home.reading is None or home.reading.home_links:
            return
        shown = [x for u in home.reading.frames for x in self.links(place_of(u))]
        links = tuple(HomeLink(x.url, x.text, Visibility.UNDECIDABLE, "frame") for x in shown if x.text)
        self.pages[self.home] = replace(home, reading=replace(home.reading, home_links=links))

    def _number(self, menu: Menu) -> int:
        """The index of a menu; equal trees are one menu."""
        number = self._menus.setdefault(menu.nodes, len(self.menus))
        if number == len(self.menus):
            self.menus.append(menu)
        return number

    def _shapes(self) -> frozenset[str]:
        """Shapes of address that only entry pages of this site have."""
        entries: Counter[str] = Counter()
        others: set[str] = set()
        for seen in self.pages.values():
            if seen.kind is PageKind.ENTRY:
                entries[shape_of(seen.place)] += 1
            elif seen.kind is not None:
                others.add(shape_of(seen.place))
        return frozenset(s for s, n in entries.items() if n > 1 and s not in others)


def _joined(trees: Iterable[tuple[TreeNode, ...]]) -> tuple[TreeNode, ...]:
    """Several trees as one, the parents counted on."""
    nodes: list[TreeNode] = []
    for tree in trees:
        past = len(nodes)
        nodes.extend(n if n.parent is None else replace(n, parent=n.parent + past) for n in tree)
    return tuple(nodes)


def _rank(fetch: Fetch, reading: PageReading | None) -> tuple[bool, bool, int, str]:
    return (fetch.state is not FetchState.OK, reading is None, len(fetch.url), fetch.url)
