"""What a person can settle about the columns of a crawl: items not found that some column could be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from records.catalogue import CatalogueItem, load_catalogue
from records.types import Column, Dossier, Site


@dataclass(frozen=True, slots=True)
class Question:
    """One standard column that was not found, and the columns that could be it."""

    item: CatalogueItem
    required: bool
    options: tuple[Column, ...]


def open_questions(dossier: Dossier, site: Site, plan_columns: Collection[str]) -> tuple[Question, ...]:
    """In the catalogue's order; nothing about what the site file already answers."""
    found = {c.code for c in dossier.columns if c.code}
    required = required_items(site, plan_columns)
    questions = []
    for item in load_catalogue().items:
        told = site.catalogue.get(item.code)
        if item.code in found or item.code in site.columns or (told and not told.applies):
            continue
        options = tuple(c for c in dossier.columns if item.code in c.candidates and c.url)
        if options:
            questions.append(Question(item, item.code in required, options))
    return tuple(questions)


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
