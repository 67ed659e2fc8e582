"""Annual reports of the sample site in the national forms, as headings, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

OLD_FORM, CLOSED, REST = (
    "60",
    ("late", "unpaid"),
    "rest",
)  # rows that the old form has not: it counts them in one


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


Rows = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six parts; `picture` in place of its table."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: Rows | None = None
    picture: bool = False


def report_parts(name: str) -> list[Part]:
    """The parts of one report of reports.yml; KeyError for an unknown name."""
    data = _data()
    told = data["reports"][name]
    first, fifth = data["tellings"][told["telling"]]
    said = data["received"].replace("«received»", str(told["said"]))
    tables = {2: _active(), 3: _requests(told), 4: _suits(told.get("suits", [0] * 12))}
    texts = {
        1: (*first, said),
        5: tuple(fifth),
        6: (data["fee"] if told.get("fee", True) else data["no-fee"],),
    }
    parts = []
    for n, heading in enumerate(data["headings"][told.get("form", "30")], start=1):
        if n != told.get("drop"):
            picture = bool(told.get("pictures")) and n in tables
            parts.append(Part(heading, texts.get(n, ()), None if picture else tables.get(n), picture))
    return parts


def report_opening(name: str) -> str:
    """The sentence about form and period that stands before the parts."""
    data = _data()
    return str(data["opening"]).replace("«year»", str(data["reports"][name]["year"]))


def _active() -> Rows:
    rows = _data()["active"]
    return [[Cell(text, columns=4 if len(row) == 1 else 1) for text in row] for row in rows]


def _requests(told: Mapping[str, Any]) -> Rows:
    data = _data()
    columns = data["columns"]
    corner = Cell(data["identity"], rows=3, columns=3)
    head = [
        [corner, Cell(data["applicants"], columns=len(columns))],
        [Cell(columns[0], rows=2), Cell(data["bodies"], columns=5), Cell(columns[-1], rows=2)],
        [Cell(name) for name in columns[1:-1]],
    ]
    old = told.get("form") == OLD_FORM
    rows = [row for row in data["rows"] if not (old and row[0] in CLOSED)]
    return [*head, *_body(told, [row[:3] if old and row[0] == REST else row for row in rows])]


def _body(told: Mapping[str, Any], rows: Sequence[Sequence[str]]) -> Iterator[list[Cell]]:
    """Labels that cover the rows of their group, then the figures."""
    shown: set[str] = set()
    for key, *labels in rows:
        line: list[Cell] = []
        for n, label in enumerate(labels):
            if label not in shown:
                covers = sum(label in row for row in rows)
                line.append(Cell(label, covers, 3 - n if n == len(labels) - 1 else 1))
        shown.update(labels)
        yield [*line, *(Cell(text) for text in _figures(told, key))]


def _figures(told: Mapping[str, Any], key: str) -> list[str]:
    figures: list[int] = told.get(key) or (_results(told) if key == "total" else [0] * 6)
    blank = "" if told.get("blank") else "0"
    return [str(n) if n else blank for n in (*figures, sum(figures))]


def _results(told: Mapping[str, Any]) -> list[int]:
    """All results added up by column."""
    keys = [row[0] for row in _data()["rows"] if row[0] not in ("received", "carried", "total", "next")]
    return [sum(told[k][c] for k in keys if k in told) for c in range(6)]


def _suits(figures: Sequence[int]) -> Rows:
    """Four figures a group; the fifth is their sum."""
    data = _data()
    names, size = data["outcomes"], len(data["outcomes"])
    groups = [figures[n : n + size - 1] for n in range(0, len(figures), size - 1)]
    return [
        [Cell(data["review"], rows=2, columns=size), Cell(data["suit"], columns=2 * size)],
        [Cell(name, columns=size) for name in data["suits"]],
        [Cell(name) for name in names * 3],
        [Cell(str(n)) for group in groups for n in (*group, sum(group))],
    ]


@cache
def _data() -> dict[str, Any]:
    text = Path(__file__).with_name("reports.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
