"""What menus call each place, beside what, and which of them is the home page's navigation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.assemble.addresses import place_of
from crawler.assemble.atlas import Atlas, Menu
from crawler.assemble.doors import find_doors, without_doors
from crawler.assemble.words import can_name_a_column, plain, section_code, words
from records.catalogue import SYNONYM, load_catalogue
from records.vocabulary import PageKind

NEAR = 4
LONG = 8  # characters; longer names in a navigation are those of columns only where page or catalogue say so
MAX_MENTIONS, MAX_SPOTS = 300_000, 20
_ELSEWHERE = 0.2


@dataclass(frozen=True, slots=True)
class Mention:
    """One entry of one menu: `place` None when it has no address, `parent` an index into the same list."""

    name: str
    place: str | None
    url: str | None
    parent: int | None
    hidden: bool


@dataclass(slots=True)
class MenuBook:
    """All mentions of all menus of a site."""

    menus: list[tuple[str, list[Mention]]] = field(default_factory=list)  # page that shows it, its entries
    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    urls: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spots: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))  # menu, entry
    shown_on: dict[str, int] = field(default_factory=dict)  # page -> index of its menu
    navigation: list[tuple[str, str]] = field(
        default_factory=list
    )  # name and place of the home navigation's top
    doors: dict[str, str] = field(default_factory=dict)  # place -> plain name of the section that opens on it
    everywhere: frozenset[str] = frozenset()  # places that most menus of the site mention
    of_columns: int = 0  # so many menus, the first, are shown by a page that is no entry


def neighbours(mentions: list[Mention], at: int) -> Iterator[Mention]:
    """Entries that stand near `at` on the same level of one menu."""
    near = mentions[max(0, at - NEAR) : at + NEAR + 1]
    return (m for m in near if m is not mentions[at] and m.parent == mentions[at].parent)


def read_menus(atlas: Atlas) -> MenuBook:
    """The menus of the site, without entries that cannot be columns or lead to other sites."""
    book = MenuBook()
    room, own_names = MAX_MENTIONS, site_names(atlas)
    kept: dict[int, int] = {}
    own = atlas.menu_of.get(atlas.home)
    shown = {n for place, n in atlas.menu_of.items() if atlas.pages[place].kind is not PageKind.ENTRY}
    for n in sorted(range(len(atlas.menus)), key=lambda n: (n != own, n not in shown, atlas.menus[n].page)):
        room -= len(atlas.menus[n].nodes)
        if room < 0:
            break
        kept[n] = len(book.menus)
        book.of_columns += n in shown
        book.menus.append((atlas.menus[n].page, _mentions(atlas, atlas.menus[n], own_names)))
    book.shown_on = {place: kept[n] for place, n in atlas.menu_of.items() if n in kept}
    if atlas.home not in book.shown_on and (bar := _bar(atlas)):
        book.menus.append((atlas.home, bar))
        book.shown_on[atlas.home] = len(book.menus) - 1
    book.doors = find_doors(book.menus)
    book.menus = [(page, without_doors(mentions, book.doors)) for page, mentions in book.menus]
    for n, (_, mentions) in enumerate(book.menus):
        _note(book, n, mentions)
    book.everywhere = _everywhere(book, atlas.home)
    book.navigation = _navigation(atlas, book)
    return book


def _note(book: MenuBook, menu: int, mentions: list[Mention]) -> None:
    for at, mention in enumerate(mentions):
        if mention.place is None or not can_name_a_column(mention.name):
            continue
        book.names[mention.place][mention.name] += 1
        book.by_name[plain(mention.name)].add(mention.place)
        former = book.urls.get(mention.place, mention.url or "")
        book.urls[mention.place] = min(former, mention.url or "", key=lambda u: (len(u), u))
        if len(book.spots[mention.place]) < MAX_SPOTS:
            book.spots[mention.place].append((menu, at))


def _mentions(atlas: Atlas, menu: Menu, own_names: frozenset[str]) -> list[Mention]:
    mentions: list[Mention] = []
    of_portal = len({section_code(n.name) for n in menu.nodes} - {""}) > 1
    for node in menu.nodes:
        name, url = node.name, node.url
        kept = url is not None and (atlas.own(url) or (of_portal and is_standard(name)))
        place = place_of(url) if kept and url else None
        if (
            (url is not None and not kept)
            or place == atlas.home
            or (url is None and plain(name) in own_names)
        ):
            name, place = "", None
        parent = node.parent
        while parent is not None and not mentions[parent].name and _is_site(atlas, menu.nodes[parent].url):
            parent = mentions[parent].parent  # what the site's own name heads stands at the top
        mentions.append(Mention(name, place, url if place else None, parent, node.hidden))
    return mentions


def _is_site(atlas: Atlas, url: str | None) -> bool:
    """A heading without an address, or the link home: a logo beside the navigation."""
    return url is None or place_of(url) == atlas.home


def site_names(atlas: Atlas) -> frozenset[str]:
    """What the site calls itself, in plain form: as a heading over its navigation that is no column."""
    home = atlas.pages.get(atlas.home)
    reading = home.reading if home else None
    told = [atlas.site.name, *atlas.site.aliases]
    if reading is not None:
        told += [reading.title, dict(reading.meta).get("SiteName", "")]
    plainly = {plain(n) for n in told if n and not load_catalogue().is_portal_name(n)} - {""}
    starts, ends = words("site_starts") | {""}, words("site_ends") | {""}
    return frozenset(start + n + end for n in plainly for start in starts for end in ends)


def _bar(atlas: Atlas) -> list[Mention]:
    """The navigation of a home page that shows no menu, from the region of its links."""
    home = atlas.pages.get(atlas.home)
    links = home.reading.home_links if home and home.reading else ()
    own = [x for x in links if x.text and atlas.own(x.url) and place_of(x.url) != atlas.home]
    region = next((r for r in ("nav", "header") if any(x.region == r for x in own)), "")
    return [
        Mention(x.text, place_of(x.url), x.url, None, False) for x in own if region and x.region == region
    ]


def is_standard(name: str) -> bool:
    """The name of a standard column. In a portal's menu it may lead to another host, as 依申请公开 often does."""
    match = load_catalogue().match(name)
    return match is not None and match.confidence >= SYNONYM


