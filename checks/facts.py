"""How a check tells what it found: a value, or the reason why it is not known, with evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from records.fact_rows import FactRows, Row
from records.types import Evidence
from records.vocabulary import Reason

Value = str | int | bool | date
Seen = tuple[Evidence, ...]


@dataclass(slots=True)
class Facts:
    """The facts of one subject, in the order they are told."""

    told: list[Row]
    seen: Seen = ()  # evidence of a fact that brings none of its own

    def add(self, name: str, value: Value | Reason, seen: Seen | None = None) -> None:
        """Tell one fact; a `Reason` in place of a value makes it unknown."""
        if value.__class__ is Reason:
            self.told.append((name, None, value, seen))
        else:
            self.told.append((name, value, None, seen))

    def add_all(self, rows: tuple[Row, ...]) -> None:
        """Tell several that are the same for many subjects, made once by `alike`."""
        self.told.extend(rows)

    def all(self) -> FactRows:
        """Everything that was told."""
        return FactRows(self.told, self.seen)


def alike(told: Mapping[str, Value | Reason]) -> tuple[Row, ...]:
    """Facts with these values and no evidence of their own, ready to be told of many subjects."""
    facts = Facts([])
    for name, value in told.items():
        facts.add(name, value)
    return tuple(facts.told)
