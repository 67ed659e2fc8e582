"""Numbers and validity of normative documents: RULES section 4."""

from __future__ import annotations

import datetime as dt

from labelled.content import chinese_date
from labelled.model import Column, Doc
from labelled.planting import DATES, SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words


def _normative(g: Ground) -> tuple[Column, Doc]:
    return g.doc(lambda c, d: "normative" in d.tags)


@plant("document-number-wellformed", breach=True, phase=SHOWN)
def document_number_misshapen(g: Ground) -> None:
    """Wrong brackets, a "第" or a leading zero."""
    column, doc = _normative(g)
    form = g.rng.choice(words("breaches")["numbers_wrong"])
    letters = g.site.words["letters"][0]
    doc.number = form.format(c=g.site.city[0], l=letters, y=doc.on.year, n=g.rng.randint(3, 9))
    g.truth.fault("document-number-wellformed", Ref(column, doc))


@plant("document-number-wellformed", breach=False, phase=SHOWN)
def document_number_of_two_digits(g: Ground) -> None:
    """Ten needs no leading zero."""
    column, doc = _normative(g)
    g.truth.near("document-number-wellformed", Ref(column, doc))


@plant("validity-shown", breach=True, phase=SHOWN)
def validity_missing(g: Ground) -> None:
    """A normative document says nothing of its validity."""
    column, doc = _normative(g)
    doc.validity = None
    g.truth.fault("validity-shown", Ref(column, doc))
    g.truth.free("validity-true", Ref(column, doc))


@plant("validity-shown", breach=False, phase=SHOWN)
def validity_is_ended(g: Ground) -> None:
    """Repealed is a validity too."""
    column, doc = _normative(g)
    doc.validity = g.rng.choice(words("breaches")["invalid"])
    g.truth.near("validity-shown", Ref(column, doc))
    g.truth.near("validity-true", Ref(column, doc), "pass", "not_applicable")


def _ended(g: Ground, doc: Doc) -> None:
    start, end = doc.on, g.site.today - dt.timedelta(days=g.rng.randint(20, 60))
    if end < start:
        raise NotHere
    doc.body[-1] = words("breaches")["ended"].format(a=chinese_date(start), b=chinese_date(end))


@plant("validity-true", breach=True, phase=SHOWN)
def valid_beyond_its_end(g: Ground) -> None:
    """Marked valid though its own period has ended."""
    column, doc = _normative(g)
    _ended(g, doc)
    g.truth.fault("validity-true", Ref(column, doc))


@plant("validity-true", breach=False, phase=SHOWN)
def ended_and_marked_so(g: Ground) -> None:
    """Ended, and it says so."""
    column, doc = _normative(g)
    _ended(g, doc)
    doc.validity = words("breaches")["invalid"][0]
    g.truth.near("validity-true", Ref(column, doc), "pass", "not_applicable")


@plant("validity-true", breach=True, phase=DATES)
def valid_though_repealed(g: Ground) -> None:
    """A repeal notice on the site names it."""
    column, doc = _normative(g)
    notices = g.site.columns["notices"]
    if id(notices) in g.used:
        raise NotHere
    texts = words("breaches")
    notice = Doc(texts["repeal_title"].format(o=g.site.name), g.site.today - dt.timedelta(days=40))
    notice.body = [s.format(t=doc.title, n=doc.number) for s in texts["repeal"]]
    notice.source = g.site.name
    notices.docs.append(notice)
    notices.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.used.add(id(notice))
    g.truth.fault("validity-true", Ref(column, doc))


@plant("document-number-wellformed", breach=False, phase=SHOWN)
def document_number_of_the_office(g: Ground) -> None:
    """Letters of the office, a number of three digits."""
    column, doc = _normative(g)
    form, letters = words("forms")["wellformed_number"], g.rng.choice(g.site.words["letters"][1:])
    assert doc.formed
    doc.number = form.format(c=g.site.city[:1], l=letters, y=doc.formed.year, n=g.rng.randint(100, 180))
    g.truth.near("document-number-wellformed", Ref(column, doc))


@plant("validity-shown", breach=False, phase=SHOWN)
def validity_is_changed(g: Ground) -> None:
    """Changed is a validity too."""
    column, doc = _normative(g)
    doc.validity = words("plants")["changed"]
    g.truth.near("validity-shown", Ref(column, doc))
    g.truth.near("validity-true", Ref(column, doc), "pass", "not_applicable")


@plant("validity-true", breach=False, phase=SHOWN)
def ends_in_a_week(g: Ground) -> None:
    """Its own period has a week to go."""
    column, doc = _normative(g)
    texts, end = words("breaches"), g.site.today + dt.timedelta(days=7)
    doc.body[-1] = texts["ended"].format(a=chinese_date(doc.on), b=chinese_date(end))
    g.truth.near("validity-true", Ref(column, doc))


@plant("validity-true", breach=False, phase=DATES)
def named_by_a_notice_that_repeals_nothing(g: Ground) -> None:
    """A notice on the site names it, to explain how it is carried out."""
    column, doc = _normative(g)
    notices = g.open("notices")
    notice = Doc(words("plants")["carry_out"].format(t=doc.title), g.site.today - dt.timedelta(days=45))
    notice.body = [
        *g.writer.paragraphs(notice.on, 3),
        words("plants")["carried_out"].format(t=doc.title, n=doc.number),
    ]
    g.add(notices, notice)
    g.truth.near("validity-true", Ref(column, doc))
    g.truth.free("entry-in-right-column", Ref(notices, notice))
