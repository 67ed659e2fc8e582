"""Facts about the website's own yearly report on the home page."""

from __future__ import annotations

from datetime import date

from checks import evidence, words
from checks.annual_reports import years_in
from checks.facts import Facts
from checks.fetches import unread
from checks.survey import Survey
from records.addresses import normalise
from records.types import HomeLink
from records.vocabulary import Reason, Visibility

DAY = (1, 31)


def tell_website_report(facts: Facts, survey: Survey) -> None:
    """Due after 31 January; found when a link of the home page names it, or leads to where it stands."""
    as_of, home = survey.as_of, survey.dossier.home
    due, year = as_of > date(as_of.year, *DAY), as_of.year - 1
    facts.add("website_report_due", due)
    facts.add("website_report_year", year)
    if home is None or unread(home.fetch):
        facts.add("website_report_linked", unread(home.fetch if home else None) or Reason.HOME_NOT_OPENED)
        return
    named = [x for x in home.links if words.pattern("website_report").search(x.text)]
    quote = words.joined("names", [x.text for x in named[:3]])
    facts.add(
        "website_report_linked",
        _linked(survey, named, year),
        (evidence.page(home.fetch, home.fetch.url, quote),),
    )


def _linked(survey: Survey, named: list[HomeLink], year: int) -> bool | Reason:
    """A link without a year leads to all years' reports, or to the newest: only a person can tell without looking."""
    home = survey.dossier.home
    shown = [x for x in named if x.visibility is not Visibility.HIDDEN]
    if any(year in years_in(x.text) for x in shown):
        return True
    reports = {
        normalise(e.url)
        for e in survey.dossier.entries
        if e.url and words.pattern("website_report").search(e.title) and year in years_in(e.title)
    }
    linked = {normalise(x.url) for x in home.links if x.url} if home else set()
    if reports & linked:
        return True
    unsaid = any(not years_in(x.text) for x in shown)
    if unsaid:
        return True if reports else Reason.AMBIGUOUS
    return False
