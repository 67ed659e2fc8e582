"""The years for which budgets or final accounts stand on the site, and how long after approval they came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checks import words
from checks.survey import Survey
from records.types import Entry

FIRST_YEAR = 2015  # the budget law's duty in its present form
LAG = {"budget": 0, "final-accounts": 1}  # years from the year spoken of to the usual year of publication


@dataclass(frozen=True, slots=True)
class Wait:
    """An item and the approval it followed, with the days between."""

    item: Entry
    approval: Entry
    days: int


@dataclass(frozen=True, slots=True)
class MoneyYears:
    """`certain` years are named in titles within the column; `possible` adds other columns' and undated titles."""

    items: tuple[Entry, ...]
    certain: frozenset[int]
    possible: frozenset[int]
    wait: Wait | None

    def missing(self, due: int) -> int:
        """The newest year without item between the first and the last that stand there; 0 when none."""
        years = [y for y in self.certain if FIRST_YEAR <= y <= due]
        if not years:
            return 0
        return next((y for y in range(max(years) - 1, min(years), -1) if y not in self.possible), 0)


def money_years(survey: Survey, key: str, held: tuple[Entry, ...]) -> MoneyYears:
    """Read from titles; an item without a year may be that of the year it was published for."""
    kind = words.pattern(f"kinds.{key}")
    everywhere = [e for e in survey.dossier.entries if kind.search(e.title)]
    here = {e.key for e in held}
    items = [e for e in everywhere if not words.pattern("approval").search(e.title)]
    mine = tuple(e for e in items if e.key in here)
    certain = frozenset(y for e in mine for y in _years(e.title))
    others = frozenset(y for e in items for y in _years(e.title))
    unsaid = [e for e in (*items, *held) if not _years(e.title)]
    guessed = frozenset(d.year - LAG[key] for e in unsaid if (d := e.published_on))
    approvals = [e for e in everywhere if words.pattern("approval").search(e.title)]
    return MoneyYears(mine, certain, certain | others | guessed, _longest_wait(mine, approvals))


def _years(title: str) -> list[int]:
    return [int(y) for y in words.pattern("money_title").findall(title)]


def _longest_wait(items: tuple[Entry, ...], approvals: Iterable[Entry]) -> Wait | None:
    """The longest wait after a shown approval: one the item's own text names, or one that stands there itself."""
    waits = [_wait(e, e, e.header.approved_on) for e in items]
    for approval in approvals:
        years = _years(approval.title)
        same = [e for e in items if len(years) == 1 and _years(e.title) == years and e.published_on]
        first = min(same, key=lambda e: (e.published_on or date.max, e.key), default=None)
        if first:
            waits.append(_wait(first, approval, approval.header.formed_on))
    return max((w for w in waits if w), key=lambda w: (w.days, w.item.key), default=None)


def _wait(item: Entry, approval: Entry, approved: date | None) -> Wait | None:
    published = item.published_on
    if approved is None or published is None or published <= approved:
        return None
    return Wait(item, approval, (published - approved).days)
