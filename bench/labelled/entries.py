"""The entries of each column of a clean site."""

from __future__ import annotations

import datetime as dt

from labelled import schedule
from labelled.calendar import after_working_days, before_working_days
from labelled.content import Writer, chinese_date
from labelled.model import Attachment, Column, Doc, Website, pick
from labelled.wording import words

DAY = dt.timedelta(days=1)
FORMAT = ("pdf", "docx", "xlsx", "pdf", "docx", "xlsx", "xls", "doc", "csv")


def headed(site: Website, doc: Doc, writer: Writer) -> Doc:
    """The same entry with an information header: publisher, formed on, topic."""
    rng = writer.rng
    doc.header = True
    doc.publisher = site.name if rng.random() < 0.6 else site.short
    doc.formed = doc.formed or before_working_days(doc.on, rng.randint(1, 12))
    doc.topic = pick(rng, words("labels")["topic_value"])
    return doc


def new_doc(column: Column, on: dt.date, writer: Writer, item: str | None = None) -> Doc:
    """One entry of the column with title, text and time of day."""
    rng = writer.rng
    clock = f"{rng.randint(8, 17):02d}:{rng.randint(0, 59):02d}"
    doc = Doc(title=writer.title(item or column.key, on), on=on, clock=clock)
    doc.body = writer.paragraphs(on, rng.randint(5, 9))
    if column.key in {"recruitment", "public-hiring"}:
        _publicity(doc, writer)
    return doc


def _inside(site: Website, column: Column) -> bool:
    return column in site.below("statutory") or column.key == "system"


def plain(site: Website, column: Column, writer: Writer) -> None:
    """A list by the schedule of its item; a text for columns that are a page."""
    if column.shape == "page":
        column.body = writer.filled(_page_text(column.key), site.today)
        column.on = site.today - dt.timedelta(days=writer.rng.randint(30, 200))
    if column.key not in schedule.AGES or column.shape != "list":
        return
    for age in schedule.ages(column.key, writer.rng):
        doc = new_doc(column, site.today - dt.timedelta(days=age), writer)
        if _inside(site, column):
            headed(site, doc, writer)
        if writer.rng.random() < 0.15 or column.key == "procurement":
            attach(doc, writer)
        column.docs.append(doc)


def _publicity(doc: Doc, writer: Writer) -> None:
    """A notice of proposed hires runs for seven working days."""
    if words("titles")["publicity"] in doc.title:
        end = after_working_days(doc.on, 7)
        doc.body += writer.filled("hiring", doc.on, d=chinese_date(doc.on + DAY), e=chinese_date(end), n=7)
        doc.tags.add("hiring")


def _page_text(key: str) -> str:
    return key if key in words("texts") else "portal"


def attach(doc: Doc, writer: Writer, ext: str | None = None) -> Attachment:
    """Hang a document on the entry."""
    name = pick(writer.rng, words("texts")["attachment_names"])
    attachment = Attachment(f"{name}{len(doc.attachments) + 1}", ext or pick(writer.rng, list(FORMAT)))
    attachment.rows = [[doc.title], [f"{name}{writer.number}"], *([s] for s in writer.paragraphs(doc.on, 2))]
    doc.attachments.append(attachment)
    return attachment


def normative(site: Website, column: Column, writer: Writer) -> None:
    """Normative documents with number, validity, date of force – and their interpretations."""
    partner = site.columns["policy-interpretation"]
    patterns, texts, rng = words("titles"), words("texts"), writer.rng
    topics = rng.sample(site.words["topics"], len(schedule.AGES[column.key]))
    for age, topic in zip(schedule.ages(column.key, rng), topics, strict=True):
        on = site.today - dt.timedelta(days=age)
        form = rng.randrange(len(patterns["measures"]))
        doc = Doc(title=patterns[column.key][form].format(o=site.name, t=topic), on=on, clock="10:12")
        writer.used.add(doc.title)
        headed(site, doc, writer)
        assert doc.formed
        doc.number = document_number(site, doc.formed.year, rng.randint(3, 60))
        doc.validity = words("labels")["valid"]
        force = chinese_date(doc.formed + 30 * DAY), chinese_date(doc.formed.replace(day=1) + 1826 * DAY)
        doc.body = [*writer.paragraphs(on, 12, topic), texts["validity"].format(a=force[0], b=force[1])]
        doc.tags |= {"normative", f"topic:{topic}", f"measure:{patterns['measures'][form].format(t=topic)}"}
        column.docs.append(doc)
        partner.docs.append(_interpretation(site, doc, writer))


def document_number(site: Website, year: int, number: int) -> str:
    """A well-formed 发文字号 of the body."""
    form = words("forms")["wellformed_number"]
    return str(form).format(c=site.city[0], l=site.words["letters"][0], y=year, n=number)


def tag(doc: Doc, name: str) -> str:
    """The value of the entry's tag `name`."""
    return next(t.split(":", 1)[1] for t in doc.tags if t.startswith(f"{name}:"))


def _interpretation(site: Website, doc: Doc, writer: Writer) -> Doc:
    rng = writer.rng
    measure, topic = tag(doc, "measure"), tag(doc, "topic")
    on = after_working_days(doc.on, rng.randint(0, 2)) if rng.random() < 0.5 else doc.on
    on = min(on, site.today)
    title = pick(rng, words("titles")["policy-interpretation"]).format(m=measure)
    writer.used.add(title)
    partner = Doc(title=title, on=on, clock="16:20")
    partner.body = interpretation(site, topic, writer)
    headed(site, partner, writer)
    partner.related.append(doc)
    doc.related.append(partner)
    return partner


def interpretation(site: Website, topic: str, writer: Writer) -> list[str]:
    """What an interpretation says of its document, in five to seven parts and a few words of its own."""
    parts = words("texts")["interpretation"]
    chosen = sorted(writer.rng.sample(range(len(parts)), writer.rng.randint(5, len(parts))))
    return [
        *(parts[n].format(t=topic, o=site.name) for n in chosen),
        *writer.paragraphs(site.today, 3, topic),
    ]


def decisions(site: Website, column: Column, writer: Writer) -> None:
    """Permits or penalties: the decision's date stands in the text, 1 to 5 working days before."""
    plain(site, column, writer)
    name = "licence" if column.key == "licences" else "penalty"
    for doc in column.docs:
        decide(doc, before_working_days(doc.on, writer.rng.randint(1, 5)), name, writer)
        if column.key == "penalties":
            doc.attachments.clear()


def decide(doc: Doc, day: dt.date | None, name: str, writer: Writer) -> None:
    """Write the decision's date (None: no date at all) into an enforcement entry."""
    if day:
        doc.body = writer.filled(name, doc.on, d=chinese_date(day))
    else:
        doc.body = writer.filled("decision_without_date", doc.on)
    doc.formed = day


def penalties(site: Website, column: Column, writer: Writer) -> None:
    """Penalties and last year's figures of enforcement."""
    decisions(site, column, writer)
    year = site.today.year - 1
    on = dt.date(site.today.year, 1, writer.rng.randint(8, 27))
    doc = Doc(title=writer.title("figures", on, y=year), on=on)
    doc.body = writer.filled("figures", on, y=year)
    doc.tags.add("figures")
    column.docs.append(headed(site, doc, writer))
