"""What annual reports say: parts, tables, carried numbers, fees, text and tables: RULES section 6."""

from __future__ import annotations

import re

from labelled import annual
from labelled.faults.annual_reports import year_of
from labelled.model import Column, Doc
from labelled.planting import SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

ZEROS = [0] * (annual.LEGAL_KINDS + 1)
COMPARED = ("annual-report-text-agrees", "annual-report-carries-over", "annual-report-original")


def a_report(g: Ground, first: int = annual.FORM_OF_2021) -> tuple[Column, Doc]:
    """An untouched report of the year `first` or later."""
    return g.doc(lambda c, d: "annual" in d.tags and year_of(d) >= first)


def heads_of(doc: Doc) -> list[int]:
    """Where the headings of the six parts stand."""
    return [n for n, p in enumerate(doc.body) if p.startswith("<b>")]


@plant("annual-report-complete", breach=True, phase=SHOWN)
def report_part_missing(g: Ground) -> None:
    """One of the parts is not there."""
    column, doc = a_report(g, 2020)
    heads = [*heads_of(doc), len(doc.body)]
    part = g.rng.choice([3, 4])
    doc.body = doc.body[: heads[part]] + doc.body[heads[part + 1] :]
    g.truth.fault("annual-report-complete", Ref(column, doc))
    g.truth.free("annual-report-original", Ref(column, doc))


@plant("annual-report-complete", breach=True, phase=SHOWN)
def report_parts_out_of_order(g: Ground) -> None:
    """Parts four and five have changed places."""
    column, doc = a_report(g, 2020)
    h = heads_of(doc)
    doc.body = [*doc.body[: h[3]], *doc.body[h[4] : h[5]], *doc.body[h[3] : h[4]], *doc.body[h[5] :]]
    g.truth.fault("annual-report-complete", Ref(column, doc))


@plant("annual-report-complete", breach=True, phase=SHOWN)
def report_tables_are_pictures(g: Ground) -> None:
    """All tables are pictures."""
    column, doc = a_report(g, 2020)
    doc.body = [words("plants")["pictures"] if p.startswith("<table") else p for p in doc.body]
    g.truth.fault("annual-report-complete", Ref(column, doc))
    for rule in ("annual-report-adds-up", *COMPARED):
        for found in column.docs:
            g.truth.free(rule, Ref(column, found))


@plant("annual-report-complete", breach=False, phase=SHOWN)
def report_with_the_other_headings(g: Ground) -> None:
    """Headings four and five vary in wording."""
    column, doc = a_report(g)
    heads = heads_of(doc)
    for n in (3, 4):
        doc.body[heads[n]] = f"<b>{words('annual')['headings'][n][-1]}</b>"
    g.truth.near("annual-report-complete", Ref(column, doc))


def _cells(doc: Doc, row: str, change: tuple[int, int]) -> None:
    """Add `change[1]` to the cell `change[0]` (from the left, 6 = total) of the row headed `row`."""
    at = next(n for n, p in enumerate(doc.body) if f">{row}</td>" in p)
    number, more = change
    cell = re.compile(rf"({re.escape(row)}</td>(?:<td>\d+</td>){{{number}}}<td>)(\d+)")
    doc.body[at], count = cell.subn(lambda m: f"{m[1]}{int(m[2]) + more}", doc.body[at])
    if not count:
        raise NotHere


def _wrong_sum(g: Ground, row: str, change: tuple[int, int]) -> None:
    column, doc = a_report(g, 2020)
    _cells(doc, words("annual")["two"][row], change)
    g.truth.fault("annual-report-adds-up", Ref(column, doc))
    for rule in COMPARED:
        g.truth.free(rule, Ref(column, doc))
        for later in column.docs:
            if year_of(later) == year_of(doc) + 1:
                g.truth.free(rule, Ref(column, later))


@plant("annual-report-adds-up", breach=True, phase=SHOWN)
def report_sum_of_results_wrong(g: Ground) -> None:
    """The results do not sum to (七)."""
    _wrong_sum(g, "sum", (6, 3))


@plant("annual-report-adds-up", breach=True, phase=SHOWN)
def report_columns_do_not_sum(g: Ground) -> None:
    """The columns of one result do not sum to its total."""
    _wrong_sum(g, "open", (6, 2))


@plant("annual-report-adds-up", breach=True, phase=SHOWN)
def report_identity_fails(g: Ground) -> None:
    """New and carried requests are fewer than handled and left ones."""
    column, doc = a_report(g, 2020)
    name = words("annual")["two"]["received"]
    more = g.rng.randint(2, 5)
    for cell in (0, 6):
        _cells(doc, name, (cell, more))
    g.truth.fault("annual-report-adds-up", Ref(column, doc))
    g.truth.free("annual-report-text-agrees", Ref(column, doc))


@plant("annual-report-adds-up", breach=True, phase=SHOWN)
def report_law_suits_do_not_sum(g: Ground) -> None:
    """A total of the reviews is not the sum of its cells."""
    column, doc = a_report(g, 2020)
    at = [n for n, p in enumerate(doc.body) if p.startswith("<table")][-1]
    first = re.compile(r"(<tr>(?:<td>\d+</td>){4}<td>)(\d+)")
    doc.body[at], count = first.subn(lambda m: f"{m[1]}{int(m[2]) + 2}", doc.body[at])
    if not count:
        raise NotHere
    g.truth.fault("annual-report-adds-up", Ref(column, doc))


@plant("annual-report-adds-up", breach=False, phase=SHOWN)
def report_cells_left_empty(g: Ground) -> None:
    """Zeros are often left out."""
    column, doc = a_report(g, 2019)
    doc.body = [p.replace("<td>0</td>", "<td>&nbsp;</td>") if "<table" in p else p for p in doc.body]
    g.truth.near("annual-report-adds-up", Ref(column, doc))


@plant("annual-report-adds-up", breach=False, phase=SHOWN)
def report_cells_in_paragraphs(g: Ground) -> None:
    """Word puts every number into a paragraph of its own."""
    column, doc = a_report(g, 2019)
    doc.body = [re.sub(r"<td>(\d+)</td>", r"<td><p align='center'> \1 </p></td>", p) for p in doc.body]
    g.truth.near("annual-report-adds-up", Ref(column, doc))
