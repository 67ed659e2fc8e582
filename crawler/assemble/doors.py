"""Sections without a page of their own: their menu entry leads straight into the first column below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.assemble.words import can_name_a_column, plain, section_code
from records.catalogue import load_catalogue

if TYPE_CHECKING:
    from crawler.assemble.graph import Graph
    from crawler.assemble.menus import Mention, MenuBook

BELOW = 6  # votes, as a menu that nests gives them


def find_doors(menus: Sequence[tuple[str, list[Mention]]]) -> dict[str, str]:
    """Place -> name of the section that opens on it: a menu calls the place by both names, and the section stands nowhere
    else."""
    stands: dict[str, set[str]] = defaultdict(set)
    both: dict[str, str] = {}
    for _, mentions in menus:
        names: dict[str, set[str]] = defaultdict(set)
        for m in mentions:
            if m.place is not None and can_name_a_column(m.name):
                names[m.place].add(plain(m.name))
                stands[plain(m.name)].add(m.place)
        for place, called in names.items():
            sections = [n for n in called if section_code(n)]
            others = [n for n in called if not section_code(n) and not load_catalogue().is_portal_name(n)]
            if len(called) == 2 and len(sections) == len(others) == 1 and not _is_cut(others[0], sections[0]):
                both[place] = sections[0]
    return {place: name for place, name in both.items() if len(stands[name]) == 1}


def _is_cut(one: str, other: str) -> bool:
    """One name is the other as a narrow menu cuts it."""
    return other.startswith(one.rstrip(".…")) or one.startswith(other)


def without_doors(mentions: list[Mention], doors: dict[str, str]) -> list[Mention]:
    """The entries of a menu with the sections as headings without address."""
    if not any(m.place in doors for m in mentions):
        return mentions
    return [
        replace(m, place=None, url=None) if m.place and doors.get(m.place) == plain(m.name) else m
        for m in mentions
    ]


def hang_below_doors(graph: Graph, book: MenuBook) -> None:
    """The columns that stand in one menu with the column a section opens on stand below that section."""
    for place, name in sorted(book.doors.items()):
        if place not in graph.nodes:
            continue
        printed = next(
            m.name for _, ms in book.menus for m in ms if m.place is None and plain(m.name) == name
        )
        section = graph.heading(printed, None)
        for top in {t for _, mentions in book.menus for t in _tops(mentions, place, book)}:
            key = _key_of(graph, top)
            if key is not None and key != section.key:
                graph.nodes[key].votes[section.key] += BELOW


def _tops(mentions: list[Mention], place: str, book: MenuBook) -> Iterator[Mention]:
    """The top entries of the run of a menu in which a place stands."""
    at = next((n for n, m in enumerate(mentions) if m.place == place), None)
    if at is None:
        return
    while (above := mentions[at].parent) is not None:
        at = above
    tops = [n for n, m in enumerate(mentions) if m.parent is None]
    here = tops.index(at)
    for run in (tops[here:], tops[:here][::-1]):
        for n in run:
            if not _is_inside(mentions[n], book):
                break
            yield mentions[n]


def _is_inside(mention: Mention, book: MenuBook) -> bool:
    """A column of the section: no other section, nothing of the site's own navigation, no tool of the page."""
    bar = {place for _, place in book.navigation}
    return can_name_a_column(mention.name) and not section_code(mention.name) and mention.place not in bar


def _key_of(graph: Graph, mention: Mention) -> str | None:
    if mention.place is not None:
        return mention.place if mention.place in graph.nodes else None
    known = [n for n in graph.named(mention.name) if n.is_heading]
    return known[0].key if len(known) == 1 else None
