"""Facts about the years for which annual reports stand on the site."""

from __future__ import annotations

from datetime import date

from checks import evidence, words
from checks.annual_reports import COLUMN, held, is_report, years_in
from checks.column_view import ColumnView
from checks.content import dates
from checks.facts import Facts, Seen
from checks.fetches import unseen
from checks.papers import column_paper
from records.types import Entry
from records.vocabulary import Reason

DAY = (1, 31)
FIRST = 2008  # the regulation's first year


def tell_report_years(facts: Facts, view: ColumnView) -> None:
    """Whether last year's report is there and in time, and years without one; nothing due for other columns."""
    as_of = view.survey.as_of
    due = view.key == COLUMN and as_of > date(as_of.year, *DAY)
    facts.add("report_due", due)
    if view.key != COLUMN:
        for name in ("report_due_year", "report_days_late"):
            facts.add(name, 0)
        facts.add("report_missing", False)
        facts.add("report_published_on", as_of)
        facts.add("report_years_missing", "")
        return
    year = as_of.year - 1
    reports = [e for e in held(view.survey) if is_report(view.survey, e)]
    possible = _possible(view)
    facts.add("report_due_year", year)
    mine = [e for e in reports if year in years_in(e.title)]
    proof = tuple(evidence.own_page(e, e.title) for e in mine[:3]) or evidence.searched(view.survey)
    facts.add("report_missing", _missing(view, year not in possible), proof)
    _tell_day(facts, mine, year, proof)
    certain = {y for e in reports for y in years_in(e.title)}
    gap = _gap(certain, possible)
    open_ = _missed(view) if gap or not certain else None
    facts.add("report_years_missing", open_ or gap, proof)


def _tell_day(facts: Facts, mine: list[Entry], year: int, proof: Seen) -> None:
    """The first day any of them shows; a later print of the same report proves nothing."""
    days = [d for e in mine for d in dates(e)]
    undated = not days or any(not dates(e) for e in mine)
    limit = date(year + 1, *DAY)
    first = min(days, default=limit)
    late = max(0, (first - limit).days)
    known = not mine or not undated or not late and bool(days)
    facts.add("report_published_on", first if known else Reason.NO_DATE, proof)
    facts.add("report_days_late", late if known else Reason.NO_DATE, proof)


def _possible(view: ColumnView) -> frozenset[int]:
    """Years for which a report may stand anywhere: other columns' titles, files, entries whose titles name no year."""
    survey = view.survey
    years: set[int] = set()
    for entry in survey.dossier.entries:
        if is_report(survey, entry):
            years.update(years_in(entry.title))
    for entry in held(survey):
        if words.pattern("about_reports").search(entry.title):
            continue
        years.update(years_in(entry.title))
        years.update(y for a in entry.attachments for y in years_in(a.name))
        if not years_in(entry.title):
            years.update(d.year - 1 for d in dates(entry))
    for column in survey.below(view.places):
        years.update(years_in(column.name))
        paper = column_paper(survey.given, column) if column.single_article else None
        if paper is not None:
            years.update(years_in(paper.text))
    return frozenset(years)


def _missing(view: ColumnView, absent: bool) -> bool | Reason:
    """A content page in place of a list may be the report itself."""
    if not absent:
        return False
    articles = any(c.single_article for c in view.survey.below(view.places)) and view.content.articles
    return _missed(view) or (Reason.AMBIGUOUS if articles else True)


def _missed(view: ColumnView) -> Reason | None:
    return view.content.unread or unseen(view.survey.dossier)


def _gap(certain: set[int], possible: frozenset[int]) -> str:
    """Years between the first and the newest report that are nowhere."""
    years = [y for y in certain if y >= FIRST]
    if not years:
        return ""
    return words.joined("names", [str(y) for y in range(min(years), max(years)) if y not in possible])
