"""What the audit finds on the sample site is exactly what was planted there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.pipeline import Assessing, judge_dossier
from console.sample.data import variants
from console.sample.truth import Told, as_told, truth
from console.verbs.demo import DEMO_DAY
from records.types import Dossier, Finding
from rules.ruleset import load_ruleset
from tests.console.sample.comparing import difference

NOT_SHOWN_BY_A_CRAWL = {"site-availability"}  # needs a week of probes


@pytest.mark.parametrize("variant", variants())
def test_findings_equal_the_truth(variant: str, dossier_of: Callable[[str], Dossier]) -> None:
    dossier = dossier_of(variant)
    findings = judge_dossier(dossier, Assessing(DEMO_DAY)).findings
    assert not difference(truth(dossier.site.home, variant), findings, (dossier.site.home, variant))


def test_every_rule_has_a_planted_breach() -> None:
    planted = {
        told.rule
        for v in variants()
        for told in truth("http://127.0.0.1:1/", v)
        if told.outcome != "unchecked"
    }
    assert set(load_ruleset(None).rules) - NOT_SHOWN_BY_A_CRAWL == planted


def test_a_difference_is_told_in_both_directions() -> None:
    told = Told("column-present", "sample-hrss/procurement", "fail")
    assert difference({told: "why"}, (), ("http://127.0.0.1:1/", "main")) == [
        "missing  column-present  fail  procurement  (why)"
    ]
    assert as_told(tuple[Finding, ...]()) == set()
