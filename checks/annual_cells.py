"""Numbers of the annual report's tables, by the names of their rows and columns; nothing is guessed from a position alone."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checks import words
from records.documents import Table
from records.papers import Paper

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its number, None for a blank one, which may be 0 or unknown."""

    value: int | None


@dataclass(frozen=True, slots=True)
class Requests:
    """The table of requests: row → column → cell. `results` are rows (一) to (六) in order, with their names."""

    received: Mapping[str, Cell]
    carried: Mapping[str, Cell]
    results: tuple[tuple[str, Mapping[str, Cell]], ...]
    total: Mapping[str, Cell]
    next: Mapping[str, Cell]

    def rows(self) -> Iterable[tuple[str, Mapping[str, Cell]]]:
        """All rows with their names, as the form has them."""
        names = words.table("request_names")
        yield names["received"], self.received
        yield names["carried"], self.carried
        yield from self.results
        yield names["total"], self.total
        yield names["next"], self.next


@dataclass(frozen=True, slots=True)
class Suits:
    """The table of reviews and lawsuits: group → its five cells, the total last."""

    groups: Mapping[str, tuple[Cell, ...]]


def requests(papers: Iterable[Paper]) -> Requests | None:
    """The table of requests, None when no paper has one that is certainly understood."""
    return next((found for paper in papers if (found := _requests(paper.tables))), None)


def suits(papers: Iterable[Paper]) -> Suits | None:
    """The table of reviews and lawsuits, None as above."""
    tables = (table for paper in papers for table in paper.tables)
    return next((found for table in tables if (found := _suits(plain_rows(table)))), None)


def number(text: str) -> Cell | None:
    """The cell of a text; None for what is neither a number nor blank."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if words.pattern("report_blank").match(plain):
        return Cell(None)
    found = words.pattern("report_number").match(plain)
    return Cell(int(found.group(1))) if found else None


def plain_rows(table: Table) -> Rows:
    """The cells of a table without blanks, merged ones filled."""
    return [["".join(cell.split()) for cell in row] for row in table.filled()]


def _requests(tables: Sequence[Table]) -> Requests | None:
    """From the table with the row of new requests on; one that breaks at a page's end goes on in the next ones."""
    new, last = (words.pattern(f"request_rows.{name}") for name in ("received", "next"))
    for n, table in enumerate(tables):
        rows = list(plain_rows(table))
        if not _has(rows, new):
            continue
        for further in tables[n + 1 : n + 4]:
            if _has(rows, last):
                break
            if len(further.rows[0]) == len(rows[0]):
                rows.extend(plain_rows(further))
        return _read_requests(rows)
    return None


def _has(rows: Rows, sign: object) -> bool:
    return any(sign.search(cell) for row in rows for cell in row)  # type: ignore[attr-defined]


def _read_requests(rows: Rows) -> Requests | None:
    first = next(
        r for r, row in enumerate(rows) if any(words.pattern("request_rows.received").search(c) for c in row)
    )
    columns = _columns(rows[:first])
    if columns is None:
        return None
    labels = range(min(columns.values()))
    gathered = _Gathered()
    for row in rows[first:]:
        cells = {name: number(row[c]) for name, c in columns.items()}
        if any(cell is None for cell in cells.values()):
            if any(row[c] == words.table("request_columns")["person"] for c in columns.values()):
                continue  # the head is printed again on a further page
            return None
        gathered.take([row[c] for c in labels if row[c]], {n: c for n, c in cells.items() if c})
    return gathered.requests()


def _columns(head: Rows) -> dict[str, int] | None:
    """Name → column, when each of the seven heads stands over exactly one column."""
    found: dict[str, int] = {}
    if not head:
        return None
    for column in range(len(head[0])):
        over = [row[column] for row in head]
        name = next((n for n, t in words.table("request_columns").items() if t in over), None)
        if name in found:
            return None
        if name is not None:
            found[name] = column
    return found if len(found) == len(words.table("request_columns")) else None


class _Gathered:
    """Rows as they come; a group's name may stand in its first row only."""

    def __init__(self) -> None:
        self.named: dict[str, Mapping[str, Cell]] = {}
        self.results: list[tuple[str, Mapping[str, Cell]]] = []
        self.group = ""
        self.groups: Counter[str] = Counter()
        self.sure = True

    def take(self, labels: list[str], cells: Mapping[str, Cell]) -> None:
        """One row."""
        said = "".join(labels)
        for name, _ in words.table("request_rows").items():
            if words.pattern(f"request_rows.{name}").search(said):
                self.sure = self.sure and name not in self.named
                self.named[name] = cells
                return
        found = next((m.group(1) for t in labels if (m := words.pattern("request_result").match(t))), "")
        self.group = found or self.group
        if self.group == words.text("request_total"):
            self.sure = self.sure and "total" not in self.named
            self.named["total"] = cells
        elif self.group and labels:
            self.groups[self.group] += 1
            self.results.append((labels[-1], cells))
        else:
            self.sure = False

    def requests(self) -> Requests | None:
        """The whole table, when every row of the form was found once."""
        whole = self.named.keys() == {"received", "carried", "total", "next"}
        if not whole or not self.sure or not self._has_every_row():
            return None
        n = self.named
        return Requests(n["received"], n["carried"], tuple(self.results), n["total"], n["next"])

    def _has_every_row(self) -> bool:
        """As many rows in each group as one of the forms has: a lost row would look like a wrong sum."""
        forms = words.table("request_groups")
        return self.groups.keys() == forms.keys() and all(
            str(n) in str(forms[group]).split() for group, n in self.groups.items()
        )


def _suits(rows: Rows) -> Suits | None:
    names, other = words.listed("suit_columns"), words.table("suit_other_names")
    groups = words.listed("suit_groups")
    for r, row in enumerate(rows[:-1]):
        heads = [(c, other.get(cell, cell)) for c, cell in enumerate(row)]
        heads = [(c, name) for c, name in heads if name in names]
        if [name for _, name in heads] != list(names) * len(groups):
            continue
        cells = [number(rows[r + 1][c]) for c, _ in heads]
        sure = [cell for cell in cells if cell is not None]
        if len(sure) < len(cells):
            return None
        size = len(names)
        return Suits({g: tuple(sure[n * size : (n + 1) * size]) for n, g in enumerate(groups)})
    return None
