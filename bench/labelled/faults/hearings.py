"""Annual reports over the years, consultations, hiring, standard catalogue, links: RULES sections 4, 6 and 7."""

from __future__ import annotations

import copy
import datetime as dt

from labelled import annual
from labelled.calendar import after_working_days
from labelled.content import chinese_date
from labelled.model import Column, Doc
from labelled.planting import SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

TABLE_RULES = ("annual-report-text-agrees", "annual-report-original", "annual-report-adds-up")


def _newest_report(g: Ground) -> tuple[Column, Doc, int]:
    column = g.column(["annual-report"])
    if len(column.docs) < 3 or any(id(d) in g.used for d in column.docs):
        raise NotHere
    return column, column.docs[0], g.site.today.year - 1


@plant("annual-report-carries-over", breach=True, phase=SHOWN)
def report_forgets_what_was_left(g: Ground) -> None:
    """The newest report begins with other leftovers than the last one ended with."""
    column, doc, year = _newest_report(g)
    figures = annual.draw_figures(g.rng, [7, 0, 1, 0, 0, 2])
    doc.body = annual.report_body(g.site, g.writer, year, figures)
    g.truth.fault("annual-report-carries-over", Ref(column, doc))


@plant("annual-report-fee-stated", breach=True, phase=SHOWN)
def report_silent_on_fees(g: Ground) -> None:
    """Nothing is said of the processing fee."""
    column, doc, _ = _newest_report(g)
    doc.body[-1] = words("breaches")["nothing_else"]
    g.truth.fault("annual-report-fee-stated", Ref(column, doc), "review")


@plant("annual-report-original", breach=True, phase=SHOWN)
def report_copied_from_last_year(g: Ground) -> None:
    """Last year's text with other years in it."""
    column, doc, year = _newest_report(g)
    doc.body = [p.replace(str(year - 1), str(year)) for p in column.docs[1].body]
    g.truth.fault("annual-report-original", Ref(column, doc), "review")
    g.truth.free("annual-report-carries-over", Ref(column, doc))


@plant("annual-report-complete", breach=False, phase=SHOWN)
def report_with_the_other_headings(g: Ground) -> None:
    """Headings four and five vary in wording."""
    column, doc, _ = _newest_report(g)
    for names in words("annual")["headings"]:
        if len(names) > 1:
            doc.body = [f"<b>{names[1]}</b>" if p == f"<b>{names[0]}</b>" else p for p in doc.body]
    g.truth.near("annual-report-complete", Ref(column, doc))


def _consultation(g: Ground) -> Column:
    column = g.column(["consultation"])
    if len(column.docs) != 2:
        raise NotHere
    return column


@plant("consultation-answered", breach=True)
def consultation_never_answered(g: Ground) -> None:
    """A major decision was consulted on, and nothing was heard since."""
    column = _consultation(g)
    column.docs = [d for d in column.docs if d.attachments]
    g.truth.fault("consultation-answered", Ref(column, column.docs[0]))


@plant("consultation-long-enough", breach=True, phase=SHOWN)
def consultation_too_short(g: Ground) -> None:
    """Twelve days for a major decision, no reason given."""
    column = _consultation(g)
    doc = next(d for d in column.docs if d.attachments)
    start, end = doc.on + dt.timedelta(days=1), doc.on + dt.timedelta(days=13)
    doc.body[-1] = words("breaches")["short_consultation"].format(
        d=chinese_date(start), e=chinese_date(end), o=g.site.name
    )
    g.truth.fault("consultation-long-enough", Ref(column, doc))
    g.truth.free("consultation-answered", Ref(column, doc))


@plant("consultation-long-enough", breach=False, phase=SHOWN)
def consultation_of_a_month(g: Ground) -> None:
    """Thirty-one days."""
    column = _consultation(g)
    doc = next(d for d in column.docs if d.attachments)
    g.truth.near("consultation-long-enough", Ref(column, doc))


@plant("hiring-notice-long-enough", breach=True, phase=SHOWN)
def hiring_notice_of_three_days(g: Ground) -> None:
    """Three working days for proposed civil servants."""
    column, doc = g.doc(lambda c, d: c.key == "recruitment" and "hiring" in d.tags)
    end = after_working_days(doc.on, 3)
    doc.body[-1] = words("breaches")["short_hiring"].format(d=chinese_date(doc.on), e=chinese_date(end))
    g.truth.fault("hiring-notice-long-enough", Ref(column, doc))


@plant("standard-catalogue-complete", breach=True, phase=SHOWN)
def catalogue_lacks_items(g: Ground) -> None:
    """Two of the nine employment items are missing."""
    column = g.column(["base-catalogue"])
    table = copy.deepcopy(words("texts")["base_catalogue"])
    table["rows"] = table["rows"][:7]
    column.table = table
    g.truth.fault("standard-catalogue-complete", Ref(column))


@plant("links-alive", breach=False, phase=SHOWN)
def link_behind_a_wall(g: Ground) -> None:
    """403 is not dead."""
    column, doc = g.document()
    doc.body.append(words("breaches")["dead_link"].format(h="/wall/shuoming.html"))
    g.truth.near("links-alive", Ref(column, doc, page=True), "pass", "unchecked", "not_applicable")
