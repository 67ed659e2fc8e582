"""What stands in one column: its text, its note, how much of its list was read and why not all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from crawler.assemble.addresses import place_of
from crawler.assemble.atlas import Seen
from crawler.assemble.graph import Graph, Node
from crawler.assemble.ground import Ground
from records.types import Fetch, PageReading
from records.vocabulary import REASON_OF_FETCH, FetchState, PageKind, Reason

ARTICLE = 60  # characters from which a page without list is an article
_REPEATED = 2


@dataclass(frozen=True, slots=True)
class Content:
    """The figures of one column, as records.types.Column names them."""

    fetch: Fetch | None = None
    single_article: bool = False
    text_chars: int = 0
    absence_note: str | None = None
    list_pages_known: int = 0
    list_pages_read: int = 0
    list_unread: Reason | None = None
    shown_on: date | None = None
    parts: int = 0


class Contents:
    """Contents of columns; characters that every page of a template shows are not counted as text."""

    def __init__(self, ground: Ground, graph: Graph, budget: Reason | None) -> None:
        self.ground, self.graph = ground, graph
        self.budget = budget  # why the crawl left addresses out, when it did
        lists = [
            r for s in ground.atlas.read_pages() if (r := s.reading) and r.kind is PageKind.LIST and r.items
        ]
        counts = Counter(r.text_chars for r in lists)
        usual = max(_REPEATED, len(lists) // 2)  # a few pages may be of one length by chance
        self.frame = frozenset(n for n, pages in counts.items() if pages >= usual)
        self.shown_by = _parts(ground)
        self.beside_rows = int(median(r.text_chars for r in lists)) if lists else 0

    def of(self, node: Node) -> Content:
        """The content of a node's page."""
        if node.tab_of is not None:
            return self._tab(node.tab_of)
        if node.is_heading:
            has_children = any(n.parent == node.key for n in self.graph.nodes.values())
            shown = self.ground.atlas.pages.get(place_of(node.url)) if node.url else None
            unread = None if has_children else Reason.NO_ADDRESS
            return Content(fetch=shown.fetch if shown else None, list_unread=unread)
        own = self.ground.atlas.pages.get(node.key)
        if node.is_group:
            return Content(fetch=own.fetch if own else None)
        seen = self.ground.content(node.key, self.graph.nodes)
        if own is None or seen is None:
            return self._not_fetched(node)
        if seen.reading is None or seen.fetch.state is not FetchState.OK:
            return Content(fetch=seen.fetch, list_unread=_reason(seen.fetch))
        parts = sum(1 for p in seen.reading.parts if len(self.shown_by[p]) == 1)
        return replace(self._read(seen, own.fetch), parts=parts)

    def _tab(self, place: str) -> Content:
        seen = self.ground.atlas.pages[place]
        return Content(seen.fetch, True, seen.reading.text_chars if seen.reading else 0)

    def _not_fetched(self, node: Node) -> Content:
        url = node.url or ""
        if not self.ground.atlas.own(url):
            return Content(Fetch(url, FetchState.OUT_OF_SCOPE), list_unread=Reason.NOT_FETCHED)
        state = FetchState.OVER_BUDGET if self.budget is Reason.OVER_BUDGET else FetchState.CUT_SHORT
        if self.budget is None:
            state = FetchState.NOT_TRIED
        return Content(Fetch(url, state), list_unread=REASON_OF_FETCH[state])

    def _read(self, seen: Seen, fetch: Fetch) -> Content:
        reading = seen.reading
        assert reading is not None
        if seen.kind is PageKind.ENTRY:
            shown = reading.header.published_on
            return Content(fetch, True, reading.text_chars, reading.absence_note, shown_on=shown)
        chars = self._chars(reading)
        if seen.kind is not PageKind.LIST:
            unread = self._unrendered(reading) if reading.scripted_list else None
            if reading.redirect and not chars:
                unread = Reason.NOT_FETCHED
            single = chars >= ARTICLE and not reading.items
            shown = reading.header.published_on if single else None
            return Content(
                fetch, single, chars, reading.absence_note, int(bool(reading.items)), 1, unread, shown
            )
        known, read, unread = self._list(seen)
        return Content(fetch, chars >= ARTICLE, chars, reading.absence_note, known, read, unread)

    def _list(self, seen: Seen) -> tuple[int, int, Reason | None]:
        """Pages announced, pages read, and why the others were not."""
        reading, atlas = seen.reading, self.ground.atlas
        assert reading is not None
        further = dict.fromkeys(
            [*map(place_of, reading.paging.urls), *self.ground.lists.pages_of.get(seen.place, ())]
        )
        further.pop(seen.place, None)
        told = [p for p in further if not _is_evidence(atlas.pages.get(p))]
        pages = [atlas.pages.get(p) for p in told]
        read = 1 + sum(1 for p in pages if p is not None and p.is_read)
        known = max(reading.paging.count or 1, 1 + len(told))
        if (reading.scripted_list and not reading.items) or reading.paging.scripted:
            return known, read, self._unrendered(reading)
        reasons = sorted({_reason(p.fetch) for p in pages if p is not None and not p.is_read})
        if not reasons and not reading.items and _tells_nothing(pages):
            return known, read, self._unrendered(reading)
        if not reasons and read < known:
            reasons = [self.budget or Reason.OVER_BUDGET]
        return known, read, reasons[0] if reasons else None

    def _unrendered(self, reading: PageReading) -> Reason:
        """Why a script's rows were not read: no browser wrote them, or only a press of a button would."""
        if reading.items:
            return Reason.SCRIPTED_PAGING
        if reading.rendered or reading.unrendered is not None:
            return reading.unrendered or Reason.RENDER_FAILED
        off = self.ground.atlas.site.render == "never"
        return Reason.RENDER_OFF if off else self.budget or Reason.RENDERER_MISSING

    def _chars(self, reading: PageReading) -> int:
        """Characters of its own: none where only the frame is printed, as beside the rows of the site's lists."""
        chars = reading.text_chars
        if reading.kind is PageKind.LIST:
            return chars if not reading.items and chars >= self.beside_rows + ARTICLE else 0
        return 0 if chars in self.frame else chars


def _parts(ground: Ground) -> dict[str, set[str]]:
    """Which bodies show a part of the content without text: one on several pages belongs to their frame."""
    shown: dict[str, set[str]] = defaultdict(set)
    for seen in ground.atlas.read_pages():
        for part in seen.reading.parts if seen.reading else ():
            shown[part].add(seen.fetch.sha256 or seen.place)
    return shown


def _tells_nothing(pages: list[Seen | None]) -> bool:
    """What was asked for the rows of an empty page answered, but with something that is no list."""
    readings = [p.reading for p in pages if p is not None and p.reading is not None]
    return not any(r.items for r in readings) and any(r.kind is not PageKind.LIST for r in readings)


def _is_evidence(seen: Seen | None) -> bool:
    """An answer kept for what a browser's script asked: its rows are read from the page that shows them."""
    return seen is not None and seen.reading is None and seen.fetch.state is FetchState.OK


def _reason(fetch: Fetch) -> Reason:
    if fetch.state is FetchState.FAILED and fetch.tries < 2:
        return Reason.TRIED_ONCE
    return REASON_OF_FETCH.get(fetch.state, Reason.NOT_FETCHED)
