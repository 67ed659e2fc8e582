"""The column tree as it is being put together: nodes by place (or by path, for headings) with votes for their parents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.assemble.words import plain

HEADING = "#"
NESTED = 6  # votes that only a menu or a breadcrumb gives


@dataclass(slots=True)
class Node:
    """One column in the making. `key` is its place, or "#" and its path for a heading without address."""

    key: str
    name: str
    url: str | None
    names: set[str] = field(default_factory=set)  # plain forms of all names it goes by
    votes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    also: set[str] = field(default_factory=set)  # what stands above other columns that only lead here
    parent: str | None = None
    is_group: bool = False
    in_navigation: bool = False
    tab_of: str | None = None  # place of the page on which it is only a tab

    @property
    def is_heading(self) -> bool:
        """It has no address of its own."""
        return self.key.startswith(HEADING)


class Graph:
    """Nodes by key."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self._named: dict[str, list[str]] = defaultdict(list)

    def add(self, node: Node) -> Node:
        """Keep a node under its key and all its names; an existing one of that key stays."""
        known = self.nodes.get(node.key)
        if known is not None:
            return known
        self.nodes[node.key] = node
        node.names.add(plain(node.name))
        for name in sorted(node.names):
            self._named[name].append(node.key)
        return node

    def heading(self, name: str, parent: str | None) -> Node:
        """The heading of that name below `parent`, made when there is none."""
        above = parent or ""
        made = self.add(Node(f"{HEADING}{above.lstrip(HEADING)}/{plain(name)}", name, None, is_group=True))
        if parent is not None:
            made.votes[parent] += 20
        return made

    def merge(self, node: Node, into: Node) -> None:
        """Let one node stand for another too: its names, its place in the navigation, the columns below it."""
        del self.nodes[node.key]
        for name in sorted(node.names - into.names):
            self._named[name].append(into.key)
        into.names |= node.names
        into.also |= {*node.also, *node.votes} - {into.key}
        into.in_navigation = into.in_navigation or node.in_navigation
        for child in self.nodes.values():
            if node.key in child.votes and child is not into:
                child.votes[into.key] += child.votes.pop(node.key)
            child.votes.pop(node.key, None)

    def named(self, name: str) -> list[Node]:
        """Nodes that go by a name."""
        return [self.nodes[k] for k in self._named.get(plain(name), []) if k in self.nodes]

    def ancestors(self, key: str) -> Iterator[str]:
        """Keys above a node, nearest first; needs settled parents."""
        above = self.nodes[key].parent
        while above is not None:
            yield above
            above = self.nodes[above].parent

    def depth(self, key: str) -> int:
        """How many nodes stand above."""
        return sum(1 for _ in self.ancestors(key))

    def children(self) -> dict[str | None, list[str]]:
        """Keys by parent, in order of key."""
        found: dict[str | None, list[str]] = defaultdict(list)
        for key in sorted(self.nodes):
            found[self.nodes[key].parent].append(key)
        return found

    def settle(self) -> None:
        """Give every node the parent with most votes that closes no circle; of two of which one stands below the other
        the lower one: breadcrumbs skip levels that menus show."""
        for key in sorted(self.nodes):
            node = self.nodes[key]
            ranked = sorted(node.votes.items(), key=lambda v: (-v[1], v[0]))
            node.parent = next((p for p, _ in ranked if p in self.nodes and not self._circle(key, p)), None)
        for key in sorted(self.nodes):
            self._lower(key)

    def _lower(self, key: str) -> None:
        """Move a node below the deepest of its candidates that stands below its parent."""
        node = self.nodes[key]
        above = node.parent
        if above is None:
            return
        sure = [p for p, votes in node.votes.items() if votes >= NESTED and p in self.nodes and p != key]
        nested = [p for p in sure if above in (chain := set(self.ancestors(p))) and key not in chain]
        if nested:
            node.parent = max(nested, key=lambda p: (self.depth(p), node.votes[p], p))

    def _circle(self, key: str, parent: str) -> bool:
        above: str | None = parent
        while above is not None:
            if above == key:
                return True
            above = self.nodes[above].parent
        return False
