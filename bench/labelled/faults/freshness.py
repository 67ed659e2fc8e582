"""Freshness of columns: RULES section 3."""

from __future__ import annotations

import datetime as dt

from labelled.calendar import before_working_days
from labelled.entries import headed, new_doc
from labelled.model import Column
from labelled.planting import FIRST, Ground, NotHere, plant, site_ref
from labelled.schedule import FIRST_LEVEL, PERIODS
from labelled.truth import Ref
from labelled.wording import words

OUTSIDE = ("news", "notices")
ROOMY = (
    "statistics",
    "employment",
    "social-security",
    "recruitment",
    "public-hiring",
    "meetings",
    "plans",
    "power-list",
    "disclosure-catalogue",
    "licences",
    "policy-interpretation",
)
DATED_ADDRESSES = frozenset({"trs", "ucap", "hanweb", "liaocheng"})


def days(number: int) -> dt.timedelta:
    """A span of days."""
    return dt.timedelta(days=number)


def _listed(column: Column) -> bool:
    return column.shape == "list" and bool(column.docs)


def let_go_stale(g: Ground, column: Column) -> None:
    """Drop what is newer than the column's period; move what is left so that something stays."""
    limit = g.site.today - days(PERIODS[column.key] + g.rng.randint(12, 90))
    left = [d for d in column.docs if d.on <= limit]
    if not left:
        doc = new_doc(column, limit, g.writer)
        left = [headed(g.site, doc, g.writer)]
        doc.source = g.site.name
    column.docs = left
    g.truth.fault("column-updated", Ref(column))


@plant("column-updated", breach=True, group="stale")
def column_stale(g: Ground) -> None:
    """The newest entry is older than the period."""
    column = g.column([k for k in ROOMY if k in g.site.columns and _listed(g.site.columns[k])])
    if column.key == "policy-interpretation":
        raise NotHere
    let_go_stale(g, column)


@plant("column-updated", breach=True, group="stale")
def news_stale(g: Ground) -> None:
    """News older than two weeks."""
    column = g.column(["news"])
    let_go_stale(g, column)
    g.truth.free("home-updated", site_ref())


@plant("column-updated", breach=True, group="stale")
def notices_stale(g: Ground) -> None:
    """Notices older than six months."""
    let_go_stale(g, g.column(["notices"]))


@plant("column-updated", breach=True, group="stale")
def event_column_old(g: Ground) -> None:
    """Appointments follow events: a question for a person."""
    column = g.column(["personnel"])
    for doc in column.docs:
        doc.on -= days(420)
        doc.formed = before_working_days(doc.on, 4)
    g.truth.fault("column-updated", Ref(column), "review")


@plant("column-updated", breach=False)
def newest_on_the_last_day(g: Ground) -> None:
    """Exactly as old as the period."""
    column = g.column(
        [
            k
            for k in ("statistics", "employment", "social-security", "meetings", "recruitment")
            if k in g.site.columns
        ]
    )
    limit = g.site.today - days(PERIODS[column.key])
    kept = [d for d in column.docs if d.on < limit]
    doc = new_doc(column, limit, g.writer)
    doc.source = g.site.name
    column.docs = [headed(g.site, doc, g.writer), *kept]
    g.truth.near("column-updated", Ref(column))


@plant("column-updated", breach=False)
def old_item_pinned(g: Ground) -> None:
    """The first row is old, the newest is not."""
    column = g.column(
        [k for k in (*ROOMY, "notices") if k in g.site.columns and len(g.site.columns[k].docs) > 2]
    )
    column.docs[-1].pinned = True
    g.truth.near("column-updated", Ref(column))


def _stale_many(g: Ground, count: int) -> None:
    names = [
        k
        for k in PERIODS
        if k not in FIRST_LEVEL and k not in {"normative-documents", "policy-interpretation", "institution"}
    ]
    columns = [g.site.columns[k] for k in names if k in g.site.columns and _listed(g.site.columns[k])]
    free = [c for c in columns if id(c) not in g.used]
    if len(free) < count:
        raise NotHere
    for column in g.rng.sample(free, count):
        g.used.add(id(column))
        let_go_stale(g, column)


@plant("stale-columns-few", breach=True, group="stale", phase=FIRST)
def ten_columns_stale(g: Ground) -> None:
    """Ten are a veto."""
    _stale_many(g, 10)
    g.truth.fault("stale-columns-few", site_ref())


@plant("column-updated", breach=True, group="stale", phase=FIRST)
def nine_columns_stale(g: Ground) -> None:
    """Nine are nine faults, but no veto."""
    _stale_many(g, 9)
    g.truth.near("stale-columns-few", site_ref())


@plant("stale-columns-few", breach=True, group="stale", phase=FIRST)
def five_columns_of_news_stale(g: Ground) -> None:
    """News in four columns older than two weeks, notices older than six months: together five."""
    news, notices = g.column(["news"]), g.column(["notices"])
    for column in (news, notices):
        let_go_stale(g, column)
    for n, name in enumerate(g.rng.sample(words("plants")["more_news"], 3)):
        more = Column(f"news-{n}", None, name, f"dt{n}", None, serial=g.site.free_serial())
        g.site.columns[more.key] = more
        g.used.add(id(more))
        more.docs = [new_doc(more, g.site.today - days(30 + 25 * k), g.writer, "news") for k in range(4)]
        for doc in more.docs:
            doc.source = g.site.name
        g.truth.free("column-updated", Ref(more))
    g.truth.free("column-single-place", Ref(news))
    g.truth.fault("stale-columns-few", site_ref())
    g.truth.free("home-updated", site_ref())


@plant("stale-columns-few", breach=False, group="stale", phase=FIRST)
def nothing_old_but_a_topic_of_the_past(g: Ground) -> None:
    """One column more, whose name says that it is closed history."""
    column = g.open("news")
    old = Column("past", None, words("plants")["past"], "lszt", None, serial=g.site.free_serial())
    g.site.columns[old.key] = old
    g.used.add(id(old))
    old.docs = [new_doc(old, g.site.today - days(900 + 30 * k), g.writer, "news") for k in range(3)]
    for doc in old.docs:
        doc.source = g.site.name
    g.truth.free("column-updated", Ref(old))
    g.truth.near("stale-columns-few", site_ref())
    g.truth.near("column-updated", Ref(column))
