"""What durable-rules was made to do wrong once: each of these was a real failure."""

from __future__ import annotations

import ast
import gc
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from records.errors import EngineError
from records.vocabulary import SubjectKind
from rules import engine
from rules.engine import DurableEvaluator, check_names, condition_of, durable_problem, fnv1a
from rules.expressions import Expr, Leaf, Scalar
from rules.recording import LIMIT, encoded
from rules.signals import Asked, Signal, asked_of
from tests.rules.making import RULES, site

pytestmark = pytest.mark.skipif(bool(durable_problem()), reason="durable-rules cannot be had here")
COLUMN = SubjectKind.COLUMN


def network(*conditions: Expr, facts: tuple[str, ...] = ("days", "name")) -> DurableEvaluator:
    signals = tuple(Signal(f"r{n}", 0, c) for n, c in enumerate(conditions))
    return DurableEvaluator({COLUMN: Asked(COLUMN, signals, frozenset(facts), {})})


def decided(evaluator: DurableEvaluator, records: list[dict[str, Scalar]]) -> list[set[int]]:
    try:
        return evaluator.decide(COLUMN, records)
    finally:
        evaluator.close()


def test_ten_thousand_records_all_arrive() -> None:
    found = decided(network(Leaf("days", "gt", 7)), [{"days": n % 10} for n in range(10_000)])
    assert sum(map(len, found)) == 2_000
    assert found[8] == {0} and found[7] == set()


def test_ids_of_a_session_never_share_a_hash_and_colliding_names_are_refused() -> None:
    assert len({fnv1a(i) for i in engine._ids()}) == engine.SESSION
    assert fnv1a("p40614") == fnv1a("i8150")
    with pytest.raises(EngineError, match="confuse"):
        check_names(["p40614", "i8150"])
    with pytest.raises(EngineError, match="255"):
        check_names([f"n{n}" for n in range(256)])


def test_records_that_match_nothing_do_no_harm_when_the_session_ends() -> None:
    for _ in range(3):
        assert decided(network(Leaf("days", "gt", 7)), [{"days": 1}, {}, {"name": "x"}] * 10) == [set()] * 30


def test_two_audits_in_one_process_do_not_meet() -> None:
    first, second = network(Leaf("days", "gt", 7)), network(Leaf("days", "lt", 7))
    assert first.decide(COLUMN, [{"days": 8}]) == [{0}]
    assert second.decide(COLUMN, [{"days": 8}]) == [set()]
    first.close()
    assert decided(second, [{"days": 1}]) == [{0}]


def test_chinese_quotes_and_lookalikes_of_unknown_are_compared_as_they_are() -> None:
    words = ["社会保障", 'a"b\\c', "行\n列", "~unknown~", ""]
    found = decided(network(*(Leaf("name", "eq", w) for w in words)), [{"name": w} for w in words] + [{}])
    assert found == [{0}, {1}, {2}, set(), {4}, set()]


def test_an_unknown_fact_is_neither_zero_nor_different() -> None:
    asked = [Leaf("days", "eq", 0), Leaf("days", "ne", 5), Leaf("days", "lt", 5), Leaf("name", "ne", "x")]
    assert decided(network(*asked), [{}]) == [set()]


def test_numbers_stay_within_what_the_engine_counts_in_and_floats_are_refused() -> None:
    assert encoded(2**80, "days") == LIMIT
    assert encoded(True, "flag") == 1
    with pytest.raises(EngineError, match="days"):
        encoded(1e-7, "days")
    assert encoded("半\ud800个", "name") == "半?个"


def test_a_refused_record_stops_the_judging_and_harms_nothing_after_it() -> None:
    evaluator = network(Leaf("days", "gt", 7))
    many: list[dict[str, Any]] = [{"days": 8}] * 700
    for at in (0, 3, 699):
        with pytest.raises(EngineError, match="refused|lost"):
            evaluator.decide(COLUMN, [*many[:at], {"days": 1e-07}, *many[at:]])
        assert evaluator.decide(COLUMN, [{"days": 8}, {"days": 7}]) == [{0}, set()]
    evaluator.close()


def test_a_match_that_cannot_be_read_stops_the_judging(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluator = network(Leaf("days", "gt", 7))
    monkeypatch.setattr(engine, "_MATCH", re.compile("another form"))
    with pytest.raises(EngineError, match="cannot be read"):
        decided(evaluator, [{"days": 8}] * 3)


def test_no_thread_is_left_behind() -> None:
    before = threading.active_count()
    decided(network(Leaf("days", "gt", 7)), [{"days": 8}])
    assert threading.active_count() == before


def test_memory_stays_flat_over_fifty_sessions() -> None:
    resource = pytest.importorskip("resource")

    def peak() -> float:
        gc.collect()
        return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024

    records: list[dict[str, Scalar]] = [{"days": n} for n in range(600)]
    for _ in range(5):
        decided(network(Leaf("days", "gt", 7)), records)
    start = peak()
    for _ in range(50):
        decided(network(Leaf("days", "gt", 7)), records)
    assert peak() - start < 40


def test_only_the_engine_knows_durable_rules() -> None:
    for path in Path(engine.__file__).parent.glob("*.py"):
        names = {
            a.name
            for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(n, ast.Import)
            for a in n.names
        }
        assert path.name == "engine.py" or not any(n.startswith("durable") for n in names)
        assert path.name == "engine.py" or "durable_rules_engine" not in path.read_text(encoding="utf-8")


def test_conditions_use_only_what_the_engine_does_well() -> None:
    asked = asked_of(RULES.rules, RULES.settings_for(site()))
    used = {key for a in asked.values() for s in a.signals for key in operators(condition_of(s))}
    assert used <= {"$and", "$or", "$gt", "$gte", "$lt", "$lte", "$neq", "$m", "$ex", "$nex"}


def operators(condition: Any) -> Iterator[str]:
    if isinstance(condition, dict):
        for key, inside in condition.items():
            yield from [key] if key.startswith("$") else []
            yield from operators(inside)
    elif isinstance(condition, list):
        for part in condition:
            yield from operators(part)
