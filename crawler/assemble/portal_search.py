"""Look for areas that may be the portal: told, linked from the home page, or seen in the column tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice

from crawler.assemble.addresses import place_of
from crawler.assemble.area import BELOW_PORTAL, ENOUGH, HOME_LINK, SECTIONS, SITE_FILE, Area, section_of
from crawler.assemble.graph import Graph, Node
from crawler.assemble.ground import Ground
from crawler.assemble.words import plain, section_code
from records.addresses import host_of
from records.catalogue import load_catalogue
from records.vocabulary import Visibility

ANCHORS = 3  # so many names of its own menu that lead to the page itself are anchors on it


class Search:
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
        self._in_home_menu = Counter((m.name, m.place) for m in self.home_menu)

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

    def _area(self, url: str, how: str) -> Area:
        """The area behind an address: redirects followed, with the nodes that lead to the same page."""
        first = place_of(url)
        place = first if self._shows_sections(first) else self.ground.atlas.lands(first)
        seen, nodes = self.ground.atlas.pages.get(place), self.graph.nodes
        keys = {k for k in (first, place) if k in nodes and (k != place or not self._is_member(place))}
        if how != SECTIONS:
            keys |= {k for k in nodes if k != place and self.ground.atlas.lands(k) == place}
            keys |= self._bar_headings({first, place})
        area = Area(seen.fetch.url if seen else url, place, keys, how=how)
        area.sections = self._shown(area)
        return area

    def _shows_sections(self, place: str) -> bool:
        """The page has the portal's menu itself, in a frame beside the one it sends its visitors to."""
        return len({section_code(name) for name, _ in self.menu(place)} - {""}) >= ENOUGH

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
            for name, p in self.menu(place)
            if (p == place or plain(name) in node.names) and not is_portal_name(name)
        }
        return 0 < len(own) < ANCHORS

    def _shown(self, area: Area) -> tuple[str, ...]:
        """Sections below the area's nodes, and in the menu of its page as far as that is no menu of the whole site."""
        shown = {s for k in area.keys for s in self.below.get(k, ())}
        shown |= {section_code(name) for name, _ in self.menu(area.place)}
        return tuple(c for c in self.order if c in shown)

    def menu(self, place: str) -> list[tuple[str, str | None]]:
        """Names and places of a page's menu without what the home page's menu holds too."""
        at = self.ground.menus.shown_on.get(place)
        if at is None or place == self.ground.atlas.home:
            return []
        shown = Counter((m.name, m.place) for m in self.ground.menus.menus[at][1] if m.name)
        return [pair for pair in shown if pair not in self._in_home_menu]

    def menu_again(self, place: str) -> list[tuple[str, str | None]]:
        """Names and places that a page's menus show more often than the home page's menu does: its own menu repeats them."""
        at = self.ground.menus.shown_on.get(place)
        if at is None or place == self.ground.atlas.home:
            return []
        shown = Counter((m.name, m.place) for m in self.ground.menus.menus[at][1] if m.name)
        return [pair for pair, times in shown.items() if times > self._in_home_menu[pair] > 0]
