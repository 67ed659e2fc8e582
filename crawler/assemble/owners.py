"""Entries and the columns that own them: the most specific column that lists one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crawler.assemble.addresses import folder_of, is_below, place_of
from crawler.assemble.atlas import Seen
from crawler.assemble.graph import Graph
from crawler.assemble.ground import Ground
from crawler.assemble.paths import Paths
from records.types import ListItem
from records.vocabulary import PageKind

SIDEBAR = 3


@dataclass(slots=True)
class Row:
    """One appearance of an entry: node, address of the page, place in its list, the row."""

    node: str
    page: str
    position: int
    item: ListItem


@dataclass(slots=True)
class Found:
    """One entry with all its rows; `owner` is a node key."""

    place: str
    url: str
    rows: list[Row] = field(default_factory=list)
    owner: str = ""


class Owners:
    """Rows of all lists gathered by entry, each given to one column."""

    def __init__(self, ground: Ground, graph: Graph) -> None:
        self.ground, self.graph = ground, graph
        self.paths = Paths(graph, ground)
        self.found: dict[str, Found] = {}
        self.articles = {
            s.place for k in graph.nodes if (s := ground.content(k, graph.nodes)) and s.kind is PageKind.ENTRY
        }
        self._above = {k: tuple(graph.ancestors(k)) for k in graph.nodes}
        self._trails: dict[object, str | None] = {}
        self._folders = self._column_folders()

    def gather(self) -> dict[str, Found]:
        """All entries with owner; those that nothing places are left out."""
        for key in sorted(self.graph.nodes):
            for seen in self._list_pages(key):
                self._take_rows(key, seen)
        self._take_home()
        for seen in self.ground.atlas.read_pages():
            if seen.kind is PageKind.ENTRY and self._stands_alone(seen):
                self.found[seen.place] = Found(seen.place, seen.fetch.url)
        for entry in self.found.values():
            entry.owner = self._owner(entry) or ""
        return {p: e for p, e in sorted(self.found.items()) if e.owner}

    def _stands_alone(self, seen: Seen) -> bool:
        """An entry page that no list showed: its list was not read, or it is linked in a text."""
        known = seen.place in self.articles or seen.place in self.found
        return not known and not self.ground.names.is_foreign(seen)

    def _list_pages(self, key: str) -> Iterator[Seen]:
        """The pages of a node's list, the first one first."""
        first = self.ground.content(key, self.graph.nodes)
        if first is None:
            return
        for place in (first.place, *self.ground.lists.pages_of.get(first.place, ())):
            seen = self.ground.atlas.pages.get(place)
            if seen is not None and seen.is_read and seen.kind is not PageKind.ENTRY:
                yield seen

    def _take_rows(self, key: str, seen: Seen) -> None:
        items, atlas = seen.reading.items if seen.reading else (), self.ground.atlas
        for position, item in enumerate(items, start=1):
            place = atlas.known(place_of(item.url)) if item.url else _row_place(seen.place, item)
            if self._is_entry(place, item):
                entry = self.found.setdefault(place, Found(place, item.url))
                entry.rows.append(Row(key, seen.fetch.url, position, self._lean(place, item)))

    def _lean(self, place: str, item: ListItem) -> ListItem:
        """The row with address and title of its page as one object with the page's own, where they are equal."""
        seen = self.ground.atlas.pages.get(place)
        if seen is None or seen.fetch.url != item.url:
            return item
        title = seen.reading.title if seen.reading and seen.reading.title == item.title else item.title
        return replace(item, url=seen.fetch.url, title=title)

    def _take_home(self) -> None:
        """What the home page alone lists is an entry too, but the home page owns nothing."""
        home = self.ground.atlas.pages.get(self.ground.atlas.home)
        for item in home.reading.items if home and home.reading else ():
            dated = item.published_on is not None or bool(item.date_text)
            if dated and self.ground.atlas.own(item.url) and self._is_entry(place_of(item.url), item):
                self.found.setdefault(place_of(item.url), Found(place_of(item.url), item.url))

    def _is_entry(self, place: str, item: ListItem) -> bool:
        """The row leads to no column, no further page of a list, no menu of other sites."""
        atlas = self.ground.atlas
        if place in self.graph.nodes and place not in self.articles:
            return False
        if place == atlas.home or place in self.ground.lists.first_of:
            return False
        dated = item.published_on is not None or bool(item.date_text)
        if not item.url or not atlas.own(item.url):
            return dated
        seen = atlas.pages.get(place)
        return dated or seen is None or seen.kind in {PageKind.ENTRY, None}

    def _owner(self, entry: Found) -> str | None:
        listed = list(dict.fromkeys(r.node for r in entry.rows))
        own = self._own_word(entry.place)
        if not listed:
            return own or self._by_folder(entry.place)
        if own is not None and (own in listed or any(k in self._above.get(own, ()) for k in listed)):
            return own
        deepest = [k for k in listed if not any(k in self._above[o] for o in listed if o != k)]
        if len(deepest) >= SIDEBAR and own is not None:
            return own
        return min(deepest, key=lambda k: (*self._nearness(entry.place, k), -len(self._above[k]), k))

    def _nearness(self, place: str, node: str) -> tuple[int]:
        """Lower for the column in whose folder the entry lies, the nearest folder first."""
        return (-len(node) if is_below(place, node) else 0,)

    def _own_word(self, place: str) -> str | None:
        """The column that the entry's own breadcrumb names."""
        seen = self.ground.atlas.pages.get(place)
        if seen is None or seen.reading is None or not seen.reading.breadcrumbs:
            return None
        crumbs = seen.reading.breadcrumbs
        if crumbs not in self._trails:
            self._trails[crumbs] = self.paths.find(self.ground.names.steps(seen))
        return self._trails[crumbs]

    def _by_folder(self, place: str) -> str | None:
        above = folder_of(place)
        while above:
            if above in self._folders:
                return self._folders[above]
            above = folder_of(above)
        return None

    def _column_folders(self) -> dict[str, str]:
        """Folder -> the only column in it; a folder that two columns share tells nothing."""
        shared: dict[str, set[str]] = defaultdict(set)
        for key, node in self.graph.nodes.items():
            if not node.is_heading and key not in self.articles:
                shared[key.split("?", 1)[0]].add(key)
        return {folder: next(iter(keys)) for folder, keys in shared.items() if len(keys) == 1}


def _row_place(page: str, item: ListItem) -> str:
    """A row whose link cannot be followed is an entry too; page, title and date tell it from others."""
    return f"#row/{page}/{item.title}/{item.published_on or item.date_text}"
