"""The case tables hold with both evaluators, and leave nothing of the rules untried."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from records.vocabulary import Outcome
from rules.check import case_rows, kind_of, run_cases, usual_sheet
from rules.engine import durable_problem
from rules.model import Rule
from rules.recording import record_of
from rules.signals import MAYBE, ReferenceEvaluator, asked_of
from tests.rules.making import RULES, site

ROWS = list(case_rows(None))
ALL = [pytest.param(r, id=r.id) for r in RULES.rules.values()]


def test_every_case_comes_out_as_the_table_says() -> None:
    results = run_cases(RULES, None)
    wrong = [
        f"{r.evaluator}: {r.rule}, {r.name}: wanted {r.wanted}, got {r.got}" for r in results if not r.agrees
    ]
    assert wrong == []
    assert {r.evaluator for r in results} == {"reference"} | (
        set() if durable_problem() else {"durable-rules"}
    )


@pytest.mark.parametrize("rule", ALL)
def test_every_rule_has_a_case_for_each_outcome_it_can_have(rule: Rule) -> None:
    tried = {row.outcome for row in ROWS if row.rule == rule.id}
    wanted = {c.then for c in rule.cases} | {
        Outcome.PASS,
        Outcome.REVIEW,
        Outcome.NOT_APPLICABLE,
        Outcome.UNCHECKED,
    }
    assert wanted - tried == set()


@pytest.mark.parametrize("rule", ALL)
def test_every_kind_of_breach_is_reached_by_a_case(rule: Rule) -> None:
    asked = asked_of(RULES.rules, RULES.settings_for(site()))
    reached = defaultdict(set)
    for row in (r for r in ROWS if r.rule == rule.id and kind_of(RULES, r) is rule.subject):
        about = asked[rule.subject]
        record = record_of(usual_sheet(rule.subject, row.facts, row.column), about.facts)
        (held,) = ReferenceEvaluator(asked).decide(rule.subject, [record])
        cases = [about.signals[n].case for n in held if about.signals[n].rule == rule.id]
        breaches = [c for c in cases if c != MAYBE]
        if breaches:
            reached[rule.id].add(min(breaches))
    unreachable = {len(rule.cases) - 1} if _cases_cover_everything(rule) else set()
    assert set(range(len(rule.cases))) - reached[rule.id] <= unreachable


def test_a_wrong_case_is_told_with_what_was_wanted_and_what_came(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(
        "cases:\n  - {rule: date-present, name: wrong on purpose, outcome: fail, severity: major, facts: {date_shown: false}}\n"
    )
    found = run_cases(RULES, tmp_path)
    assert {(r.wanted, r.got, r.agrees) for r in found} == {
        ("fail, severity=major", "fail, severity=minor", False)
    }


def _cases_cover_everything(rule: Rule) -> bool:
    """The named cases of these rules are all there is; the plain case only lends its words."""
    return rule.id in {"budget-published", "final-accounts-published"}
