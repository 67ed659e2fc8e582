"""Years, order and agreement of index numbers: RULES section 2."""

from __future__ import annotations

import datetime as dt

from labelled import codes
from labelled.building import own_code
from labelled.calendar import before_working_days
from labelled.entries import headed, new_doc
from labelled.faults.codes import other_code
from labelled.faults.numbers import listing_shows_numbers
from labelled.planting import DATES, NUMBERS, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words


@plant("index-number-year", breach=True, phase=NUMBERS)
def year_is_not_that_of_publication(g: Ground) -> None:
    """The year part is a year too early, by publication and by signature."""
    column, doc = g.document()
    if doc.formed is None or doc.formed.year != doc.on.year:
        raise NotHere
    before = doc.on.replace(year=doc.on.year - 1, day=min(doc.on.day, 28))
    doc.index = codes.index_number(g.site.family, own_code(g.site), before, doc.serial)
    g.truth.fault("index-number-year", Ref(column, doc))
    g.truth.free("index-number-order", Ref(column, doc))


@plant("index-number-year", breach=False, phase=DATES)
def written_in_december_published_in_january(g: Ground) -> None:
    """The scheme means the year of publication, the title and the signature name the year before."""
    column = g.column(("procurement", "plans", "fees"))
    year = g.site.today.year
    doc = new_doc(column, dt.date(year, 1, 9), g.writer)
    headed(g.site, doc, g.writer)
    doc.formed = before_working_days(doc.on, 10)
    doc.title = doc.title.replace(str(year), str(year - 1))
    doc.source = g.site.name
    column.docs.append(doc)
    column.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.near("index-number-year", Ref(column, doc))
    g.truth.near("published-in-time", Ref(column, doc))


@plant("index-number-unique", breach=True, phase=NUMBERS)
def same_number_twice(g: Ground) -> None:
    """Two different documents under one number."""
    column, doc = g.document()
    month = (doc.on.year, doc.on.month) if "YYYYMM" in g.site.family else (doc.on.year,)
    free = [
        (c, d)
        for c, d in g.site.documents()
        if d.index
        and d is not doc
        and id(d) not in g.used
        and id(c) not in g.used
        and d is not c.docs[0]
        and (d.on.year, d.on.month)[: len(month)] == month
        and "figures" not in d.tags
    ]
    if not free:
        raise NotHere
    column2, other = g.rng.choice(free)
    g.used.add(id(other))
    other.index = doc.index
    for ref in (Ref(column, doc), Ref(column2, other)):
        g.truth.fault("index-number-unique", ref)
        g.truth.free("index-number-order", ref)


@plant("index-number-unique", breach=False, phase=NUMBERS)
def same_tailother_code(g: Ground) -> None:
    """Two bodies may use one serial."""
    column, doc = g.document("plans", "procurement", "statistics", "employment")
    twin = next(
        (
            d
            for _, d in g.site.documents()
            if d.on.year == doc.on.year and d is not doc and d.index and id(d) not in g.used
        ),
        None,
    )
    if twin is None:
        raise NotHere
    doc.index = codes.index_number(g.site.family, other_code(g), doc.on, twin.serial)
    doc.source = doc.publisher = g.site.city + g.rng.choice(words("numbers")["other_bodies"])
    g.truth.near("index-number-unique", Ref(column, doc))
    g.truth.free("index-number-order", Ref(column, doc))
    g.truth.free("index-number-own-code", Ref(column, doc))


@plant("index-number-consistent", breach=True, phase=NUMBERS)
def list_shows_another_number(g: Ground) -> None:
    """List and page disagree."""
    listing_shows_numbers(g)
    column, doc = g.document()
    doc.list_index = codes.index_number(g.site.family, own_code(g.site), doc.on, doc.serial + 1)
    g.truth.fault("index-number-consistent", Ref(column, doc))
    g.truth.free("index-number-order", Ref(column, doc))


@plant("index-number-order", breach=True, phase=NUMBERS)
def serial_from_long_ago(g: Ground) -> None:
    """A recent document with a serial that was given years before."""
    recent = g.site.today - dt.timedelta(days=200)
    inside = {id(d) for _, d in g.site.documents()}
    column, doc = g.doc(lambda c, d: id(d) in inside and d.on > recent and bool(d.index) and d.on.month > 2)
    same = [d.serial for _, d in g.site.docs() if d.index and d.serial]
    doc.serial = min(same) + 1
    doc.index = codes.index_number(g.site.family, own_code(g.site), doc.on, doc.serial)
    g.truth.fault("index-number-order", Ref(column, doc), "review")
    g.truth.free("index-number-unique", Ref(column, doc))


@plant("index-number-consistent", breach=False, phase=NUMBERS)
def list_shows_the_same_number(g: Ground) -> None:
    """List and page agree."""
    listing_shows_numbers(g)
    column, doc = g.document()
    doc.list_index = doc.index
    g.truth.near("index-number-consistent", Ref(column, doc))


@plant("index-number-order", breach=False, phase=NUMBERS)
def serials_leap_ahead(g: Ground) -> None:
    """The newest number is far above all others: gaps are normal."""
    rows = [(d.on, d.clock, n) for n, (_, d) in enumerate(g.site.documents()) if d.index]
    column, doc = g.site.documents()[max(rows)[2]]
    if id(doc) in g.used or id(column) in g.used:
        raise NotHere
    g.used.add(id(doc))
    doc.serial += 5_000 if g.site.family.startswith("org") else 400_000
    doc.index = codes.index_number(g.site.family, own_code(g.site), doc.on, doc.serial)
    g.truth.near("index-number-order", Ref(column, doc), "pass", "not_applicable")
