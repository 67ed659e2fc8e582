"""Budgets and final accounts: RULES section 3."""

from __future__ import annotations

import datetime as dt

from labelled.calendar import before_working_days
from labelled.content import chinese_date
from labelled.model import Column, Doc
from labelled.planting import Ground, NotHere, plant
from labelled.truth import Ref


def _rule(column: Column) -> str:
    return "budget-published" if column.key == "budget" else "final-accounts-published"


def _year(doc: Doc) -> int:
    return int(next(t for t in doc.tags if t.startswith("year:"))[5:])


def _late(g: Ground, key: str, after: int) -> tuple[Column, Doc]:
    column = g.column([key])
    doc = g.rng.choice(column.docs)
    approved = doc.on - dt.timedelta(days=after)
    name = "budget" if key == "budget" else "accounts"
    doc.body = g.writer.filled(name, doc.on, d=chinese_date(approved), y=_year(doc)) + g.writer.filled(
        "money", doc.on
    )
    doc.formed = before_working_days(doc.on, 3)
    return column, doc


def _gap(g: Ground, key: str) -> None:
    column = g.column([key])
    if len(column.docs) < 3:
        raise NotHere
    column.docs = [column.docs[0], *column.docs[2:]]
    g.truth.fault(_rule(column), Ref(column))


def _newest_missing(g: Ground, key: str, month: int) -> None:
    column = g.column([key])
    if g.site.today <= dt.date(g.site.today.year, month, 30) or len(column.docs) < 3:
        raise NotHere
    column.docs = column.docs[1:]
    g.truth.fault(_rule(column), Ref(column), "review")


def _undated_approval(g: Ground, key: str) -> None:
    column = g.column([key])
    name = "budget_without_date" if key == "budget" else "accounts_without_date"
    for doc in column.docs:
        doc.body = g.writer.filled(name, doc.on, y=_year(doc)) + g.writer.filled("money", doc.on)
    g.truth.near(_rule(column), Ref(column))


@plant("budget-published", breach=True, group="budget")
def budget_late_after_approval(g: Ground) -> None:
    """More than twenty days after the approval it names."""
    column, _ = _late(g, "budget", g.rng.randint(23, 50))
    g.truth.fault("budget-published", Ref(column))


@plant("budget-published", breach=True, group="budget")
def budget_year_skipped(g: Ground) -> None:
    """A year is missing though a later one is there."""
    _gap(g, "budget")


@plant("budget-published", breach=True, group="budget")
def budget_of_this_year_missing(g: Ground) -> None:
    """May has come and this year's budget has not."""
    _newest_missing(g, "budget", 4)


@plant("budget-published", breach=False, group="budget")
def budget_on_the_twentieth_day(g: Ground) -> None:
    """Exactly twenty days."""
    column, _ = _late(g, "budget", 20)
    g.truth.near("budget-published", Ref(column))


@plant("budget-published", breach=False, group="budget")
def budget_names_no_approval(g: Ground) -> None:
    """Without a shown approval nothing is late."""
    _undated_approval(g, "budget")


@plant("final-accounts-published", breach=True, group="final-accounts")
def accounts_late_after_approval(g: Ground) -> None:
    """More than twenty days after the approval they name."""
    column, _ = _late(g, "final-accounts", g.rng.randint(23, 50))
    g.truth.fault("final-accounts-published", Ref(column))


@plant("final-accounts-published", breach=True, group="final-accounts")
def accounts_year_skipped(g: Ground) -> None:
    """A year is missing though a later one is there."""
    _gap(g, "final-accounts")


@plant("final-accounts-published", breach=True, group="final-accounts")
def accounts_of_last_year_missing(g: Ground) -> None:
    """November has come and last year's accounts have not."""
    _newest_missing(g, "final-accounts", 10)


@plant("final-accounts-published", breach=False, group="final-accounts")
def accounts_name_no_approval(g: Ground) -> None:
    """Without a shown approval nothing is late."""
    _undated_approval(g, "final-accounts")


@plant("final-accounts-published", breach=False, group="final-accounts")
def accounts_on_the_twentieth_day(g: Ground) -> None:
    """Exactly twenty days."""
    column, _ = _late(g, "final-accounts", 20)
    g.truth.near("final-accounts-published", Ref(column))
