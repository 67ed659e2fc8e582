"""What a page calls itself and its ancestors: its breadcrumb and its ColumnName, as far as they can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from crawler.assemble.addresses import place_of
from crawler.assemble.atlas import Atlas, Seen
from crawler.assemble.words import plain, section_code, words
from records.catalogue import load_catalogue
from records.vocabulary import PageKind

_TOO_COMMON = 4
_JOINTS = re.compile(r"[-_|—–]+")
Step = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Naming:
    """`own` is what the page calls itself ("" unknown), `above` the steps of its breadcrumb before that."""

    own: str
    above: tuple[Step, ...]


class Names:
    """Names of pages. Words that many pages bear alike (a template's constant) count for nothing."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._site = {plain(n) for n in (atlas.site.name, *atlas.site.aliases)} | words("home_names")
        home = atlas.pages.get(atlas.home)
        self._home_title = plain(home.reading.title) if home and home.reading else ""
        self._home_name = _site_name(atlas.pages.get(atlas.home))
        self._home_domain = _tag(home, "SiteDomain").lower()
        self._portal_menus = {
            n for n, m in enumerate(atlas.menus) if len({section_code(x.name) for x in m.nodes} - {""}) > 1
        }
        borne: Counter[str] = Counter()
        for seen in atlas.read_pages():
            if seen.kind is not PageKind.ENTRY and seen.reading is not None:
                borne[plain(seen.reading.column or "")] += 1
        self._common = {n for n, times in borne.items() if times >= _TOO_COMMON}

    def steps(self, seen: Seen) -> tuple[Step, ...]:
        """The breadcrumb without the home page and the site's own name."""
        reading = seen.reading
        crumbs = reading.breadcrumbs if reading else ()
        steps = [(c.name, place_of(c.url) if c.url and self.atlas.own(c.url) else None) for c in crumbs]
        return tuple(
            s for s in steps if s[1] != self.atlas.home and plain(s[0]) not in self._site and plain(s[0])
        )

    def of(self, seen: Seen, menu_names: frozenset[str]) -> Naming:
        """Own name and ancestors of a column page; `menu_names` in plain form help to read the breadcrumb."""
        steps = self.steps(seen)
        column = (seen.reading.column if seen.reading else None) or ""
        if steps and self._is_self(steps[-1], seen, menu_names):
            return Naming(steps[-1][0], steps[:-1])
        told = {plain(n) for n, _ in steps}
        own = column if plain(column) not in self._common | told | self._site else ""
        return Naming(own or ("" if steps else self._of_title(seen)), steps)

    def _of_title(self, seen: Seen) -> str:
        """The part of the page's title that is not the site's name, where neither breadcrumb nor tag tells more."""
        title = seen.reading.title if seen.reading else ""
        parts = [p.strip() for p in _JOINTS.split(title)]
        own = [p for p in parts if plain(p) and plain(p) not in self._site and plain(p) != self._home_title]
        return own[0] if own and len(parts) > 1 else ""

    def is_foreign(self, seen: Seen) -> bool:
        """The page says by name and domain that it is part of another website; a portal that another body's platform
        prints stays the body's own."""
        here = _site_name(seen)
        if not here or not self._home_name or here in self._home_name or self._home_name in here:
            return False
        own = plain(self.atlas.site.name)
        if (own and (own in here or here in own)) or self._is_in_portal(seen):
            return False
        domain = _tag(seen, "SiteDomain").lower()
        return (
            bool(domain)
            and not any(h in domain for h in self.atlas.site.hosts)
            and domain != self._home_domain
        )

    def _is_in_portal(self, seen: Seen) -> bool:
        is_portal_name = load_catalogue().is_portal_name
        if any(is_portal_name(n) or section_code(n) for n, _ in self.steps(seen)):
            return True
        return self.atlas.menu_of.get(seen.place) in self._portal_menus

    def _is_self(self, step: Step, seen: Seen, menu_names: frozenset[str]) -> bool:
        name, place = step
        if place is not None:
            return place == seen.place
        if not menu_names or plain(name) in menu_names:
            return True
        return plain(name) not in self._common


def better_name(own: str, menu: list[str]) -> str:
    """The name to print: the one the page and a menu share, else the one that means a standard column, else the menu's."""
    shared = [m for m in menu if plain(m) == plain(own)]
    if shared or not menu:
        return (shared or [own])[0]
    if not own:
        return menu[0]
    return max([menu[0], own], key=_meaning)


def _meaning(name: str) -> float:
    match = load_catalogue().match(name)
    return match.confidence if match else 0.0


def _site_name(seen: Seen | None) -> str:
    return plain(_tag(seen, "SiteName"))


def _tag(seen: Seen | None, name: str) -> str:
    if seen is None or seen.reading is None:
        return ""
    return dict(seen.reading.meta).get(name, "")
