"""Rule sets with one rule switched off or turned round."""

from __future__ import annotations

from dataclasses import replace

from rules.expressions import Expr, Group, Leaf
from rules.model import Rule
from rules.ruleset import Ruleset

OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "le": "gt", "gt": "le"}


def without(ruleset: Ruleset, name: str) -> Ruleset:
    """The rule set as if the rule did not exist; rules that require it no longer do."""
    rules = {
        r.id: replace(r, requires=tuple(n for n in r.requires if n != name))
        for r in ruleset.rules.values()
        if r.id != name
    }
    return replace(ruleset, rules=rules)


def turned(ruleset: Ruleset, name: str) -> Ruleset:
    """The rule set with that rule's breach turned into its opposite."""
    rule = ruleset.rules[name]
    return _with(ruleset, replace(rule, when=opposite(rule.when)))


def moved(ruleset: Ruleset, place: str, by: int) -> Ruleset:
    """The rule set with one threshold, "rule.setting", moved."""
    name, _, setting = place.partition(".")
    rule = ruleset.rules[name]
    found = rule.settings[setting]
    settings = {**rule.settings, setting: replace(found, default=found.default + by)}
    return _with(ruleset, replace(rule, settings=settings))


def opposite(expr: Expr) -> Expr:
    """True where `expr` is false, and the other way round; unknown stays unknown."""
    if isinstance(expr, Group):
        return Group("any" if expr.join == "all" else "all", tuple(opposite(p) for p in expr.parts))
    if expr.op == "has":
        return replace(expr, value=int(not expr.value))
    if isinstance(expr.value, tuple):
        return Group("all", tuple(Leaf(expr.fact, "ne", v) for v in expr.value))
    return replace(expr, op=OPPOSITE[expr.op])


def _with(ruleset: Ruleset, rule: Rule) -> Ruleset:
    return replace(ruleset, rules={**ruleset.rules, rule.id: rule})
