"""The rules in words are up to date and say everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.errors import InputError
from records.fact_names import FACTS
from rules.document import rule_text, rules_document
from rules.doors import RuleDoor
from rules.texts import fact_called
from tests.rules.making import RULES

DOCS = Path(__file__).parents[2] / "docs"


def test_the_rules_document_is_fresh() -> None:
    assert (DOCS / "RULES.md").read_text(encoding="utf-8") == rules_document(RULES), (
        "python -m rules.document > docs/RULES.md"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_can_be_explained(lang: str) -> None:
    for rule in RULES.rules:
        text = rule_text(RULES, rule, lang)
        assert rule in text and len(text.splitlines()) > 6


def test_an_explanation_names_law_settings_facts_and_examples() -> None:
    text = rule_text(RULES, "published-in-time", "zh")
    for word in (
        "国务院令第711号",
        "第二十六条",
        "published-in-time.working_days = 20",
        "法定，不能更改",
        "working_days_taken",
        "twenty-one",
    ):
        assert word in text, word


def test_explaining_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'date-present'"):
        rule_text(RULES, "date-presen", "zh")


def test_the_guide_for_new_rules_names_every_key_of_a_rule() -> None:
    text = (DOCS / "ADDING_A_RULE.md").read_text(encoding="utf-8")
    assert [k for k in RuleDoor.model_fields if k not in text] == []


def test_every_fact_has_a_chinese_name_for_explanations() -> None:
    unnamed = [f.name for f in FACTS if fact_called(f.name, "zh") == f.name]
    assert unnamed == []
    assert fact_called("newest_days", "en") == "newest_days"
