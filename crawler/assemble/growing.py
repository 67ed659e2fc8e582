"""Grow the column tree: which places are columns, what they are called, what stands above them."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.assemble.addresses import folder_of, is_below, shape_of
from crawler.assemble.atlas import Seen
from crawler.assemble.confirmed import confirmed_places
from crawler.assemble.doors import hang_below_doors
from crawler.assemble.graph import Graph, Node
from crawler.assemble.ground import Ground
from crawler.assemble.menus import Mention, is_standard, neighbours
from crawler.assemble.naming import better_name
from crawler.assemble.paths import Paths
from crawler.assemble.words import can_name_a_column, plain, section_code
from records.catalogue import load_catalogue
from records.vocabulary import PageKind

MENU, BESIDE, FOLDER = 6, 3, 1


def grow(ground: Ground) -> Graph:
    """The column tree with settled parents."""
    graph = Graph()
    certain = frozenset(s.place for s in ground.atlas.read_pages() if _is_column(ground, s))
    for place in sorted(certain):
        _add(graph, ground, place)
    for place in sorted(ground.menus.names):
        if place not in graph.nodes and _is_named_like_a_column(ground, place, certain):
            _add(graph, ground, place)
    _add_confirmed(graph, ground)
    for name, place in ground.menus.navigation:
        if place in graph.nodes and plain(name) in graph.nodes[place].names:
            graph.nodes[place].in_navigation = True
    paths = Paths(graph, ground)
    paths.read_pages()
    _read_parents(graph, ground)
    _follow_forwards(graph, ground)
    paths.read_entries()
    _add_headings(graph, ground)
    hang_below_doors(graph, ground.menus)
    graph.settle()
    _flag_navigation(graph, ground)
    _look_beside(graph, ground)
    _look_at_folders(graph)
    graph.settle()
    return graph


def _add_confirmed(graph: Graph, ground: Ground) -> None:
    """Columns that a person confirmed exist, whatever the menus say."""
    for place, code in confirmed_places(ground.atlas.site, graph).items():
        url = ground.atlas.site.columns[code]
        if place in graph.nodes or place == ground.atlas.home:
            continue
        if ground.menus.names.get(place) or ground.atlas.pages.get(place):
            _add(graph, ground, place)
        if place not in graph.nodes or not graph.nodes[place].name:
            graph.nodes.pop(place, None)
            graph.add(Node(place, load_catalogue().by_code[code].name, url))


def _is_column(ground: Ground, seen: Seen) -> bool:
    """A page that its own structure shows to be a column's."""
    place, reading = seen.place, seen.reading
    if reading is None or place == ground.atlas.home or place in ground.lists.first_of:
        return False
    if seen.kind in {PageKind.ENTRY, PageKind.HOME} or ground.names.is_foreign(seen):
        return False
    menu = ground.menus.names.get(place)
    naming = ground.names.of(seen, frozenset(map(plain, menu or ())))
    name = better_name(naming.own, _ranked(menu) if not naming.own else [])
    if not can_name_a_column(name):
        return False
    if seen.kind in {PageKind.LIST, PageKind.PORTAL}:
        return True
    if place in ground.lists.rows and load_catalogue().match(name) is None:
        return False
    return menu is not None or bool(naming.own and naming.above)


def _is_named_like_a_column(ground: Ground, place: str, certain: frozenset[str]) -> bool:
    """A place that menus name among columns: a page that did not answer, or one article that is a column's content."""
    seen = ground.atlas.pages.get(place)
    if place in ground.lists.rows or place in ground.lists.first_of or place == ground.atlas.home:
        return False
    if seen is not None and (
        ground.names.is_foreign(seen) or (seen.is_read and seen.kind is not PageKind.ENTRY)
    ):
        return False
    known = any(load_catalogue().match(n) for n in ground.menus.names[place])
    if not known and (seen is None or not seen.is_read) and shape_of(place) in ground.atlas.entry_shapes:
        return False
    if known and (seen is None or not seen.is_read):
        return True
    return any(
        (known or menu < ground.menus.of_columns)
        and _stands_among(ground.menus.menus[menu][1], at, certain, least=not known)
        for menu, at in ground.menus.spots[place]
    )


def _stands_among(mentions: list[Mention], at: int, certain: frozenset[str], *, least: bool = True) -> bool:
    """Columns stand beside it, by their pages or their standard names: most of its neighbours, or one at least."""
    near = {m.place: m.name for m in neighbours(mentions, at) if m.place and m.place != mentions[at].place}
    columns = sum(place in certain or is_standard(name) for place, name in near.items())
    return columns * 2 > len(near) if least else columns > 0


def _ranked(menu: Mapping[str, int] | None) -> list[str]:
    """Names that menus give one place, the best first: not those of its anchors, nor that of the area it opens."""
    names = menu or {}
    sections = {n: c for n in names if (c := section_code(n))}
    kept = [n for n in names if n not in sections] if len(set(sections.values())) > 1 else list(names)
    is_portal_name = load_catalogue().is_portal_name
    return sorted(kept, key=lambda n: (is_portal_name(n), -names[n], len(n), n))


