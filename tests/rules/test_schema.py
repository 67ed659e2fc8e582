"""The published JSON Schemas: fresh, and of one mind with the doors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from rules.ruleset import BUNDLED
from rules.schema import FOLDER, schemas

SITES = Path(__file__).parents[2] / "crawler" / "sites"
CASES = Path(__file__).parents[1] / "cases"
FILES = [
    *((p, "rules.schema.json") for p in sorted(BUNDLED.glob("disclosure/*.yml"))),
    *((p, "plan.schema.json") for p in sorted(BUNDLED.glob("plans/*.yml"))),
    (BUNDLED / "laws.yml", "laws.schema.json"),
    *((p, "cases.schema.json") for p in sorted(CASES.glob("*.yml"))),
    *((p, "site.schema.json") for p in sorted(SITES.rglob("*.yml"))),
]


def loaded(path: Path) -> Any:
    """A YAML file as an editor sees it: days are texts."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))


def faults(data: Any, name: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(json.loads(schemas()[name]))
    return [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(data)]


def test_the_published_schemas_are_fresh() -> None:
    stale = [n for n, text in schemas().items() if (FOLDER / n).read_text(encoding="utf-8") != text]
    assert stale == [], "python -m rules.schema"
    assert {p.name for p in FOLDER.glob("*.json")} == set(schemas())


@pytest.mark.parametrize(("path", "name"), FILES, ids=lambda x: x.name if isinstance(x, Path) else x)
def test_every_bundled_file_fits_its_schema(path: Path, name: str) -> None:
    assert faults(loaded(path), name) == []


@pytest.mark.parametrize(("path", "name"), FILES, ids=lambda x: x.name if isinstance(x, Path) else x)
def test_every_bundled_file_names_its_schema_for_editors(path: Path, name: str) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == (FOLDER / name).resolve()


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, False),
        ({"state": "closed"}, False),
        ({"state": {"kind": "closed", "since": "2026-01-01", "reason": "x"}}, False),
        ({"settings": {"a.b": 3}, "groups": ["g"], "plan": "plan.yml"}, False),
        ({"hom": "http://a.example/"}, True),
        ({"profile": "city"}, True),
        ({"state": "shut"}, True),
        ({"columns": {"guid": "http://a.example/"}}, True),
        ({"exemptions": [{"rule": "x"}]}, True),
    ],
    ids=str,
)
def test_an_editor_marks_a_wrong_site_file(change: dict[str, Any], wrong: bool) -> None:
    data = {"name": "A", "home": "http://a.example/"} | change
    assert bool(faults(data, "site.schema.json")) is wrong


@pytest.mark.parametrize(
    "change",
    [
        {"severty": "minor"},
        {"severity": "grave"},
        {"when": {"no_such_fact": {"eq": 1}}},
        {"when": {"date_shown": {"gt": 1}}},
        {"when": {"date_shown": {"eq": True}, "days_ahead": {"ge": 1}}},
        {"when": {"newest_days": {"gt": 3}}},  # a column's fact in a rule about entries
        {"title": {"zh": "只有中文"}},
    ],
    ids=str,
)
def test_an_editor_marks_what_the_loader_refuses(change: dict[str, Any]) -> None:
    data = loaded(BUNDLED / "disclosure" / "freshness.yml")
    rule = next(r for r in data["rules"] if r["id"] == "date-present")
    assert rule["subject"] == "entry"
    rule |= change
    assert faults(data, "rules.schema.json")
