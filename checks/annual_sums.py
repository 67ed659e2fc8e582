"""What must add up in the annual report's tables, and where it does not. A blank is 0 or unknown, never a fault by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checks import words
from checks.annual_cells import Cell, Requests, Suits

Named = tuple[str, Cell]
MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class Sums:
    """The identities that certainly fail, in words, and whether a blank leaves one open."""

    faults: tuple[str, ...]
    unsure: bool

    @property
    def told(self) -> str:
        """The first few."""
        return words.joined("clauses", self.faults[:MOST_TOLD])


def sums(requests: Requests | None, suits: Suits | None) -> Sums:
    """All identities of both tables."""
    sides: list[_Sides] = []
    if requests is not None:
        sides += [*_columns(requests), *_rows(requests)]
    if suits is not None:
        sides += _suits(suits)
    return Sums(tuple(s.told() for s in sides if s.fails), any(s.is_open for s in sides))


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both sides of one identity. `parts` are told as one sum under their own name when there are many."""

    where: str
    left: tuple[Named, ...]
    right: tuple[Named, ...]

    @property
    def fails(self) -> bool:
        """No blank can make both sides equal: only the side that has one could be larger."""
        left, right = _sum(self.left), _sum(self.right)
        if left == right or self._untold:
            return False
        if left < right:
            return not _blank(self.left)
        return not _blank(self.right)

    @property
    def is_open(self) -> bool:
        """Unequal, but a blank may hide the difference."""
        return not self._untold and _sum(self.left) != _sum(self.right) and not self.fails

    @property
    def _untold(self) -> bool:
        """One side was left blank altogether: the form was filled in elsewhere only."""
        return all(c.value is None for _, c in self.left) or all(c.value is None for _, c in self.right)

    def told(self) -> str:
        """Both sides with cells and values."""
        return words.filled("report_sum", where=self.where, left=_said(self.left), right=_said(self.right))


def _columns(table: Requests) -> Iterator[_Sides]:
    """In each column 新收 + 上年结转 = 办理结果总计 + 结转下年度, and (一) to (六) add up to (七)."""
    names = words.table("request_names")
    for column, title in words.table("request_columns").items():
        where = words.filled("report_column", what=title)
        yield _Sides(
            where,
            ((names["received"], table.received[column]), (names["carried"], table.carried[column])),
            ((names["total"], table.total[column]), (names["next"], table.next[column])),
        )
        parts = tuple((name, row[column]) for name, row in table.results)
        yield _Sides(where, parts, ((names["total"], table.total[column]),))


def _rows(table: Requests) -> Iterator[_Sides]:
    """In each row persons and the five kinds of bodies add up to the total."""
    titles = words.table("request_columns")
    for name, row in table.rows():
        parts = tuple((titles[c], row[c]) for c in titles if c != "total")
        yield _Sides(words.filled("report_row", what=name), parts, ((titles["total"], row["total"]),))


def _suits(table: Suits) -> Iterator[_Sides]:
    names: Sequence[str] = words.listed("suit_columns")
    groups: Mapping[str, tuple[Cell, ...]] = table.groups
    for group, cells in groups.items():
        pairs = tuple(zip(names, cells, strict=True))
        yield _Sides(words.filled("report_suit", what=group), pairs[:-1], pairs[-1:])


def _sum(side: Sequence[Named]) -> int:
    return sum(cell.value or 0 for _, cell in side)


def _blank(side: Sequence[Named]) -> bool:
    return any(cell.value is None for _, cell in side)


def _said(side: Sequence[Named]) -> str:
    """The cells of one side, of a long one only those that hold something, and their sum."""
    shown = [(n, c) for n, c in side if c.value] if len(side) > 2 else side
    cells = [words.filled("report_sum_side", what=n, value=c.value or 0) for n, c in shown or side[:1]]
    return " + ".join(cells) if len(cells) == 1 else f"{' + '.join(cells)} = {_sum(side)}"
