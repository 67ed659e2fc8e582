"""Whether the places of one column hold the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks.column_view import ColumnView, is_standard
from checks.content import Content, content, dates
from records.addresses import normalise
from records.column_names import plain_name
from records.types import Column

NEWEST = 5  # newest items that must agree where one place lists more than another
TEXT_LEEWAY = 0.1  # share by which two pages' lengths may differ and still be one text


@dataclass(frozen=True, slots=True)
class Held:
    """One place and what it holds."""

    column: Column
    content: Content


def different_places(view: ColumnView) -> list[Held]:
    """One place for each different content; one at most when all hold the same."""
    found: list[Held] = []
    for column in _comparable(view):
        held = Held(column, content(view.survey, [column]))
        if not any(_is_same(held, other) for other in found):
            found.append(held)
    return found


def _comparable(view: ColumnView) -> list[Column]:
    """Places with pages of their own, once an address, that carry the name of the best place."""
    best = view.best
    found: dict[str, Column] = {}
    for column in view.places:
        if best and column.url and not column.is_group and _is_same_name(view, best, column):
            found.setdefault(normalise(column.url), column)
    return list(found.values()) if len(found) > 1 else []


def _is_same_name(view: ColumnView, one: Column, two: Column) -> bool:
    if plain_name(one.name) == plain_name(two.name):
        return True
    section = view.item is not None and view.item.is_section
    return section or (is_standard(view.item, one.name) and is_standard(view.item, two.name))


def _is_same(one: Held, two: Held) -> bool:
    """Nothing to compare counts as the same."""
    if not one.content.count or not two.content.count:
        return True
    if one.content.entries and two.content.entries:
        return _is_same_list(one.content, two.content)
    if one.content.entries or two.content.entries:
        return True
    lengths = sorted((one.column.text_chars, two.column.text_chars))
    return lengths[1] - lengths[0] <= TEXT_LEEWAY * lengths[1]


def _is_same_list(one: Content, two: Content) -> bool:
    """The same items, or one holds all of the other's with the same newest ones."""
    short, long = sorted((_items(one), _items(two)), key=len)
    return short == long or (short <= long and _newest_items(one) == _newest_items(two))


def _items(held: Content) -> frozenset[str]:
    return frozenset(plain_name(e.title) for e in held.entries)


def _newest_items(held: Content) -> list[str]:
    ranked = sorted(held.entries, key=lambda e: e.title)
    ranked.sort(key=lambda e: max(dates(e), default=date.min), reverse=True)
    return [plain_name(e.title) for e in ranked[:NEWEST]]
