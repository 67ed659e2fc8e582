"""JSON Schema of the rule, plan, law, case and site files, made from their doors: `python -m rules.schema` writes rules/schemas/.

An editor that is told of them completes keys, facts and operators and marks what is wrong while one types.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from records.catalogue import load_catalogue
from records.fact_names import FACTS
from records.sitefile import site_schema
from records.vocabulary import SubjectKind
from rules.case_doors import CasesDoor
from rules.doors import LawsDoor, PlanDoor, RulesDoor
from rules.expressions import JOINS, ORDERED

FOLDER = Path(__file__).with_name("schemas")
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_Schema = dict[str, Any]
_REF: _Schema = {"type": "string", "pattern": r"^\$[a-z_]+$", "description": "$setting or $fact"}
_TYPES: Mapping[str, _Schema] = {
    "int": {"type": "integer"},
    "str": {"type": "string"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
}


def schemas() -> dict[str, str]:
    """File name -> text of every schema."""
    made = {
        "rules.schema.json": _rules(),
        "plan.schema.json": _plan(),
        "laws.schema.json": _of(LawsDoor),
        "cases.schema.json": _of(CasesDoor),
        "site.schema.json": _site(),
    }
    return {name: json.dumps(s, ensure_ascii=False, indent=1) + "\n" for name, s in made.items()}


def _of(door: Any) -> _Schema:
    schema: _Schema = door.model_json_schema()
    return {"$schema": DRAFT, **schema}


def _site() -> _Schema:
    """Site files; settings, exemptions and the plan may name only what there is."""
    schema = site_schema()
    codes = {"enum": [i.code for i in load_catalogue().items]}
    for key in ("catalogue", "columns"):
        schema["properties"][key]["propertyNames"] = codes
    kinds = {"type": "string", "enum": ["open", "closed", "rebuilding"]}
    schema["properties"]["state"] = {"anyOf": [kinds, {"$ref": "#/$defs/_State"}], "default": "open"}
    return {"$schema": DRAFT, **schema}


def _rules() -> _Schema:
    """Rule files; a condition may name only the facts of the rule's own subject."""
    schema = _of(RulesDoor)
    rule = schema["$defs"]["RuleDoor"]
    kinds = sorted({f.kind for f in FACTS})
    rule["allOf"] = [_bound(kind) for kind in kinds]
    rule["properties"]["site_form"] = {
        "anyOf": [{"$ref": "#/$defs/SiteFormDoor"}, {"type": "null"}],
        "default": None,
    }
    schema["$defs"]["SiteFormDoor"]["properties"]["when"] = {"$ref": "#/$defs/condition-site"}
    for name in _TYPES:
        schema["$defs"][f"test-{name}"] = _comparison(name)
    for kind in kinds:
        schema["$defs"][f"condition-{kind.value}"] = _condition(kind)
    return schema


def _plan() -> _Schema:
    """Plan files; columns are those of the catalogue."""
    schema = _of(PlanDoor)
    codes = [i.code for i in load_catalogue().items]
    for name in ("columns", "required_columns"):
        schema["$defs"]["PlanItemDoor"]["properties"][name]["items"] = {"enum": codes}
    return schema


def _bound(kind: SubjectKind) -> _Schema:
    """The conditions of a rule about that kind of subject."""
    condition = {"$ref": f"#/$defs/condition-{kind.value}"}
    inner = {"items": {"properties": {"when": condition}}}
    return {
        "if": {"properties": {"subject": {"const": kind.value}}, "required": ["subject"]},
        "then": {"properties": {"when": condition, "applies": condition, "cases": inner, "basis": inner}},
    }


def _condition(kind: SubjectKind) -> _Schema:
    """One key: `all`, `any`, or a fact with one operator and its value."""
    again = {"type": "array", "minItems": 1, "items": {"$ref": f"#/$defs/condition-{kind.value}"}}
    facts = {
        f.name: {"$ref": f"#/$defs/test-{f.type}", "description": f.meaning} for f in FACTS if f.kind is kind
    }
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {**dict.fromkeys(JOINS, again), **facts},
    }


def _comparison(fact_type: str) -> _Schema:
    value = {"anyOf": [_TYPES[fact_type], _REF]} if fact_type != "str" else _TYPES["str"]
    operators: _Schema = {name: value for name in ("eq", "ne")}
    if fact_type in {"int", "date"}:
        operators |= {name: value for name in sorted(ORDERED)}
    operators |= {"in": {"type": "array", "minItems": 1, "items": value}, "has": {"type": "boolean"}}
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": operators,
    }


def write_schemas(folder: Path = FOLDER) -> list[Path]:
    """Write every schema into `folder`; the files written."""
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in schemas()]


if __name__ == "__main__":
    write_schemas()
