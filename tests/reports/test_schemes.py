"""Scheme files: what their door refuses, and what the bundled ones say."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.errors import InputError, RuleError
from reports.schemes.loading import load_scheme, scheme_files
from tests.reports.making_schemes import RULES, TREE, written

FIRST_RULE = "rules: [{rule: home-updated, points: 10}]"


def test_a_scheme_is_a_tree_with_weights_vetoes_bonus_and_marks(tmp_path: Path) -> None:
    scheme = load_scheme(written(tmp_path, TREE), RULES)
    assert [i.id for i in scheme.indicators] == ["a", "b"]
    assert [c.id for c in scheme.indicators[1].children] == ["c", "d"]
    assert (scheme.total, scheme.pass_mark, scheme.bonus_above, scheme.bonus_most) == (100, 60, 80, 30)
    assert scheme.unfilled == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rule: home-updated, points: 10", "rule: home-updatd, points: 10", "did you mean 'home-updated'"),
        ("columns: [news]", "columns: [newz]", "did you mean 'news'"),
        ("id: b", "id: a", "stands twice"),
        ("weight: 40", "wieght: 40", "wieght"),
        ("points: 10", "points: -1", "points"),
        ("total: 100", "rescale: true", "needs a total"),
        (
            "id: c",
            "id: c\n        indicators: [{id: z, title: {zh: z, en: z}}]",
            "either rules or indicators",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = written(tmp_path, TREE.replace(old, new, 1))
    with pytest.raises(RuleError) as refused:
        load_scheme(path, RULES)
    assert said in str(refused.value)
    assert f"{path}:" in str(refused.value)


def test_an_unknown_scheme_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean 'work-plan'"):
        load_scheme("work-plans", RULES)


def test_points_that_no_source_confirms_are_left_to_be_filled_in() -> None:
    rules = {"date-not-future", "date-plausible", "site-availability", "home-updated", "stale-columns-few"}
    rules |= {"blank-columns-few", "column-present", "column-updated", "column-not-empty"}
    rules |= {"portal-search-works", "attachments-download"}
    scheme = load_scheme("website-check-2019", rules)
    assert set(scheme_files()) == {"work-plan", "website-check-2019"}
    confirmed = {"policy-updated": 5, "service-figures": 2, "replies": 3}
    leaves = [c for i in scheme.indicators for c in i.children]
    told = {c.id: c.weight or next((f.points for f in c.feeds if f.points), None) for c in leaves}
    assert {k: v for k, v in told.items() if v} == confirmed
    assert "required-columns" in scheme.unfilled
    assert scheme.scores_for == frozenset()
