"""Find the disclosure portal: the page or tree that shows two of the five sections, or the area named 政府信息公开."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from crawler.assemble.addresses import folder_of, is_below, place_of
from crawler.assemble.graph import Graph, Node
from crawler.assemble.ground import Ground
from crawler.assemble.words import plain, section_code
from records.addresses import host_of
from records.catalogue import SYNONYM, load_catalogue
from records.types import Fetch, HomeLink, Portal
from records.vocabulary import FetchState, Visibility

ENOUGH = 2
SITE_FILE, HOME_LINK, SECTIONS = "site file", "home link", "sections"
BELOW_PORTAL = 2
ANCHORS = 3  # so many names of its own menu that lead to the page itself are anchors on it
STATUTORY = "statutory"
ROOT, TAB = "#portal", "#tab/"


@dataclass(slots=True)
class Area:
    """A place or heading that may be the portal. `keys`: all nodes that stand for it; `place` where its page is."""

    url: str
    place: str
    keys: set[str] = field(default_factory=set)
    sections: tuple[str, ...] = ()
    how: str = SECTIONS

    def portal(self, ground: Ground) -> Portal:
        """The area as records know it."""
        seen = ground.atlas.pages.get(self.place)
        fetch = seen.fetch if seen else None
        if fetch is None and not ground.atlas.own(self.url):
            fetch = Fetch(self.url, FetchState.OUT_OF_SCOPE)
        return Portal(self.url, host_of(self.url), self.sections, self.how, fetch)


def find_portal(ground: Ground, graph: Graph) -> Area | None:
    """The portal of the site, None when there is none; orphans of its own menu are given to it."""
    search = _Search(ground, graph)
    areas = [*search.told(), *search.linked(), *search.trees()]
    chosen = next((a for a in areas if a.how == SITE_FILE), None)
    chosen = chosen or _best([a for a in areas if len(a.sections) >= ENOUGH])
    chosen = chosen or _best([a for a in areas if search.is_named(a)])
    chosen = chosen or search.home_itself() or search.on_another_host()
    if chosen is not None:
        search.adopt(chosen)
    return chosen


def portal_links(
    ground: Ground, area: Area | None, links: Iterable[HomeLink], inside: frozenset[str]
) -> tuple[HomeLink, ...]:
    """Links of the home page that lead to the portal under any name; `inside` are the places of its columns."""
    if area is None:
        return ()
    match = load_catalogue()
    places = {area.place, *area.keys}
    found = []
    for link in links:
        place = place_of(link.url)
        straight = place in places or ground.atlas.lands(place) in places
        within = place in inside or ground.atlas.lands(place) in inside
        if straight or (within and (match.is_portal_name(link.text) or area.place == ground.atlas.home)):
            found.append(link)
    return tuple(found)


def section_of(node: Node) -> str:
    """The code of the section that a node's name means, else empty."""
    return section_code(node.name) or next((s for n in sorted(node.names) if (s := section_code(n))), "")


