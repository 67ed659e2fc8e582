"""Outcomes of every (rule, subject) pair, kept small: subjects that came out alike share one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from records.types import Verdict
from records.vocabulary import Outcome

End = tuple[str, Outcome, str]
"""Rule, outcome, cause."""


class Verdicts(Sequence[Verdict]):
    """Verdicts in the order they were given, 100,000 subjects × 40 rules without as many objects."""

    def __init__(self) -> None:
        self._subjects: list[str] = []
        self._ends: list[tuple[End, ...]] = []
        self._known: dict[tuple[End, ...], tuple[End, ...]] = {}
        self._shared: set[int] = set()  # lists of `_known`, by identity
        self._count = 0

    def add(self, subject: str, ends: Iterable[End]) -> None:
        """Keep how the rules ended for one subject."""
        found = tuple(ends)
        if id(found) not in self._shared:  # comparing forty outcomes takes longer than the rest
            found = self._known.setdefault(found, found)
            self._shared.add(id(found))
        self._subjects.append(subject)
        self._ends.append(found)
        self._count += len(found)

    def __iter__(self) -> Iterator[Verdict]:
        for subject, ends in zip(self._subjects, self._ends, strict=True):
            for rule, outcome, cause in ends:
                yield Verdict(rule, subject, outcome, cause)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Verdict: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Verdict, ...]: ...
    def __getitem__(self, at: int | slice) -> Verdict | tuple[Verdict, ...]:
        if isinstance(at, slice):
            return tuple(self)[at]
        place = at + self._count if at < 0 else at
        found = next(islice(self, place, None), None) if place >= 0 else None
        if found is None:
            raise IndexError(at)
        return found

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Verdicts):
            return self._subjects == other._subjects and self._ends == other._ends
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
