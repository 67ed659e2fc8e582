"""The plain-Python evaluator of conditions: three-valued, the yardstick for durable-rules and its stand-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rules.expressions import Expr, Group, Leaf, Ref, Scalar

TRUE, FALSE, UNKNOWN = 1, 0, -1
Record = Mapping[str, Scalar]
Truth = Callable[[Record], int]

_COMPARE: dict[str, Callable[[Scalar, Scalar], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,  # type: ignore[operator]
    "le": lambda a, b: a <= b,  # type: ignore[operator]
    "gt": lambda a, b: a > b,  # type: ignore[operator]
    "ge": lambda a, b: a >= b,  # type: ignore[operator]
}


def truth_of(expr: Expr) -> Truth:
    """A function that says TRUE, FALSE or UNKNOWN of a record; an unknown fact is a missing key."""
    if isinstance(expr, Leaf):
        return _leaf(expr)
    parts = tuple(truth_of(p) for p in expr.parts)
    return _all(parts) if expr.join == "all" else _any(parts)


def open_facts(expr: Expr, record: Record) -> Iterator[str]:
    """The unknown facts that keep a condition from being decided, in its own order."""
    if truth_of(expr)(record) != UNKNOWN:
        return
    if isinstance(expr, Group):
        for part in expr.parts:
            yield from open_facts(part, record)
    else:
        names = (expr.fact, expr.value.name) if isinstance(expr.value, Ref) else (expr.fact,)
        yield from (name for name in names if name not in record)


def _all(parts: tuple[Truth, ...]) -> Truth:
    def truth(record: Record) -> int:
        result = TRUE
        for part in parts:
            found = part(record)
            if found == FALSE:
                return FALSE
            if found == UNKNOWN:
                result = UNKNOWN
        return result

    return truth


def _any(parts: tuple[Truth, ...]) -> Truth:
    def truth(record: Record) -> int:
        result = FALSE
        for part in parts:
            found = part(record)
            if found == TRUE:
                return TRUE
            if found == UNKNOWN:
                result = UNKNOWN
        return result

    return truth


def _leaf(leaf: Leaf) -> Truth:
    fact, value = leaf.fact, leaf.value
    if leaf.op == "has":
        return lambda record: int((fact in record) == bool(value))
    if isinstance(value, tuple):
        among = frozenset(value)
        return lambda record: UNKNOWN if (v := record.get(fact)) is None else int(v in among)
    compare = _COMPARE[leaf.op]
    if isinstance(value, Ref):
        return _pair(compare, fact, value.name)
    return lambda record: UNKNOWN if (v := record.get(fact)) is None else int(compare(v, value))


def _pair(compare: Callable[[Scalar, Scalar], bool], fact: str, other: str) -> Truth:
    def truth(record: Record) -> int:
        left, right = record.get(fact), record.get(other)
        return UNKNOWN if left is None or right is None else int(compare(left, right))

    return truth
