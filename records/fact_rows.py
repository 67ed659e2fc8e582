"""Facts as plain rows: of a large site ten million are told, and few are ever looked at one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from records.types import Evidence, Fact, FactValue
from records.vocabulary import Reason

Row = tuple[str, FactValue, Reason | None, tuple[Evidence, ...] | None]
"""Name, value, why it is unknown, its own evidence (None: that of all)."""


class FactRows(Sequence[Fact]):
    """The facts of one subject in the order they were told; `seen` is the evidence of those that bring none."""

    __slots__ = ("rows", "seen")

    def __init__(self, rows: Sequence[Row], seen: tuple[Evidence, ...] = ()) -> None:
        self.rows, self.seen = rows, seen

    def __iter__(self) -> Iterator[Fact]:
        return map(self._fact, self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Fact: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Fact, ...]: ...
    def __getitem__(self, at: int | slice) -> Fact | tuple[Fact, ...]:
        if isinstance(at, slice):
            return tuple(map(self._fact, self.rows[at]))
        return self._fact(self.rows[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _fact(self, row: Row) -> Fact:
        name, value, reason, seen = row
        return Fact(name, value, reason, self.seen if seen is None else seen)


class NamedFacts(Mapping[str, Fact]):
    """Facts by name, each made when it is asked for."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._rows = {row[0]: row for row in rows_of(facts)}
        self._seen = facts.seen if isinstance(facts, FactRows) else ()

    def __getitem__(self, name: str) -> Fact:
        _, value, reason, seen = self._rows[name]
        return Fact(name, value, reason, self._seen if seen is None else seen)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def rows_of(facts: Sequence[Fact]) -> Sequence[Row]:
    """Any facts as rows."""
    if isinstance(facts, FactRows):
        return facts.rows
    return [(f.name, f.value, f.reason, f.evidence) for f in facts]
