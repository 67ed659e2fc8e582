"""Columns whose entries come by the year or by the event: money, reports, consultations, proposals."""

from __future__ import annotations

import datetime as dt

from labelled import annual, schedule
from labelled.content import Writer, chinese_date
from labelled.entries import DAY, attach, headed, new_doc, plain
from labelled.model import Attachment, Column, Doc, Website, pick
from labelled.wording import words


def money(site: Website, column: Column, writer: Writer) -> None:
    """One a year, within 20 days of the approval its text names."""
    month, lag = (2, 0) if column.key == "budget" else (9, 1)
    years = [y for y in range(site.today.year - 3, site.today.year + 1) if dt.date(y, month, 28) < site.today]
    for published in years:
        approved = dt.date(published, month, writer.rng.randint(3, 8))
        doc = yearly_accounts(site, column, writer, published - lag)
        doc.on = approved + dt.timedelta(days=writer.rng.randint(3, 18))
        text = "budget" if column.key == "budget" else "accounts"
        doc.body = writer.filled(text, doc.on, d=chinese_date(approved), y=published - lag)
        doc.body += writer.filled("money", doc.on)
        doc.formed = approved + DAY
        attach(doc, writer, pick(writer.rng, ["pdf", "xlsx"]))
        column.docs.append(headed(site, doc, writer))


def yearly_accounts(site: Website, column: Column, writer: Writer, year: int) -> Doc:
    """The budget or accounts of one year, not yet dated."""
    doc = Doc(title=writer.title(column.key, site.today, y=year), on=site.today, clock="09:05")
    doc.tags.add(f"year:{year}")
    return doc


def reports(site: Website, column: Column, writer: Writer) -> None:
    """Reports of the last years, each published in its January."""
    column.docs += annual.reports(site, writer)


def system(site: Website, column: Column, writer: Writer) -> None:
    """Rules of disclosure."""
    for title, age in zip(
        words("titles")["system"], (1200, *schedule.ages("system", writer.rng)), strict=True
    ):
        doc = Doc(title=title.format(o=site.name), on=site.today - dt.timedelta(days=age))
        doc.body = writer.paragraphs(doc.on, 9)
        column.docs.append(headed(site, doc, writer))


def request(site: Website, column: Column, writer: Writer) -> None:
    """The request page with its form to download."""
    plain(site, column, writer)
    form = words("texts")["form"]
    column.attachments.append(
        Attachment(form, "docx", rows=[[form], *([r] for r in words("texts")["form_rows"])])
    )


def consultation(site: Website, column: Column, writer: Writer) -> None:
    """A consultation of 31 days and the notice of what became of the comments."""
    topic = pick(writer.rng, site.words["topics"])
    on = site.today - dt.timedelta(days=260)
    end = on + 31 * DAY
    doc = Doc(title=words("titles")["consultation"][0].format(t=topic), on=on)
    dates = {"d": chinese_date(on + DAY), "e": chinese_date(end)}
    doc.body = [*writer.paragraphs(on, 4, topic), *writer.filled("consultation", on, **dates)]
    attach(doc, writer, "docx")
    after = Doc(title=words("titles")["feedback"][0].format(t=topic), on=end + 12 * DAY)
    after.body = [*writer.paragraphs(after.on, 3, topic), *writer.filled("feedback", after.on)]
    column.docs += [headed(site, doc, writer), headed(site, after, writer)]


def proposals(site: Website, column: Column, writer: Writer) -> None:
    """Replies to proposals and the summary of two years."""
    for year in (site.today.year - 1, site.today.year - 2):
        for month in (5, 7, 9):
            on = dt.date(year, month, writer.rng.randint(3, 26))
            doc = new_doc(column, on, writer)
            doc.body = [*writer.filled("proposal", on), *writer.paragraphs(on, 4)]
            column.docs.append(headed(site, doc, writer))
        on = dt.date(year, 12, writer.rng.randint(3, 8))
        column.docs.append(headed(site, new_doc(column, on, writer, "proposals-summary"), writer))
    for doc in column.docs:
        doc.title = doc.title.format(y=doc.on.year)


def notices(site: Website, column: Column, writer: Writer) -> None:
    """Notices, among them last year's website report that the home page links."""
    plain(site, column, writer)
    on = dt.date(site.today.year, 1, writer.rng.randint(9, 28))
    doc = Doc(title=writer.title("website-report", on, y=site.today.year - 1), on=on)
    doc.body = writer.filled("website_report", on)
    doc.tags.add("website-report")
    column.docs.append(doc)
