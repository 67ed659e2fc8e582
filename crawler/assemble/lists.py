"""Which pages are further pages of one list, and which places lists show as their rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from crawler.assemble.addresses import place_of
from crawler.assemble.atlas import Atlas, Seen
from crawler.assemble.menus import MenuBook
from crawler.assemble.words import plain
from records.vocabulary import PageKind


@dataclass(frozen=True, slots=True)
class ListBook:
    """`pages_of`: first page -> its further pages in order; `first_of` the reverse; `rows`: places that stand in dated rows."""

    pages_of: dict[str, tuple[str, ...]]
    first_of: dict[str, str]
    rows: frozenset[str]


def read_lists(atlas: Atlas, book: MenuBook) -> ListBook:
    """The lists of the site. A page that menus name, or that names another column, is never a further page."""
    further: dict[str, str] = {}
    rows: set[str] = set()
    for seen in atlas.read_pages():
        reading = seen.reading
        if reading is None or seen.kind is PageKind.ENTRY:
            continue
        rows.update(
            atlas.known(place_of(i.url)) for i in reading.items if i.url and (i.published_on or i.date_text)
        )
        for url in reading.paging.urls:
            place = place_of(url)
            if place != seen.place and place not in book.names and _same_column(seen, atlas.pages.get(place)):
                named = (further.get(place, seen.place), seen.place)
                further[place] = min(named, key=lambda p: (p not in book.names, len(p), p))
    _add_by_crumbs(atlas, book, further)
    first_of = {p: _first(p, further) for p in further if _first(p, further) != p}
    pages_of: dict[str, list[str]] = defaultdict(list)
    for place in sorted(first_of, key=lambda p: (len(p), p)):
        pages_of[first_of[place]].append(place)
    return ListBook({p: tuple(f) for p, f in pages_of.items()}, first_of, frozenset(rows))


def _add_by_crumbs(atlas: Atlas, book: MenuBook, further: dict[str, str]) -> None:
    """List pages that no menu and no pager names, but whose breadcrumb is that of one list that menus name."""
    lists = [s for s in atlas.read_pages() if s.kind is PageKind.LIST and s.reading and s.reading.breadcrumbs]
    trails: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for seen in lists:
        if seen.place in book.names:
            trails[_trail(seen)].add(seen.place)
    for seen in lists:
        if seen.place in book.names or seen.place in further or seen.place in further.values():
            continue
        last = seen.reading.breadcrumbs[-1].url if seen.reading else None
        named = {place_of(last)} & book.names.keys() if last else trails[_trail(seen)]
        for first in named - {seen.place} if len(named) == 1 else ():
            if _same_column(seen, atlas.pages.get(first)):
                further[seen.place] = first


def _trail(seen: Seen) -> tuple[str, ...]:
    return tuple(plain(c.name) for c in seen.reading.breadcrumbs) if seen.reading else ()


def _first(place: str, further: dict[str, str]) -> str:
    """The list's first page: the chain of shortest mentions, ended where it turns back."""
    passed = [place]
    while (above := further.get(passed[-1])) is not None and above not in passed:
        passed.append(above)
    return min(passed, key=lambda p: (p in further, len(p), p))


def _same_column(one: Seen, other: Seen | None) -> bool:
    names = [plain(s.reading.column or "") for s in (one, other) if s is not None and s.reading is not None]
    return len({n for n in names if n}) <= 1
