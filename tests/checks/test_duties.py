"""Facts about yearly duties: enforcement figures, budget, final accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from records.types import Dossier, Entry
from records.vocabulary import Reason
from tests.checks.building import (
    CUT,
    column,
    dossier,
    entry,
    of_column,
)

PENALTIES, BUDGET, FINAL = column("penalties"), column("budget"), column("final-accounts")


def duty(key: str, name: str, *titles: str, day: date = date(2026, 11, 20), **given: object) -> object:
    within = {"budget": BUDGET, "final-accounts": FINAL, "penalties": PENALTIES}[key]
    rows = [entry(within, t, listed=date(2026, 3, 1)) for t in titles]
    found = dossier([PENALTIES, BUDGET, FINAL], rows, crawled_on=day, **given)
    return of_column(found, key, name, today=day)


def test_last_years_figures_are_due_after_31_january() -> None:
    assert duty("penalties", "figures_due", day=date(2026, 1, 31)) is False
    assert duty("penalties", "figures_due", day=date(2026, 2, 1)) is True
    assert duty("budget", "figures_due") is False


def test_figures_are_looked_for_on_the_whole_site() -> None:
    title = "2025年度行政执法总体情况"
    assert duty("penalties", "enforcement_figures_found", title) == 1
    assert duty("penalties", "enforcement_figures_found", "2024年度行政执法总体情况") == 0
    assert duty("penalties", "enforcement_figures_found", "2025年行政执法公示制度实施情况清单") == 0
    elsewhere = dossier([PENALTIES, BUDGET], [entry(BUDGET, title)])
    assert of_column(elsewhere, "penalties", "enforcement_figures_found") == 1
    assert duty("penalties", "enforcement_figures_found", coverage=CUT) is Reason.CUT_SHORT


def test_a_gap_between_years_is_found_and_the_years_before_the_first_are_not_missed() -> None:
    shown = [f"{y}年部门预算" for y in (2023, 2024, 2026)]
    assert duty("budget", "missing_year", *shown) == 2025
    assert duty("budget", "missing_year", *shown, "2025年部门预算公开") == 0
    assert duty("budget", "missing_year", "2026年部门预算") == 0
    assert duty("budget", "missing_year", *shown, coverage=CUT) is Reason.CUT_SHORT


def test_an_item_without_year_or_in_another_column_may_fill_the_gap() -> None:
    shown = [entry(BUDGET, f"{y}年部门预算", listed=date(y, 2, 1)) for y in (2023, 2024, 2026)]
    unsaid = entry(BUDGET, "部门预算公开说明", listed=date(2025, 2, 1))
    moved = entry(PENALTIES, "2025年部门预算", listed=date(2025, 2, 1))
    for extra in (unsaid, moved):
        found = dossier([PENALTIES, BUDGET], [*shown, extra])
        assert of_column(found, "budget", "missing_year") == 0


def test_the_due_year_is_missed_only_after_the_usual_month() -> None:
    assert duty("budget", "due_year", day=date(2026, 4, 30)) == 2026
    assert duty("budget", "due_year_missing", "2025年部门预算", day=date(2026, 4, 30)) is False
    assert duty("budget", "due_year_missing", "2025年部门预算", day=date(2026, 5, 1)) is True
    assert duty("budget", "due_year_missing", "2026年部门预算", day=date(2026, 5, 1)) is False
    assert duty("final-accounts", "due_year") == 2025
    assert duty("final-accounts", "due_year_missing", "2024年度部门决算", day=date(2026, 10, 31)) is False
    assert duty("final-accounts", "due_year_missing", "2024年度部门决算", day=date(2026, 11, 1)) is True
    assert duty("budget", "due_year_missing", coverage=CUT) is Reason.CUT_SHORT


def approved(published: date, formed: date | None) -> tuple[Dossier, Entry]:
    item = entry(BUDGET, "2026年部门预算", listed=published)
    approval = entry(BUDGET, "市财政局关于2026年部门预算的批复", listed=published, formed_on=formed)
    return dossier([BUDGET], [item, approval]), item


def test_lateness_is_measured_only_where_an_approval_is_dated() -> None:
    late, item = approved(date(2026, 3, 10), date(2026, 2, 1))
    assert of_column(late, "budget", "late_after_approval_days") == 37
    assert of_column(late, "budget", "late_item") == item.title
    undated, _ = approved(date(2026, 3, 10), None)
    assert of_column(undated, "budget", "late_after_approval_days") == 0
    assert of_column(undated, "budget", "late_item") == ""


def test_an_approval_that_the_items_own_text_names_counts_too() -> None:
    item = entry(FINAL, "2024年度部门决算", published_on=date(2025, 9, 15), approved_on=date(2025, 8, 4))
    assert of_column(dossier([FINAL], [item]), "final-accounts", "late_after_approval_days") == 42
    early = entry(FINAL, "2024年度部门决算", published_on=date(2025, 8, 1), approved_on=date(2025, 8, 4))
    assert of_column(dossier([FINAL], [early]), "final-accounts", "late_after_approval_days") == 0


def test_other_columns_have_no_yearly_duty() -> None:
    found = dossier([replace(PENALTIES, key="fees", code="fees", name="行政事业性收费")])
    told = [
        of_column(found, "fees", n) for n in ("due_year", "missing_year", "due_year_missing", "late_item")
    ]
    assert told == [0, 0, False, ""]
