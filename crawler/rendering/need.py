"""Which pages of a crawl need a browser, noted as they come in."""

from __future__ import annotations

from crawler.feed import Seen
from records.addresses import page_key
from records.catalogue import load_catalogue
from records.types import FrontierRow, PageReading, Site
from records.vocabulary import PageKind, Reason

RENDERS = 40  # pages of a site; setting crawl.renders
RENDER_SECONDS = 20.0  # for one page, all told; setting crawl.render_seconds
_FIRST = frozenset({PageKind.HOME, PageKind.PORTAL})
_LISTS = frozenset({PageKind.COLUMN, PageKind.LIST})


def need(seen: Seen, site: Site) -> str:
    """Why this page is to be rendered: list, shell, menu, always; "" where its markup says all."""
    reading = seen.reading
    if reading is None or reading.rendered or seen.fetch.sniffed != "html" or site.render == "never":
        return ""
    if reading.scripted_list and not reading.items:
        return "list"
    if reading.unwritten and not reading.redirect and _leads_on(seen, reading, site):
        return reading.unwritten
    return "always" if site.render == "always" and reading.kind in _LISTS else ""


def _leads_on(seen: Seen, reading: PageReading, site: Site) -> bool:
    """The home page or the portal: what their menus do not tell, the crawl does not find."""
    portal = site.portal is not None and seen.row.key == page_key(site.portal)
    return portal or reading.kind in _FIRST or load_catalogue().is_portal_name(reading.column or "")


class Renders:
    """The pages that wait for a browser, within the budget of their site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._left = int(site.settings.get("crawl.renders", RENDERS))
        self.limit = float(site.settings.get("crawl.render_seconds", RENDER_SECONDS))
        self._waiting: dict[str, tuple[Seen, str]] = {}
        self._over: dict[str, None] = {}  # keys of what the budget leaves out
        self._empty: dict[str, tuple[Seen, frozenset[str]]] = {}  # empty lists, keys of what should fill them
        self._lists: set[str] = set()
        self._asked: set[str] = set()
        self.done = 0
        self.seconds = 0.0

    @property
    def waiting(self) -> int:
        """How many pages may still be rendered, now that all that was asked for is back."""
        for key, (seen, told) in list(self._empty.items()):
            if not told & self._lists and key not in self._asked:
                self._wait(key, seen, "list")
            del self._empty[key]
        return len(self._waiting)

    def note(self, seen: Seen) -> None:
        """A page has come in; one that a former process of the run rendered counts for the budget."""
        key, reading = seen.row.key, seen.reading
        if reading is None or key in self._asked:
            return
        if reading.rendered or reading.unrendered is Reason.RENDER_FAILED:
            self._count(key, reading.render_seconds)
            return
        if reading.kind is PageKind.LIST:
            self._lists.add(key)
            self._note_empty(seen, reading)
        why = need(seen, self._site)
        if why:
            self._wait(key, seen, why)

    def take(self) -> tuple[Seen, str]:
        """The next page and why it is to be rendered."""
        key = next(iter(self._waiting))
        self._asked.add(key)
        return self._waiting.pop(key)

    def rendered(self, row: FrontierRow, seconds: float) -> None:
        """A page was opened in a browser, whatever came of it."""
        self._count(row.key, seconds)

    def give_up(self) -> list[str]:
        """Leave what waits as it is; the keys of these pages."""
        left = [*self._waiting, *self._over]
        self._asked.update(left)
        self._waiting.clear()
        self._over.clear()
        return left

    def _note_empty(self, seen: Seen, reading: PageReading) -> None:
        """A list whose rows an interface should bring: whether it did is known when its answers are in."""
        told = frozenset(page_key(u) for u in reading.paging.urls) - {seen.row.key}
        if told and not reading.items and seen.fetch.sniffed == "html" and self._site.render != "never":
            self._empty[seen.row.key] = (seen, told)

    def _wait(self, key: str, seen: Seen, why: str) -> None:
        if len(self._waiting) < self._left:
            self._waiting[key] = (seen, why)
        elif key not in self._waiting:
            self._over[key] = None

    def _count(self, key: str, seconds: float) -> None:
        self._asked.add(key)
        self._left -= 1
        self.done += 1
        self.seconds += seconds
