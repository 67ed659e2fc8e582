"""Consultations and what became of the comments: RULES section 7."""

from __future__ import annotations

import datetime as dt

from labelled.content import chinese_date
from labelled.entries import attach, headed, tag
from labelled.model import Column, Doc
from labelled.planting import DATES, Ground, plant
from labelled.truth import Ref
from labelled.wording import words

MONTH = 31


def consult(g: Ground, kind: str, age: int, length: int) -> tuple[Column, Doc]:
    """A new consultation of `length` days that was opened `age` days ago; nothing answers it yet."""
    column = g.open("consultation")
    texts, on = words("plants"), g.site.today - dt.timedelta(days=age)
    spoken = [t for t in g.site.words["topics"] if not any(t in d.title for d in column.docs)]
    topic = g.rng.choice(spoken or g.site.words["topics"])
    if any(f"topic:{topic}" in d.tags for d in column.docs):
        topic = f"{topic}{on:%m%d}"
    form = g.rng.randrange(len(texts["consultation_titles"]))
    doc = Doc(texts["consultation_titles"][form].format(t=topic, o=g.site.name), on)
    doc.tags |= {f"topic:{topic}", f"form:{form}"}
    blanks = {
        "d": chinese_date(on + dt.timedelta(days=1)),
        "e": chinese_date(on + dt.timedelta(days=length)),
        "o": g.site.name,
        "city": g.site.city,
    }
    doc.body = [*g.writer.paragraphs(on, 4, topic), texts[f"{kind}_consultation"].format(**blanks)]
    attach(doc, g.writer, "docx")
    headed(g.site, doc, g.writer)
    return column, g.add(column, doc)


def answer(g: Ground, column: Column, doc: Doc, lag: int) -> Doc:
    """The notice of what became of the comments, `lag` days after the end of a month's consultation."""
    form, topic = int(tag(doc, "form")), tag(doc, "topic")
    title = words("plants")["feedback_titles"][form].format(t=topic)
    after = Doc(title, doc.on + dt.timedelta(days=MONTH + lag))
    after.body = [*g.writer.paragraphs(after.on, 3, topic), *g.writer.filled("feedback", after.on)]
    headed(g.site, after, g.writer)
    return g.add(column, after)


@plant("consultation-long-enough", breach=True, phase=DATES)
def consultation_of_major_decision_too_short(g: Ground) -> None:
    """Ten to twenty days for a major decision, no reason given."""
    column, doc = consult(g, "major", g.rng.randint(80, 200), g.rng.randint(10, 20))
    g.truth.fault("consultation-long-enough", Ref(column, doc))
    g.truth.free("consultation-answered", Ref(column, doc))


@plant("consultation-long-enough", breach=True, phase=DATES)
def consultation_of_market_rule_too_short(g: Ground) -> None:
    """A fortnight for a paper that plainly concerns market participants."""
    column, doc = consult(g, "market", g.rng.randint(80, 200), 14)
    g.truth.fault("consultation-long-enough", Ref(column, doc))
    g.truth.free("consultation-answered", Ref(column, doc))


@plant("consultation-long-enough", breach=True, phase=DATES)
def consultation_of_other_paper_short(g: Ground) -> None:
    """A week for a paper that is neither: a person must say whether that is enough."""
    column, doc = consult(g, "plain", g.rng.randint(80, 200), 7)
    g.truth.fault("consultation-long-enough", Ref(column, doc), "review")
    g.truth.free("consultation-answered", Ref(column, doc))


@plant("consultation-long-enough", breach=False, phase=DATES)
def consultation_short_with_reason(g: Ground) -> None:
    """Shorter than thirty days, and the notice says why."""
    column, doc = consult(g, "major", g.rng.randint(80, 200), 12)
    doc.body.append(words("plants")["short_reason"].format(n=12))
    g.truth.near("consultation-long-enough", Ref(column, doc))
    g.truth.free("consultation-answered", Ref(column, doc))


@plant("consultation-long-enough", breach=False, phase=DATES)
def consultation_of_thirty_days(g: Ground) -> None:
    """Exactly thirty days."""
    column, doc = consult(g, "major", g.rng.randint(80, 200), 30)
    g.truth.near("consultation-long-enough", Ref(column, doc))
    g.truth.free("consultation-answered", Ref(column, doc))


@plant("consultation-answered", breach=True, phase=DATES)
def major_consultation_never_answered(g: Ground) -> None:
    """A major decision was consulted on, and nothing was heard since."""
    column, doc = consult(g, "major", g.rng.randint(130, 230), MONTH)
    g.truth.fault("consultation-answered", Ref(column, doc))


@plant("consultation-answered", breach=True, phase=DATES)
def other_consultation_never_answered(g: Ground) -> None:
    """The same of another paper: a question."""
    column, doc = consult(g, "plain", g.rng.randint(130, 230), MONTH)
    g.truth.fault("consultation-answered", Ref(column, doc), "review")


@plant("consultation-answered", breach=False, phase=DATES)
def consultation_answered_at_last_moment(g: Ground) -> None:
    """Twenty-nine days after the end."""
    column, doc = consult(g, g.rng.choice(["major", "plain"]), 140, MONTH)
    answer(g, column, doc, 29)
    g.truth.near("consultation-answered", Ref(column, doc))


@plant("consultation-answered", breach=False, phase=DATES)
def consultation_without_a_comment(g: Ground) -> None:
    """Nobody had anything to say, and the notice says so."""
    column, doc = consult(g, "major", 120, MONTH)
    after = answer(g, column, doc, g.rng.randint(3, 20))
    after.body = [words("plants")["no_comments"]]
    g.truth.near("consultation-answered", Ref(column, doc))


@plant("consultation-answered", breach=False, phase=DATES)
def consultation_ended_three_weeks_ago(g: Ground) -> None:
    """The time for the answer is not over."""
    column, doc = consult(g, "major", MONTH + 20, MONTH)
    g.truth.near("consultation-answered", Ref(column, doc), "pass", "not_applicable")
