"""Bodies, personal data, links, tags, placement: RULES section 4."""

from __future__ import annotations

import datetime as dt

from labelled.entries import attach
from labelled.model import Column, Doc
from labelled.planting import SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

PLAIN = ("news", "notices", "statistics", "procurement", "employment", "social-security")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _plain_entry(g: Ground) -> tuple[Column, Doc]:
    return g.doc(lambda c, d: c.key in PLAIN and not d.attachments and "website-report" not in d.tags)


@plant("body-not-empty", breach=True, phase=SHOWN)
def body_empty(g: Ground) -> None:
    """No text and no attachment."""
    column, doc = _plain_entry(g)
    doc.body = []
    g.truth.fault("body-not-empty", Ref(column, doc))


@plant("body-not-empty", breach=False, phase=SHOWN)
def body_is_an_attachment(g: Ground) -> None:
    """The document itself hangs below."""
    column, doc = _plain_entry(g)
    doc.body = []
    attach(doc, g.writer, "pdf")
    g.truth.near("body-not-empty", Ref(column, doc))


def citizen_id(g: Ground, wrong: int = 0) -> str:
    """An invented citizen id; `wrong` spoils its check character."""
    first = f"{g.site.area}{g.rng.randint(1962, 1999)}{g.rng.randint(1, 12):02d}{g.rng.randint(1, 28):02d}{g.rng.randint(100, 999)}"
    rest = sum(int(c) * w for c, w in zip(first, ID_WEIGHTS, strict=True)) % 11
    return first + "10X98765432"[(rest + wrong) % 11]


@plant("personal-data-absent", breach=True, phase=SHOWN)
def citizen_id_in_text(g: Ground) -> None:
    """A full citizen id number."""
    column, doc = _plain_entry(g)
    form = g.rng.choice([words("breaches")["id_line"], words("breaches")["id_rows"]])
    doc.body.append(form.format(r=words("bodies")["persons"][0], i=citizen_id(g)))
    g.truth.fault("personal-data-absent", Ref(column, doc))


@plant("personal-data-absent", breach=True, phase=SHOWN)
def mobile_numbers_in_a_list(g: Ground) -> None:
    """Mobile numbers beside names."""
    column, doc = _plain_entry(g)
    persons = words("bodies")["persons"]
    number = f"{g.rng.randint(0, 99_999_999):08d}"
    doc.body.append(words("breaches")["mobile_rows"].format(r=persons[1], r2=persons[2], m=number))
    g.truth.fault("personal-data-absent", Ref(column, doc))


@plant("personal-data-absent", breach=False, phase=SHOWN)
def masked_and_lookalike_numbers(g: Ground) -> None:
    """A masked id, a credit code, an order number of eighteen digits."""
    column, doc = _plain_entry(g)
    masked = citizen_id(g)[:6] + "********" + "1234"
    text = words("breaches")["masked"]
    doc.body.append(text.format(r=words("bodies")["persons"][0], i=masked, u=g.site.credit_code))
    g.truth.near("personal-data-absent", Ref(column, doc))


@plant("personal-data-absent", breach=False, phase=SHOWN)
def office_numbers(g: Ground) -> None:
    """The office's own published phones."""
    column, doc = _plain_entry(g)
    doc.body.append(words("breaches")["office"].format(o=g.site.name))
    g.truth.near("personal-data-absent", Ref(column, doc))


@plant("links-alive", breach=True, phase=SHOWN)
def dead_link_in_text(g: Ground) -> None:
    """A link in a document's text answers 404."""
    column, doc = g.document()
    doc.body.append(words("breaches")["dead_link"].format(h="/fujian/shuoming2020.html"))
    g.truth.fault("links-alive", Ref(column, doc, page=True))


@plant("publisher-shown", breach=True, phase=SHOWN)
def source_missing(g: Ground) -> None:
    """Neither publisher nor source."""
    column, doc = g.doc(lambda c, d: c.key in {"news", "notices"} and not d.header)
    doc.source = ""
    g.truth.fault("publisher-shown", Ref(column, doc))
    g.truth.free("meta-tags-complete", Ref(column, doc, page=True))


def _tagged(g: Ground, change: str) -> tuple[Column, Doc]:
    column, doc = g.doc(lambda c, d: True)
    doc.tags.add(change)
    return column, doc


@plant("meta-tags-complete", breach=True, phase=SHOWN)
def meta_tag_missing(g: Ground) -> None:
    """One required tag of an article is not there."""
    column, doc = _tagged(g, "meta_without:" + g.rng.choice(["PubDate", "ContentSource", "ArticleTitle"]))
    g.truth.fault("meta-tags-complete", Ref(column, doc, page=True))


@plant("meta-tags-true", breach=True, phase=SHOWN)
def meta_title_of_another_article(g: Ground) -> None:
    """ArticleTitle is not the visible title."""
    column, doc = _tagged(g, "meta_title")
    g.truth.fault("meta-tags-true", Ref(column, doc, page=True))


@plant("meta-tags-true", breach=True, phase=SHOWN)
def meta_date_differs(g: Ground) -> None:
    """PubDate is months after the visible date."""
    column, doc = g.doc(lambda c, d: not d.undated)
    doc.meta_on = doc.on + dt.timedelta(days=90)
    g.truth.fault("meta-tags-true", Ref(column, doc, page=True))
    g.truth.free("date-plausible", Ref(column, doc))


@plant("meta-tags-true", breach=False, phase=SHOWN)
def meta_date_one_day_off(g: Ground) -> None:
    """One day is the time of night."""
    column, doc = g.doc(lambda c, d: not d.undated)
    doc.meta_on = doc.on - dt.timedelta(days=1)
    g.truth.near("meta-tags-true", Ref(column, doc, page=True))


def misfile(g: Ground, key: str) -> tuple[Column, Doc]:
    """A copy of a document of column `key` among the news."""
    news, home = g.site.columns["news"], g.site.columns[key]
    if id(news) in g.used or id(home) in g.used or len(home.docs) < 3:
        raise NotHere
    title = words("breaches")["misfiled_news"][key].format(o=g.site.name, y=g.site.today.year - 6)
    on = g.site.today - dt.timedelta(days=70)
    doc = Doc(title, on, source=g.site.name, body=list(home.docs[1].body))
    news.docs.append(doc)
    news.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.used.add(id(doc))
    return news, doc


@plant("entry-in-right-column", breach=True)
def report_or_budget_among_news(g: Ground) -> None:
    """An annual report or a budget stands in the news."""
    column, doc = misfile(g, g.rng.choice(["budget", "annual-report"]))
    g.truth.fault("entry-in-right-column", Ref(column, doc))
    for rule in ("annual-report-on-time", "annual-report-no-gap"):
        g.truth.free(rule, Ref(g.site.columns["annual-report"]))
    g.truth.free("budget-published", Ref(g.site.columns["budget"]))


@plant("entry-in-right-column", breach=False)
def notice_about_reports(g: Ground) -> None:
    """A notice that tells others how to write their reports is a notice."""
    notices = g.site.columns["notices"]
    if id(notices) in g.used:
        raise NotHere
    year = g.site.today.year - 1
    doc = Doc(words("breaches")["about_report"].format(y=year), dt.date(year, 12, 10), source=g.site.name)
    doc.body = g.writer.paragraphs(doc.on, 5)
    notices.docs.append(doc)
    notices.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
    g.used.add(id(doc))
    g.truth.near("entry-in-right-column", Ref(notices, doc), "pass", "not_applicable", "review")
