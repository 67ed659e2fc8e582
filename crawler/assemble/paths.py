"""Breadcrumbs as paths through the column tree: each step is found, or added as a heading."""

from __future__ import annotations

from crawler.assemble.atlas import Seen
from crawler.assemble.graph import Graph, Node
from crawler.assemble.ground import Ground
from crawler.assemble.naming import Step
from crawler.assemble.words import can_name_a_column, plain
from records.vocabulary import PageKind

CRUMB, ENTRY_CRUMB = 10, 4
_MAX_PATHS = 5000


class Paths:
    """The breadcrumbs of a site against its column tree."""

    def __init__(self, graph: Graph, ground: Ground) -> None:
        self.graph, self.ground = graph, ground
        self._above: dict[str, tuple[str, ...]] = {}
        self._steps: dict[str, tuple[Step, ...]] = {}
        for place in sorted(graph.nodes):
            seen = ground.atlas.pages.get(place)
            if seen is not None and seen.is_read:
                menu = frozenset(map(plain, ground.menus.names.get(place, ())))
                self._steps[place] = ground.names.of(seen, menu).above
                self._above[place] = tuple(plain(n) for n, _ in self._steps[place])

    def read_pages(self) -> None:
        """What the pages of columns say stands above them."""
        for place in sorted(self._steps):
            parent = self.climb(self._steps[place], place)
            if parent is not None:
                self.graph.nodes[place].votes[parent] += CRUMB

    def read_entries(self) -> None:
        """What entries say about the columns they stand in, for columns whose own page does not say it."""
        distinct = {
            s.reading.breadcrumbs: s
            for s in self.ground.atlas.read_pages()
            if s.reading and s.kind is PageKind.ENTRY
        }
        for crumbs in sorted(distinct, key=repr)[:_MAX_PATHS]:
            self._read_entry(distinct[crumbs])

    def climb(self, steps: tuple[Step, ...], below: str) -> str | None:
        """The node that the last step means; steps without a page become headings."""
        parent: str | None = None
        path: tuple[str, ...] = ()
        for name, place in steps:
            if place == below or not can_name_a_column(name):
                continue
            parent = self._step(name, place, parent, path, below)
            path = (*path, plain(name))
        return parent

    def find(self, steps: tuple[Step, ...]) -> str | None:
        """The deepest node that a breadcrumb names; nothing is added."""
        for n in range(len(steps) - 1, -1, -1):
            name, place = steps[n]
            if place in self.graph.nodes:
                return place
            known = self._fitting(name, tuple(plain(s) for s, _ in steps[:n]), "")
            if len(known) == 1:
                return known[0].key
        return None

    def _read_entry(self, seen: Seen) -> None:
        steps = self.ground.names.steps(seen)
        last = next((n for n in range(len(steps) - 1, -1, -1) if steps[n][1] is not None), None)
        if last is None or self.ground.names.is_foreign(seen):
            return
        name, place = steps[last]
        if place is None or place in self._above or not can_name_a_column(name):
            return
        parent = self.climb(steps[:last], place)
        if place not in self.graph.nodes and self._can_stand(place):
            self._add(name, place)
        if parent is not None and place in self.graph.nodes:
            self.graph.nodes[place].votes[parent] = max(self.graph.nodes[place].votes[parent], ENTRY_CRUMB)

    def _step(
        self, name: str, place: str | None, parent: str | None, path: tuple[str, ...], below: str
    ) -> str:
        if place is not None and place not in self.graph.nodes and self._can_stand(place):
            node = self._add(name, place)
            if parent is not None:
                node.votes[parent] += CRUMB
        if place is not None and place in self.graph.nodes:
            return place
        known = self._fitting(name, path, below)
        return known[0].key if len(known) == 1 else self.graph.heading(name, parent).key

    def _fitting(self, name: str, path: tuple[str, ...], below: str) -> list[Node]:
        """Nodes of that name whose own page says the same path; else the one of the home navigation."""
        known = [n for n in self.graph.named(name) if n.key != below and not n.is_heading]
        same = [n for n in known if self._above.get(n.key) == path]
        if same or path:
            return same or [n for n in known if n.key not in self._above and len(known) == 1]
        top = [n for n in known if n.in_navigation]
        return top or [n for n in known if n.key not in self._above]

    def _can_stand(self, place: str) -> bool:
        ground, seen = self.ground, self.ground.atlas.pages.get(place)
        if place in ground.lists.first_of or place == ground.atlas.home:
            return False
        return (
            seen is None
            or not seen.is_read
            or (seen.kind is not PageKind.ENTRY and not ground.names.is_foreign(seen))
        )

    def _add(self, name: str, place: str) -> Node:
        seen = self.ground.atlas.pages.get(place)
        url = seen.fetch.url if seen else self.ground.menus.urls.get(place, "http://" + place)
        return self.graph.add(Node(place, name, url))
