"""How often a column must be updated, and whose demand that is."""

from __future__ import annotations

from dataclasses import dataclass

from checks import words
from checks.survey import Survey
from records.catalogue import CatalogueItem
from records.vocabulary import Place

SETTING, PROMPT = "column-updated.", "prompt"


@dataclass(frozen=True, slots=True)
class UpdatePeriod:
    """Days, 0 when none; `binding` when a law, the named plan or a supervisor's setting demands it."""

    days: int = 0
    binding: bool = False


def period_of(survey: Survey, key: str, item: CatalogueItem | None) -> UpdatePeriod:
    """A setting for the column before one for its class before the catalogue."""
    standard = survey.catalogue.periods.get(item.period) if item else None
    names = [f"{SETTING}{key}", *([f"{SETTING}{item.period}"] if item and item.period else [])]
    given = survey.given.settings
    name = next((n for n in names if n in given), None)
    if name is not None:
        days = int(given[name])
        return UpdatePeriod(days, days > 0)
    if item is None and is_news(survey, key):
        return UpdatePeriod(survey.catalogue.periods[PROMPT].days, binding=True)
    if item is None or standard is None:
        return UpdatePeriod()
    return UpdatePeriod(standard.days, standard.source == "law" or key in survey.given.plan_columns)


def is_news(survey: Survey, key: str) -> bool:
    """A column of the site's own navigation that is named 动态 or 要闻 and is no standard column."""
    named = words.pattern("prompt_name")
    return any(
        c.first_level and c.place is Place.HOME and named.search("".join(c.name.split()))
        for c in survey.places.get(key, ())
    )
