"""Which pages of a crawl need a browser, noted as they come in."""

from __future__ import annotations

from crawler.feed import Seen
from records.types import FrontierRow, Site
from records.vocabulary import PageKind

RENDERS = 40  # pages of a site; setting crawl.renders
RENDER_SECONDS = 20.0  # for one page, all told; setting crawl.render_seconds
SHELL_CHARS = 50  # a first page with less text than this and without links is an application's shell
_FIRST = frozenset({PageKind.HOME, PageKind.PORTAL})
_LISTS = frozenset({PageKind.COLUMN, PageKind.LIST})


def need(seen: Seen, mode: str) -> str:
    """Why this page is to be rendered: list, shell, always; "" where its markup says all."""
    reading = seen.reading
    if reading is None or reading.rendered or seen.fetch.sniffed != "html" or mode == "never":
        return ""
    if reading.scripted_list and not reading.items:
        return "list"
    bare = (
        not reading.tree and not reading.links and not reading.redirect and reading.text_chars < SHELL_CHARS
    )
    if reading.kind in _FIRST and bare:
        return "shell"
    return "always" if mode == "always" and reading.kind in _LISTS else ""


class Renders:
    """The pages that wait for a browser, within the budget of their site."""

    def __init__(self, site: Site) -> None:
        self._mode = site.render
        self._left = int(site.settings.get("crawl.renders", RENDERS))
        self.limit = float(site.settings.get("crawl.render_seconds", RENDER_SECONDS))
        self._waiting: dict[str, tuple[Seen, str]] = {}
        self._asked: set[str] = set()
        self.done = 0
        self.seconds = 0.0

    @property
    def waiting(self) -> int:
        """How many pages may still be rendered."""
        return min(len(self._waiting), self._left)

    def note(self, seen: Seen) -> None:
        """A page has come in; one that was rendered by a former process of the run counts for the budget."""
        key, why = seen.row.key, need(seen, self._mode)
        if why and key not in self._asked:
            self._waiting[key] = (seen, why)
        elif seen.reading is not None and seen.reading.rendered and key not in self._asked:
            self._asked.add(key)
            self._left -= 1
            self.done += 1
            self.seconds += seen.reading.render_seconds

    def take(self) -> tuple[FrontierRow, Seen, str]:
        """The next page and why it is to be rendered."""
        key = next(iter(self._waiting))
        seen, why = self._waiting.pop(key)
        self._asked.add(key)
        self._left -= 1
        return seen.row, seen, why

    def give_up(self) -> int:
        """Leave what waits as it is; returns how many pages that are."""
        left = len(self._waiting)
        self._waiting.clear()
        return left
