"""Guide, institution, request channel, annual report, website report: RULES sections 5 and 6."""

from __future__ import annotations

import datetime as dt
import re

from labelled.model import Column, Doc
from labelled.planting import DATES, SHOWN, Ground, NotHere, plant, site_ref
from labelled.truth import Ref
from labelled.wording import words


@plant("guide-complete", breach=True, phase=SHOWN, group="guide")
def guide_lacks_an_element(g: Ground) -> None:
    """One of the nine elements is not there."""
    column = g.column(["guide"])
    part = g.rng.choice(words("breaches")["guide_parts"])
    _cut(column, part)
    g.truth.fault("guide-complete", Ref(column))


def _cut(column: Column, part: str) -> None:
    """Take a heading with its text, or a single line, out of the column's page."""
    text = "\n".join(column.body)
    heading = rf"<h3>[^<]*{part}</h3>(?:<p>.*?</p>)*"
    line = rf"<p>{part}.*?</p>"
    cut = re.sub(heading, "", text, flags=re.S)
    if cut == text:
        cut = re.sub(line, "", text, flags=re.S)
    if cut == text:
        raise NotHere
    column.body = cut.split("\n")


@plant("guide-complete", breach=False, phase=SHOWN, group="guide")
def guide_complete(g: Ground) -> None:
    """All nine elements in running order."""
    column = g.column(["guide"])
    g.truth.near("guide-complete", Ref(column))


@plant("guide-current", breach=True, phase=SHOWN, group="guide")
def guide_quotes_the_old_rule(g: Ground) -> None:
    """Fifteen working days, special needs, costs."""
    column = g.column(["guide"])
    column.body.append(g.rng.choice(words("breaches")["old_guide"]))
    g.truth.fault("guide-current", Ref(column))


@plant("guide-current", breach=True, phase=SHOWN, group="guide")
def guide_untouched_for_years(g: Ground) -> None:
    """Last changed more than a year ago."""
    column = g.column(["guide"])
    column.on = g.site.today - dt.timedelta(days=800)
    g.truth.fault("guide-current", Ref(column), "review")


@plant("guide-current", breach=False, phase=SHOWN, group="guide")
def guide_names_the_lawful_fee(g: Ground) -> None:
    """The processing fee of 2020 is lawful."""
    column = g.column(["guide"])
    column.body.append(words("breaches")["fee_guide"])
    g.truth.near("guide-current", Ref(column))


@plant("institution-complete", breach=True, phase=SHOWN)
def institution_lacks_a_field(g: Ground) -> None:
    """One of the six fields is not there."""
    column = g.column(["institution"])
    _cut(column, g.rng.choice(words("breaches")["institution_parts"]))
    g.truth.fault("institution-complete", Ref(column))


@plant("institution-complete", breach=False, phase=SHOWN)
def head_named_on_leaders_page(g: Ground) -> None:
    """The head's name stands on the page of the leaders."""
    column = g.column(["institution"])
    column.body.pop()
    g.truth.near("institution-complete", Ref(column))


@plant("request-channel-complete", breach=True, phase=SHOWN)
def request_without_form(g: Ground) -> None:
    """No form to download."""
    column = g.column(["request"])
    column.attachments.clear()
    g.truth.fault("request-channel-complete", Ref(column))


def _reports(g: Ground) -> Column:
    column = g.column(["annual-report"])
    if len(column.docs) < 4 or any(id(d) in g.used for d in column.docs):
        raise NotHere
    return column


@plant("annual-report-on-time", breach=True, phase=DATES)
def report_in_february(g: Ground) -> None:
    """Last year's report came after 31 January."""
    column = _reports(g)
    column.docs[0].on = dt.date(g.site.today.year, 2, g.rng.randint(3, 20))
    column.docs[0].formed = column.docs[0].on - dt.timedelta(days=3)
    g.truth.fault("annual-report-on-time", Ref(column))


@plant("annual-report-on-time", breach=True)
def report_missing(g: Ground) -> None:
    """Last year's report is not there."""
    column = _reports(g)
    column.docs = column.docs[1:]
    g.truth.fault("annual-report-on-time", Ref(column))


@plant("annual-report-on-time", breach=False, phase=DATES)
def report_on_the_last_day(g: Ground) -> None:
    """31 January is in time."""
    column = _reports(g)
    column.docs[0].on = dt.date(g.site.today.year, 1, 31)
    g.truth.near("annual-report-on-time", Ref(column))


@plant("annual-report-no-gap", breach=True)
def report_year_missing(g: Ground) -> None:
    """A year between the first and the newest is missing."""
    column = _reports(g)
    column.docs = [column.docs[0], *column.docs[2:]]
    g.truth.fault("annual-report-no-gap", Ref(column))
    for doc in column.docs:
        g.truth.free("annual-report-carries-over", Ref(column, doc))


def _report(g: Ground) -> tuple[Column, Doc]:
    return g.doc(lambda c, d: "annual" in d.tags)


@plant("annual-report-complete", breach=True, phase=SHOWN)
def report_part_missing(g: Ground) -> None:
    """The fifth part is not there."""
    column, doc = _report(g)
    heads = [n for n, p in enumerate(doc.body) if p.startswith("<b>")]
    doc.body = doc.body[: heads[4]] + doc.body[heads[5] :]
    g.truth.fault("annual-report-complete", Ref(column, doc))
    g.truth.free("annual-report-original", Ref(column, doc))


@plant("annual-report-adds-up", breach=True, phase=SHOWN)
def report_sum_wrong(g: Ground) -> None:
    """A sum in the table of requests is off."""
    column, doc = _report(g)
    name = words("annual")["two"]["sum"]
    at = next(n for n, p in enumerate(doc.body) if name in p)
    total = re.compile(rf"({name}</td>(?:<td>\d+</td>){{6}}<td>)(\d+)")
    doc.body[at] = total.sub(lambda m: f"{m[1]}{int(m[2]) + 3}", doc.body[at])
    g.truth.fault("annual-report-adds-up", Ref(column, doc))
    g.truth.free("annual-report-text-agrees", Ref(column, doc))


@plant("annual-report-adds-up", breach=False, phase=SHOWN)
def report_cells_left_empty(g: Ground) -> None:
    """Zeros are often left out."""
    column, doc = _report(g)
    doc.body = [p.replace("<td>0</td>", "<td>&nbsp;</td>") if "<table" in p else p for p in doc.body]
    g.truth.near("annual-report-adds-up", Ref(column, doc))


@plant("website-report-on-time", breach=True)
def website_report_missing(g: Ground) -> None:
    """The home page does not link last year's report of the website."""
    notices = g.site.columns["notices"]
    if id(notices) in g.used or not any("website-report" in d.tags for d in notices.docs):
        raise NotHere
    notices.docs = [d for d in notices.docs if "website-report" not in d.tags]
    g.truth.fault("website-report-on-time", site_ref())
