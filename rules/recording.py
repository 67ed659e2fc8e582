"""A fact sheet as one flat record of whole numbers and short texts, the only thing both evaluators see."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from records.errors import EngineError
from records.types import Fact, FactSheet, FactValue
from rules.expressions import Scalar

LIMIT = 2**62  # durable-rules counts in 64 bits and clamps silently
LONGEST = 300  # characters of a text a condition looks at


def record_of(sheet: FactSheet, names: Collection[str]) -> dict[str, Scalar]:
    """The facts in `names` that are known; an unknown fact has no key. EngineError when a fact was not yielded."""
    record: dict[str, Scalar] = {}
    seen = 0
    for fact in sheet.facts:
        name = fact.name
        if name in names:
            seen += 1
            value = fact.value
            if value is not None:
                record[name] = int(value) if value is True or value is False else encoded(value, fact)
    if seen != len(names):
        missing = sorted(set(names) - {f.name for f in sheet.facts})
        raise EngineError(
            f"{sheet.subject.id}: {'fact missing: ' + ', '.join(missing) if missing else 'a fact twice'}"
        )
    return record


def encoded(value: FactValue, fact: Fact) -> Scalar:
    """bool as 0 and 1, dates as ordinals, texts short and free of half characters; EngineError for a float."""
    if isinstance(value, str):
        return value if value.isascii() and len(value) <= LONGEST else clean(value)[:LONGEST]
    if isinstance(value, int):
        return int(value) if -LIMIT <= value <= LIMIT else LIMIT if value > 0 else -LIMIT
    if isinstance(value, date):
        return value.toordinal()
    raise EngineError(f"fact {fact.name}: {value!r} is no whole number, text, date or bool")


def clean(text: str) -> str:
    """`text` as it can be written in UTF-8: half surrogates become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
