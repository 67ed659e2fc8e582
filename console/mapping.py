"""What a person can settle about the columns of a crawl: items not found that some column could be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from records.catalogue import CatalogueItem, load_catalogue
from records.types import Column, Dossier, Entry, Site

SHOWN = 3  # titles by which a person recognises a column


@dataclass(frozen=True, slots=True)
class Option:
    """One column that could be the item, with what it lists: `titles` are of its newest entries."""

    column: Column
    entries: int = 0
    newest: str = ""
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One standard column that was not found, and the columns that could be it."""

    item: CatalogueItem
    required: bool
    options: tuple[Option, ...]


def open_questions(dossier: Dossier, site: Site, plan_columns: Collection[str]) -> tuple[Question, ...]:
    """In the catalogue's order; nothing about what the site file already answers."""
    required, holds = required_items(site, plan_columns), _listed(dossier)
    questions = []
    for item in load_catalogue().items:
        if item.code not in open_codes(dossier, site):
            continue
        columns = (c for c in dossier.columns if item.code in c.candidates and c.url)
        options = tuple(_option(c, holds[c.id]) for c in columns)
        if options:
            questions.append(Question(item, item.code in required, options))
    return tuple(questions)


def open_codes(dossier: Dossier, site: Site) -> frozenset[str]:
    """Items that no column of the crawl is mapped to and the site file says nothing about."""
    settled = {c.code for c in dossier.columns if c.code} | set(site.columns)
    settled |= {code for code, told in site.catalogue.items() if not told.applies}
    return frozenset(i.code for i in load_catalogue().items if i.code not in settled)


def not_found(dossier: Dossier, site: Site, plan_columns: Collection[str]) -> tuple[CatalogueItem, ...]:
    """Required items that no column of the crawl was mapped to."""
    found = {c.code for c in dossier.columns if c.code}
    required = required_items(site, plan_columns)
    return tuple(i for i in load_catalogue().items if i.code in required and i.code not in found)


def required_items(site: Site, plan_columns: Collection[str]) -> frozenset[str]:
    """Codes that the site's profile or plan requires and its file does not rule out."""
    ruled_out = {code for code, told in site.catalogue.items() if not told.applies}
    items = load_catalogue().items
    bound = {i.code for i in items if site.profile in i.profiles or i.code in plan_columns}
    return frozenset(bound - ruled_out)


def _listed(dossier: Dossier) -> Mapping[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in dossier.entries:
        found[entry.column].append(entry)
    return found


def _option(column: Column, entries: list[Entry]) -> Option:
    ranked = sorted(entries, key=lambda e: (str(e.published_on or ""), e.key), reverse=True)
    newest = str(ranked[0].published_on or "") if ranked else ""
    return Option(column, len(entries), newest, tuple(e.title for e in ranked[:SHOWN]))
