"""What no source text confirmed is never cited as certain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from records.errors import RuleError
from records.vocabulary import BasisKind
from rules.check import case_rows, judge_case
from rules.citing import cited, described
from rules.document import rule_text
from rules.model import Law
from rules.ruleset import load_ruleset
from tests.rules.making import RULES

# Titles that stand in a source text that was read; everything else is cited by its number.
CONFIRMED = {
    "条例",
    "61号",
    "目录指引",
    "47号",
    "预算法",
    "预算法实施条例",
    "事业单位人事管理条例",
    "山东营商",
    "113号",
    "713号令",
    "营商条例",
    "公务员法",
}
# First days that stand in a source text that was read.
CONFIRMED_DAYS = {"条例", "109号"}


def law(**said: object) -> Law:
    known = {"id": "x", "title": "某办法", "number": "某发〔2020〕1号", "kind": BasisKind.LAW, "region": ""}
    rest = {"since": date(2020, 5, 1), "until": None, "articles": {}, "unverified": ()}
    return Law(**{**known, **rest, **said})  # type: ignore[arg-type]


def test_a_law_without_a_confirmed_title_is_cited_by_its_number_alone() -> None:
    assert cited(law()) == "《某办法》（某发〔2020〕1号）"
    assert cited(law(unverified=("title",))) == "某发〔2020〕1号"


def test_documents_show_what_was_not_confirmed() -> None:
    sure, unsure = described(law(), "zh"), described(law(unverified=("title", "since")), "zh")
    assert "未核实" not in sure and "自 2020-05-01 起适用" in sure
    assert "名称未核实" in unsure and "自 2020-05-01 起适用（日期未核实）" in unsure


def test_only_confirmed_titles_and_days_stand_without_a_mark() -> None:
    laws = RULES.laws.values()
    assert {x.id for x in laws if "title" not in x.unverified} == CONFIRMED
    assert {x.id for x in laws if x.since and "since" not in x.unverified} == CONFIRMED_DAYS


def test_no_finding_prints_an_unconfirmed_title() -> None:
    titles = [x.title for x in RULES.laws.values() if "title" in x.unverified]
    for row in case_rows(None):
        for finding in judge_case(RULES, row, "reference").findings:
            told = [b.law for b in finding.basis]
            told += [finding.message, finding.observed, finding.expected, finding.fix]
            assert [t for t in titles if any(t in text for text in told)] == [], row.name


def test_explaining_a_rule_shows_the_mark_of_its_law() -> None:
    assert "名称未核实" in rule_text(RULES, "home-updated", "zh")
    assert "title not verified" in rule_text(RULES, "home-updated", "en")
    assert "未核实" not in rule_text(RULES, "guide-complete", "zh")


def test_a_law_with_neither_title_nor_number_confirmed_is_refused(tmp_path: Path) -> None:
    said = "laws:\n  - {id: x, title: T, kind: law, unverified: [title, since], articles: {一: ''}}\n"
    (tmp_path / "laws.yml").write_text(said, encoding="utf-8")
    with pytest.raises(RuleError, match="neither a verified title nor a number") as told:
        load_ruleset(tmp_path)
    assert "no day to be unverified" in str(told.value)
