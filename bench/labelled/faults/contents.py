"""Bodies without text, the same document twice, entries in the wrong column: RULES section 4."""

from __future__ import annotations

import copy
import datetime as dt

from labelled import schedule
from labelled.entries import attach, headed, new_doc
from labelled.model import Column, Doc
from labelled.planting import DATES, FIRST, SHOWN, Ground, NotHere, plant
from labelled.truth import Ref
from labelled.wording import words

NORMATIVE = (
    "validity-shown",
    "interpretation-present",
    "interpretation-on-time",
    "interpretation-linked",
    "interpretation-substantive",
)
PLAIN = ("news", "notices", "statistics", "procurement", "employment", "social-security")


def plain_entry(g: Ground) -> tuple[Column, Doc]:
    """An untouched entry of an ordinary column, without attachments."""
    return g.doc(lambda c, d: c.key in PLAIN and not d.attachments and "website-report" not in d.tags)


def days(number: int) -> dt.timedelta:
    """A span of days."""
    return dt.timedelta(days=number)


@plant("body-not-empty", breach=True, phase=SHOWN)
def body_empty(g: Ground) -> None:
    """No text and no attachment."""
    column, doc = plain_entry(g)
    doc.body = []
    g.truth.fault("body-not-empty", Ref(column, doc))


@plant("body-not-empty", breach=True, phase=SHOWN)
def body_is_white_space(g: Ground) -> None:
    """Empty paragraphs, as an editor leaves them."""
    column, doc = plain_entry(g)
    doc.body = ["<p>&nbsp;</p>", "<p><br></p>", "<p>&emsp;&emsp;</p>"]
    g.truth.fault("body-not-empty", Ref(column, doc))


@plant("body-not-empty", breach=False, phase=SHOWN)
def body_is_an_attachment(g: Ground) -> None:
    """The document itself hangs below."""
    column, doc = plain_entry(g)
    doc.body = []
    attach(doc, g.writer, "pdf")
    g.truth.near("body-not-empty", Ref(column, doc))


@plant("body-not-empty", breach=False, phase=SHOWN)
def body_is_one_line(g: Ground) -> None:
    """A single short sentence is a text."""
    column, doc = plain_entry(g)
    doc.body = [g.writer.paragraphs(doc.on, 1)[1]]
    g.truth.near("body-not-empty", Ref(column, doc))


def _copied(g: Ground, column: Column, doc: Doc, home: Column) -> Doc:
    """The same document once more, under an address of its own in `home`."""
    twin = copy.copy(doc)
    twin.tags, twin.attachments, twin.related = set(), [copy.copy(a) for a in doc.attachments], []
    twin.body, twin.path, twin.clock = list(doc.body), "", "17:05"
    for attachment in twin.attachments:
        attachment.path = ""
    for ref in (Ref(column, doc), Ref(home, twin)):
        for rule in ("index-number-unique", "entry-in-right-column", "index-number-order"):
            g.truth.free(rule, ref)
    return g.add(home, twin)


@plant("entry-published-once", breach=True, phase=DATES)
def document_stands_twice_in_its_column(g: Ground) -> None:
    """Somebody saved it twice: same title, same text, two addresses."""
    column, doc = g.document("plans", "procurement", "statistics", "fees", "employment", "social-security")
    twin = _copied(g, column, doc, column)
    g.truth.fault_any("entry-published-once", [Ref(column, doc), Ref(column, twin)])


@plant("entry-published-once", breach=True, phase=DATES)
def news_stands_twice(g: Ground) -> None:
    """The same item among the news and, saved once more as an item of its own, among the notices."""
    column, doc = _notice(g)
    home = g.open("news")
    twin = _copied(g, column, doc, home)
    twin.tags.add("saved_anew")
    g.truth.fault_any("entry-published-once", [Ref(column, doc), Ref(home, twin)])


@plant("entry-published-once", breach=False, phase=DATES)
def one_item_in_two_channels(g: Ground) -> None:
    """The publishing system shows one item in two channels: its number is the same in both addresses."""
    if g.site.dialect.platform not in {"hanweb", "siteserver", "boda"}:
        raise NotHere
    column, doc = _notice(g)
    home = g.open("news")
    twin = _copied(g, column, doc, home)
    twin.clock = doc.clock
    for ref in (Ref(column, doc), Ref(home, twin)):
        g.truth.near("entry-published-once", ref)


def _notice(g: Ground) -> tuple[Column, Doc]:
    return g.doc(lambda c, d: c.key == "notices" and not d.attachments and "website-report" not in d.tags)


