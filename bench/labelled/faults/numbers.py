"""Index numbers: RULES section 2."""

from __future__ import annotations

from labelled import codes
from labelled.building import own_code
from labelled.entries import document_number
from labelled.model import Column, Doc
from labelled.planting import NUMBERS, Ground, NotHere, plant, site_ref
from labelled.truth import Ref
from labelled.wording import words

OTHERS = (
    "index-number-year",
    "index-number-order",
    "index-number-unique",
    "index-number-consistent",
    "index-number-code-valid",
    "index-number-own-code",
)


def free_others(g: Ground, ref: Ref, *kept: str) -> None:
    """What else the contract says of a broken number stays open."""
    for rule in OTHERS:
        if rule not in kept:
            g.truth.free(rule, ref)


@plant("index-number-present", breach=True, phase=NUMBERS)
def number_missing(g: Ground) -> None:
    """A document without any number."""
    column, doc = g.document()
    doc.index = None
    g.truth.fault("index-number-present", Ref(column, doc))
    g.truth.near("index-number-wellformed", Ref(column, doc), "not_applicable")


@plant("index-number-present", breach=False, phase=NUMBERS)
def number_in_the_list_alone(g: Ground) -> None:
    """The list shows it, the page does not."""
    listing_shows_numbers(g)
    column, doc = g.document()
    doc.index_at = "list"
    g.truth.near("index-number-present", Ref(column, doc))


def listing_shows_numbers(g: Ground) -> None:
    """NotHere unless the site prints numbers in its lists."""
    if g.site.dialect.lists != "index_table" and g.site.dialect.platform != "gkmlpt":
        raise NotHere


@plant("index-number-present", breach=True, alone=True, phase=NUMBERS)
def no_document_has_a_number(g: Ground) -> None:
    """The platform prints none: one accusation, not a hundred."""
    for _, doc in g.site.docs():
        doc.index = None
    g.truth.fault("index-number-present", site_ref())


def _broken(g: Ground, text: str, column: Column, doc: Doc) -> None:
    doc.index = text
    g.truth.fault("index-number-wellformed", Ref(column, doc))
    free_others(g, Ref(column, doc))


@plant("index-number-wellformed", breach=True, phase=NUMBERS)
def serial_is_a_null(g: Ground) -> None:
    """The publishing system printed None, null or nothing as the serial."""
    column, doc = g.document()
    serial = g.rng.choice(words("numbers")["null_serials"])
    assert doc.index
    _broken(g, doc.index[: doc.index.rfind("-") + 1] + serial, column, doc)


@plant("index-number-wellformed", breach=True, phase=NUMBERS)
def digits_are_full_width(g: Ground) -> None:
    """Full-width digits in the serial."""
    column, doc = g.document()
    assert doc.index
    head, _, serial = doc.index.rpartition("-")
    table = str.maketrans("0123456789", words("numbers")["full_width"])
    _broken(g, f"{head}-{serial.translate(table)}", column, doc)


@plant("index-number-wellformed", breach=True, phase=NUMBERS)
def blank_inside_number(g: Ground) -> None:
    """A blank within the number."""
    column, doc = g.document()
    assert doc.index
    middle = doc.index.rfind("-")
    _broken(g, f"{doc.index[: middle + 1]} {doc.index[middle + 1 :]}", column, doc)


@plant("index-number-wellformed", breach=True, phase=NUMBERS)
def title_in_place_of_number(g: Ground) -> None:
    """The title stands in the number's place."""
    column, doc = g.document(
        "plans", "procurement", "statistics", "fees", "power-list", "meetings", "employment"
    )
    if g.site.dialect.header == "bare":
        raise NotHere
    _broken(g, doc.title, column, doc)


@plant("index-number-wellformed", breach=True, phase=NUMBERS)
def document_number_in_place_of_number(g: Ground) -> None:
    """The 发文字号 stands in the number's place."""
    column, doc = g.document("normative-documents", "plans", "procurement")
    if g.site.dialect.header == "bare":
        raise NotHere
    _broken(g, doc.number or document_number(g.site, doc.on.year, 12), column, doc)


@plant("index-number-wellformed", breach=False, phase=NUMBERS)
def list_shows_the_tail(g: Ground) -> None:
    """A list may print the part after the code."""
    listing_shows_numbers(g)
    column, doc = g.document()
    doc.tags.add("list_tail")
    g.truth.near("index-number-wellformed", Ref(column, doc))
    g.truth.near("index-number-consistent", Ref(column, doc))


@plant("index-number-wellformed", breach=False, phase=NUMBERS)
def serial_grew_wider(g: Ground) -> None:
    """The newest document's serial has one digit more."""
    rows = [(d.on, d.clock, n) for n, (_, d) in enumerate(g.site.documents()) if d.index]
    column, doc = g.site.documents()[max(rows)[2]]
    if id(doc) in g.used or id(column) in g.used:
        raise NotHere
    g.used.add(id(doc))
    doc.serial *= 10
    doc.index = codes.index_number(g.site.family, own_code(g.site), doc.on, doc.serial)
    for rule in ("index-number-wellformed", "index-number-order"):
        g.truth.near(rule, Ref(column, doc), "pass", "not_applicable")
