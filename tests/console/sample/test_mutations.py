"""Switching off or turning round any one rule is noticed on the sample site: stored crawls judged again, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from console.pipeline import fact_sheets
from console.sample.data import variants
from console.sample.truth import truth
from console.verbs.demo import DEMO_DAY
from records.papers import Beside
from records.types import Dossier, FactSheet
from rules.judge import judge
from rules.ruleset import Ruleset, load_ruleset
from tests.console.sample.comparing import difference
from tests.console.sample.mutating import moved, turned, without

UNKNOWN_EVERYWHERE = {
    "site-availability"
}  # no crawl makes probes: its breach and the opposite are both unknown

JUST_INSIDE = {  # thresholds with a near-miss right at them
    "home-updated.days": -1,
    "date-consistent.days": -1,
    "date-plausible.days": -1,
    "published-in-time.working_days": -1,
    "enforcement-published-in-time.decision_days": -1,
    "enforcement-published-in-time.other_days": -1,
    "budget-published.days": -1,
    "interpretation-on-time.working_days": -1,
    "blank-columns-few.limit": -1,
    "stale-columns-few.other_limit": -1,
}
JUST_OUTSIDE = {  # thresholds with a breach right behind them
    "published-in-time.working_days": 1,
    "enforcement-published-in-time.decision_days": 1,
    "enforcement-published-in-time.other_days": 1,
    "interpretation-on-time.working_days": 1,
    "blank-columns-few.limit": 1,
}
Judging = Callable[[Ruleset, str], list[str]]


@pytest.fixture(scope="module")
def judging(dossier_of: Callable[[str], Dossier], texts_of: Callable[[str], Beside]) -> Judging:
    @cache
    def sheets(variant: str) -> tuple[FactSheet, ...]:
        return tuple(fact_sheets(dossier_of(variant), load_ruleset(None), DEMO_DAY, texts_of(variant)))

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


@pytest.mark.parametrize(("place", "by"), [*JUST_INSIDE.items(), *JUST_OUTSIDE.items()])
def test_a_limit_moved_by_one_is_noticed(place: str, by: int, judging: Judging) -> None:
    changed = moved(load_ruleset(None), place, by)
    assert any(judging(changed, variant) for variant in variants())
