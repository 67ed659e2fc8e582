"""Facts about one annual report: its year, parts, tables, sums, and what it shares with the year before."""

from __future__ import annotations

from datetime import date

from checks import evidence, words
from checks.annual_parts import Parts
from checks.annual_reports import Report, Shelf
from checks.annual_sums import sums
from checks.annual_texts import carried_over, likeness, numbers_differing
from checks.facts import Facts, Seen, Value, alike
from records.papers import Paper
from records.types import Entry
from records.vocabulary import Reason

# First report year and the form it binds to. By the year reported on, not the day of publication: each notice prescribes the form
# of the reports that follow it, so a report of 2020 put up late keeps the form of its year. Only what came before the notice itself
# (the last report of a body dissolved in its year) could not follow it.
FORMATS = ((2021, "30", date(2021, 9, 26)), (2020, "60", date.min), (2019, "2019", date.min))
NOTHING = alike(
    {
        "report_year": 0,
        "report_format": "",
        "report_parts_missing": "",
        "report_parts_in_order": True,
        "report_tables": "",
        "report_sum_faults": "",
        "report_before": False,
        "report_carry_differs": "",
        "report_fee_told": False,
        "report_text_differs": "",
        "report_likeness": 0,
    }
)


def tell_report(facts: Facts, shelf: Shelf, entry: Entry) -> None:
    """All facts of a report; those of nothing for any other entry."""
    report = shelf.reports.get(entry.key)
    if report is None:
        facts.add_all(NOTHING)
        return
    seen = _proof(report)
    facts.add("report_year", report.year, seen)
    facts.add("report_format", _format(report.year, entry.published_on), seen)
    _tell_parts(facts, report, seen)
    _tell_tables(facts, report, seen)
    _tell_before(facts, report, shelf.before.get(entry.key), seen)
    fee = words.pattern("report_fee")
    told = any(fee.search(p.text) for p in report.papers)
    facts.add("report_fee_told", told if told or isinstance(report.text, Paper) else report.text, seen)


def _format(year: int | Reason, on: date | None) -> str | Reason:
    if isinstance(year, Reason):
        return year
    return next((name for first, name, since in FORMATS if year >= first and (on is None or on >= since)), "")


def _proof(report: Report) -> Seen:
    """The page, and the file that holds the report."""
    page = evidence.own_page(report.entry, report.entry.title)
    if isinstance(report.text, Paper) and report.text.source == "attachment":
        file = next((a for a in report.entry.attachments if a.url == report.text.url), None)
        if file is not None:
            return (evidence.page(file.fetch, file.url, file.name), page)
    return (page,)


def _tell_parts(facts: Facts, report: Report, seen: Seen) -> None:
    known = report.parts or Parts((), True)
    why = report.text if isinstance(report.text, Reason) else None
    facts.add("report_parts_missing", why or words.joined("names", known.missing), seen)
    facts.add("report_parts_in_order", why or known.in_order, seen)


def _tell_tables(facts: Facts, report: Report, seen: Seen) -> None:
    facts.add("report_tables", _tables(report), seen)
    found = sums(report.requests, report.suits)
    told: Value | Reason = found.told
    if not told and (report.requests is None or report.suits is None):
        told = report.text if isinstance(report.text, Reason) else Reason.UNREADABLE
    elif not told and found.unsure:
        told = Reason.AMBIGUOUS
    facts.add("report_sum_faults", told, seen)


def _tables(report: Report) -> str | Reason:
    """text | pictures; unknown where neither is certain."""
    if report.requests is not None or report.suits is not None or report.has_tables_in_words:
        return "text"
    if isinstance(report.text, Reason):
        return report.text
    unread = len(report.papers) < 1 + len(report.entry.attachments)
    return "pictures" if report.text.pictures and not unread else Reason.UNREADABLE


def _tell_before(facts: Facts, report: Report, last: Report | None, seen: Seen) -> None:
    """Against the report of the year before, where both were read."""
    carried = carried_over(last, report) if last else None
    both = (*seen, *(_proof(last) if last else ()))
    facts.add("report_before", carried is not None, both)
    facts.add("report_carry_differs", carried or "", both)
    facts.add("report_text_differs", numbers_differing(report), seen)
    alike = 0
    if last and isinstance(last.text, Paper) and isinstance(report.text, Paper):
        alike = likeness(report.text, last.text)
    facts.add("report_likeness", alike, both)
