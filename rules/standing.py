"""Rules as they stood when a run was judged: their text, what differs from others, and judging by them again."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from records.errors import InputError
from records.types import Site
from rules.plan_files import OWN_PLAN, with_plan_of
from rules.ruleset import Ruleset, load_ruleset

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = frozenset(
    {"title", "theme", "message", "observed", "expected", "fix", "questions", "note", "version"}
)


def rule_as_it_stood(files: Mapping[str, str], rule: str) -> str:
    """The rule and the laws it names as YAML; empty when the files do not hold it."""
    found = _rules(files).get(rule)
    if found is None:
        return ""
    laws = {law.get("id"): law for law in _parsed(files.get("laws.yml", "")).get("laws", ())}
    named = [laws[b["law"]] for b in found.get("basis", ()) if b.get("law") in laws]
    told = {"rule": found, "laws": list({law["id"]: law for law in named}.values())}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)


def changed_rules(then: Mapping[str, str], now: Mapping[str, str]) -> frozenset[str]:
    """Ids of rules that decide otherwise, are new, or are no longer there; other words alone are no change."""
    before, after = _rules(then), _rules(now)
    ids = {*before, *after}
    return frozenset(i for i in ids if _deciding(before.get(i)) != _deciding(after.get(i)))


def ruleset_as_it_stood(files: Mapping[str, str], digest: str, site: Site) -> Ruleset:
    """The rule set that was kept under `digest`, with the site's own plan of that time.

    InputError when it cannot be had again: nothing was kept, or the catalogue of columns is another since.
    """
    if not files:
        raise InputError(f"the rules {digest} were not kept")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in files.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        ruleset = load_ruleset(folder)
        own = next((f for f in files if f.startswith(OWN_PLAN)), None)
        if own is not None and site.plan is not None:
            found = with_plan_of(ruleset, replace(site, plan=str(folder / own)))
            plan = found.plans[str(folder / own)]
            ruleset = replace(found, plans={**ruleset.plans, site.plan: plan})
    if ruleset.digest != digest:
        raise InputError(
            f"the rules {digest} come out as {ruleset.digest} now: the catalogue of columns is another"
        )
    return ruleset


def _rules(files: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    texts = [text for file, text in files.items() if file.startswith("disclosure/")]
    return {str(rule["id"]): rule for text in texts for rule in _parsed(text).get("rules", ())}


def _parsed(text: str) -> dict[str, Any]:
    found: object = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader
    return found if isinstance(found, dict) else {}


def _deciding(value: object) -> object:
    """The part of a rule that decides, without its words."""
    if isinstance(value, dict):
        return {k: _deciding(v) for k, v in value.items() if k not in _WORDS}
    return [_deciding(v) for v in value] if isinstance(value, list) else value