@plant("entry-published-once", breach=False, phase=DATES)
def same_title_other_text(g: Ground) -> None:
    """Two papers of one name are two documents."""
    column = g.open("procurement", "statistics", "plans")
    refs = []
    for n in range(2):
        doc = new_doc(column, g.site.today - days(g.rng.randint(30, 120) + 200 * n), g.writer)
        doc.title = words("plants")["repeated"]
        refs.append(Ref(column, g.add(column, headed(g.site, doc, g.writer))))
    for ref in refs:
        g.truth.near("entry-published-once", ref)


@plant("entry-published-once", breach=False, phase=DATES)
def same_frame_other_case(g: Ground) -> None:
    """Two decisions share every sentence but name, matter and date."""
    column = g.open("licences")
    docs = [d for d in column.docs[1:] if id(d) not in g.used][:2]
    if len(docs) < 2:
        raise NotHere
    for doc in docs:
        g.used.add(id(doc))
        g.truth.near("entry-published-once", Ref(column, doc))


def _misfiled(g: Ground, title: str, body: list[str], home: Column) -> None:
    on = g.site.today - days(g.rng.randint(25, 100))
    doc = Doc(title, on, body=body)
    g.add(home, doc)
    g.truth.fault("entry-in-right-column", Ref(home, doc))
    for rule in ("annual-report-on-time", "annual-report-no-gap", "budget-published", "column-updated"):
        for key in ("annual-report", "budget", home.key):
            if key in g.site.columns:
                g.truth.free(rule, Ref(g.site.columns[key]))
    for rule in ("annual-report-complete", "annual-report-adds-up", "annual-report-original"):
        g.truth.free(rule, Ref(home, doc))


@plant("entry-in-right-column", breach=True, phase=FIRST)
def budget_among_news(g: Ground) -> None:
    """A budget stands in the news."""
    texts, year = words("breaches")["misfiled_news"], g.site.today.year - 6
    budget, home = g.open("budget"), g.open("news")
    _misfiled(g, texts["budget"].format(o=g.site.name, y=year), list(budget.docs[0].body), home)


@plant("entry-in-right-column", breach=True, phase=FIRST)
def annual_report_among_notices(g: Ground) -> None:
    """An annual report stands among the notices."""
    reports, home = g.open("annual-report"), g.open("notices")
    year = g.site.today.year - 12
    title = words("plants")["report_in_notices"].format(o=g.site.name, y=year)
    body = [str(s).format(**(g.writer.blanks(g.site.today) | {"y": year})) for s in words("annual")["old"]]
    assert reports.docs
    _misfiled(g, title, body, home)


@plant("entry-in-right-column", breach=True, phase=DATES)
def interpretation_among_documents(g: Ground) -> None:
    """An interpretation stands among the normative documents."""
    home, source = g.open("normative-documents"), g.open("policy-interpretation")
    found = [
        d for d in source.docs[1:] if id(d) not in g.used and d.related and id(d.related[0]) not in g.used
    ]
    if not found or len(source.docs) < 3:
        raise NotHere
    doc = g.rng.choice(found)
    g.used.add(id(doc.related[0]))
    source.docs.remove(doc)
    g.add(home, doc)
    g.truth.fault("entry-in-right-column", Ref(home, doc))
    for rule in NORMATIVE:
        g.truth.free(rule, Ref(home, doc))
        g.truth.free(rule, Ref(home, doc.related[0]))
    if doc.on > g.site.today - days(schedule.PERIODS["normative-documents"]):
        g.truth.free("column-updated", Ref(home))


@plant("entry-in-right-column", breach=False)
def notice_about_reports(g: Ground) -> None:
    """A notice that tells others how to write their reports is a notice."""
    notices, year = g.open("notices"), g.site.today.year - 1
    doc = Doc(words("breaches")["about_report"].format(y=year), dt.date(year, 12, 10))
    doc.body = g.writer.paragraphs(doc.on, 5)
    g.add(notices, doc)
    g.truth.near("entry-in-right-column", Ref(notices, doc), "pass", "not_applicable", "review")


@plant("entry-in-right-column", breach=False, phase=FIRST)
def news_about_budgets(g: Ground) -> None:
    """News of a meeting about budgets or reports is news."""
    news = g.open("news")
    doc = new_doc(news, g.site.today - days(g.rng.randint(18, 100)), g.writer)
    doc.title = g.rng.choice(words("plants")["report_news"]).format(o=g.site.name, s=g.site.short)
    g.add(news, doc)
    g.truth.near("entry-in-right-column", Ref(news, doc), "pass", "not_applicable")
