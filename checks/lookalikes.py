"""Columns that could be a catalogue item although they are not surely mapped to it."""

from __future__ import annotations

import re

from checks import words
from checks.survey import Survey
from records.catalogue import CatalogueItem
from records.column_names import plain_name
from records.types import Column, Entry

SURE = 0.7  # mappings below it are as good as none
FULL_NAME = 6  # characters of a name that means nothing else
_DIGIT = re.compile(r"\d")  # a year: one of many items, not the item itself
FEW = 2  # items below a column that make it look like their section
OF_KIND = 0.5  # share of its entries that must be of the item's kind


def lookalikes(survey: Survey, item: CatalogueItem) -> tuple[Column, ...]:
    """Unmapped or unsure columns by candidate, name or kind of entries; surely mapped ones only when the name says both."""
    return tuple(c for c in survey.dossier.columns if c.key != item.code and _could_be(survey, c, item))


def namesakes(survey: Survey, item: CatalogueItem) -> tuple[Entry, ...]:
    """Entries that bear the item's own full name: the item itself may stand there as a single page."""
    names = tuple(n for n in map(plain_name, item.standard_names) if len(n) >= FULL_NAME)
    found = (e for e in survey.dossier.entries if names and plain_name(e.title).endswith(names))
    return tuple(e for e in found if not _DIGIT.search(e.title))


def _could_be(survey: Survey, column: Column, item: CatalogueItem) -> bool:
    name = plain_name(column.name)
    if any(word in name for word in words.listed(f"never_is.{item.code}")):
        return False
    if column.code is not None and column.confidence >= SURE:
        return item.key_terms[0] in name or any(w in name for w in words.listed(f"could_be.{item.code}"))
    if item.code in column.candidates or column.code == item.code:
        return True
    terms = (*item.key_terms, *words.listed(f"could_be.{item.code}"))
    if any(term in name for term in terms) or _holds_kind(survey.held.get(column.id, ()), item.kind):
        return True
    return survey.dossier.portal is None and _holds_items(survey, column, item)


def _holds_items(survey: Survey, column: Column, item: CatalogueItem) -> bool:
    """A column without a portal above it that holds what belongs below the section, under a name of its own."""
    below = {c.code for c in survey.dossier.columns if c.parent == column.id and c.code is not None}
    own = {code for code in below if survey.catalogue.by_code[code].parent == item.code}
    return len(own) >= FEW


def _holds_kind(entries: tuple[Entry, ...], kind: str) -> bool:
    if not entries or not kind:
        return False
    return sum(_is_kind(e, kind) for e in entries) >= OF_KIND * len(entries)


def _is_kind(entry: Entry, kind: str) -> bool:
    if kind == "document":
        return entry.header.document_number is not None
    return words.pattern(f"kinds.{kind}").search(entry.title) is not None
