"""Switching off or turning round any one rule is noticed on the sample site: stored crawls judged again, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from console.pipeline import fact_sheets
from console.sample.data import variants
from console.sample.truth import truth
from console.verbs.demo import DEMO_DAY
from records.types import Dossier, FactSheet
from rules.judge import judge
from rules.ruleset import Ruleset, load_ruleset
from tests.console.sample.comparing import difference
from tests.console.sample.mutating import turned, without

UNKNOWN_EVERYWHERE = {
    "site-availability"
}  # no crawl makes probes: its breach and the opposite are both unknown

Judging = Callable[[Ruleset, str], list[str]]


@pytest.fixture(scope="module")
def judging(dossier_of: Callable[[str], Dossier]) -> Judging:
    @cache
    def sheets(variant: str) -> tuple[FactSheet, ...]:
        return tuple(fact_sheets(dossier_of(variant), load_ruleset(None), DEMO_DAY))

    def differences(ruleset: Ruleset, variant: str) -> list[str]:
        dossier = dossier_of(variant)
        told = judge(
            ruleset, dossier.site, dossier.run, DEMO_DAY, sheets(variant), evaluator="reference"
        ).findings
        return difference(truth(dossier.site.home, variant), told, (dossier.site.home, variant))

    return differences


def by_use(rule: str) -> Iterator[str]:
    """Variants, those first whose truth names the rule."""
    named = {v: any(t.rule == rule for t in truth("http://127.0.0.1:1/", v)) for v in variants()}
    yield from sorted(variants(), key=lambda v: not named[v])


@pytest.mark.parametrize("rule", sorted(load_ruleset(None).rules))
def test_a_rule_switched_off_is_noticed(rule: str, judging: Judging) -> None:
    changed = without(load_ruleset(None), rule)
    assert any(judging(changed, variant) for variant in by_use(rule))


@pytest.mark.parametrize("rule", sorted(set(load_ruleset(None).rules) - UNKNOWN_EVERYWHERE))
def test_a_rule_turned_round_is_noticed(rule: str, judging: Judging) -> None:
    changed = turned(load_ruleset(None), rule)
    assert any(judging(changed, variant) for variant in by_use(rule))
