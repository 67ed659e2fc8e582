"""How many columns are past their period, counted by place, once for each different content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checks.column_freshness import newest_on
from checks.column_places import is_blank, is_own
from checks.column_view import ColumnView
from checks.content import content, newest
from checks.periods import period_of
from records.types import Column
from records.vocabulary import Reason


@dataclass(frozen=True, slots=True)
class Stale:
    """Columns past their period; `unknown` why others could not be told."""

    columns: tuple[Column, ...]
    unknown: tuple[Reason, ...]

    def count(self, limit: int, missed: Reason | None) -> int | Reason:
        """Unknown when the unread ones, or an incomplete crawl, could lift it to the limit."""
        if len(self.columns) >= limit:
            return len(self.columns)
        if len(self.columns) + len(self.unknown) >= limit:
            return self.unknown[0]
        return missed or len(self.columns)


@dataclass(frozen=True, slots=True)
class StaleColumns:
    """News, notices and documents apart from all others."""

    prompt: Stale
    other: Stale


def stale_columns(views: Mapping[str, ColumnView]) -> StaleColumns:
    """Blank columns and columns of events are left out."""
    prompt: list[Column | Reason] = []
    other: list[Column | Reason] = []
    for view in views.values():
        item = view.item
        if (item is not None and item.is_event) or not period_of(view.survey, view.key, item).days:
            continue
        if not any(is_own(c) for c in view.places) or is_blank(view) is True:
            continue
        for column in _different(view):
            told = _is_stale(view, column)
            if told is False:
                continue
            is_prompt = item is None or item.fast or (item.first_level_veto and column.first_level)
            (prompt if is_prompt else other).append(column if told is True else told)
    return StaleColumns(_stale(prompt), _stale(other))


def _stale(found: Iterable[Column | Reason]) -> Stale:
    known = list(found)
    return Stale(
        tuple(c for c in known if isinstance(c, Column)), tuple(r for r in known if isinstance(r, Reason))
    )


def _different(view: ColumnView) -> list[Column]:
    """Places that hold different things: copies of one list and headings above it count once."""
    seen: set[frozenset[str]] = set()
    found = []
    for column in view.places:
        held = frozenset(e.key for e in content(view.survey, [column]).entries)
        if held and held not in seen:
            seen.add(held)
            found.append(column)
    return found


def _is_stale(view: ColumnView, column: Column) -> bool | Reason:
    days = period_of(view.survey, view.key, view.item).days
    held = content(view.survey, [column])
    found = newest(held.entries, view.survey)
    place = ColumnView(view.survey, view.key, view.item, (column,), column, held)
    on = newest_on(place, found, days)
    return on if isinstance(on, Reason) else (view.survey.as_of - on).days > days


def blank(views: Mapping[str, ColumnView]) -> Stale:
    """Columns without content, in the same form."""
    told = ((view, is_blank(view)) for view in views.values())
    found = [view.best if is_it is True else is_it for view, is_it in told if is_it is not False]
    return _stale(f for f in found if f is not None and not isinstance(f, bool))
