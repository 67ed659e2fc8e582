"""The generator of labelled sites behind bench/accuracy.py."""

from __future__ import annotations

import ast
import random
import sys
from pathlib import Path

import pytest
import yaml

BENCH = Path(__file__).parents[2] / "bench"
sys.path.insert(0, str(BENCH))

from labelled.making import Labelled, make  # noqa: E402
from labelled.planting import REGISTRY, Planner  # noqa: E402
from labelled.rendering import hosts  # noqa: E402
from labelled.wording import words  # noqa: E402

BASES = {"main": "http://127.0.0.1:8000", "other": "http://127.0.0.2:8000"}
PRODUCT = {"crawler", "checks", "rules", "reports", "records", "console"}


def _pair(number: int) -> tuple[Labelled, Labelled]:
    return make(7, number, Planner(random.Random(7), None))


@pytest.mark.parametrize("breach", [True, False], ids=["fault", "near-miss"])
def test_every_rule_of_the_contract_has_a_plant(breach: bool) -> None:
    """The contract's list in words/contract.yml names all rules; one is said to be beyond this bench."""
    rules = words("contract")["rules"]
    planted = {p.rule for p in REGISTRY if p.breach == breach}
    assert {r for r, about in rules.items() if "unjudged" not in about} <= planted
    assert planted <= set(rules)


def test_the_contract_lists_every_rule_the_product_ships() -> None:
    """A new rule needs a plant."""
    shipped = set()
    for file in (BENCH.parent / "rules" / "disclosure").glob("*.yml"):
        shipped |= {rule["id"] for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]}
    assert shipped and shipped == set(words("contract")["rules"])


def test_nothing_of_the_product_is_imported() -> None:
    """Only the command line ties the bench to what it judges."""
    for file in [BENCH / "accuracy.py", *(BENCH / "labelled").rglob("*.py")]:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        names |= {
            str(n.module).split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) if n.module
        }
        assert not names & PRODUCT, file


@pytest.mark.parametrize("number", range(9))
def test_a_seed_gives_the_same_site_again(number: int) -> None:
    """Both variants come out byte for byte; entries have addresses of their own; the clean one has no fault."""
    for first, second in zip(_pair(number), _pair(number), strict=True):
        pages = [hosts(made.site, BASES)["main"].answers for made in (first, second)]
        assert {k: v.body for k, v in pages[0].items()} == {k: v.body for k, v in pages[1].items()}
        paths = [d.path for _, d in first.site.docs()]
        assert len(paths) == len(set(paths))
        assert first.variant == "faulty" or not any(p.breach for p in first.plants)


def test_faulty_sites_carry_many_independent_faults() -> None:
    """Plants are dealt out evenly: in nine sites each kind that fits is tried."""
    planner = Planner(random.Random(3), None)
    faults = [[p.name for p in make(3, n, planner)[1].plants if p.breach] for n in range(9)]
    assert min(len(f) for f in faults) >= 12
    assert len({name for found in faults for name in found}) >= 110
