"""Every finding that is open in one of two runs ends in one list, and only where both could see it is it called new or gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records.types import Finding
from records.vocabulary import Outcome, RunState, Severity
from reports.changes import Kind, changes_since
from reports.material import PreviousRun
from tests.reports.building import material, run
from tests.reports.findings import finding

NEWS = finding("column-updated", "news", "超期")
WORSE = replace(NEWS, severity=Severity.VETO)
OTHER = replace(NEWS, severity=Severity.VETO, rule_version="2")
ASKED = replace(NEWS, outcome=Outcome.REVIEW)


def kind(then: tuple[Finding, ...], now: tuple[Finding, ...], /, **given: object) -> Kind:
    """What became of the one finding."""
    before = replace(PreviousRun(run("old"), then, then={"x": Outcome.PASS}), **given)  # type: ignore[arg-type]
    changes = changes_since(material(findings=now, previous=before))
    assert changes is not None
    (change,) = changes.all
    return change.kind


@pytest.mark.parametrize(
    ("then", "now", "wanted"),
    [
        ((), (NEWS,), Kind.NEW),
        ((NEWS,), (), Kind.GONE),
        ((NEWS,), (NEWS,), Kind.STILL),
        ((WORSE,), (NEWS,), Kind.STILL),
        ((NEWS,), (WORSE,), Kind.WORSE),
        ((ASKED,), (NEWS,), Kind.WORSE),
        ((NEWS,), (OTHER,), Kind.OTHER_RULE),
    ],
)
def test_what_both_runs_saw_is_named(
    then: tuple[Finding, ...], now: tuple[Finding, ...], wanted: Kind
) -> None:
    assert kind(then, now) is wanted


def test_a_finding_of_a_rule_that_decides_otherwise_is_neither_new_nor_gone() -> None:
    others = frozenset({NEWS.rule})
    assert kind((), (NEWS,), other_rules=others) is Kind.OTHER_RULE
    assert kind((NEWS,), (), other_rules=others) is Kind.OTHER_RULE
    assert kind((NEWS,), (NEWS,), other_rules=others) is Kind.STILL


def test_what_one_run_could_not_check_is_not_comparable() -> None:
    assert kind((), (NEWS,), then={NEWS.id: Outcome.UNCHECKED}) is Kind.UNSEEN
    assert kind((NEWS,), (), now={NEWS.id: Outcome.UNCHECKED}) is Kind.UNSEEN
    assert kind((), (NEWS,), unread=frozenset({"news"})) is Kind.UNSEEN


def test_a_crawl_cut_short_compares_only_what_it_judged() -> None:
    cut = run("old", RunState.PARTIAL)
    assert kind((), (NEWS,), run=cut) is Kind.UNSEEN
    assert kind((), (NEWS,), run=cut, then={NEWS.id: Outcome.PASS}) is Kind.NEW
    assert kind((NEWS,), (), run=cut) is Kind.UNSEEN
    assert kind((NEWS,), (), run=cut, now={NEWS.id: Outcome.NOT_APPLICABLE}) is Kind.GONE
