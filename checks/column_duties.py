"""Facts about yearly duties of columns: enforcement figures, budget and final accounts."""

from __future__ import annotations

from datetime import date

from checks import evidence, words
from checks.column_view import ColumnView
from checks.facts import Facts, Seen
from checks.fetches import unseen
from checks.money import MoneyYears, money_years
from records.types import Entry
from records.vocabulary import Reason

FIGURES_DAY = (1, 31)  # 31 January, every year
YEAR_DUE = {"budget": 0, "final-accounts": -1}  # from the running year


def tell_duties(facts: Facts, view: ColumnView) -> None:
    """Figures for the penalties column, years for the budget and final accounts; 0 for all others."""
    _tell_figures(facts, view)
    if view.key in YEAR_DUE:
        _tell_money(facts, view, money_years(view.survey, view.key, view.content.entries))
        return
    facts.add("due_year", 0)
    facts.add("missing_year", 0)
    facts.add("due_year_missing", False)
    facts.add("late_after_approval_days", 0)
    facts.add("late_item", "")


def _tell_figures(facts: Facts, view: ColumnView) -> None:
    as_of = view.survey.as_of
    due = view.key == "penalties" and as_of > date(as_of.year, *FIGURES_DAY)
    facts.add("figures_due", due)
    if not due:
        facts.add("enforcement_figures_found", 0)
        return
    found = [e for e in view.survey.dossier.entries if _is_figures(e, as_of.year - 1)]
    missed = unseen(view.survey.dossier)
    seen = tuple(evidence.own_page(e, e.title) for e in found[:3]) or evidence.searched(view.survey)
    facts.add("enforcement_figures_found", missed if not found and missed else len(found), seen)


def _is_figures(entry: Entry, year: int) -> bool:
    title = entry.title
    return (
        str(year) in title
        and words.pattern("figures").search(title) is not None
        and words.pattern("figures_exclude").search(title) is None
    )


def _tell_money(facts: Facts, view: ColumnView, found: MoneyYears) -> None:
    as_of = view.survey.as_of
    due = as_of.year + YEAR_DUE[view.key]
    past = as_of.month > words.limit(f"{view.key}_month", view.survey.given.settings)
    missed = _missed(view)
    absent = past and due not in found.possible
    facts.add("due_year", due)
    missing = found.missing(due)
    proof = _proof(view, found)
    facts.add("missing_year", missed if missed and missing else missing, proof)
    facts.add("due_year_missing", missed if missed and absent else absent, proof)
    wait = found.wait
    seen: Seen | None = None
    if wait:
        seen = (
            evidence.own_page(wait.item, wait.item.title),
            evidence.own_page(wait.approval, wait.approval.title),
        )
    facts.add("late_after_approval_days", wait.days if wait else 0, seen)
    facts.add("late_item", wait.item.title if wait else "", seen)


def _missed(view: ColumnView) -> Reason | None:
    return view.content.unread or unseen(view.survey.dossier)


def _proof(view: ColumnView, found: MoneyYears) -> Seen:
    items = (evidence.own_page(e, e.title) for e in found.items[: evidence.MOST_PAGES])
    return (*items, *evidence.searched(view.survey)[:3])
