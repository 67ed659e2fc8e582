"""Columns as records know them, from the tree, its meanings and its contents."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields

from crawler.assemble.area import Area, section_of
from crawler.assemble.confirmed import confirmed_places
from crawler.assemble.contents import Content, Contents
from crawler.assemble.graph import Graph, Node
from crawler.assemble.ground import Ground
from crawler.assemble.kinds import Meaning, Spot, meanings
from crawler.assemble.owners import Found
from crawler.assemble.words import is_aside, is_body
from crawler.platforms.registry import shown_at
from records.addresses import page_key
from records.catalogue import load_catalogue
from records.column_names import printed_name
from records.types import Column
from records.vocabulary import Place

STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that columns are made from."""

    ground: Ground
    graph: Graph
    area: Area | None
    found: Mapping[str, Found]

    @property
    def portal_keys(self) -> frozenset[str]:
        """Nodes that stand for the portal itself."""
        return frozenset(self.area.keys) if self.area else frozenset()

    def way(self, key: str) -> tuple[tuple[str, ...], bool]:
        """Keys from the top down to a node, from below the portal on when it lies there, and whether it does."""
        way = [key]
        for above in self.graph.ancestors(key):
            if above in self.portal_keys:
                return tuple(reversed(way)), True
            way.append(above)
        return tuple(reversed(way)), False


def columns(shelf: Shelf, contents: Contents) -> dict[str, Column]:
    """Columns by node key; the portal itself is one only when its page lists entries of its own."""
    own = Counter(f.owner for f in shelf.found.values())
    keys = [k for k in sorted(shelf.graph.nodes) if _is_shown(shelf, k, own)]
    held = {k: contents.of(shelf.graph.nodes[k]) for k in keys}
    titles = _titles(shelf)
    meaning = meanings([_spot(shelf, k, titles[k], held[k]) for k in keys])
    ids = {k: column_id(shelf, k) for k in keys}
    labels = _Labels(shelf, meaning, ids)
    return {k: labels.column(shelf.graph.nodes[k], held[k]) for k in keys}


def column_id(shelf: Shelf, key: str) -> str:
    """16 hex of the address, or of the path of a column that has none of its own."""
    node = shelf.graph.nodes[key]
    if node.url is not None and not node.is_heading:
        return page_key(node.url)
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _is_shown(shelf: Shelf, key: str, own: Counter[str]) -> bool:
    """Not the portal itself without rows of its own, nor a step that only breadcrumbs name and that holds nothing."""
    node = shelf.graph.nodes[key]
    if key in shelf.portal_keys:
        return own[key] > 0 and not node.is_heading
    if (
        own[key]
        or node.in_navigation
        or node.is_heading
        or any(n.parent == key for n in shelf.graph.nodes.values())
    ):
        return True
    seen = shelf.ground.content(key, shelf.graph.nodes)
    if seen is not None and seen.reading is not None:
        forwards = seen.reading.redirect is not None and node.parent is None
        return not forwards and (
            key in shelf.ground.menus.names or bool(seen.reading.items or seen.reading.text_chars)
        )
    return key in shelf.ground.menus.names


def _titles(shelf: Shelf) -> Mapping[str, Counter[str]]:
    """Content kinds of the titles that each column lists."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    kind_of = load_catalogue().kind_of
    for entry in shelf.found.values():
        title = entry.rows[0].item.title if entry.rows else ""
        for node in {entry.owner, *(r.node for r in entry.rows)}:
            kinds[node][kind_of(title)] += 1
    return kinds


def _spot(shelf: Shelf, key: str, titles: Counter[str], content: Content) -> Spot:
    node, (way, in_portal) = shelf.graph.nodes[key], shelf.way(key)
    is_portal_name = load_catalogue().is_portal_name
    area = in_portal or any(is_portal_name(n) for k in way[:-1] for n in shelf.graph.nodes[k].names)
    names = (node.name, *sorted(node.names - {node.name}))
    confirmed = confirmed_places(shelf.ground.atlas.site, shelf.graph)
    total = sum(titles.values())
    return Spot(
        key=key,
        names=names,
        depth=len(way) - 1,
        in_portal=in_portal,
        in_area=area,
        is_group=node.is_group,
        has_content=total > 0 or content.single_article or content.absence_note is not None,
        above=tuple(shelf.graph.ancestors(key)),
        section=next((c for k in reversed(way[:-1]) if (c := section_of(shelf.graph.nodes[k]))), ""),
        is_aside=any(is_aside(n) for k in way[:-1] for n in shelf.graph.nodes[k].names),
        is_other_bodys=any(_names_other_body(shelf, k) for k in way[:-1]),
        confirmed=confirmed.get(key, ""),
        kinds=titles,
        titles=total,
    )


def _names_other_body(shelf: Shelf, key: str) -> bool:
    """The column is called like a public body, but not like this one."""
    own = shelf.ground.own_names
    names = shelf.graph.nodes[key].names
    return any(is_body(n) and not any(n in o or o in n for o in own) for n in names)


@dataclass(frozen=True, slots=True)
class _Labels:
    """What columns are called and mean, by node."""

    shelf: Shelf
    meaning: Mapping[str, Meaning]
    ids: Mapping[str, str]

    def column(self, node: Node, content: Content) -> Column:
        """One node as a column."""
        mine, (way, in_portal) = self.meaning[node.key], self.shelf.way(node.key)
        way = tuple(k for k in way if k in self.ids)
        above = way[-2] if len(way) > 1 else None
        section_above = above is not None and in_portal and _is_section(self.meaning[above].code)
        return Column(
            id=self.ids[node.key],
            key=mine.code or f"x-{self.ids[node.key]}",
            code=mine.code,
            name=printed_name(node.name),
            url=node.url,
            shown_at=shown_at(node.url) if node.url else None,
            path=tuple(printed_name(self.shelf.graph.nodes[k].name) for k in way),
            parent=self.ids[above] if above else None,
            place=_place(self.shelf, way, in_portal, mine.code),
            first_level=node.in_navigation or section_above,
            below_statutory=in_portal and any(self.meaning[k].code == STATUTORY for k in way),
            confidence=mine.confidence,
            mapping_reason=mine.reason,
            candidates=mine.candidates,
            is_group=node.is_group,
            **{f.name: getattr(content, f.name) for f in fields(content)},
        )


def _is_section(code: str | None) -> bool:
    return code is not None and load_catalogue().by_code[code].is_section


def _place(shelf: Shelf, way: tuple[str, ...], in_portal: bool, code: str | None) -> Place:
    if in_portal:
        return Place.PORTAL_SECTION if len(way) == 1 and _is_section(code) else Place.PORTAL
    top = shelf.graph.nodes[way[0]]
    return (
        Place.HOME
        if top.in_navigation or any(shelf.graph.nodes[k].in_navigation for k in way)
        else Place.ELSEWHERE
    )
