"""Freshness and dates: RULES section 3."""

from __future__ import annotations

import datetime as dt

from labelled.calendar import before_working_days
from labelled.entries import headed, new_doc
from labelled.model import Column, Doc
from labelled.planting import DATES, FIRST, SHOWN, Ground, NotHere, plant, site_ref
from labelled.schedule import FIRST_LEVEL, PERIODS
from labelled.truth import Ref

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
    if any("figures" in d.tags for d in column.docs) and not any("figures" in d.tags for d in left):
        g.truth.fault("enforcement-figures-on-time", Ref(column), "review")
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


def _outside(g: Ground) -> tuple[Column, Doc]:
    return g.doc(lambda c, d: c.key in OUTSIDE and not d.pinned and "website-report" not in d.tags)


@plant("date-present", breach=True, phase=SHOWN)
def entry_without_date(g: Ground) -> None:
    """Neither list nor page shows a date."""
    column, doc = _outside(g)
    doc.undated = True
    g.truth.fault("date-present", Ref(column, doc))
    g.truth.free("meta-tags-complete", Ref(column, doc, page=True))
    g.truth.free("date-plausible", Ref(column, doc))


@plant("date-present", breach=False, phase=SHOWN)
def date_in_list_alone(g: Ground) -> None:
    """The list's date is a date."""
    column, doc = _outside(g)
    doc.tags.add("page_undated")
    g.truth.near("date-present", Ref(column, doc))


@plant("date-present", breach=False, phase=SHOWN)
def date_on_page_alone(g: Ground) -> None:
    """The page's date is a date."""
    column, doc = _outside(g)
    doc.tags.add("list_undated")
    g.truth.near("date-present", Ref(column, doc))


@plant("date-not-future", breach=True, phase=DATES)
def dated_in_the_future(g: Ground) -> None:
    """A publication date that has not come."""
    column, doc = g.doc(lambda c, d: c.key in OUTSIDE)
    doc.on = g.site.today + days(g.rng.randint(3, 40))
    doc.created = dt.datetime.combine(g.site.today, dt.time(9))
    column.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.fault("date-not-future", Ref(column, doc))
    g.truth.free("column-updated", Ref(column))
    g.truth.free("home-updated", site_ref())


@plant("date-not-future", breach=False, phase=DATES)
def dated_today(g: Ground) -> None:
    """Published on the day of judging."""
    column = g.site.columns["news"]
    doc = new_doc(column, g.site.today, g.writer)
    doc.source = g.site.name
    column.docs.insert(0, doc)
    g.used.add(id(doc))
    g.truth.near("date-not-future", Ref(column, doc))


@plant("date-consistent", breach=True, phase=SHOWN)
def list_date_differs(g: Ground) -> None:
    """List and page are days apart."""
    column, doc = _outside(g)
    gap = days(g.rng.randint(2, 20))
    doc.listed_on = doc.on - gap if doc.on.timetuple().tm_yday > 25 else doc.on + days(2)
    g.truth.fault("date-consistent", Ref(column, doc))
    g.truth.free("date-plausible", Ref(column, doc))


@plant("date-consistent", breach=False, phase=SHOWN)
def list_date_one_day_off(g: Ground) -> None:
    """One day is the time of night."""
    column, doc = _outside(g)
    doc.listed_on = doc.on - days(1)
    g.truth.near("date-consistent", Ref(column, doc))


@plant("date-plausible", breach=True, phase=SHOWN)
def made_after_the_shown_date(g: Ground) -> None:
    """The address says it was made weeks after the date it shows."""
    if g.site.dialect.platform not in DATED_ADDRESSES:
        raise NotHere
    column, doc = g.doc(lambda c, d: d.on < g.site.today - days(80))
    doc.created = dt.datetime.combine(doc.on + days(g.rng.randint(12, 70)), dt.time(10, 5))
    g.truth.fault("date-plausible", Ref(column, doc), "review")
    g.truth.free("burst-update", Ref(column))


@plant("date-plausible", breach=False, phase=SHOWN)
def made_within_a_week(g: Ground) -> None:
    """A few days between drawing up and shown date."""
    if g.site.dialect.platform not in DATED_ADDRESSES:
        raise NotHere
    column, doc = g.doc(lambda c, d: d.on < g.site.today - days(80))
    doc.created = dt.datetime.combine(doc.on + days(6), dt.time(9))
    g.truth.near("date-plausible", Ref(column, doc), "pass", "not_applicable")


@plant("date-plausible", breach=False, phase=SHOWN, group="migration")
def site_was_migrated(g: Ground) -> None:
    """A third of the addresses was made in one night: moved house, not back-dated."""
    if g.site.dialect.platform not in DATED_ADDRESSES:
        raise NotHere
    rows = sorted(g.site.docs(), key=lambda p: p[1].on)
    moved = [(c, d) for c, d in rows if id(d) not in g.used][: len(rows) * 2 // 5]
    night = dt.datetime.combine(max(d.on for _, d in moved) + days(40), dt.time(1, 10))
    for n, (column, doc) in enumerate(moved):
        doc.created = night + dt.timedelta(seconds=97 * n)
        g.truth.near("date-plausible", Ref(column, doc), "pass", "not_applicable")
    g.truth.free_rules.add("burst-update")


@plant("burst-update", breach=True, phase=FIRST)
def year_published_in_one_week(g: Ground) -> None:
    """All of last year's entries of a periodic column came in its last days."""
    if g.site.dialect.platform not in DATED_ADDRESSES:
        raise NotHere
    column = g.column(
        [
            k
            for k in ("employment", "social-security", "statistics", "meetings", "recruitment")
            if k in g.site.columns
        ]
    )
    year = g.site.today.year - 1
    if g.site.today - column.docs[0].on > days(PERIODS[column.key]) or column.docs[0].on.year == year:
        raise NotHere
    new = [headed(g.site, new_doc(column, dt.date(year, 12, 20 + n), g.writer), g.writer) for n in range(6)]
    for doc in new:
        doc.source = g.site.name
    column.docs = [d for d in column.docs if d.on.year != year] + new
    column.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.fault("burst-update", Ref(column), "review")


@plant("burst-update", breach=False, phase=DATES)
def year_published_month_by_month(g: Ground) -> None:
    """Spread over the year."""
    column = g.column([k for k in ("employment", "social-security", "licences") if k in g.site.columns])
    g.truth.near("burst-update", Ref(column), "pass", "not_applicable")
