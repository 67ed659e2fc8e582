"""Find the disclosure portal: the page or tree that shows two of the five sections, or the area named 政府信息公开."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.assemble.addresses import place_of
from crawler.assemble.adopting import Adoption
from crawler.assemble.area import ENOUGH, HOME_LINK, SECTIONS, SITE_FILE, Area
from crawler.assemble.graph import Graph
from crawler.assemble.ground import Ground
from crawler.assemble.portal_search import Search
from records.catalogue import load_catalogue
from records.types import HomeLink


def find_portal(ground: Ground, graph: Graph) -> Area | None:
    """The portal of the site, None when there is none; orphans of its own menu are given to it."""
    search = Search(ground, graph)
    areas = [*search.told(), *search.linked(), *search.trees()]
    chosen = next((a for a in areas if a.how == SITE_FILE), None)
    chosen = chosen or _best([a for a in areas if len(a.sections) >= ENOUGH], search)
    chosen = chosen or _best([a for a in areas if search.is_named(a)], search)
    chosen = chosen or search.home_itself() or search.on_another_host()
    if chosen is not None:
        Adoption(search, chosen).adopt()
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


def _best(areas: list[Area], search: Search) -> Area | None:
    """The home page's link before a tree, there the standard name, then more sections, a node of its own, the nearest to the root."""
    order = {HOME_LINK: 0, SECTIONS: 1}
    ranked = [
        (
            order[a.how],
            _is_other(a, search),
            -len(a.sections),
            not a.keys,
            n if a.how == HOME_LINK else len(a.place),
            a.place,
            n,
        )
        for n, a in enumerate(areas)
    ]
    return areas[min(ranked)[-1]] if ranked else None


def _is_other(area: Area, search: Search) -> bool:
    """A page that nobody calls the portal: below a column of news the sections only stand in its menu."""
    return area.how == SECTIONS and not search.is_named(area)
