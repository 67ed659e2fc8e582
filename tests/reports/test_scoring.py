"""Scores: a range, its coverage, points once a cause, vetoes, what does not apply rescaled away."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from records.errors import InputError
from records.types import Finding, Verdict
from records.vocabulary import Outcome, Severity
from reports.schemes.loading import load_scheme
from reports.scoring import score, tally
from reports.scoring_model import Result, State
from reports.scoring_shown import compared_rows, range_text, score_lines, score_object
from reports.scoring_xlsx import write_scores
from reports.texts import Texts
from tests.reports.building import material
from tests.reports.findings import CODE, invented_findings
from tests.reports.making_schemes import TREE, scored

FAIL, REVIEW, NOT, UNCHECKED = (
    Counter({o: 1}) for o in (Outcome.FAIL, Outcome.REVIEW, Outcome.NOT_APPLICABLE, Outcome.UNCHECKED)
)


def made(rule: str, outcome: Outcome, n: int = 0, cause: str = "", column: str = "news") -> Finding:
    """A finding about one entry of a column."""
    base = invented_findings()[0]
    given = {"id": f"{rule}-{n}", "rule": rule, "outcome": outcome, "cause": cause, "column": column}
    return replace(base, **given, subject=f"{CODE}/{column}/{n}", severity=Severity.MAJOR, plan_items=())  # type: ignore[arg-type]


def test_nothing_found_is_the_full_score_and_the_bonus(tmp_path: Path) -> None:
    found = scored(tmp_path, ())
    assert (found.best, found.worst, found.total) == (105, 105, 100)
    assert (found.result, found.coverage) == (Result.PASSED, 1)


def test_a_question_widens_the_range_and_costs_nothing_until_it_is_decided(tmp_path: Path) -> None:
    findings = (made("home-updated", Outcome.REVIEW),)
    found = scored(tmp_path, findings, home_updated=REVIEW)
    assert (found.best, found.worst) == (105, 95)


def test_one_cause_costs_once_however_many_copies_it_has(tmp_path: Path) -> None:
    copies = tuple(made("home-updated", Outcome.FAIL, n, "template") for n in range(9))
    found = scored(tmp_path, copies, home_updated=Counter({Outcome.FAIL: 9}))
    assert found.lines[0].sure == 10
    (loss,) = found.lines[0].losses
    assert len(loss.cause.findings) == 9
    two = (*copies, made("home-updated", Outcome.FAIL, 10, "another"))
    assert scored(tmp_path, two, home_updated=FAIL).lines[0].sure == 20


def test_deductions_end_at_the_weight(tmp_path: Path) -> None:
    many = tuple(made("home-updated", Outcome.FAIL, n, f"cause {n}") for n in range(9))
    assert scored(tmp_path, many, home_updated=FAIL).lines[0].sure == 40


def test_a_rule_that_feeds_an_indicator_for_some_columns_counts_there_only(tmp_path: Path) -> None:
    elsewhere = (made("column-updated", Outcome.FAIL, column="notices"),)
    here = (made("column-updated", Outcome.FAIL),)
    assert scored(tmp_path, elsewhere).lines[1].sure == 0
    assert scored(tmp_path, here, column_updated=FAIL).lines[1].sure == 20


def test_points_are_earned_only_by_what_was_met(tmp_path: Path) -> None:
    findings = (made("portal-focused", Outcome.FAIL),)
    found = scored(tmp_path, findings, portal_focused=FAIL)
    assert (found.best, found.worst) == (70, 70)


def test_what_does_not_apply_is_rescaled_away_and_what_was_not_checked_lowers_the_coverage(
    tmp_path: Path,
) -> None:
    lost = (made("column-updated", Outcome.FAIL),)
    found = scored(tmp_path, lost, home_updated=NOT, column_updated=FAIL)
    assert found.best == pytest.approx(100 * 40 / 60)
    assert found.coverage == 1
    found = scored(tmp_path, lost, home_updated=UNCHECKED, column_updated=FAIL)
    assert found.best == pytest.approx(100 * 40 / 60)
    assert found.coverage == pytest.approx(0.6)
    assert found.lines[0].state is State.UNCHECKED


def test_a_veto_decides_and_an_open_or_unchecked_one_keeps_the_result_open(tmp_path: Path) -> None:
    hit = scored(tmp_path, (made("site-availability", Outcome.FAIL),), site_availability=FAIL)
    asked = scored(tmp_path, (made("site-availability", Outcome.REVIEW),), site_availability=REVIEW)
    unseen = scored(tmp_path, (), site_availability=UNCHECKED)
    assert [x.result for x in (hit, asked, unseen)] == [Result.VETOED, Result.OPEN, Result.OPEN]


def test_the_pass_mark_is_held_against_the_whole_range(tmp_path: Path) -> None:
    text = TREE.replace("points: 10", "points: 45").replace("weight: 40", "weight: 45")
    sure = scored(tmp_path, (made("home-updated", Outcome.FAIL),), text, home_updated=FAIL)
    asked = scored(tmp_path, (made("home-updated", Outcome.REVIEW),), text, home_updated=REVIEW)
    assert (sure.result, asked.result) == (Result.FAILED, Result.OPEN)


def test_points_to_be_filled_in_are_named_and_not_counted(tmp_path: Path) -> None:
    text = TREE.replace("weight: 40", "source: 原文未见").replace("points: 10", "points: open")
    found = scored(tmp_path, (made("home-updated", Outcome.FAIL),), text, home_updated=FAIL)
    assert found.best == 105
    assert any("a/home-updated" in line for line in score_lines(found, Texts("zh")))


def test_points_bind_only_the_profiles_that_the_scheme_names(tmp_path: Path) -> None:
    found = scored(tmp_path, (), TREE + "scores_for: [county-hrss]\n")
    assert (found.best, found.lines) == (None, ())
    assert found.result is Result.PASSED


def test_the_work_plan_counts_its_items_and_never_calls_a_persons_item_done() -> None:
    given = material()
    counts = {("column-not-empty", "news"): Counter({Outcome.PASS: 3})}
    found = score(load_scheme("work-plan", ()), given, counts)
    assert [line.indicator.id for line in found.lines] == [i.id for i in given.plan_items]
    person = [x for x in found.lines if x.indicator.kind == "person"]
    assert person
    assert all((x.sure, x.most, x.state) == (0, 1, State.PERSON) for x in person)
    with pytest.raises(InputError, match="names no plan"):
        score(load_scheme("work-plan", ()), replace(given, plan_items=()), counts)


def test_every_point_lost_names_its_findings(tmp_path: Path) -> None:
    findings = (made("home-updated", Outcome.FAIL, 1), made("column-updated", Outcome.REVIEW, 2))
    found = scored(tmp_path, findings, home_updated=FAIL, column_updated=REVIEW)
    told = "\n".join(score_lines(found, Texts("zh")))
    assert "home-updated-1" in told
    assert "column-updated-2" in told
    assert range_text(found, Texts("en")).startswith("score 70–95 of 100")
    data = score_object(found, Texts("zh"))
    losses = [
        x
        for i in data["indicators"]
        for x in (*i["losses"], *(y for c in i["indicators"] for y in c["losses"]))
    ]
    assert [(x["findings"], x["open"]) for x in losses] == [
        (["home-updated-1"], False),
        (["column-updated-2"], True),
    ]


def test_sites_that_cannot_be_told_apart_are_marked_and_the_spreadsheet_holds_no_formula(
    tmp_path: Path,
) -> None:
    evil = replace(made("home-updated", Outcome.FAIL), message="=HYPERLINK(1)")
    scores = [scored(tmp_path, ()), scored(tmp_path, ()), scored(tmp_path, (evil,), home_updated=FAIL)]
    rows = compared_rows(scores, Texts("zh"))
    assert [bool(r["tie"]) for r in rows] == [True, True, False]
    write_scores(scores, tmp_path / "s.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    assert [s.max_row for s in book] == [4, 2]
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_verdicts_are_counted_by_rule_and_column() -> None:
    given = [
        Verdict("r", "s", Outcome.PASS),
        Verdict("r", "s/news", Outcome.FAIL),
        Verdict("r", "s/news/0123", Outcome.FAIL),
    ]
    assert tally(given) == {("r", ""): {Outcome.PASS: 1}, ("r", "news"): {Outcome.FAIL: 2}}
