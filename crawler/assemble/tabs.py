"""Sections that are only tabs of the portal's page share out what that page lists."""

from __future__ import annotations

from crawler.assemble.area import Area
from crawler.assemble.graph import Graph, Node
from crawler.assemble.owners import Found
from records.catalogue import load_catalogue

STATUTORY = "statutory"


def share_out(graph: Graph, area: Area | None, found: dict[str, Found]) -> dict[str, Found]:
    """Give rows of the portal's own page to the tab of their kind, else to the one for statutory content."""
    tabs = {c: n for n in graph.nodes.values() if n.tab_of is not None and (c := _code(n))}
    if area is None or not tabs:
        return found
    for entry in found.values():
        if entry.owner in area.keys:
            title = entry.rows[0].item.title if entry.rows else ""
            tab = _tab_of_kind(tabs, load_catalogue().kind_of(title)) or tabs.get(STATUTORY)
            if tab is not None:
                entry.owner = tab.key
                for row in entry.rows:
                    row.node = tab.key if row.node in area.keys else row.node
    return found


def _tab_of_kind(tabs: dict[str, Node], kind: str) -> Node | None:
    return next(
        (n for c, n in sorted(tabs.items()) if kind and load_catalogue().by_code[c].kind == kind), None
    )


def _code(node: Node) -> str:
    match = load_catalogue().match(node.name)
    return match.code if match else ""
