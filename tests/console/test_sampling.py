"""A sample is the same for the same seed, takes part of every column and outcome, and no more than was asked for."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from console.sampling import shared_out
from records.vocabulary import Outcome
from tests.console.conftest import Demo
from tests.console.running import gongkai

KEYS = st.tuples(st.sampled_from(["a", "b", "c", "d"]), st.sampled_from(list(Outcome)))


def drawn(demo: Demo, *words: str) -> list[dict[str, str]]:
    done = gongkai("sample", "latest", "--db", demo.db, "--format", "jsonl", *words)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_same_seed_draws_the_same_and_another_one_does_not(demo: Demo) -> None:
    first = drawn(demo, "--size", "40", "--seed", "7")
    assert first == drawn(demo, "--size", "40", "--seed", "7")
    assert first != drawn(demo, "--size", "40", "--seed", "8")


def test_every_outcome_is_drawn_from_and_the_size_is_kept(demo: Demo) -> None:
    rows = drawn(demo, "--size", "200")
    assert len(rows) == 200
    assert {r["outcome"] for r in rows} == {"fail", "review", "pass", "unchecked"}
    assert max(Counter((r["rule"], r["subject"]) for r in rows).values()) == 1


def test_a_passed_document_is_told_with_its_address(demo: Demo) -> None:
    rows = drawn(demo, "--size", "300", "--outcome", "pass")
    assert {r["outcome"] for r in rows} == {"pass"}
    assert sum(bool(r["url"]) for r in rows) > 200


@given(st.dictionaries(KEYS, st.integers(1, 500), min_size=1), st.integers(1, 1000))
def test_shares_add_up_and_no_stratum_gives_more_than_it_has(
    sizes: dict[tuple[str, Outcome], int], size: int
) -> None:
    shares = shared_out(sizes, size)
    assert sum(shares.values()) == min(size, sum(sizes.values()))
    assert all(0 <= shares[k] <= sizes[k] for k in sizes)
    if size >= len(sizes):
        assert min(shares.values()) >= 1
