"""The tables of annual reports as the two national forms print them."""

from __future__ import annotations

import random
from typing import Any, Protocol

from labelled.wording import words

PARTS = ("refused", "unable", "ignored", "others")
NEW_FORM = 2021


class Requests(Protocol):
    """The figures of table three."""

    received: list[int]
    carried: list[int]
    results: dict[str, list[int]]
    next_year: list[int]

    def handled(self) -> list[int]:
        """The sum of all results."""


def _row(cells: list[Any], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{c}</{tag}>" for c in cells) + "</tr>"


def _table(rows: list[str]) -> str:
    return "<table border='1'>" + "".join(rows) + "</table>"


def _wide(text: str, columns: int) -> str:
    return f"<tr><td colspan='{columns}'>{text}</td></tr>"


def table_one(rng: random.Random) -> str:
    """What was published of its own accord, in the form of 2021."""
    one = words("annual")["one"]
    heads = one["heads"]
    rows = [_wide(heads[0], 4), _row(one["columns"])]
    rows += [
        _row([name, *((0, 0, 0) if n == 0 else (rng.randint(0, 4), 0, rng.randint(3, 20)))])
        for n, name in enumerate(one["rows"])
    ]
    for head, names in ((heads[1], one["licence"]), (heads[2], one["penalty"])):
        rows += [_wide(head, 4), _pair(*one["processed"])]
        rows += [_pair(name, rng.randint(0, 90)) for name in names]
    rows += [_wide(heads[3], 4), _pair(*one["fee_columns"])]
    return _table([*rows, _pair(one["fee"][0], rng.randint(0, 20))])


def _pair(name: str, value: object) -> str:
    return f"<tr><td>{name}</td><td colspan='3'>{value}</td></tr>"


def table_one_of_2019(rng: random.Random) -> str:
    """The same in the form of 2019: other headings, a part on purchases."""
    rows: list[str] = []
    for head, columns, names in words("annual")["one_2019"]:
        rows += [_wide(head, 4), _row(columns)]
        rows += [_row([name, *(rng.randint(0, 30) for _ in columns[1:])]) for name in names]
    return _table(rows)


def table_two(year: int, figures: Requests) -> str:
    """The table of requests, row heads in up to three columns as the form prints them."""
    two = words("annual")["two"]
    rows = [
        f"<tr><td colspan='3' rowspan='3'>{two['corner']}</td><td colspan='7'>{two['applicants']}</td></tr>",
        f"<tr><td rowspan='2'>{two['person']}</td><td colspan='5'>{two['legal']}</td><td rowspan='2'>{two['total']}</td></tr>",
        _row(two["legal_kinds"]),
        figures_row(two["received"], 3, figures.received),
        figures_row(two["carried"], 3, figures.carried),
    ]
    rows += _results(year, figures)
    rows.append(figures_row(two["next"], 3, figures.next_year))
    return _table(rows)


def figures_row(name: str, span: int, values: list[int], before: str = "") -> str:
    """One row: its head over `span` columns, the values, their sum."""
    cells = "".join(f"<td>{v}</td>" for v in [*values, sum(values)])
    return f"<tr>{before}<td colspan='{span}'>{name}</td>{cells}</tr>"


def _results(year: int, figures: Requests) -> list[str]:
    two, rows = words("annual")["two"], []
    single = {"others"} if year < NEW_FORM else set()
    count = 3 + sum(1 if k in single else len(two[k][1]) for k in PARTS)
    first = f"<td rowspan='{count}'>{two['results']}</td>"
    rows.append(figures_row(two["open"], 2, figures.results[two["open"]], first))
    rows.append(figures_row(two["partly"], 2, figures.results[two["partly"]]))
    for key in PARTS:
        head, names = two[key]
        if key in single:
            rows.append(figures_row(head, 2, figures.results[head]))
            continue
        for n, name in enumerate(names):
            before = f"<td rowspan='{len(names)}'>{head}</td>" if n == 0 else ""
            rows.append(figures_row(name, 1, figures.results[name], before))
    rows.append(figures_row(two["sum"], 2, figures.handled()))
    return rows


def table_three(rng: random.Random) -> str:
    """Reviews and law suits."""
    three = words("annual")["three"]
    groups = [[rng.randint(0, 2) if n < 2 else 0 for n in range(4)] for _ in range(3)]
    cells = [v for g in groups for v in [*g, sum(g)]]
    rows = [
        f"<tr><td colspan='5' rowspan='2'>{three['review']}</td><td colspan='10'>{three['court']}</td></tr>",
        f"<tr><td colspan='5'>{three['direct']}</td><td colspan='5'>{three['after']}</td></tr>",
        _row(three["results"] * 3),
        _row(cells),
    ]
    return _table(rows)
