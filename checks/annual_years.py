"""Facts about the years for which annual reports stand on the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks import evidence, words
from checks.annual_reports import COLUMN, held, is_report, years_in
from checks.column_view import ColumnView
from checks.content import dates
from checks.facts import Facts, Seen
from checks.fetches import unseen
from checks.papers import column_paper
from checks.survey import Survey
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
    facts.add("report_missing", _missing(view, possible, year), proof)
    _tell_day(facts, mine, year, proof)
    certain = {y for e in reports for y in years_in(e.title)}
    gap = _gap(certain, possible.titled | possible.other)
    open_ = _missed(view) if gap or not certain else None
    unsure = Reason.LOOKALIKE if _gap(certain, possible.titled) else None
    facts.add("report_years_missing", open_ or gap or unsure or "", proof)


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


@dataclass(frozen=True, slots=True)
class _Possible:
    """Years of reports by their titles, anywhere on the site, and years that something else in the column names."""

    titled: frozenset[int]
    other: frozenset[int]


def _possible(view: ColumnView) -> _Possible:
    """A report whose title names no year may be of the year before its own; other titles and files may hold one too."""
    survey = view.survey
    titled: set[int] = set()
    years: set[int] = set()
    for entry in survey.dossier.entries:
        if is_report(survey, entry):
            titled.update(years_in(entry.title))
    for entry in held(survey):
        if _is_another(survey, entry):
            continue
        years.update(years_in(entry.title))
        years.update(y for a in entry.attachments for y in years_in(a.name))
        if not years_in(entry.title):
            before = {d.year - 1 for d in dates(entry)}
            years.update(before)
            titled.update(before if is_report(survey, entry) else ())
    for column in survey.below(view.places):
        years.update(years_in(column.name))
        paper = column_paper(survey.given, column) if column.single_article else None
        if paper is not None:
            titled.update(years_in(paper.text))
    return _Possible(frozenset(titled), frozenset(years))


def _is_another(survey: Survey, entry: Entry) -> bool:
    """By its title surely something else: a budget, the report about the website, a notice about reports."""
    kind = survey.catalogue.kind_of(entry.title)
    named = (words.pattern(p).search(entry.title) for p in ("website_report", "about_reports"))
    return kind not in {"", COLUMN} or any(named)


def _missing(view: ColumnView, possible: _Possible, year: int) -> bool | Reason:
    """A content page in place of a list may be the report itself; a title of another kind may be it by another name."""
    if year in possible.titled:
        return False
    if year in possible.other:
        return Reason.LOOKALIKE
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
