"""Interpretations of normative documents: RULES section 4."""

from __future__ import annotations

from labelled.calendar import after_working_days, before_working_days
from labelled.entries import interpretation, tag
from labelled.model import Column, Doc
from labelled.planting import DATES, FIRST, SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

OF_PAIR = ("interpretation-on-time", "interpretation-linked")
SHORT = 300


def normative(g: Ground) -> tuple[Column, Doc]:
    """An untouched normative document."""
    return g.doc(lambda c, d: "normative" in d.tags and bool(d.related))


def _pair(g: Ground) -> tuple[Column, Doc, Column, Doc]:
    """A document and its interpretation, both untouched."""
    column, doc = normative(g)
    home = g.site.columns["policy-interpretation"]
    partner = next((d for d in doc.related if d in home.docs), None)
    if partner is None or id(partner) in g.used or id(home) in g.used:
        raise NotHere
    g.used.add(id(partner))
    return column, doc, home, partner


@plant("interpretation-present", breach=True, phase=FIRST)
def interpretation_missing(g: Ground) -> None:
    """A normative document without any interpretation."""
    column, doc, home, partner = _pair(g)
    if partner is home.docs[0]:
        raise NotHere
    home.docs.remove(partner)
    doc.related.clear()
    g.truth.fault("interpretation-present", Ref(column, doc))
    for rule in OF_PAIR:
        g.truth.near(rule, Ref(column, doc), "not_applicable", "pass")


@plant("interpretation-present", breach=False, phase=DATES)
def interpretation_names_number_alone(g: Ground) -> None:
    """Its title names the document's number instead of its name."""
    column, doc, _, partner = _pair(g)
    partner.title = words("plants")["by_number"].format(n=doc.number)
    g.truth.near("interpretation-present", Ref(column, doc))


@plant("interpretation-present", breach=False, phase=DATES)
def interpretation_under_a_short_name(g: Ground) -> None:
    """A picture story of the document: another title, but linked both ways and naming it in its text."""
    column, doc, _, partner = _pair(g)
    partner.title = words("plants")["picture_story"].format(t=tag(doc, "topic"))
    partner.body.insert(0, words("plants")["names_document"].format(t=doc.title, n=doc.number))
    g.truth.near("interpretation-present", Ref(column, doc))


@plant("interpretation-on-time", breach=True, phase=DATES)
def interpretation_late(g: Ground) -> None:
    """More than three working days after the document."""
    column, doc, home, partner = _pair(g)
    partner.on = after_working_days(doc.on, g.rng.randint(4, 20))
    if partner.on > g.site.today:
        raise NotHere
    partner.formed = before_working_days(partner.on, 2)
    home.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.fault("interpretation-on-time", Ref(column, doc))


@plant("interpretation-on-time", breach=False, phase=DATES)
def interpretation_on_third_day(g: Ground) -> None:
    """Exactly three working days."""
    column, doc, home, partner = _pair(g)
    partner.on = after_working_days(doc.on, 3)
    partner.formed = before_working_days(partner.on, 2)
    home.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.near("interpretation-on-time", Ref(column, doc))


@plant("interpretation-linked", breach=True, phase=SHOWN)
def interpretation_not_linked(g: Ground) -> None:
    """Both stand there, neither leads to the other."""
    column, doc, _, partner = _pair(g)
    doc.related.clear()
    partner.related.clear()
    g.truth.fault("interpretation-linked", Ref(column, doc))


@plant("interpretation-linked", breach=True, phase=SHOWN)
def interpretation_linked_one_way(g: Ground) -> None:
    """One leads to the other, the other does not lead back."""
    column, doc, _, partner = _pair(g)
    g.rng.choice([doc, partner]).related.clear()
    g.truth.fault("interpretation-linked", Ref(column, doc))


@plant("interpretation-linked", breach=False, phase=SHOWN)
def interpretation_linked_in_the_text(g: Ground) -> None:
    """The links stand in the running text instead of a box."""
    column, doc, _, partner = _pair(g)
    for found in (doc, partner):
        found.tags.add("related_inside")
    g.truth.near("interpretation-linked", Ref(column, doc))


def _ask(g: Ground, column: Column, doc: Doc, home: Column, partner: Doc) -> None:
    """The question may stand at the interpretation or at its document: the contract says `entry`."""
    g.truth.fault_any("interpretation-substantive", [Ref(home, partner), Ref(column, doc)], "review")


@plant("interpretation-substantive", breach=True, phase=SHOWN)
def interpretation_copies_its_document(g: Ground) -> None:
    """Nine tenths of its text are the document's own."""
    column, doc, home, partner = _pair(g)
    more = [p for p in g.writer.paragraphs(doc.on, 20) if p not in doc.body][:4]
    doc.body = [*doc.body[:-1], *more, doc.body[-1]]
    partner.body = [words("plants")["copied_opening"], *doc.body]
    _ask(g, column, doc, home, partner)


@plant("interpretation-substantive", breach=True, phase=SHOWN)
def interpretation_of_two_lines(g: Ground) -> None:
    """Far fewer than three hundred characters."""
    column, doc, home, partner = _pair(g)
    partner.body = [words("plants")["short_interpretation"].format(t=tag(doc, "topic"))]
    _ask(g, column, doc, home, partner)


@plant("interpretation-substantive", breach=False, phase=SHOWN)
def interpretation_quotes_its_document(g: Ground) -> None:
    """A third of its text are quotations."""
    _, doc, home, partner = _pair(g)
    own = interpretation(g.site, tag(doc, "topic"), g.writer)
    partner.body = [*own, *doc.body[1:4]]
    if len("".join(own)) < SHORT:
        raise NotHere
    g.truth.near("interpretation-substantive", Ref(home, partner), "pass", "not_applicable")
