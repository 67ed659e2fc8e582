"""The last act of a crawl: put what was read in order and keep it as the run's dossier. No network."""

from __future__ import annotations

from crawler.assemble.area import Area
from crawler.assemble.atlas import Atlas
from crawler.assemble.columns import Shelf, columns
from crawler.assemble.contents import Contents
from crawler.assemble.coverage import coverage
from crawler.assemble.entries import entries
from crawler.assemble.ground import Ground, ground_of
from crawler.assemble.growing import grow
from crawler.assemble.owners import Owners
from crawler.assemble.page_links import LinkSource, link_book
from crawler.assemble.portal import find_portal, portal_links
from crawler.assemble.site_pages import site_pages
from crawler.assemble.tabs import share_out
from records.collector import collector_paused
from records.store import Store
from records.types import Column, Coverage, Dossier, Fetch, Home
from records.vocabulary import FetchState, Reason


def build_dossier(store: Store, run_id: str) -> Dossier:
    """The dossier of a run, also of an unfinished one, from its stored pages alone; saved and returned."""
    with collector_paused():
        dossier = _put_in_order(store, run_id)
        store.save_dossier(dossier)
    return dossier


def _put_in_order(store: Store, run_id: str) -> Dossier:
    run, atlas = store.run(run_id), Atlas.of(store, run_id)
    ground = ground_of(atlas)
    graph = grow(ground)
    area = find_portal(ground, graph)
    portal = area.portal(ground) if area else None
    seen = coverage(store, run, atlas, portal)
    found = share_out(graph, area, Owners(ground, graph).gather())
    shelf = Shelf(ground, graph, area, found)
    made = columns(shelf, Contents(ground, graph, _left_out(seen)))
    source = LinkSource(
        lambda: store.link_numbers(run_id),
        store.numbered_links,
        frozenset(r.key for r in store.unseen(run_id)),
        store.outlinks(run_id),
    )
    book = link_book(atlas, source, frozenset(k for k, c in made.items() if not c.is_group))
    home = _home(ground, area, made, store.home_tries(run_id))
    atlas.forget_rows()
    listed = tuple(entries(atlas, found, made, book))
    return Dossier(
        site=atlas.site,
        run=run,
        coverage=seen,
        home=home,
        portal=portal,
        search=store.search(run_id),
        columns=tuple(sorted(made.values(), key=lambda c: (c.path, c.id))),
        entries=listed,
        pages=tuple(site_pages(ground, made, book)),
        hosts=book.hosts,
        menu_links=book.in_menus,
    )


def _left_out(seen: Coverage) -> Reason | None:
    """Why addresses were never asked for, when there are any."""
    if seen.complete:
        return None
    return Reason.OVER_BUDGET if seen.why_incomplete in {"pages", "minutes", "bytes"} else Reason.CUT_SHORT


def _home(
    ground: Ground, area: Area | None, made: dict[str, Column], tries: tuple[Fetch, ...]
) -> Home | None:
    """The home page as it was seen; None when it was never asked for."""
    seen = ground.atlas.pages.get(ground.atlas.home)
    if seen is None:
        return Home(tries[-1], tries) if tries else None
    reading = seen.reading if seen.fetch.state is FetchState.OK else None
    if reading is None:
        return Home(seen.fetch, tries)
    inside = frozenset(k for k, c in made.items() if c.place.value.startswith("portal"))
    return Home(
        fetch=seen.fetch,
        tries=tries,
        title=reading.title,
        links=reading.home_links,
        portal_links=portal_links(ground, area, reading.home_links, inside),
        items=tuple(i for i in reading.items if i.published_on or i.date_text),
        meta=ground.atlas.full([seen]).get(seen.key, reading).meta,
    )
