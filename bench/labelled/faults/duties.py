"""Deadlines of publication, enforcement and money: RULES section 3."""

from __future__ import annotations

import datetime as dt

from labelled.calendar import before_working_days
from labelled.content import chinese_date
from labelled.entries import decide
from labelled.model import Column, Doc
from labelled.planting import DATES, Ground, NotHere, plant
from labelled.truth import Ref

GENERAL = (
    "normative-documents",
    "plans",
    "statistics",
    "procurement",
    "fees",
    "employment",
    "social-security",
    "meetings",
    "recruitment",
    "public-hiring",
    "power-list",
)
MONEY = ("budget", "final-accounts")


@plant("published-in-time", breach=True, phase=DATES)
def published_late(g: Ground) -> None:
    """More than twenty working days after it was formed."""
    column, doc = g.document(*GENERAL)
    doc.formed = before_working_days(doc.on, g.rng.randint(21, 45))
    g.truth.fault("published-in-time", Ref(column, doc))


@plant("published-in-time", breach=True, phase=DATES)
def formed_date_not_shown(g: Ground) -> None:
    """Without the date of forming nobody can tell."""
    column, doc = g.document(*GENERAL)
    doc.formed = None
    g.truth.fault("published-in-time", Ref(column, doc), "review")


@plant("published-in-time", breach=False, phase=DATES)
def published_on_the_twentieth_day(g: Ground) -> None:
    """Exactly twenty working days."""
    column, doc = g.document(*GENERAL)
    doc.formed = before_working_days(doc.on, 20)
    g.truth.near("published-in-time", Ref(column, doc))


@plant("published-in-time", breach=False, phase=DATES)
def long_holidays_between(g: Ground) -> None:
    """More than thirty days by the calendar, twenty or fewer of them working days."""
    column, doc = g.document(*GENERAL)
    year = doc.on.year if doc.on > dt.date(doc.on.year, 11, 1) else doc.on.year - 1
    on = dt.date(year, 10, 26)
    if on.year < g.site.today.year - 3 or g.site.today - on > dt.timedelta(days=700):
        raise NotHere
    doc.on, doc.formed = on, before_working_days(on, 19)
    column.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.near("published-in-time", Ref(column, doc))


def _decision(g: Ground) -> tuple[Column, Doc, str]:
    column, doc = g.document("licences", "penalties")
    return column, doc, "licence" if column.key == "licences" else "penalty"


@plant("enforcement-published-in-time", breach=True, phase=DATES)
def decision_published_late(g: Ground) -> None:
    """More than seven working days after the decision."""
    column, doc, name = _decision(g)
    decide(doc, before_working_days(doc.on, g.rng.randint(8, 18)), name, g.writer)
    g.truth.fault("enforcement-published-in-time", Ref(column, doc))
    g.truth.near("published-in-time", Ref(column, doc), "not_applicable")


@plant("enforcement-published-in-time", breach=True, phase=DATES)
def decision_without_date(g: Ground) -> None:
    """No date of the decision anywhere."""
    column, doc, name = _decision(g)
    decide(doc, None, name, g.writer)
    g.truth.fault("enforcement-published-in-time", Ref(column, doc), "review")


@plant("enforcement-published-in-time", breach=False, phase=DATES)
def decision_published_on_seventh_day(g: Ground) -> None:
    """Exactly seven working days."""
    column, doc, name = _decision(g)
    decide(doc, before_working_days(doc.on, 7), name, g.writer)
    g.truth.near("enforcement-published-in-time", Ref(column, doc))


@plant("enforcement-figures-on-time", breach=True)
def enforcement_figures_missing(g: Ground) -> None:
    """Last year's figures are nowhere."""
    column = g.site.columns["penalties"]
    if id(column) in g.used or not any("figures" in d.tags for d in column.docs):
        raise NotHere
    column.docs = [d for d in column.docs if "figures" not in d.tags]
    g.truth.fault("enforcement-figures-on-time", Ref(column), "review")


@plant("enforcement-figures-on-time", breach=False)
def enforcement_figures_elsewhere(g: Ground) -> None:
    """The figures stand among the notices."""
    column, notices = g.site.columns["penalties"], g.site.columns["notices"]
    moved = [d for d in column.docs if "figures" in d.tags]
    if not moved or id(notices) in g.used:
        raise NotHere
    column.docs = [d for d in column.docs if "figures" not in d.tags]
    for doc in moved:
        doc.header = False
        g.used.add(id(doc))
    notices.docs = sorted([*notices.docs, *moved], key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.near("enforcement-figures-on-time", Ref(column))


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
