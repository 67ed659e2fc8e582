"""The language of `when`: one fact, one comparison, one value, joined by all and any; and how it is read from YAML."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

Scalar = int | str
ORDERED = frozenset({"lt", "le", "gt", "ge"})
OPERATORS = ("eq", "ne", "lt", "le", "gt", "ge", "in", "has")
JOINS = ("all", "any")


@dataclass(frozen=True, slots=True)
class Ref:
    """`$name`: another fact of the same subject, or a setting of the rule."""

    name: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison. `value` is encoded as records are: dates as ordinals, bool as 0 and 1."""

    fact: str
    op: str
    value: Scalar | tuple[Scalar, ...] | Ref


@dataclass(frozen=True, slots=True)
class Group:
    """`all` or `any` of its parts."""

    join: str
    parts: tuple[Expr, ...]


Expr = Leaf | Group


def leaves(expr: Expr | None) -> Iterator[Leaf]:
    """Every comparison of a condition."""
    if isinstance(expr, Group):
        for part in expr.parts:
            yield from leaves(part)
    elif expr is not None:
        yield expr


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition may name: facts with their type, and settings (whole numbers)."""

    facts: Mapping[str, str]
    settings: Collection[str] = ()


def parse(raw: object, scope: Scope, fault: Callable[[str], None], depth: int = 2) -> Expr | None:
    """The condition in `raw`; faults are told, and then the result is None."""
    if not isinstance(raw, Mapping) or len(raw) != 1:
        fault("a condition is `fact: {operator: value}` or `all:`/`any:` with a list, one key each")
        return None
    ((name, inside),) = raw.items()
    if name not in JOINS:
        return _leaf(str(name), inside, scope, fault)
    if depth == 0 or not isinstance(inside, list) or not inside:
        fault(f"`{name}` needs a list of conditions, at most two deep")
        return None
    parts = [parse(part, scope, fault, depth - 1) for part in inside]
    return Group(str(name), tuple(p for p in parts if p)) if all(parts) else None


def bind(expr: Expr, settings: Mapping[str, int]) -> Expr:
    """The same condition with the settings' values in place of their names."""
    if isinstance(expr, Group):
        return Group(expr.join, tuple(bind(p, settings) for p in expr.parts))
    if isinstance(expr.value, Ref) and expr.value.name in settings:
        return replace(expr, value=settings[expr.value.name])
    return expr


def facts_of(expr: Expr | None) -> Iterator[str]:
    """Names of the facts a condition reads, with repetitions; setting names bound or not are left to the caller."""
    if isinstance(expr, Group):
        for part in expr.parts:
            yield from facts_of(part)
    elif expr is not None:
        yield expr.fact
        if isinstance(expr.value, Ref):
            yield expr.value.name


def both(*exprs: Expr | None) -> Expr:
    """All of the given conditions; those that are None do not count."""
    return Group("all", tuple(e for e in exprs if e is not None))


def nearest(name: str, known: Collection[str]) -> str:
    """`; did you mean …?` for the closest known name, or nothing."""
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {found[0]!r}?" if found else ""


def _leaf(fact: str, inside: object, scope: Scope, fault: Callable[[str], None]) -> Leaf | None:
    if fact not in scope.facts:
        fault(f"no fact {fact!r} for this kind of subject{nearest(fact, scope.facts.keys())}")
        return None
    if not isinstance(inside, Mapping) or len(inside) != 1:
        fault(f"{fact}: one operator with its value is needed, as in `{fact}: {{eq: 1}}`")
        return None
    ((op, value),) = inside.items()
    if op not in OPERATORS:
        fault(f"{fact}: no operator {op!r}, allowed are {', '.join(OPERATORS)}{nearest(str(op), OPERATORS)}")
        return None
    kind = "bool" if op == "has" else scope.facts[fact]
    if op in ORDERED and kind not in {"int", "date"}:
        fault(f"{fact}: {op} compares numbers and dates, this fact is {kind}")
        return None
    encoded = _values(value, kind, scope, fault) if op == "in" else _value(value, kind, scope, fault)
    return None if encoded is None else Leaf(fact, str(op), encoded)


def _values(
    value: object, kind: str, scope: Scope, fault: Callable[[str], None]
) -> tuple[Scalar, ...] | None:
    if not isinstance(value, list) or not value:
        fault("`in` needs a list of values")
        return None
    found = [_value(v, kind, scope, fault) for v in value]
    plain = tuple(v for v in found if isinstance(v, (int, str)))
    return plain if len(plain) == len(found) else None


def _value(value: object, kind: str, scope: Scope, fault: Callable[[str], None]) -> Scalar | Ref | None:
    if isinstance(value, str) and value.startswith("$"):
        return _ref(value[1:], kind, scope, fault)
    if kind == "bool" and isinstance(value, bool):
        return int(value)
    if kind == "date" and isinstance(value, date):
        return value.toordinal()
    if kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "str" and isinstance(value, str):
        return value
    fault(f"{value!r} is not a value of type {kind}")
    return None


def _ref(name: str, kind: str, scope: Scope, fault: Callable[[str], None]) -> Ref | None:
    if name in scope.settings and kind == "int":
        return Ref(name)
    if scope.facts.get(name) == kind != "str":
        return Ref(name)
    fault(
        f"${name} is no setting or fact of type {kind}{nearest(name, [*scope.settings, *scope.facts.keys()])}"
    )
    return None
