"""One column subject: all places with its key, the best of them, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from checks.content import Content, content
from checks.survey import Survey
from records.catalogue import CatalogueItem
from records.column_names import plain_name
from records.types import Column
from records.vocabulary import Place

_RANK = {Place.PORTAL_SECTION: 0, Place.PORTAL: 1, Place.HOME: 2, Place.ELSEWHERE: 3}


@dataclass(frozen=True, slots=True)
class ColumnView:
    """What the themes of column facts look at."""

    survey: Survey
    key: str
    item: CatalogueItem | None
    places: tuple[Column, ...]
    best: Column | None
    content: Content

    @property
    def name(self) -> str:
        """As printed at its best place, else the standard name."""
        if self.best:
            return self.best.name
        return self.item.name if self.item else self.key


def column_view(survey: Survey, key: str) -> ColumnView:
    """The subject of one key."""
    places, item = survey.places.get(key, ()), survey.item(key)
    ranked = sorted(
        places,
        key=lambda c: (not is_standard(item, c.name), not is_under_parent(survey, item, c), _RANK[c.place]),
    )
    best = ranked[0] if ranked else None
    return ColumnView(survey, key, item, places, best, content(survey, places))


def is_standard(item: CatalogueItem | None, name: str) -> bool:
    """The printed name is one of the item's standard names, also behind the body's own name."""
    if item is None:
        return False
    plain = plain_name(name)
    return any(plain.endswith(plain_name(n)) for n in item.standard_names)


def is_under_parent(survey: Survey, item: CatalogueItem | None, column: Column) -> bool:
    """It lies below the item's standard parent; where that section does not exist, anywhere in the portal will do."""
    if item is None or not item.parent:
        return True
    in_portal = column.place in {Place.PORTAL_SECTION, Place.PORTAL}
    if item.parent == "portal" or item.parent not in survey.places:
        return in_portal
    return (item.parent == "statutory" and column.below_statutory) or any(
        c.key == item.parent for c in survey.above(column)
    )
