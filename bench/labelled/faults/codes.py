"""Codes within index numbers: RULES section 2."""

from __future__ import annotations

from labelled import codes
from labelled.faults.numbers import free_others
from labelled.planting import NUMBERS, Ground, NotHere, plant
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


def other_code(g: Ground) -> str:
    """A valid code of another body in the form the site's numbers use."""
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
    doc.index = codes.index_number(g.site.family, other_code(g), doc.on, doc.serial)
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
    doc.index = codes.index_number(g.site.family, other_code(g), doc.on, doc.serial)
    g.truth.near("index-number-own-code", Ref(column, doc), "not_applicable", "pass")
    g.truth.near("index-number-unique", Ref(column, doc))
    g.truth.free("index-number-order", Ref(column, doc))


@plant("index-number-own-code", breach=False, phase=NUMBERS)
def passed_on_from_above(g: Ground) -> None:
    """Another body's paper, passed on under its own number and marked as such."""
    if g.site.dialect.header == "bare":
        raise NotHere
    column, doc = g.document("plans", "procurement", "statistics", "fees")
    doc.source = doc.publisher = g.site.city + g.rng.choice(words("numbers")["other_bodies"])
    doc.index = codes.index_number(g.site.family, other_code(g), doc.on, doc.serial + 17)
    g.truth.near("index-number-own-code", Ref(column, doc), "not_applicable", "pass")
    g.truth.near("index-number-code-valid", Ref(column, doc), "pass", "not_applicable")
    g.truth.free("index-number-order", Ref(column, doc))
