"""Dates of entries and what contradicts them: RULES section 3."""

from __future__ import annotations

import datetime as dt

from labelled.entries import new_doc
from labelled.faults.freshness import days
from labelled.model import Column, Doc
from labelled.planting import DATES, SHOWN, Ground, NotHere, plant, site_ref
from labelled.truth import Ref
from labelled.wording import words

OUTSIDE = ("news", "notices")
DATED_ADDRESSES = frozenset({"trs", "ucap", "hanweb", "liaocheng"})


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
    if id(column) in g.used:
        raise NotHere
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


@plant("date-consistent", breach=False, phase=SHOWN)
def list_date_with_time(g: Ground) -> None:
    """Published late in the evening: list and page show the same day."""
    column, doc = _outside(g)
    doc.clock = "23:58"
    g.truth.near("date-consistent", Ref(column, doc))


@plant("date-not-future", breach=False, phase=SHOWN)
def future_day_in_the_title(g: Ground) -> None:
    """The title names a day to come; the publication does not."""
    column, doc = _outside(g)
    later = g.site.today + days(40)
    doc.title = f"{doc.title}{words('plants')['from_day'].format(y=later.year, m=later.month, d=later.day)}"
    g.truth.near("date-not-future", Ref(column, doc))
