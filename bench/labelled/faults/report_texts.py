"""What annual reports say beside their tables, and what they carry over: RULES section 6."""

from __future__ import annotations

import re

from labelled import annual
from labelled.faults.annual_reports import year_of
from labelled.faults.report_contents import a_report, heads_of
from labelled.model import Column, Doc
from labelled.planting import SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

ZEROS = [0] * (annual.LEGAL_KINDS + 1)


def _pair(g: Ground) -> tuple[Column, Doc, Doc]:
    """A report of 2021 or later and the one of the year before, both untouched."""
    column, doc = g.doc(
        lambda c, d: "annual" in d.tags and year_of(d) >= annual.FORM_OF_2021 and _before(g, c, d) is not None
    )
    before = _before(g, column, doc)
    assert before is not None
    g.used.add(id(before))
    for later in column.docs:
        if year_of(later) == year_of(doc) + 1:
            g.truth.free("annual-report-carries-over", Ref(column, later))
            g.truth.free("annual-report-original", Ref(column, later))
    return column, doc, before


def _before(g: Ground, column: Column, doc: Doc) -> Doc | None:
    """The untouched report in the form of 2021 of the year before."""
    years = [d for d in column.docs if f"year:{year_of(doc) - 1}" in d.tags]
    revised = len(years) > 1 or sum(f"year:{year_of(doc)}" in d.tags for d in column.docs) > 1
    free = [d for d in years if id(d) not in g.used and year_of(d) >= annual.FORM_OF_2021]
    return free[0] if free and not revised else None


@plant("annual-report-carries-over", breach=True, phase=SHOWN)
def report_forgets_what_was_left(g: Ground) -> None:
    """The newest report begins with other leftovers than the last one ended with."""
    column, doc, _ = _pair(g)
    figures = annual.draw_figures(g.rng, year_of(doc), [7, 0, 1, 0, 0, 2])
    doc.body = annual.report_body(g.site, g.writer, year_of(doc), figures)
    g.truth.fault("annual-report-carries-over", Ref(column, doc))


@plant("annual-report-carries-over", breach=False, phase=SHOWN)
def report_nothing_left_over(g: Ground) -> None:
    """Nothing was left: the old report has a 0 there, the new one an empty cell."""
    column, doc, before = _pair(g)
    year = year_of(doc)
    figures = annual.draw_figures(g.rng, year - 1, ZEROS)
    open_row = figures.results[words("annual")["two"]["open"]]
    for c, left in enumerate(figures.next_year):
        open_row[c] += left
    figures.next_year = list(ZEROS)
    before.body = annual.report_body(g.site, g.writer, year - 1, figures)
    doc.body = annual.report_body(g.site, g.writer, year, annual.draw_figures(g.rng, year, ZEROS))
    doc.body = [p.replace("<td>0</td>", "<td></td>") if "<table" in p else p for p in doc.body]
    g.truth.free("annual-report-carries-over", Ref(column, before))
    g.truth.near("annual-report-carries-over", Ref(column, doc), "pass", "not_applicable", "review")


@plant("annual-report-fee-stated", breach=True, phase=SHOWN)
def report_silent_on_fees(g: Ground) -> None:
    """Nothing is said of the processing fee."""
    column, doc = a_report(g)
    doc.body[-1] = g.rng.choice(words("plants")["silent"])
    g.truth.fault("annual-report-fee-stated", Ref(column, doc), "review")


@plant("annual-report-fee-stated", breach=False, phase=SHOWN)
def report_states_fees_its_own_way(g: Ground) -> None:
    """Collected, none, or not at all: all of them are said."""
    column, doc = a_report(g)
    doc.body[-1] = g.rng.choice(words("plants")["fee_forms"]).format(y=year_of(doc))
    g.truth.near("annual-report-fee-stated", Ref(column, doc))


def _say(doc: Doc, text: str) -> None:
    """Replace what the first part says of requests."""
    doc.body[heads_of(doc)[0] + 2] = text


def _numbers(doc: Doc, row: str) -> int:
    """The total a table row prints."""
    table = next(p for p in doc.body if f">{row}</td>" in p)
    found = re.search(rf"{re.escape(row)}</td>(?:<td>\d+</td>){{6}}<td>(\d+)", table)
    if not found:
        raise NotHere
    return int(found[1])


@plant("annual-report-text-agrees", breach=True, phase=SHOWN)
def report_text_counts_otherwise(g: Ground) -> None:
    """The text names more requests than the table."""
    column, doc = a_report(g)
    received = _numbers(doc, words("annual")["two"]["received"])
    _say(doc, words("plants")["wrong_text"].format(y=year_of(doc), n=received + g.rng.randint(3, 20)))
    g.truth.fault("annual-report-text-agrees", Ref(column, doc), "review")


@plant("annual-report-text-agrees", breach=False, phase=SHOWN)
def report_text_counts_with_leftovers(g: Ground) -> None:
    """The text adds the carried requests, and says so."""
    column, doc = a_report(g)
    two = words("annual")["two"]
    received, left = _numbers(doc, two["received"]), _numbers(doc, two["carried"])
    text = words("annual")["overall"][1][2]
    values = {"all": received + left, "left": left, "next": _numbers(doc, two["next"])}
    _say(doc, text.format(y=year_of(doc), **values))
    g.truth.near("annual-report-text-agrees", Ref(column, doc))


@plant("annual-report-original", breach=True, phase=SHOWN)
def report_copied_from_last_year(g: Ground) -> None:
    """Last year's text with other years in it."""
    column, doc, before = _pair(g)
    year = year_of(doc)
    doc.body = [p.replace(str(year - 1), str(year)) for p in before.body]
    g.truth.fault("annual-report-original", Ref(column, doc), "review")
    g.truth.free("annual-report-carries-over", Ref(column, doc))


@plant("annual-report-original", breach=True, phase=SHOWN)
def report_copied_but_for_the_tables(g: Ground) -> None:
    """Last year's words, this year's numbers."""
    column, doc, before = _pair(g)
    year = year_of(doc)
    tables = [p for p in doc.body if p.startswith("<table")]
    body = [p.replace(str(year - 1), str(year)) for p in before.body]
    doc.body = [tables.pop(0) if p.startswith("<table") else p for p in body]
    g.truth.fault("annual-report-original", Ref(column, doc), "review")
    g.truth.free("annual-report-text-agrees", Ref(column, doc))


@plant("annual-report-original", breach=False, phase=SHOWN)
def report_repeats_a_few_sentences(g: Ground) -> None:
    """The introduction and one part are word for word last year's; the rest is new."""
    column, doc, old = _pair(g)
    year = year_of(doc)
    doc.body[0] = old.body[0].replace(str(year - 1), str(year))
    at, there = heads_of(doc)[4], heads_of(old)[4]
    doc.body[at + 1] = old.body[there + 1]
    g.truth.near("annual-report-original", Ref(column, doc), "pass", "not_applicable")
