"""Normative documents, interpretations, bodies, personal data, tags: RULES section 4."""

from __future__ import annotations

import datetime as dt

from labelled.calendar import after_working_days, before_working_days
from labelled.content import chinese_date
from labelled.model import Column, Doc
from labelled.planting import DATES, SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

PLAIN = ("news", "notices", "statistics", "procurement", "employment", "social-security")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _normative(g: Ground) -> tuple[Column, Doc]:
    return g.doc(lambda c, d: "normative" in d.tags)


def _plain_entry(g: Ground) -> tuple[Column, Doc]:
    return g.doc(lambda c, d: c.key in PLAIN and not d.attachments and "website-report" not in d.tags)


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


def _partner(g: Ground, doc: Doc) -> tuple[Column, Doc]:
    column = g.site.columns["policy-interpretation"]
    partner = next((d for d in doc.related if d in column.docs), None)
    if partner is None or id(partner) in g.used or partner is column.docs[0]:
        raise NotHere
    g.used.add(id(partner))
    return column, partner


@plant("interpretation-present", breach=True)
def interpretation_missing(g: Ground) -> None:
    """A normative document without any interpretation."""
    column, doc = _normative(g)
    home, partner = _partner(g, doc)
    home.docs.remove(partner)
    doc.related.clear()
    g.truth.fault("interpretation-present", Ref(column, doc))


@plant("interpretation-on-time", breach=True, phase=DATES)
def interpretation_late(g: Ground) -> None:
    """More than three working days after the document."""
    column, doc = _normative(g)
    home, partner = _partner(g, doc)
    partner.on = after_working_days(doc.on, g.rng.randint(5, 20))
    partner.formed = before_working_days(partner.on, 2)
    home.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.fault("interpretation-on-time", Ref(column, doc))


@plant("interpretation-on-time", breach=False, phase=DATES)
def interpretation_on_third_day(g: Ground) -> None:
    """Exactly three working days."""
    column, doc = _normative(g)
    home, partner = _partner(g, doc)
    partner.on = after_working_days(doc.on, 3)
    partner.formed = before_working_days(partner.on, 2)
    home.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.truth.near("interpretation-on-time", Ref(column, doc))


@plant("interpretation-linked", breach=True, phase=SHOWN)
def interpretation_not_linked(g: Ground) -> None:
    """Both stand there, neither leads to the other."""
    column, doc = _normative(g)
    _, partner = _partner(g, doc)
    doc.related.clear()
    partner.related.clear()
    g.truth.fault("interpretation-linked", Ref(column, doc))
