"""Conditions as durable-rules JSON: when one certainly holds, and when it may hold.

durable-rules knows no third value and multiplies out every `or`, so a record carries its numbers as an interval: `<fact>` is
left out when unknown, `<fact>_lo` and `<fact>_hi` are then the ends of the number line, else both the value. "May hold" is so one
comparison with the better end. Texts carry `<fact>_any`, which is UNKNOWN_TEXT when unknown. `None` stands for "never".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from rules.expressions import Expr, Leaf, Ref, Scalar

LO, HI, ANY = "_lo", "_hi", "_any"
END = 2**62 + 1
UNKNOWN_TEXT = "~unknown~"
MOST_WAYS = 200
Json = dict[str, Any]
_DURABLE = {"ne": "$neq", "lt": "$lt", "le": "$lte", "gt": "$gt", "ge": "$gte"}
_BEST = {"gt": (HI, LO), "ge": (HI, LO), "lt": (LO, HI), "le": (LO, HI), "ne": (LO, HI)}


def surely(expr: Expr) -> Json:
    """True of the records that certainly meet `expr`."""
    return _joined(expr, _surely)


def maybe(expr: Expr) -> Json:
    """True of the records that do not certainly break `expr`."""
    return _joined(expr, _maybe)


def ways(condition: Json) -> int:
    """In how many ways a condition can hold: durable-rules multiplies them out, and beyond MOST_WAYS it fails or hangs."""
    ((key, inside),) = condition.items()
    if key == "$or":
        return sum(ways(part) for part in inside)
    return math.prod(ways(part) for part in inside) if key == "$and" else 1


def properties(fact: str, value: Scalar | None) -> Iterator[tuple[str, Scalar]]:
    """The properties a record may carry for one fact, known or not (whose type is then not known either)."""
    if value is None:
        yield from ((fact + LO, -END), (fact + HI, END), (fact + ANY, UNKNOWN_TEXT))
    elif isinstance(value, str):
        yield from ((fact, value), (fact + ANY, value))
    else:
        yield from ((fact, value), (fact + LO, value), (fact + HI, value))


def properties_of(condition: Json) -> Iterator[str]:
    """Every property a compiled condition looks at."""
    for key, inside in condition.items():
        if key in {"$and", "$or"}:
            for part in inside:
                yield from properties_of(part)
        elif key.startswith("$"):
            yield from properties_of(inside)
        else:
            yield key
            if isinstance(inside, Mapping):
                yield inside["$m"]


def _joined(expr: Expr, of: Any) -> Json:
    if isinstance(expr, Leaf):
        found: Json = of(expr)
        return found
    parts = [_joined(p, of) for p in expr.parts]
    return parts[0] if len(parts) == 1 else {"$and" if expr.join == "all" else "$or": parts}


def _surely(leaf: Leaf) -> Json:
    if leaf.op == "has":
        return {"$ex" if leaf.value else "$nex": {leaf.fact: 1}}
    if isinstance(leaf.value, tuple):
        return _or([_compare("eq", leaf.fact, v) for v in leaf.value])
    if isinstance(leaf.value, Ref):
        return _surely_beside(leaf.op, leaf.fact, leaf.value)
    return _compare(leaf.op, leaf.fact, leaf.value)


def _surely_beside(op: str, fact: str, other: Ref) -> Json:
    """Against another fact, at the ends that make it hardest: durable-rules takes an absent one for zero."""
    if op in {"eq", "ne"}:
        ways = [_surely_beside(o, fact, other) for o in (("ge", "le") if op == "eq" else ("gt", "lt"))]
        return {"$and" if op == "eq" else "$or": ways}
    far, near = _BEST[op]
    return _compare(op, fact + near, Ref(other.name + far))


def _maybe(leaf: Leaf) -> Json:
    if leaf.op == "has":
        return _surely(leaf)
    if isinstance(leaf.value, tuple):
        return _or([*(_compare("eq", leaf.fact, v) for v in leaf.value), _unknown(leaf.fact, leaf.value[0])])
    if isinstance(leaf.value, str):
        return _maybe_text(leaf.op, leaf.fact, leaf.value)
    if leaf.op == "eq":
        return {"$and": [_number("le", leaf.fact, leaf.value), _number("ge", leaf.fact, leaf.value)]}
    return _number(leaf.op, leaf.fact, leaf.value)


def _number(op: str, fact: str, value: int | Ref) -> Json:
    """The comparison at the ends of both intervals that make it easiest to hold."""
    near, far = _BEST[op]
    return _compare(op, fact + near, Ref(value.name + far) if isinstance(value, Ref) else value)


def _maybe_text(op: str, fact: str, value: str) -> Json:
    if op == "ne":
        return _compare("ne", fact + ANY, value)
    return _or([{fact: value}, {fact + ANY: UNKNOWN_TEXT}])


def _unknown(fact: str, like: Scalar) -> Json:
    return {fact + ANY: UNKNOWN_TEXT} if isinstance(like, str) else {fact + LO: -END}


def _compare(op: str, fact: str, value: Scalar | Ref) -> Json:
    right: Any = {"$m": value.name} if isinstance(value, Ref) else value
    return {fact: right} if op == "eq" else {_DURABLE[op]: {fact: right}}


def _or(parts: list[Json]) -> Json:
    return parts[0] if len(parts) == 1 else {"$or": parts}
