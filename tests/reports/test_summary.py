"""What a summary says of one judged run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from records.types import Coverage, Fetch, SiteState
from records.vocabulary import FetchState, Outcome, Reason, RunState, Severity
from reports.plan import PlanState
from reports.summary import PlanItem, PreviousRun, ReportInput, Summary, summarise
from tests.reports.building import dossier, material, run, site
from tests.reports.findings import finding


@pytest.fixture(scope="module")
def whole() -> Summary:
    return summarise(material())


def keys(summary: Summary) -> list[str]:
    return [n.key for n in summary.notices]


def test_findings_of_one_rule_and_cause_on_one_column_are_one_problem(whole: Summary) -> None:
    numbers = [c for c in whole.problems if c.first.rule == "index-number-year"]
    assert [c.count for c in numbers] == [57]
    assert whole.by_severity == {Severity.VETO: 1, Severity.MAJOR: 2, Severity.MINOR: 2}
    assert whole.places[Severity.MINOR] == 58


def test_findings_with_other_causes_or_columns_stay_apart() -> None:
    found = tuple(
        finding("index-number-year", f"{column}/{n}", "年份不一致", cause=cause)
        for n, (column, cause) in enumerate([("news", "a"), ("news", "b"), ("notices", "a")])
    )
    assert len(summarise(material(findings=found)).problems) == 3


def test_the_most_urgent_problem_comes_first(whole: Summary) -> None:
    assert whole.problems[0].severity is Severity.VETO


def test_unchecked_findings_are_neither_problems_nor_questions_and_told_by_reason(whole: Summary) -> None:
    assert [(u.reason, len(u.findings)) for u in whole.unchecked] == [("blocked", 5), ("probing_off", 1)]
    assert all(c.first.outcome is not Outcome.UNCHECKED for c in (*whole.problems, *whole.questions))


def test_rules_are_counted_by_outcome_with_their_passes(whole: Summary) -> None:
    line = next(r for r in whole.rules if r.rule.id == "index-number-year")
    assert (line.counts[Outcome.PASS], line.counts[Outcome.FAIL]) == (224, 57)


# ---------------------------------------------------------------- since the last run


def test_new_gone_and_still_open_findings_are_told_apart(whole: Summary) -> None:
    assert whole.changes is not None
    assert whole.changes.comparable
    assert (len(whole.changes.new), len(whole.changes.gone), len(whole.changes.still)) == (8, 2, 58)


@pytest.mark.parametrize("seen", [Coverage(100, 40, complete=False, why_incomplete="pages")])
def test_an_incomplete_crawl_calls_nothing_new_or_gone(seen: Coverage) -> None:
    changes = summarise(material(dossier=dossier(seen))).changes
    assert changes is not None
    assert (changes.comparable, changes.new, changes.gone) == (False, (), ())


def test_an_earlier_incomplete_run_calls_nothing_new_or_gone() -> None:
    before = material().previous
    assert before is not None
    partial = replace(before, run=replace(before.run, state=RunState.PARTIAL))
    changes = summarise(material(previous=partial)).changes
    assert changes is not None
    assert not changes.comparable


def test_a_finding_that_could_not_be_rechecked_is_not_called_gone() -> None:
    then = finding("column-updated", "news", "超期")
    now = replace(then, outcome=Outcome.UNCHECKED, reason=Reason.BLOCKED.value)
    changes = summarise(material(findings=(now,), previous=PreviousRun(run("old"), (then,)))).changes
    assert changes is not None
    assert (changes.gone, changes.unseen) == ((), (then,))


def test_a_finding_in_a_column_that_was_not_read_whole_now_is_not_called_gone() -> None:
    then = finding("date-present", "news/0123456789abcdef", "没有日期")
    seen = dossier()
    columns = tuple(
        replace(c, fetch=Fetch(c.url or "", FetchState.BLOCKED, 2)) if c.key == "news" else c
        for c in seen.columns
    )
    made = material(dossier=replace(seen, columns=columns), previous=PreviousRun(run("old"), (then,)))
    changes = summarise(made).changes
    assert changes is not None
    assert (changes.gone, changes.unseen) == ((), (then,))


def test_an_earlier_run_that_was_never_judged_is_not_compared() -> None:
    assert summarise(material(previous=PreviousRun(run("old"), ()))).changes is None


# ---------------------------------------------------------------- columns and what falls due


def line(summary: Summary, key: str):
    return next(c for c in summary.columns if c.key == key)


def test_a_column_shows_its_newest_entry_age_and_days_to_the_deadline(whole: Summary) -> None:
    column = line(whole, "employment")
    assert (column.entries, column.newest, column.age, column.period) == (203, date(2026, 9, 1), 80, 90)
    assert (column.left, column.due_on) == (10, date(2026, 11, 30))
    assert line(whole, "social-security").left == -34


def test_a_date_in_the_future_is_not_the_newest() -> None:
    seen = dossier()
    entries = tuple(
        replace(e, header=replace(e.header, published_on=date(2026, 12, 31)))
        if e.title == "就业创业第0条"
        else e
        for e in seen.entries
    )
    found = line(summarise(material(dossier=replace(seen, entries=entries))), "employment")
    assert (found.newest, found.age) == (date(2026, 8, 31), 81)


def test_standard_columns_come_first_in_the_catalogues_order(whole: Summary) -> None:
    keys_shown = [c.key for c in whole.columns]
    assert keys_shown[:3] == ["guide", "system", "statutory"]
    assert keys_shown.index("fees") < keys_shown.index("notices") < keys_shown.index("x-0000000000000001")


def test_entries_below_a_column_count_for_it(whole: Summary) -> None:
    assert line(whole, "statutory").entries == sum(
        c.entries for c in whole.columns if "法定主动公开内容" in c.path
    )


def test_a_required_column_that_was_not_found_has_a_line(whole: Summary) -> None:
    column = line(whole, "fees")
    assert (column.found, column.outcome, column.entries) == (False, Outcome.FAIL, 0)


def test_ages_run_to_the_crawl_when_today_is_later() -> None:
    later = summarise(material(today=date(2026, 12, 20)))
    assert line(later, "employment").age == 80
    assert "notice.today_later" in keys(later)


def test_ages_run_to_today_when_it_is_earlier_than_the_crawl() -> None:
    earlier = summarise(material(today=date(2026, 11, 10)))
    assert line(earlier, "employment").age == 70
    assert "notice.today_earlier" in keys(earlier)


def test_columns_near_their_period_and_31_january_fall_due(whole: Summary) -> None:
    assert [(d.on, d.key) for d in whole.due] == [
        (date(2026, 11, 30), "due.column"),
        (date(2026, 11, 30), "due.column"),
        (date(2027, 1, 31), "due.enforcement"),
        (date(2027, 1, 31), "due.january"),
    ]


def test_the_site_file_sets_how_far_ahead_is_soon() -> None:
    near = replace(site(), settings={"due-soon.column_days": 5, "due-soon.january_days": 30})
    assert summarise(material(site=near)).due == ()


def test_31_january_is_not_due_once_the_report_is_out() -> None:
    day = date(2027, 1, 20)
    seen = dossier()
    entry = next(e for e in seen.entries if e.column == "id-annual-report")
    out = replace(
        entry,
        title="2026年政府信息公开工作年度报告",
        header=replace(entry.header, published_on=date(2027, 1, 15)),
    )
    made = material(today=day, run=replace(run(), crawled_on=day))
    assert any(d.key == "due.january" for d in summarise(made).due)
    made = replace(made, dossier=replace(seen, entries=(*seen.entries, out)))
    assert not any(d.key == "due.january" for d in summarise(made).due)


# ---------------------------------------------------------------- the plan


def test_plan_items_tell_problems_from_nothing_found_and_from_what_a_person_decides(whole: Summary) -> None:
    assert [(p.item.id, p.state) for p in whole.plan] == [
        ("一（一）", PlanState.PARTLY),
        ("一（二）", PlanState.CLEAR),
        ("一（四）", PlanState.UNCHECKED),
        ("二（一）", PlanState.REVIEW),
        ("三（二）", PlanState.PROBLEMS),
        ("三（四）", PlanState.PROBLEMS),
        ("四（一）", PlanState.PERSON),
        ("四（三）", PlanState.PERSON),
    ]


def test_an_item_whose_rules_never_ran_is_not_called_clear() -> None:
    made = material(plan_items=(PlanItem("五", "其他", "machine", ("never-run",)),))
    assert summarise(made).plan[0].state is PlanState.UNCHECKED


# ---------------------------------------------------------------- notices


def cut_short() -> ReportInput:
    seen = Coverage(2000, 300, 2, 0, 1698, False, "minutes")
    return material(dossier=dossier(seen), run=run(state=RunState.PARTIAL))


def test_a_cut_short_crawl_is_said_gravely_and_first() -> None:
    first = summarise(cut_short()).notices[0]
    assert (first.key, first.grave, first.values["left"]) == ("notice.incomplete", True, 1700)


def test_a_complete_crawl_judged_on_its_day_by_the_engine_has_only_the_notice_about_working_days(
    whole: Summary,
) -> None:
    assert keys(whole) == ["notice.approximate"]


def test_the_reference_evaluator_and_a_closed_site_are_said() -> None:
    closed = replace(site(), state=SiteState("closed", date(2026, 10, 1), None, "迁移"))
    found = keys(summarise(material(evaluator="reference", site=closed)))
    assert {"notice.reference", "notice.closed"} <= set(found)


def test_a_run_without_findings_and_columns_can_be_summarised() -> None:
    bare = replace(dossier(Coverage()), columns=(), entries=(), home=None, portal=None)
    made = material(findings=(), verdict_counts={}, dossier=bare, previous=None, plan_items=(), periods={})
    summary = summarise(made)
    assert (summary.problems, summary.columns, summary.plan) == ((), (), ())