def _everywhere(book: MenuBook, home: str) -> frozenset[str]:
    pages = [mentions for page, mentions in book.menus if page != home]
    seen: Counter[str] = Counter()
    for mentions in pages:
        seen.update({m.place for m in mentions if m.place})
    return frozenset(p for p, n in seen.items() if len(pages) >= 3 and n >= len(pages) * _ELSEWHERE)


def _navigation(atlas: Atlas, book: MenuBook) -> list[tuple[str, str]]:
    """The top entries of the home page's first menu: those that other pages repeat, or all when none is repeated."""
    at = book.shown_on.get(atlas.home)
    mentions = book.menus[at][1] if at is not None else []
    run = _first_run(atlas, [m for m in mentions if m.parent is None])
    repeated = [r for r in run if r[1] in book.everywhere]
    return repeated if len(repeated) >= 2 else run


def _first_run(atlas: Atlas, tops: list[Mention]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    names: set[str] = set()
    strangers = 0
    for mention in tops:
        seen = atlas.pages.get(mention.place or "")
        if not mention.name or not mention.place:
            continue
        if plain(mention.name) in names:
            break
        kind = seen.kind if seen is not None else None
        known = kind is PageKind.LIST or is_standard(mention.name)
        if kind is PageKind.ENTRY or (len(plain(mention.name)) > LONG and not known):
            strangers += 1
            if strangers >= 2:
                break
        elif can_name_a_column(mention.name) and plain(mention.name) not in words("home_names"):
            names.add(plain(mention.name))
            found.append((mention.name, mention.place))
            strangers = 0
    return found
