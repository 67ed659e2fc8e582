"""Codes, years, order and agreement of index numbers: RULES section 2."""

from __future__ import annotations

import datetime as dt

from labelled import codes
from labelled.building import own_code
from labelled.calendar import before_working_days
from labelled.entries import headed, new_doc
from labelled.faults.numbers import free_others, listing_shows_numbers
from labelled.planting import DATES, NUMBERS, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words


@plant("index-number-code-valid", breach=True, phase=NUMBERS)
def code_with_typing_error(g: Ground) -> None:
    """One document carries the code with a wrong check character."""
    if g.site.family.startswith("org"):
        raise NotHere
    column, doc = g.document()
    code = codes.wrong_check(g.site.credit_code)
    doc.index = codes.index_number(g.site.family, code, doc.on, doc.serial)
    g.truth.fault("index-number-code-valid", Ref(column, doc))
    free_others(g, Ref(column, doc), "index-number-code-valid", "index-number-year")


@plant("index-number-code-valid", breach=True, phase=NUMBERS)
def organisation_code_fails(g: Ground) -> None:
    """Nine characters that fail GB 11714 are a question, not a fault."""
    if not g.site.family.startswith("org"):
        raise NotHere
    column, doc = g.document()
    code = g.site.org_code[:-1] + ("1" if g.site.org_code[-1] != "1" else "2")
    doc.index = codes.index_number(g.site.family, code, doc.on, doc.serial)
    g.truth.fault("index-number-code-valid", Ref(column, doc), "review")
    free_others(g, Ref(column, doc), "index-number-code-valid", "index-number-year")


@plant("index-number-code-valid", breach=True, alone=True, phase=NUMBERS)
def house_code_fails(g: Ground) -> None:
    """The code all over the site fails the check: such codes exist, so a person must look."""
    site = g.site
    site.family = "uscc/YYYY-n"
    site.credit_code = codes.wrong_check(site.credit_code)
    inside = {id(d) for _, d in site.documents()}
    for column, doc in site.docs():
        if doc.index:
            doc.index = codes.index_number(site.family, site.credit_code, doc.on, doc.serial + 1_000_000)
            ref = Ref(column, doc)
            if id(doc) in inside:
                g.truth.fault("index-number-code-valid", ref, "review")
            else:
                g.truth.free("index-number-code-valid", ref)
            g.truth.free("index-number-own-code", ref)
    site.site_file["credit_code"] = None


def _other_code(g: Ground) -> str:
    org = codes.org_code(g.rng)
    return org if g.site.family.startswith("org") else codes.credit_code(g.site.area, org)


@plant("index-number-code-valid", breach=False, phase=NUMBERS)
def code_whose_check_is_a_letter(g: Ground) -> None:
    """Another body's code whose inner check character is an X."""
    column, doc = g.document("plans", "procurement", "statistics", "employment")
    org = next(c for c in (codes.org_code(g.rng) for _ in range(500)) if c.endswith("X"))
    code = org if g.site.family.startswith("org") else codes.credit_code(g.site.area, org)
    doc.index = codes.index_number(g.site.family, code, doc.on, doc.serial)
    g.truth.near("index-number-code-valid", Ref(column, doc))
    g.truth.free("index-number-own-code", Ref(column, doc))
    g.truth.free("index-number-order", Ref(column, doc))


@plant("index-number-own-code", breach=True, phase=NUMBERS)
def code_of_another_body(g: Ground) -> None:
    """A valid code that is not the body's."""
    column, doc = g.document()
    doc.index = codes.index_number(g.site.family, _other_code(g), doc.on, doc.serial)
    g.truth.fault("index-number-own-code", Ref(column, doc), "review")
    g.truth.near("index-number-code-valid", Ref(column, doc))
    g.truth.free("index-number-order", Ref(column, doc))


@plant("index-number-own-code", breach=False, phase=NUMBERS)
def reprint_with_its_number(g: Ground) -> None:
    """Another body's document, marked as such, keeps its number."""
    if g.site.dialect.header == "bare":
        raise NotHere  # shows a publisher, but no source mark
    column, doc = g.document("plans", "procurement", "statistics", "employment")
    body = g.site.city + g.rng.choice(words("numbers")["other_bodies"])
    doc.source = doc.publisher = body
    doc.index = codes.index_number(g.site.family, _other_code(g), doc.on, doc.serial)
    g.truth.near("index-number-own-code", Ref(column, doc), "not_applicable", "pass")
    g.truth.near("index-number-unique", Ref(column, doc))
    g.truth.free("index-number-order", Ref(column, doc))


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
def same_tail_other_code(g: Ground) -> None:
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
    doc.index = codes.index_number(g.site.family, _other_code(g), doc.on, twin.serial)
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


@plant("index-number-own-code", breach=False, phase=NUMBERS)
def passed_on_from_above(g: Ground) -> None:
    """Another body's paper, passed on under its own number and marked as such."""
    if g.site.dialect.header == "bare":
        raise NotHere
    column, doc = g.document("plans", "procurement", "statistics", "fees")
    doc.source = doc.publisher = g.site.city + g.rng.choice(words("numbers")["other_bodies"])
    doc.index = codes.index_number(g.site.family, _other_code(g), doc.on, doc.serial + 17)
    g.truth.near("index-number-own-code", Ref(column, doc), "not_applicable", "pass")
    g.truth.near("index-number-code-valid", Ref(column, doc), "pass", "not_applicable")
    g.truth.free("index-number-order", Ref(column, doc))


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
