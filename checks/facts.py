"""How a check tells what it found: a value, or the reason why it is not known, with evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from records.types import Evidence, Fact
from records.vocabulary import Reason

Value = str | int | bool | date
Seen = tuple[Evidence, ...]


@dataclass(slots=True)
class Facts:
    """The facts of one subject, in the order they are told."""

    told: list[Fact]
    seen: Seen = ()  # evidence of a fact that brings none of its own

    def add(self, name: str, value: Value | Reason, seen: Seen | None = None) -> None:
        """Tell one fact; a `Reason` in place of a value makes it unknown."""
        proof = self.seen if seen is None else seen
        if isinstance(value, Reason):
            self.told.append(Fact(name, None, value, proof))
        else:
            self.told.append(Fact(name, value, None, proof))
