"""Subjects that no condition can tell apart: they are decided once.

A condition sees a fact only through its comparisons. The mark of a sheet holds, for every fact that rules ask about, which
comparisons with fixed values hold (or why the fact is unknown), and how facts compare with one another. Equal marks: equal answers.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from records.fact_rows import Row, rows_of
from records.types import FactSheet, FactValue
from rules.expressions import Leaf, Ref, Scalar, leaves
from rules.grounds import in_force
from rules.recording import check_complete, encoded
from rules.reference import Truth, truth_of
from rules.signals import Asked
from rules.steps import Step

Mark = tuple[Hashable, ...]
KEPT = 4_000  # values of one fact that are remembered


class Likeness:
    """Marks of the sheets of one kind of subject."""

    def __init__(self, asked: Asked, steps: Sequence[Step]) -> None:
        known = list(dict.fromkeys(leaf for s in asked.signals for leaf in leaves(s.condition)))
        self._pairs = [(leaf.fact, leaf.value.name, leaf) for leaf in known if isinstance(leaf.value, Ref)]
        dated = [step for step in steps if step.rule.dated_by]
        self._needed = asked.facts
        names = dict.fromkeys([*sorted(asked.facts), *(step.rule.dated_by for step in dated)])
        self._classes = {name: _Classes(name, known, dated) for name in names}
        self._layouts: dict[tuple[str, ...], _Layout] = {}

    def mark(self, sheet: FactSheet) -> Mark:
        """What the rules can see of a sheet; EngineError when a fact was not told."""
        rows = rows_of(sheet.facts)
        names = tuple([row[0] for row in rows])
        layout = self._layouts.get(names) or self._laid_out(sheet, names)
        seen: list[Hashable] = [
            classes[rows[at][1]] if (why := rows[at][2]) is None else why for at, classes in layout.spots
        ]
        seen.extend([truth(_known(rows[one], rows[other])) for truth, one, other in layout.pairs])
        return tuple(seen)

    def _laid_out(self, sheet: FactSheet, names: tuple[str, ...]) -> _Layout:
        check_complete(sheet.subject.id, names, self._needed)
        place = {name: n for n, name in enumerate(names)}
        spots = tuple((place[name], classes) for name, classes in self._classes.items() if name in place)
        pairs = tuple((truth_of(leaf), place[one], place[other]) for one, other, leaf in self._pairs)
        found = self._layouts[names] = _Layout(names, spots, pairs)
        return found


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the facts that matter stand in sheets whose facts come in one order."""

    names: tuple[str, ...]
    spots: tuple[tuple[int, _Classes], ...]
    pairs: tuple[tuple[Truth, int, int], ...]


class _Classes(dict[FactValue, int]):
    """Which values of one fact the conditions cannot tell apart: the same number."""

    def __init__(self, name: str, known: Sequence[Leaf], dated: Sequence[Step]) -> None:
        super().__init__()
        mine = [leaf for leaf in known if leaf.fact == name and not isinstance(leaf.value, Ref)]
        self._name, self._tests = name, tuple(truth_of(leaf) for leaf in mine)
        self._days = tuple((s.rule.since, s.rule.until, s.today) for s in dated if s.rule.dated_by == name)
        self._numbers: dict[tuple[int, ...], int] = {}

    def __missing__(self, value: FactValue) -> int:
        if len(self) >= KEPT:
            self.clear()
        record = {self._name: encoded(value, self._name)}
        bound = tuple(
            in_force(since, until, min(value, today) if isinstance(value, date) else today)
            for since, until, today in self._days
        )
        told = (*(test(record) for test in self._tests), *bound)
        self[value] = number = self._numbers.setdefault(told, len(self._numbers))
        return number


def _known(*rows: Row) -> dict[str, Scalar]:
    """A record of the rows that are known."""
    return {name: encoded(value, name) for name, value, why, _ in rows if why is None}
