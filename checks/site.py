"""Facts about the site as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from checks import evidence, words
from checks.availability import tell_availability
from checks.column_view import ColumnView
from checks.documents import is_below_statutory
from checks.facts import Facts, Seen
from checks.fetches import unseen
from checks.home import tell_home, tell_portal
from checks.learning import Learned
from checks.pages import tell_templates
from checks.stale import blank, stale_columns
from checks.website_report import tell_website_report
from records.types import Column, SearchTrial
from records.vocabulary import REASON_OF_FETCH, FetchState, Reason, SearchState

NAMES = 12
TRIED = {SearchState.FOUND: "found", SearchState.MISSED: "missed", SearchState.ABSENT: "absent"}


def tell_site(facts: Facts, learned: Learned, views: Mapping[str, ColumnView]) -> None:
    """Home, portal, counts of columns and documents, search, the day ages run to."""
    survey = learned.survey
    tell_home(facts, survey)
    tell_availability(facts, survey)
    tell_portal(facts, survey)
    _tell_counts(facts, learned, views)
    _tell_search(facts, survey.dossier.search)
    _tell_documents(facts, learned)
    tell_website_report(facts, survey)
    tell_templates(facts, learned.templates)
    facts.add("as_of", survey.as_of)


def _tell_counts(facts: Facts, learned: Learned, views: Mapping[str, ColumnView]) -> None:
    missed, settings = unseen(learned.survey.dossier), learned.survey.given.settings
    empty, stale = blank(views), stale_columns(views)
    for name, limit, found in (
        ("blank_columns", "blank", empty),
        ("stale_prompt_columns", "stale_prompt", stale.prompt),
        ("stale_other_columns", "stale_other", stale.other),
    ):
        count = found.count(words.limit(limit, settings), missed)
        shown = found.alike if count is Reason.LOW_CONFIDENCE else ()
        facts.add(name, count, _proof((*found.columns, *shown)))
    facts.add("blank_column_names", _names(empty.columns), _proof(empty.columns))
    both = (*stale.prompt.columns, *stale.other.columns)
    facts.add("stale_column_names", _names(both), _proof(both))
    facts.add("stale_alike_names", _names(stale.prompt.alike), _proof(stale.prompt.alike))


def _names(columns: tuple[Column, ...]) -> str:
    return words.joined("names", [c.name for c in columns[:NAMES]])


def _proof(columns: tuple[Column, ...]) -> Seen | None:
    return tuple(evidence.place(c) for c in columns[:NAMES]) or None


def _tell_search(facts: Facts, trial: SearchTrial) -> None:
    told = TRIED.get(trial.state) or _not_searched(trial)
    seen = (evidence.page(trial.fetch, trial.url or "", trial.query, trial.note),) if trial.url else None
    facts.add("portal_search", told, seen)
    facts.add("portal_search_query", trial.query, seen)


def _not_searched(trial: SearchTrial) -> str | Reason:
    """A search that fails twice did not return the title."""
    if trial.state in {SearchState.POST_ONLY, SearchState.SCRIPTED}:
        return Reason.SEARCH_NOT_TRIABLE
    fetch = trial.fetch
    if fetch is None or fetch.state is FetchState.OK:
        return Reason.NOT_FETCHED
    if fetch.state is FetchState.FAILED:
        return "missed" if fetch.tries >= 2 else Reason.TRIED_ONCE
    return REASON_OF_FETCH[fetch.state]


def _tell_documents(facts: Facts, learned: Learned) -> None:
    """Without any number seen, unread documents leave open whether the site shows them."""
    survey = learned.survey
    below = [e for e in survey.dossier.entries if is_below_statutory(survey, e)]
    told = [(e, learned.documents.is_like(e, learned.numbers.get(e.key))) for e in below]
    like = [e for e, is_like in told if is_like is True]
    unread = next((t for _, t in told if isinstance(t, Reason)), None) or unseen(survey.dossier)
    numbered = sum(e.key in learned.numbers for e in like)
    seen = tuple(evidence.own_page(e, e.title) for e in like[:NAMES]) or None
    facts.add("documents", len(like), seen)
    facts.add("documents_with_index_number", numbered or unread or 0, seen)
