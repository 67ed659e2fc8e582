"""What the audit finds on the sample site is exactly what was planted there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.pipeline import Assessing, judge_dossier
from console.sample.data import variants
from console.sample.truth import Told, as_told, near_misses, truth
from console.verbs.demo import DEMO_DAY
from records.papers import Beside
from records.types import Dossier, Finding
from rules.ruleset import load_ruleset
from tests.console.sample.comparing import difference

NOT_SHOWN_BY_A_CRAWL = {"site-availability"}  # needs a week of probes


@pytest.mark.parametrize("variant", variants())
def test_findings_equal_the_truth(
    variant: str, dossier_of: Callable[[str], Dossier], texts_of: Callable[[str], Beside]
) -> None:
    dossier = dossier_of(variant)
    findings = judge_dossier(dossier, Assessing(DEMO_DAY), beside=texts_of(variant)).findings
    assert not difference(truth(dossier.site.home, variant), findings, (dossier.site.home, variant))


@pytest.mark.parametrize("variant", variants())
def test_near_misses_are_looked_at_and_cleared(
    variant: str, dossier_of: Callable[[str], Dossier], texts_of: Callable[[str], Beside]
) -> None:
    dossier = dossier_of(variant)
    verdicts = judge_dossier(dossier, Assessing(DEMO_DAY), beside=texts_of(variant)).verdicts
    ended = {(v.rule, v.subject): v.outcome.value for v in verdicts}
    wanted = near_misses(dossier.site.home, variant)
    wrong = {t: (ended.get((t.rule, t.subject)), why) for t, why in wanted.items()}
    assert {t: told for t, told in wrong.items() if told[0] != t.outcome} == {}


def test_every_rule_has_a_near_miss() -> None:
    missed = {told.rule for v in variants() for told in near_misses("http://127.0.0.1:1/", v)}
    assert set(load_ruleset(None).rules) - NOT_SHOWN_BY_A_CRAWL == missed


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
