"""durable-rules and the reference evaluator say the same of any rule and any facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.agreement import Tally, add_batch, shares, smallest
from records.vocabulary import SubjectKind
from rules.engine import DurableEvaluator, durable_problem
from rules.expressions import Expr, Group, Leaf, Ref, Scalar
from rules.signals import MAYBE, Asked, ReferenceEvaluator, Signal
from tests.rules.making import RULES

pytestmark = pytest.mark.skipif(bool(durable_problem()), reason="durable-rules cannot be had here")
NUMBERS, TEXTS = ("days", "limit", "count", "flag"), ("form", "state")
WORDS = ("ok", "社会保障", "", 'a"b\\c', "～全角", "~unknown~", "none", "行\n列")

number = st.integers(-3, 3)
text = st.sampled_from(WORDS)
numeric = st.one_of(
    st.builds(Leaf, st.sampled_from(NUMBERS), st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]), number),
    st.builds(
        Leaf,
        st.sampled_from(NUMBERS),
        st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]),
        st.builds(Ref, st.sampled_from(NUMBERS)),
    ),
    st.builds(
        Leaf, st.sampled_from(NUMBERS), st.just("in"), st.lists(number, min_size=1, max_size=3).map(tuple)
    ),
)
textual = st.one_of(
    st.builds(
        Leaf, st.sampled_from(TEXTS), st.sampled_from(["eq", "ne"]), text.filter(lambda w: w != "~unknown~")
    ),
    st.builds(
        Leaf,
        st.sampled_from(TEXTS),
        st.just("in"),
        st.lists(text.filter(lambda w: w != "~unknown~"), min_size=1, max_size=3).map(tuple),
    ),
)
present = st.builds(Leaf, st.sampled_from(NUMBERS + TEXTS), st.just("has"), st.sampled_from([0, 1]))
leaf = st.one_of(numeric, textual, present)


def groups(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.builds(
        Group, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3).map(tuple)
    )


expression = st.one_of(leaf, groups(leaf), groups(st.one_of(leaf, groups(leaf))))
record = st.fixed_dictionaries({}, optional={**dict.fromkeys(NUMBERS, number), **dict.fromkeys(TEXTS, text)})


def asked(expressions: list[Expr]) -> dict[SubjectKind, Asked]:
    signals = [Signal(f"r{n}", case, e) for n, e in enumerate(expressions) for case in (0, MAYBE)]
    facts = frozenset(NUMBERS + TEXTS)
    return {SubjectKind.COLUMN: Asked(SubjectKind.COLUMN, tuple(signals), facts, {})}


@contextmanager
def durable(about: dict[SubjectKind, Asked]) -> Iterator[DurableEvaluator]:
    evaluator = DurableEvaluator(about)
    try:
        yield evaluator
    finally:
        evaluator.close()


@given(st.lists(expression, min_size=1, max_size=6), st.lists(record, min_size=1, max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_evaluators_agree_on_random_rules_and_facts(
    expressions: list[Expr], records: list[dict[str, Scalar]]
) -> None:
    about = asked(expressions)
    with durable(about) as evaluator:
        found = evaluator.decide(SubjectKind.COLUMN, records)
    assert found == ReferenceEvaluator(about).decide(SubjectKind.COLUMN, records)


def test_both_evaluators_agree_on_sets_drawn_around_every_threshold_and_every_rule_is_seen_in_every_end() -> (
    None
):
    tally = Tally(seed=7)
    for _ in range(2):  # with the rules' own settings, then with others
        add_batch(tally, 3_000)
    assert tally.different == []
    found = {(kind, rule): ends for kind, rule, ends in shares(tally)}
    assert {r for _, r in found} >= RULES.rules.keys()
    assert [key for key, ends in found.items() if not min(ends.values())] == []
    assert [name for name, fired in tally.cases.items() if not fired] == []


def test_a_difference_is_told_with_the_facts_it_needs_and_no_others() -> None:
    one, other = asked([Leaf("days", "gt", 1)]), asked([Leaf("days", "gt", 2)])
    column, reference = SubjectKind.COLUMN, ReferenceEvaluator(other)
    record: dict[str, Scalar] = {"days": 2, "limit": 5, "form": "ok"}
    with durable(one) as evaluator:
        assert smallest(one[column], evaluator, reference, record) == {"days": 2}
