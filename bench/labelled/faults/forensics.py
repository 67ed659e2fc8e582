"""What addresses, servers and pictures say against a shown date: RULES section 3."""

from __future__ import annotations

import datetime as dt

from labelled.entries import headed, new_doc
from labelled.faults.freshness import days
from labelled.planting import DATES, FIRST, SHOWN, Ground, NotHere, plant
from labelled.schedule import PERIODS
from labelled.truth import Ref

DATED_ADDRESSES = frozenset({"trs", "ucap", "hanweb", "liaocheng"})


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
    moved = [(c, d) for c, d in rows if id(d) not in g.used and id(c) not in g.used][: len(rows) * 2 // 5]
    night = dt.datetime.combine(max(d.on for _, d in moved) + days(40), dt.time(1, 10))
    for n, (_, doc) in enumerate(moved):
        doc.created = night + dt.timedelta(seconds=97 * n)
    for column, doc in g.rng.sample(moved, min(5, len(moved))):
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


@plant("date-plausible", breach=True, phase=SHOWN)
def sent_as_modified_later(g: Ground) -> None:
    """The server says the page was written weeks after the date it shows."""
    column, doc = g.doc(
        lambda c, d: d.on < g.site.today - days(80) and not c.direct and "annual" not in d.tags
    )
    doc.modified = dt.datetime.combine(doc.on + days(g.rng.randint(15, 60)), dt.time(15, 20))
    g.truth.fault("date-plausible", Ref(column, doc), "review")
    g.truth.free("burst-update", Ref(column))


@plant("date-plausible", breach=True, phase=SHOWN)
def picture_of_a_later_day(g: Ground) -> None:
    """A picture in the text lies in a folder named after a later day."""
    column, doc = g.doc(lambda c, d: d.on < g.site.today - days(80) and not c.direct and bool(d.body))
    later = doc.on + days(g.rng.randint(15, 60))
    doc.body.append(f"<p><img src='/resources/public/{later:%Y%m%d}/1587000{later:%d}.jpg'></p>")
    g.truth.fault("date-plausible", Ref(column, doc), "review")
    g.truth.free("burst-update", Ref(column))


@plant("date-plausible", breach=False, phase=SHOWN)
def sent_as_modified_within_a_week(g: Ground) -> None:
    """Corrected five days after publication."""
    column, doc = g.doc(lambda c, d: d.on < g.site.today - days(80) and not c.direct)
    doc.modified = dt.datetime.combine(doc.on + days(5), dt.time(9, 40))
    g.truth.near("date-plausible", Ref(column, doc), "pass", "not_applicable")


@plant("date-plausible", breach=False, phase=SHOWN)
def picture_of_the_same_week(g: Ground) -> None:
    """The picture's folder is a few days younger than the text."""
    column, doc = g.doc(lambda c, d: d.on < g.site.today - days(80) and not c.direct and bool(d.body))
    later = doc.on + days(4)
    doc.body.append(f"<p><img src='/resources/public/{later:%Y%m%d}/1587001{later:%d}.jpg'></p>")
    g.truth.near("date-plausible", Ref(column, doc), "pass", "not_applicable")