def _add(graph: Graph, ground: Ground, place: str) -> None:
    seen, menu = ground.atlas.pages.get(place), _ranked(ground.menus.names.get(place))
    naming = ground.names.of(seen, frozenset(map(plain, menu))) if seen and seen.is_read else None
    above = {plain(n) for n, _ in naming.above} if naming else set()
    kept = [m for m in menu if plain(m) not in above]
    own = naming.own if naming else ""
    name = better_name(own, kept if own else menu)
    url = seen.fetch.url if seen else ground.menus.urls.get(place, "http://" + place)
    graph.add(Node(place, name, url, names={plain(m) for m in (*kept, own) if m}))


def _follow_forwards(graph: Graph, ground: Ground) -> None:
    """A column whose page only sends visitors on: to a column below it, then it is a heading; to another, then it is that one."""
    for key in sorted(graph.nodes):
        target = ground.atlas.lands(key)
        if target == key or target not in graph.nodes or key not in graph.nodes:
            continue
        node, other = graph.nodes[key], graph.nodes[target]
        if key in other.votes or is_below(target, key):
            node.is_group = True
            other.votes[key] += MENU
        else:
            graph.merge(node, other)


def _read_parents(graph: Graph, ground: Ground) -> None:
    """What menus nest, once for each pair."""
    pairs: set[tuple[str, str]] = set()
    for _, mentions in ground.menus.menus:
        for mention in mentions:
            if mention.place not in graph.nodes or mention.parent is None:
                continue
            above = _above(graph, mentions, mention)
            if above is not None and above != mention.place:
                pairs.add((str(mention.place), above))
    for place, above in sorted(pairs):
        graph.nodes[place].votes[above] += MENU


def _above(graph: Graph, mentions: list[Mention], mention: Mention) -> str | None:
    """The node of a menu entry's parent; a parent without address becomes a heading."""
    if mention.parent is None:
        return None
    upper = mentions[mention.parent]
    if upper.place in graph.nodes:
        return upper.place
    if upper.place is not None or not can_name_a_column(upper.name):
        return _above(graph, mentions, upper)
    known = graph.named(upper.name)
    if len(known) > 1 and mention.place in graph.nodes:
        votes, place = graph.nodes[mention.place].votes, mention.place
        known = [n for n in known if n.key in votes or is_below(place, n.key)]
    if len(known) == 1:
        return known[0].key
    return graph.heading(upper.name, _above(graph, mentions, upper)).key


def _add_headings(graph: Graph, ground: Ground) -> None:
    """Menu entries that nothing gives an address, standing among columns on a page that is no entry."""
    certain, bar = frozenset(graph.nodes), frozenset(ground.menus.navigation)
    for _, mentions in ground.menus.menus[: ground.menus.of_columns]:
        for at, mention in enumerate(mentions):
            if mention.place is not None or not can_name_a_column(mention.name):
                continue
            if ground.menus.by_name.get(plain(mention.name)) or graph.named(mention.name):
                continue
            known = load_catalogue().match(mention.name) is not None
            if not _stands_among(mentions, at, certain, least=not known):
                continue
            parent = _above(graph, mentions, mention) or _beside(graph, mentions, at, bar)
            if parent is not None:
                graph.heading(mention.name, parent)


def _flag_navigation(graph: Graph, ground: Ground) -> None:
    """A navigation entry that leads straight into a column below it stands for its ancestor of that name."""
    for name, place in ground.menus.navigation:
        if place not in graph.nodes or plain(name) in graph.nodes[place].names:
            continue
        for key in graph.ancestors(place):
            if plain(name) in graph.nodes[key].names:
                graph.nodes[key].in_navigation = True


def _look_beside(graph: Graph, ground: Ground) -> None:
    """Places without a parent that stand in a menu between two children of one column."""
    found: dict[str, set[str]] = {}
    bar = frozenset(ground.menus.navigation)
    for _, mentions in ground.menus.menus:
        for at, mention in enumerate(mentions):
            node = graph.nodes.get(mention.place or "")
            if node is not None and node.parent is None and not node.in_navigation:
                parent = _beside(graph, mentions, at, bar)
                if parent is not None and parent != node.key and not _are_sections(node, graph.nodes[parent]):
                    found.setdefault(node.key, set()).add(parent)
    for key in sorted(found):
        if len(found[key]) == 1:
            graph.nodes[key].votes[next(iter(found[key]))] += BESIDE


def _are_sections(*nodes: Node) -> bool:
    """All of them bear names of the portal's sections, none of which stands below another."""
    return all(any(section_code(n) for n in node.names) for node in nodes)


def _beside(graph: Graph, mentions: list[Mention], at: int, bar: frozenset[tuple[str, str]]) -> str | None:
    """The one parent of the columns near an entry, those of the home navigation (`bar`) left out."""
    parents = {
        _parent_of(graph.nodes[m.place])
        for m in neighbours(mentions, at)
        if m.place in graph.nodes and not graph.nodes[m.place].in_navigation and (m.name, m.place) not in bar
    }
    parents.discard(None)
    return parents.pop() if len(parents) == 1 else None


def _parent_of(node: Node) -> str | None:
    return node.parent or max(sorted(node.votes), key=lambda v: node.votes[v], default=None)


def _look_at_folders(graph: Graph) -> None:
    """Last, the folders of addresses: a column below the nearest column whose folder holds it."""
    for key in sorted(graph.nodes):
        node = graph.nodes[key]
        if node.votes or node.is_heading or node.in_navigation:
            continue
        above = folder_of(key)
        while above and above not in graph.nodes:
            above = folder_of(above)
        if above and is_below(key, above):
            node.votes[above] += FOLDER
