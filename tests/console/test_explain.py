"""`gongkai explain` of a decision: the step that decided, the facts with their pages, and what would change it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from console.why import Decided, why_lines
from records.fact_names import FACTS
from records.types import Fact, FactSheet, Subject, Verdict
from records.vocabulary import Outcome, Reason, SubjectKind
from rules.check import usual_sheet
from rules.ruleset import load_ruleset
from tests.console.conftest import Demo
from tests.console.running import gongkai

RULES = load_ruleset(None)


def told(
    rule: str, outcome: Outcome, facts: dict[str, Any], cause: str = "", required: Outcome = Outcome.PASS
) -> str:
    """What is said about a column with nothing wrong but `facts`."""
    sheet = usual_sheet(RULES.rule(rule).subject, facts, "social-security")
    verdict = Verdict(rule, sheet.subject.id, outcome, cause)
    settings = {f"{r.id}.{s.name}": s.default for r in RULES.rules.values() for s in r.settings.values()}
    needed = dict.fromkeys(RULES.rule(rule).requires, required)
    return "\n".join(why_lines(Decided(RULES.rule(rule), verdict, sheet, settings, needed)))


def test_a_breach_names_the_threshold_and_what_would_undo_it() -> None:
    said = told("column-updated", Outcome.FAIL, {"newest_days": 94, "period_days": 60})
    assert "决定结论的一步：违反条件成立" in said
    assert (
        "距最新信息的天数（newest_days） 不大于 更新期限天数（period_days） (60) （现为 94）"
        in said.split("要改变结论")[1]
    )
    assert "前提规则 column-not-empty：合格" in said


def test_one_of_several_breaches_must_all_be_undone() -> None:
    said = told(
        "stale-columns-few", Outcome.FAIL, {"stale_prompt_columns": 5, "stale_other_columns": 10}
    ).split("要改变结论")[1]
    assert "以下各项同时" in said
    assert "逾期的动态要闻、通知公告、政策文件栏目数（stale_prompt_columns） 小于 5" in said
    assert "其他逾期栏目数（stale_other_columns） 小于 10" in said


def test_an_unknown_fact_is_named_with_its_reason_in_words() -> None:
    said = told("column-updated", Outcome.REVIEW, {"newest_days": {"unknown": "no_date"}})
    assert "违反条件无法确定，取决于：距最新信息的天数（newest_days）" in said
    assert "查明 距最新信息的天数（newest_days）" in said
    assert "no_date" not in said


@pytest.mark.parametrize(
    ("cause", "facts", "words"),
    [
        ("applies", {"has_period": False}, "适用条件不成立"),
        ("requires column-not-empty", {}, "前提规则 column-not-empty 已经报告"),
        ("exemption: 已报备", {}, "站点文件写明豁免：已报备"),
        ("rebuilding", {}, "网站已公告改版"),
        ("dates", {}, "规则在判断日不生效"),
    ],
)
def test_the_step_that_made_it_not_applicable_is_named(cause: str, facts: dict[str, Any], words: str) -> None:
    assert words in told("column-updated", Outcome.NOT_APPLICABLE, facts, cause)


def test_a_pass_says_what_would_be_a_breach() -> None:
    said = told("column-updated", Outcome.PASS, {"newest_days": 10})
    assert "违反条件不成立" in said
    assert "距最新信息的天数（newest_days） 大于 更新期限天数（period_days）" in said.split("要改变结论")[1]


def test_an_unchecked_requirement_is_the_step_that_decides() -> None:
    said = told("column-updated", Outcome.UNCHECKED, {"newest_days": 10}, required=Outcome.UNCHECKED)
    assert "前提规则未能检查" in said.split("决定结论的一步")[1]


def test_every_rule_can_be_explained_on_every_outcome() -> None:
    for rule in RULES.rules.values():
        for outcome in Outcome:
            sheet = _sheet(rule.subject)
            settings = {f"{rule.id}.{s.name}": s.default for s in rule.settings.values()}
            decided = Decided(rule, Verdict(rule.id, sheet.subject.id, outcome), sheet, settings, {}, "en")
            assert list(why_lines(decided))


def _sheet(kind: SubjectKind) -> FactSheet:
    """A sheet of that kind on which everything is unknown."""
    names = dict.fromkeys(f.name for f in FACTS if f.kind is kind)
    return FactSheet(Subject(kind, "t/x"), tuple(Fact(n, None, Reason.NOT_FETCHED) for n in names))


def test_every_outcome_of_the_sample_site_is_explained(demo: Demo) -> None:
    done = gongkai("findings", "--db", demo.db, "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    firsts = {r["outcome"]: r for r in reversed(rows)}
    assert {"fail", "review"} <= set(firsts)
    for row in firsts.values():
        said = gongkai("explain", row["id"], "--db", demo.db)
        assert said.returncode == 0, said.stderr
        for words in (row["id"], "判断过程", "决定结论的一步", "读到的事实", "证据"):
            assert words in said.stdout
        english = gongkai("explain", row["id"], "--db", demo.db, "--lang", "en").stdout
        assert "The step that decided" in english


def test_a_pass_is_explained_by_rule_and_subject(demo: Demo) -> None:
    said = gongkai("explain", "column-updated", "--subject", "sample-hrss/news", "--db", demo.db)
    assert said.returncode == 0, said.stderr
    assert "合格" in said.stdout
    assert "newest_days" in said.stdout
    missing = gongkai("explain", "column-updated", "--subject", "sample-hrss/nothing", "--db", demo.db)
    assert missing.returncode == 2
