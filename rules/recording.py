"""A fact sheet as one flat record of whole numbers and short texts, the only thing both evaluators see."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from records.errors import EngineError
from records.fact_rows import rows_of
from records.types import FactSheet, FactValue
from rules.expressions import Scalar

LIMIT = 2**62  # durable-rules counts in 64 bits and clamps silently
LONGEST = 300  # characters of a text a condition looks at


def record_of(sheet: FactSheet, names: AbstractSet[str]) -> dict[str, Scalar]:
    """The facts in `names` that are known; an unknown fact has no key. EngineError when a fact was not yielded."""
    rows = rows_of(sheet.facts)
    check_complete(sheet.subject.id, [row[0] for row in rows], names)
    return {name: encoded(value, name) for name, value, why, _ in rows if why is None and name in names}


def check_complete(subject: str, told: Sequence[str], names: AbstractSet[str]) -> None:
    """EngineError when one of `names` was not told, or was told twice."""
    if sum(name in names for name in told) == len(names) and names <= set(told):
        return
    missing = sorted(set(names) - set(told))
    raise EngineError(f"{subject}: {'fact missing: ' + ', '.join(missing) if missing else 'a fact twice'}")


def encoded(value: FactValue, name: str) -> Scalar:
    """bool as 0 and 1, dates as ordinals, texts short and free of half characters; EngineError for a float."""
    if isinstance(value, str):
        return value if value.isascii() and len(value) <= LONGEST else clean(value)[:LONGEST]
    if isinstance(value, int):
        return int(value) if -LIMIT <= value <= LIMIT else LIMIT if value > 0 else -LIMIT
    if isinstance(value, date):
        return value.toordinal()
    raise EngineError(f"fact {name}: {value!r} is no whole number, text, date or bool")


def clean(text: str) -> str:
    """`text` as it can be written in UTF-8: half surrogates become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