class _Search:
    """One look for the portal."""

    def __init__(self, ground: Ground, graph: Graph) -> None:
        self.ground, self.graph = ground, graph
        self.order = [i.code for i in load_catalogue().items if i.is_section]
        self.below: dict[str, set[str]] = defaultdict(set)  # node -> sections at most two levels below it
        self.right_below: dict[str, set[str]] = defaultdict(set)
        for key in sorted(graph.nodes):
            section, above = section_of(graph.nodes[key]), list(islice(graph.ancestors(key), BELOW_PORTAL))
            if section and above:
                self.right_below[above[0]].add(section)
                for upper in above:
                    self.below[upper].add(section)
        home = ground.atlas.pages.get(ground.atlas.home)
        self.home_links = home.reading.home_links if home and home.reading else ()
        at = ground.menus.shown_on.get(ground.atlas.home)
        self.home_menu = ground.menus.menus[at][1] if at is not None else []
        self._in_home_menu = {(m.name, m.place) for m in self.home_menu}

    def told(self) -> list[Area]:
        """What the site file says."""
        url = self.ground.atlas.site.portal
        return [self._area(url, SITE_FILE)] if url else []

    def linked(self) -> list[Area]:
        """What the home page links by a name that portals have, best name first."""
        order = {name: n for n, name in enumerate(load_catalogue().portal_names)}
        named = [x for x in self.home_links if plain(x.text) in order and self.ground.atlas.own(x.url)]
        named.sort(
            key=lambda x: (order[plain(x.text)], x.visibility is not Visibility.VISIBLE, len(x.url), x.url)
        )
        return [self._area(x.url, HOME_LINK) for x in named]

    def trees(self) -> list[Area]:
        """Columns with sections below them, and pages whose menu holds sections."""
        nodes = [self.graph.nodes[k] for k in sorted(self.graph.nodes)]
        pages = [self._area(n.url, SECTIONS) for n in nodes if n.url and self.ground.atlas.own(n.url)]
        headings = [a for n in nodes if n.is_heading and (a := self._heading_area(n)) is not None]
        return [*pages, *headings]

    def is_named(self, area: Area) -> bool:
        """It is called by the standard name, the first of the catalogue's portal names."""
        standard = load_catalogue().portal_names[0]
        names = {n for k in area.keys for n in self.graph.nodes[k].names}
        if area.how == HOME_LINK:
            lands = self.ground.atlas.lands
            names |= {plain(x.text) for x in self.home_links if lands(place_of(x.url)) == area.place}
        return standard in names

    def home_itself(self) -> Area | None:
        """A site whose home page is the portal: its own menu holds the sections."""
        codes = {s for m in self.home_menu if m.parent is None and (s := section_code(m.name))}
        if len(codes) < ENOUGH:
            return None
        home = self.ground.atlas.site.home
        return Area(home, place_of(home), set(), tuple(c for c in self.order if c in codes))

    def on_another_host(self) -> Area | None:
        """The home page links a portal by its standard name, but on a host that this crawl does not enter."""
        standard = load_catalogue().portal_names[0]
        away = [
            x
            for x in self.home_links
            if standard in plain(x.text) and not self.ground.atlas.own(x.url) and host_of(x.url)
        ]
        away.sort(key=lambda x: (len(plain(x.text)), x.url))
        return Area(away[0].url, place_of(away[0].url), how=HOME_LINK) if away else None

    def adopt(self, area: Area) -> None:
        """Columns of the portal's own menu that stand below nothing else belong to the portal."""
        nodes = self.graph.nodes
        menu = [
            nodes.get(place or "") or next(iter(self.graph.named(n)), None)
            for n, place in self._menu(area.place)
        ]
        members = {n.key for n in menu if n is not None}
        area.keys |= {
            k for k in members if nodes[k].is_heading and load_catalogue().is_portal_name(nodes[k].name)
        }
        area.keys |= {
            str(nodes[k].parent)
            for k in sorted(members)
            if section_of(nodes[k]) and len(self.right_below.get(nodes[k].parent or "", ())) >= ENOUGH
        }
        root = self._root(area)
        self._add_linked(area, root)
        for key in sorted(nodes):
            node = nodes[key]
            if node.votes or key in area.keys or key == root:
                continue
            near = node.is_heading or is_below(key, area.place) or is_below(key, _folder(area.place))
            if (key in members and not node.in_navigation) or (section_of(node) and near):
                node.votes[root] += 1
        self._add_tabs(area, root)
        self.graph.settle()
        below = {
            section_of(nodes[k])
            for k in nodes
            if area.keys & set(islice(self.graph.ancestors(k), BELOW_PORTAL))
        }
        area.sections = tuple(c for c in self.order if c in below or c in area.sections)

    def _add_linked(self, area: Area, root: str) -> None:
        """Standard columns that the portal's page links in any markup, not as a row of a list, are columns of it."""
        nodes, ground = self.graph.nodes, self.ground
        statutory = next(
            (n.key for n in nodes.values() if section_of(n) == STATUTORY and n.key not in area.keys), root
        )
        for link in ground.atlas.links(area.place):
            place, item = place_of(link.url), load_catalogue().match(link.text)
            if (
                item is None
                or item.confidence < SYNONYM
                or place in nodes
                or place in {area.place, ground.atlas.home}
            ):
                continue
            if place in ground.lists.rows or place in ground.lists.first_of or self.graph.named(link.text):
                continue
            seen = ground.atlas.pages.get(place)
            if seen is not None and ground.names.is_foreign(seen):
                continue
            below = load_catalogue().by_code[item.code].parent == STATUTORY
            node = self.graph.add(Node(place, link.text, seen.fetch.url if seen else link.url))
            node.votes[statutory if below else root] += 1

    def _add_tabs(self, area: Area, root: str) -> None:
        """Sections and items that the portal's page shows itself, by anchors or scripted tabs, are columns on that page."""
        seen, match = self.ground.atlas.pages.get(area.place), load_catalogue().match
        if seen is None or seen.reading is None or not (seen.reading.text_chars or seen.reading.items):
            return
        for name, place in self._menu(area.place):
            found = match(name)
            if place not in {None, area.place} or found is None or found.confidence < SYNONYM:
                continue
            known = [n for n in self.graph.named(name) if n.key not in area.keys]
            if not known:
                tab = self.graph.add(Node(f"{TAB}{area.place}/{plain(name)}", name, area.url))
                tab.votes[root] += 1
                known = [tab]
            for node in known:
                if node.is_heading and not any(node.key in n.votes for n in self.graph.nodes.values()):
                    node.tab_of, node.is_group = area.place, False

    def _root(self, area: Area) -> str:
        """The node that columns of the portal hang on; made when only a page stands for it."""
        if area.keys:
            return min(area.keys, key=lambda k: (k != area.place, k))
        root = self.graph.add(Node(ROOT, "", area.url, is_group=True))
        area.keys.add(root.key)
        return root.key

    def _area(self, url: str, how: str) -> Area:
        """The area behind an address: redirects followed, with the nodes that lead to the same page."""
        first = place_of(url)
        place = self.ground.atlas.lands(first)
        seen, nodes = self.ground.atlas.pages.get(place), self.graph.nodes
        keys = {k for k in (first, place) if k in nodes and (k != place or not self._is_member(place))}
        if how != SECTIONS:
            keys |= {k for k in nodes if k != place and self.ground.atlas.lands(k) == place}
            keys |= self._bar_headings({first, place})
        area = Area(seen.fetch.url if seen else url, place, keys, how=how)
        area.sections = self._shown(area)
        return area

    def _heading_area(self, node: Node) -> Area | None:
        linked = [place for name, place in self.ground.menus.navigation if plain(name) in node.names]
        place = next((p for p in linked if p in self.graph.nodes), "")
        if not place and len(self.right_below.get(node.key, ())) >= ENOUGH:
            place = min(k for k, n in self.graph.nodes.items() if n.parent == node.key)
        if not place:
            return None
        area = Area(self.graph.nodes[place].url or "", place, {node.key})
        area.sections = self._shown(area)
        return area

    def _bar_headings(self, places: set[str]) -> set[str]:
        """Headings for which a navigation entry stands that leads to one of these places."""
        names = {plain(name) for name, place in self.ground.menus.navigation if place in places}
        return {
            k for k, n in self.graph.nodes.items() if n.is_heading and n.in_navigation and n.names & names
        }

    def _is_member(self, place: str) -> bool:
        """The page is one of the columns of its own menu, not the area that the menu is of."""
        node, is_portal_name = self.graph.nodes[place], load_catalogue().is_portal_name
        if section_of(node) or any(section_of(self.graph.nodes[k]) for k in self.graph.ancestors(place)):
            return True
        own = {
            plain(name)
            for name, p in self._menu(place)
            if (p == place or plain(name) in node.names) and not is_portal_name(name)
        }
        return 0 < len(own) < ANCHORS

    def _shown(self, area: Area) -> tuple[str, ...]:
        """Sections below the area's nodes, and in the menu of its page as far as that is no menu of the whole site."""
        shown = {s for k in area.keys for s in self.below.get(k, ())}
        shown |= {section_code(name) for name, _ in self._menu(area.place)}
        return tuple(c for c in self.order if c in shown)

    def _menu(self, place: str) -> list[tuple[str, str | None]]:
        """Names and places of a page's menu without what the home page's menu holds too."""
        at = self.ground.menus.shown_on.get(place)
        if at is None or place == self.ground.atlas.home:
            return []
        mentions = self.ground.menus.menus[at][1]
        return [(m.name, m.place) for m in mentions if m.name and (m.name, m.place) not in self._in_home_menu]


def _folder(place: str) -> str:
    """The folder a page lies in; a page right below the host shares its folder with the whole site."""
    folder = folder_of(place)
    return folder if "/" in folder else place


def _best(areas: list[Area]) -> Area | None:
    """The home page's link before a tree, then more sections, then a node of its own, then the nearest to the root."""
    order = {HOME_LINK: 0, SECTIONS: 1}
    ranked = [
        (order[a.how], -len(a.sections), not a.keys, n if a.how == HOME_LINK else len(a.place), a.place, n)
        for n, a in enumerate(areas)
    ]
    return areas[min(ranked)[-1]] if ranked else None
