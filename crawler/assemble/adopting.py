"""Give the portal what belongs to it: columns of its menu, columns it only links, tabs of its page."""

from __future__ import annotations

from itertools import islice

from crawler.assemble.addresses import folder_of, is_below, place_of
from crawler.assemble.area import BELOW_PORTAL, ENOUGH, Area, section_of
from crawler.assemble.graph import NESTED, Node
from crawler.assemble.portal_search import Search
from crawler.assemble.words import plain
from records.catalogue import SYNONYM, load_catalogue

STATUTORY = "statutory"
ROOT, TAB = "#portal", "#tab/"


class Adoption:
    """One portal taking in its columns."""

    def __init__(self, search: Search, area: Area) -> None:
        self.search, self.ground, self.graph, self.area = search, search.ground, search.graph, area
        nodes, menu = search.graph.nodes, search.menu(area.place)
        found = [nodes.get(place or "") or next(iter(self.graph.named(n)), None) for n, place in menu]
        self.members = {n.key for n in found if n is not None}
        self.again = {place for _, place in search.menu_again(area.place) if place}

    def adopt(self) -> None:
        """Columns that stand below nothing else and belong to the portal by menu, link or address hang on it now."""
        self.area.keys |= self._other_faces()
        root = self._root()
        self._add_linked(root)
        for key in sorted(self.graph.nodes):
            node = self.graph.nodes[key]
            if not node.votes and key not in self.area.keys and self._belongs(node):
                node.votes[root] += 1
        self._add_tabs(root)
        self.graph.settle()
        self._take_back()
        self._count_sections()

    def _take_back(self) -> None:
        """Columns that the portal shows among its own, though their pages say that they stand elsewhere too."""
        nodes = self.graph.nodes
        inside = {k for k in nodes if self.area.keys & {k, *self.graph.ancestors(k)}}
        settled = {k for k in inside if nodes[k].parent not in self.area.keys} | self.area.keys
        for key in sorted(nodes.keys() - settled):
            node = nodes[key]
            shown = {p for p, votes in node.votes.items() if votes >= NESTED} | node.also
            above = sorted(
                (p for p in shown & inside if key not in self.graph.ancestors(p)), key=self.graph.depth
            )
            if above and any(_stands_in_portal(n) for n in node.names):
                node.votes[above[-1]] = max(node.votes.values(), default=0) + 1
        self.graph.settle()

    def _other_faces(self) -> set[str]:
        """Headings of the menu that bear the portal's name, and what stands right above its sections."""
        nodes, is_portal_name = self.graph.nodes, load_catalogue().is_portal_name
        titles = {k for k in self.members if nodes[k].is_heading and is_portal_name(nodes[k].name)}
        sections = [nodes[k] for k in sorted(self.members) if section_of(nodes[k])]
        above = {n.parent for n in sections if len(self.search.right_below.get(n.parent or "", ())) >= ENOUGH}
        return titles | {k for k in above if k is not None}

    def _root(self) -> str:
        """The node that columns of the portal hang on; made when only a page stands for it."""
        keys = self.area.keys
        if not keys:
            keys.add(self.graph.add(Node(ROOT, "", self.area.url, is_group=True)).key)
        return min(keys, key=lambda k: (k != self.area.place, k))

    def _belongs(self, node: Node) -> bool:
        """A column of the portal's menu; or a section, or what the home page links too, that lies in its folder."""
        inside = any(is_below(node.key, p) for p in (self.area.place, self._folder()))
        if node.key in self.members and (inside or not node.in_navigation):
            return True
        if node.key in self.again and section_of(node):
            return True
        return (inside or node.is_heading) and section_of(node) != ""

    def _folder(self) -> str:
        """The folder the portal's page lies in, where it does not hold the whole navigation too."""
        folder = folder_of(self.area.place)
        bar = [n.key for n in self.graph.nodes.values() if n.in_navigation and n.key not in self.area.keys]
        shared = bool(bar) and all(is_below(key, folder) for key in bar)
        return folder if "/" in folder and not shared else self.area.place

    def _add_linked(self, root: str) -> None:
        """Standard columns that the portal's page links in any markup, not as a row of a list, are columns of it."""
        ground, graph = self.ground, self.graph
        for link in ground.atlas.links(self.area.place):
            place, code = place_of(link.url), _code(link.text)
            if not code or place in graph.nodes or place in {self.area.place, ground.atlas.home}:
                continue
            if place in ground.lists.rows or place in ground.lists.first_of or graph.named(link.text):
                continue
            if not ground.atlas.own(link.url) and not load_catalogue().by_code[code].is_section:
                continue
            seen = ground.atlas.pages.get(place)
            if seen is None or not ground.names.is_foreign(seen):
                node = graph.add(Node(place, link.text, seen.fetch.url if seen else link.url))
                node.votes[self._place_for(code, root)] += 1

    def _add_tabs(self, root: str) -> None:
        """Sections and items that the portal's page shows itself, by anchors or scripted tabs, are columns on that page."""
        seen = self.ground.atlas.pages.get(self.area.place)
        if seen is None or seen.reading is None:
            return
        has_content = bool(seen.reading.text_chars or seen.reading.items)
        for name, place in self.search.menu(self.area.place):
            if place not in {None, self.area.place} or not (code := _code(name)):
                continue
            if not has_content and not self._nested_below(plain(name)):
                continue
            known = [n for n in self.graph.named(name) if n.key not in self.area.keys]
            if not known:
                known = [self.graph.add(Node(f"{TAB}{self.area.place}/{plain(name)}", name, self.area.url))]
                known[0].votes[self._place_for(code, root)] += 1
                self._hang_below(known[0], name)
            for node in known:
                if node.is_heading:
                    node.is_group = any(node.key in n.votes for n in self.graph.nodes.values())
                    node.tab_of = None if node.is_group else self.area.place

    def _hang_below(self, tab: Node, name: str) -> None:
        """A section that is the portal's own page keeps the columns that menus and breadcrumbs put below its name."""
        nodes = self.graph.nodes
        for key in self._nested_below(plain(name)) | self._led_to_by(plain(name)):
            if key in nodes and key != tab.key and not section_of(nodes[key]):
                nodes[key].votes[tab.key] += NESTED

    def _nested_below(self, name: str) -> set[str]:
        return {
            m.place
            for _, mentions in self.ground.menus.menus
            for m in mentions
            if m.place and m.parent is not None and plain(mentions[m.parent].name) == name
        }

    def _led_to_by(self, name: str) -> set[str]:
        """Columns whose breadcrumb ends, before their own name, on the portal's page under that name."""
        atlas, steps = self.ground.atlas, self.ground.names.steps
        found = set()
        for key in self.graph.nodes:
            seen = atlas.pages.get(key)
            above = steps(seen)[:-1] if seen is not None and seen.reading is not None else ()
            if above and plain(above[-1][0]) == name and above[-1][1] == self.area.place:
                found.add(key)
        return found

    def _place_for(self, code: str, root: str) -> str:
        """Where a standard column hangs whose place no menu tells: below its standard section when that is there."""
        if load_catalogue().by_code[code].parent != STATUTORY:
            return root
        sections = [n for n in self.graph.nodes.values() if section_of(n) == STATUTORY and root in n.votes]
        return min((n.key for n in sections), default=root)

    def _count_sections(self) -> None:
        below = {
            section_of(node)
            for key, node in self.graph.nodes.items()
            if self.area.keys & set(islice(self.graph.ancestors(key), BELOW_PORTAL))
        }
        self.area.sections = tuple(c for c in self.search.order if c in below or c in self.area.sections)


def _stands_in_portal(name: str) -> bool:
    """The name of an item that belongs into the portal."""
    code = _code(name)
    return bool(code) and load_catalogue().by_code[code].parent != ""


def _code(name: str) -> str:
    match = load_catalogue().match(name)
    return match.code if match and match.confidence >= SYNONYM else ""
