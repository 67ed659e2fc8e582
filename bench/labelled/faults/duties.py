"""Deadlines of publication, enforcement and money: RULES section 3."""

from __future__ import annotations

import datetime as dt

from labelled.calendar import before_working_days
from labelled.content import chinese_date
from labelled.entries import decide, headed, new_doc
from labelled.model import Column, Doc
from labelled.planting import DATES, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

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
    column, doc = g.document(*(k for k in GENERAL if k != "normative-documents"))  # whose partners have dates
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
        doc.header, doc.index = False, None
        g.used.add(id(doc))
    notices.docs = sorted([*notices.docs, *moved], key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.near("enforcement-figures-on-time", Ref(column))


def _other_decision(g: Ground, lag: int) -> Ref:
    """A decision that is neither permit nor penalty, published `lag` working days after it was taken."""
    column = g.open("penalties")
    on = g.site.today - dt.timedelta(days=g.rng.randint(30, 150))
    day = before_working_days(on, lag)
    doc = new_doc(column, on, g.writer)
    blanks = g.writer.blanks(on) | {"d": chinese_date(day)}
    doc.title = words("plants")["enforcement_other"].format(**blanks)
    doc.body = [words("plants")["enforcement_text"].format(**blanks)]
    doc.formed = day
    headed(g.site, doc, g.writer)
    return Ref(column, g.add(column, doc))


@plant("enforcement-published-in-time", breach=True, phase=DATES)
def other_decision_published_late(g: Ground) -> None:
    """A coercive measure, more than twenty working days after the decision."""
    g.truth.fault("enforcement-published-in-time", _other_decision(g, g.rng.randint(21, 35)))


@plant("enforcement-published-in-time", breach=False, phase=DATES)
def other_decision_after_three_weeks(g: Ground) -> None:
    """A coercive measure after fifteen working days: other decisions have twenty."""
    g.truth.near("enforcement-published-in-time", _other_decision(g, 15))
