"""When annual reports came and which are missing: RULES section 6."""

from __future__ import annotations

import copy
import datetime as dt

from labelled.entries import new_doc
from labelled.model import Column, Doc
from labelled.planting import DATES, FIRST, Ground, NotHere, plant, site_ref
from labelled.truth import Ref
from labelled.wording import words


def year_of(doc: Doc) -> int:
    """The year a report is about."""
    return int(next(t for t in doc.tags if t.startswith("year:"))[5:])


def reports(g: Ground) -> Column:
    """The column of annual reports, none of which anybody has touched yet."""
    column = g.open("annual-report")
    if any(id(d) in g.used for d in column.docs):
        raise NotHere
    return column


def _last(g: Ground, column: Column) -> Doc:
    """Last year's report, from now on taken."""
    found = next(d for d in column.docs if year_of(d) == g.site.today.year - 1)
    g.used.add(id(found))
    return found


def _drop(g: Ground, column: Column, doc: Doc) -> None:
    """Take a report away; what follows it has nothing to be compared with."""
    column.docs.remove(doc)
    for later in column.docs:
        if year_of(later) == year_of(doc) + 1:
            for rule in ("annual-report-carries-over", "annual-report-original"):
                g.truth.free(rule, Ref(column, later))


@plant("annual-report-on-time", breach=True, phase=DATES, group="reports")
def report_in_february(g: Ground) -> None:
    """Last year's report came after 31 January."""
    column = reports(g)
    doc = _last(g, column)
    doc.on = dt.date(g.site.today.year, 2, g.rng.randint(3, 20))
    doc.formed = doc.on - dt.timedelta(days=3)
    g.truth.fault("annual-report-on-time", Ref(column))


@plant("annual-report-on-time", breach=True, phase=FIRST, group="reports")
def report_missing(g: Ground) -> None:
    """Last year's report is not there."""
    column = reports(g)
    _drop(g, column, _last(g, column))
    g.truth.fault("annual-report-on-time", Ref(column))


@plant("annual-report-on-time", breach=True, phase=FIRST, group="reports")
def notice_about_reports_is_no_report(g: Ground) -> None:
    """Last year's report is missing; a notice only asks the sections to write it."""
    column, notices = reports(g), g.open("notices")
    _drop(g, column, _last(g, column))
    year = g.site.today.year - 1
    doc = Doc(words("breaches")["about_report"].format(y=year), dt.date(year, 12, 11))
    doc.body = g.writer.paragraphs(doc.on, 5)
    g.add(notices, doc)
    g.truth.fault("annual-report-on-time", Ref(column))


@plant("annual-report-on-time", breach=False, phase=DATES, group="reports")
def report_on_the_last_day(g: Ground) -> None:
    """31 January is in time."""
    column = reports(g)
    doc = _last(g, column)
    doc.on = dt.date(g.site.today.year, 1, 31)
    doc.formed = doc.on - dt.timedelta(days=3)
    g.truth.near("annual-report-on-time", Ref(column))


@plant("annual-report-no-gap", breach=True, phase=FIRST, group="reports")
def report_year_missing(g: Ground) -> None:
    """A year between the first and the newest is missing."""
    column = reports(g)
    _drop(g, column, g.rng.choice(column.docs[1:-1]))
    g.truth.fault("annual-report-no-gap", Ref(column))


@plant("annual-report-no-gap", breach=False, phase=FIRST, group="reports")
def reports_begin_late(g: Ground) -> None:
    """A young body's first report is no gap."""
    column = reports(g)
    while len(column.docs) > 2:
        _drop(g, column, column.docs[-1])
    g.truth.near("annual-report-no-gap", Ref(column))


@plant("annual-report-no-gap", breach=False, phase=DATES, group="reports")
def report_revised_once(g: Ground) -> None:
    """Two papers for one year are one year."""
    column = reports(g)
    doc = column.docs[1]
    second = copy.deepcopy(doc)
    second.title = words("plants")["second_report"].format(o=g.site.name, y=year_of(doc))
    g.used.add(id(doc))
    second.on, second.tags = doc.on + dt.timedelta(days=1), set(second.tags) - {"annual"}
    second.formed, second.body = (
        doc.formed,
        [*doc.body[:-1], doc.body[-1] + g.writer.paragraphs(doc.on, 2)[1]],
    )
    g.add(column, second)
    g.truth.near("annual-report-no-gap", Ref(column))
    for rule in ("annual-report-original", "entry-published-once", "annual-report-carries-over"):
        for found in column.docs:
            g.truth.free(rule, Ref(column, found))


@plant("website-report-on-time", breach=True)
def website_report_missing(g: Ground) -> None:
    """Nobody has written last year's report of the website."""
    notices = g.open("notices")
    _without_report(g, notices)
    g.truth.fault("website-report-on-time", site_ref())


def _without_report(g: Ground, notices: Column) -> Doc:
    """Take the report of the website out of the notices."""
    found = [d for d in notices.docs if "website-report" in d.tags and id(d) not in g.used]
    if not found:
        raise NotHere
    notices.docs.remove(found[0])
    return found[0]


@plant("website-report-on-time", breach=True)
def website_report_two_years_old(g: Ground) -> None:
    """The home page links the report of the year before last."""
    notices = g.open("notices")
    _without_report(g, notices)
    year = g.site.today.year - 1
    doc = new_doc(notices, dt.date(year, 1, 20), g.writer)
    doc.title = words("titles")["website-report"][1].format(y=year - 1)
    doc.tags.add("website-report")
    g.add(notices, doc)
    g.truth.fault("website-report-on-time", site_ref())


@plant("website-report-on-time", breach=False)
def website_report_by_its_short_name(g: Ground) -> None:
    """The name of the paper varies; the home page links it."""
    notices = g.open("notices")
    found = [d for d in notices.docs if "website-report" in d.tags and id(d) not in g.used]
    if not found:
        raise NotHere
    found[0].title = words("titles")["website-report-short"].format(y=g.site.today.year - 1)
    g.used.add(id(found[0]))
    g.truth.near("website-report-on-time", site_ref())
