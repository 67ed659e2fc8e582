"""The annual reports of the site's column: which year each is about, and what its text and tables say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checks import words
from checks.annual_cells import Requests, Suits, requests, suits
from checks.annual_parts import Parts, parts
from checks.fetches import is_elsewhere, unread
from checks.names import OwnNames, own_names
from checks.papers import attachment_papers, entry_paper
from checks.survey import Survey
from records.column_names import plain_name
from records.papers import Paper
from records.types import Entry
from records.vocabulary import Reason

COLUMN = "annual-report"
LITTLE = 300  # characters below which a page only points to its report
ROWS = 2  # words of rows that show a table
FEW = 2  # parts from which a text is the report and not a word before it


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `year` is a Reason where no title or period tells it; `text` where no report could be read."""

    entry: Entry
    stem: str
    year: int | Reason
    text: Paper | Reason
    papers: tuple[Paper, ...] = ()
    parts: Parts | None = None
    requests: Requests | None = None
    suits: Suits | None = None

    @property
    def has_tables_in_words(self) -> bool:
        """Words of the tables' rows stand in the text, as tables or as lines; one alone may be a sentence's."""
        text = "\n".join(p.text for p in self.papers)
        return sum(w in text for w in words.listed("report_table_words")) >= ROWS


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports by entry key, and the one of the year before by entry key."""

    reports: Mapping[str, Report]
    before: Mapping[str, Report]


def shelf(survey: Survey) -> Shelf:
    """Every report of the annual report column, read once."""
    names = own_names(survey.dossier.site, survey.dossier.entries)
    reports = {e.key: _report(survey, names, e) for e in held(survey) if is_report(survey, e)}
    by_year: dict[tuple[str, int], list[Report]] = {}
    for report in reports.values():
        if isinstance(report.year, int):
            by_year.setdefault((report.stem, report.year), []).append(report)
    before: dict[str, Report] = {}
    for (stem, year), found in by_year.items():
        last = by_year.get((stem, year - 1), [])
        if len(found) == 1 and len(last) == 1:
            before[found[0].entry.key] = last[0]
    return Shelf(reports, before)


def held(survey: Survey) -> tuple[Entry, ...]:
    """Entries of the annual report column and of the columns below it, once each."""
    columns = survey.below(survey.places.get(COLUMN, ()))
    return tuple({e.key: e for c in columns for e in survey.held.get(c.id, ())}.values())


def is_report(survey: Survey, entry: Entry) -> bool:
    """By its title; reports about the website and notices about reports are other things."""
    return survey.catalogue.kind_of(entry.title) == COLUMN


def years_in(title: str) -> tuple[int, ...]:
    """The years a title names, in figures or in words; a range with all its years."""
    years: set[int] = set()
    numerals = words.numbers("year_numerals")
    plain = words.pattern("year_in_words").sub(
        lambda found: "".join(str(numerals[c]) for c in found.group()), unicodedata.normalize("NFKC", title)
    )
    for first, last in words.pattern("report_year").findall(plain):
        years.update(range(int(first), int(last or first) + 1))
    return tuple(sorted(years))


def _report(survey: Survey, names: OwnNames, entry: Entry) -> Report:
    own = entry_paper(survey.given, entry)
    hung = tuple(attachment_papers(survey.given, entry))
    papers = [p for p in (own, *(p for _, p in hung)) if p is not None]
    readable = [p for p in papers if p.text.strip() and not p.problem]
    best = max(readable, key=lambda p: parts(p).found, default=None)
    unreadable = len(readable) < len(papers) or any(paper is None for _, paper in hung)
    stem = words.pattern("report_stem").sub("", plain_name(entry.title))
    stem = "" if names.is_own(stem) else stem  # its own reports, whatever they call the body
    if best is None or (parts(best).found < FEW and (unreadable or _only_points(entry, best))):
        return Report(entry, stem, _year(entry, best), _untold(entry, own), tuple(papers))
    ordered = (best, *(p for p in readable if p is not best))
    return Report(
        entry, stem, _year(entry, best), best, ordered, parts(best), requests(ordered), suits(ordered)
    )


def _only_points(entry: Entry, paper: Paper) -> bool:
    """A short page: the report is a file, a picture or a frame that was not read as text."""
    return len("".join(paper.text.split())) < LITTLE or (paper.pictures > 0 and not entry.attachments)


def _untold(entry: Entry, own: Paper | None) -> Reason:
    """Why there is no text of a report."""
    if own is None and not is_elsewhere(entry) and (why := unread(entry.fetch)):
        return why
    hung = (unread(a.fetch) for a in entry.attachments)
    return next((why for why in hung if why), Reason.UNREADABLE)


def _year(entry: Entry, paper: Paper | None) -> int | Reason:
    """The title's one year, else the period the text names; never the year of publication."""
    named: Iterable[int] = years_in(entry.title)
    if not named and paper is not None:
        named = {int(y) for y in words.pattern("report_period").findall(paper.text[:3000])}
    years = tuple(named)
    return years[0] if len(years) == 1 else Reason.AMBIGUOUS
