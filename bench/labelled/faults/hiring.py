"""Publicity of hires, service guides, the grass-roots standard catalogue: RULES sections 5 and 7."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

from labelled.calendar import after_working_days
from labelled.content import chinese_date
from labelled.duties import guide_body
from labelled.entries import headed, new_doc, tag
from labelled.model import Column, Doc
from labelled.planting import DATES, SHOWN, Ground, plant
from labelled.truth import Ref
from labelled.wording import words


def _hires(g: Ground, kind: str, length: int) -> tuple[Column, Doc]:
    """A new publicity of proposed hires that runs for `length` working days."""
    column = g.open("recruitment" if kind == "hires" else "public-hiring")
    on = g.site.today - dt.timedelta(days=g.rng.randint(40, 200))
    doc = new_doc(column, on, g.writer)
    number = g.rng.randint(2, 9)
    doc.title = g.rng.choice(words("plants")[kind]).format(y=on.year, n=number)
    dates = {"d": chinese_date(on + dt.timedelta(days=1)), "e": chinese_date(after_working_days(on, length))}
    doc.body = [*g.writer.paragraphs(on, 4), words("breaches")["short_hiring"].format(**dates)]
    headed(g.site, doc, g.writer)
    return column, g.add(column, doc)


@plant("hiring-notice-long-enough", breach=True, phase=DATES)
def civil_servants_shown_three_days(g: Ground) -> None:
    """Three or four working days for proposed civil servants."""
    column, doc = _hires(g, "hires", g.rng.randint(3, 4))
    g.truth.fault("hiring-notice-long-enough", Ref(column, doc))


@plant("hiring-notice-long-enough", breach=True, phase=DATES)
def institution_staff_shown_five_days(g: Ground) -> None:
    """Five working days for the staff of an institution: a question."""
    column, doc = _hires(g, "institution_hires", 5)
    g.truth.fault("hiring-notice-long-enough", Ref(column, doc), "review")


@plant("hiring-notice-long-enough", breach=False, phase=DATES)
def civil_servants_shown_five_days(g: Ground) -> None:
    """Exactly five working days."""
    column, doc = _hires(g, "hires", 5)
    g.truth.near("hiring-notice-long-enough", Ref(column, doc))


@plant("hiring-notice-long-enough", breach=False, phase=DATES)
def institution_staff_shown_seven_days(g: Ground) -> None:
    """Exactly seven working days."""
    column, doc = _hires(g, "institution_hires", 7)
    g.truth.near("hiring-notice-long-enough", Ref(column, doc))


def _county(g: Ground) -> str:
    return "fail" if g.site.county else "review"


@plant("service-guide-complete", breach=True, phase=SHOWN)
def guide_lacks_one_element_of_service(g: Ground) -> None:
    """One of the eleven elements is missing."""
    _lacking(g, 1)


@plant("service-guide-complete", breach=True, phase=SHOWN)
def guide_lacks_half_of_service(g: Ground) -> None:
    """Five of the eleven elements are missing."""
    _lacking(g, 5)


def _lacking(g: Ground, count: int) -> None:
    column, doc = g.doc(lambda c, d: "guide" in d.tags)
    names = list(words("plants")["guide_elements"])[1:]
    doc.body = guide_body(g.site, tag(doc, "item"), g.rng, set(g.rng.sample(names, count)))
    g.truth.fault("service-guide-complete", Ref(column, doc), _county(g))


@plant("service-guide-complete", breach=False, phase=SHOWN)
def guide_is_a_table(g: Ground) -> None:
    """All elements, printed in a table or as lines, with blanks inside the names."""
    column, doc = g.doc(lambda c, d: "guide" in d.tags)
    doc.body = guide_body(g.site, tag(doc, "item"), g.rng, set())
    g.truth.near("service-guide-complete", Ref(column, doc))


@plant("service-guide-complete", breach=False, phase=SHOWN)
def news_about_a_guide(g: Ground) -> None:
    """A news item about service guides is none."""
    column = g.open("news")
    doc = new_doc(column, g.site.today - dt.timedelta(days=g.rng.randint(18, 90)), g.writer)
    doc.title = words("plants")["about_guide"].format(s=g.site.short)
    g.add(column, doc)
    g.truth.near("service-guide-complete", Ref(column, doc), "pass", "not_applicable", "nothing")


def _catalogue(g: Ground) -> tuple[Column, dict[str, Any]]:
    column = g.column(["base-catalogue"])
    column.table = copy.deepcopy(words("texts")["base_catalogue"])
    return column, column.table


@plant("standard-catalogue-complete", breach=True, phase=SHOWN)
def catalogue_lacks_items(g: Ground) -> None:
    """Some of the nine employment items are missing."""
    column, table = _catalogue(g)
    missing = g.rng.sample(table["rows"], g.rng.randint(1, 3))
    table["rows"] = [r for r in table["rows"] if r not in missing]
    g.truth.fault("standard-catalogue-complete", Ref(column), _county(g))


@plant("standard-catalogue-complete", breach=True, phase=SHOWN)
def catalogue_lacks_a_heading(g: Ground) -> None:
    """One of the ten headings is missing."""
    column, table = _catalogue(g)
    table["without"] = g.rng.randint(2, 9)
    g.truth.fault("standard-catalogue-complete", Ref(column), _county(g))


@plant("standard-catalogue-complete", breach=False, phase=SHOWN)
def catalogue_in_another_order(g: Ground) -> None:
    """The same items in another order and with numbers before them."""
    column, table = _catalogue(g)
    g.rng.shuffle(table["rows"])
    table["numbered"] = True
    g.truth.near("standard-catalogue-complete", Ref(column))
