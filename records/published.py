"""A database to publish: plain tables for Datasette, made anew each time; what stands in it is decided by who calls."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from sqlite_utils import Database

from records.store_base import telling

BATCH = 2_000
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table to publish. `columns`: name and SQLite type; `refers`: column -> table whose key it names; `indexed`: columns."""

    name: str
    columns: Mapping[str, str]
    key: str | None
    rows: Iterable[Sequence[Value]]
    refers: Mapping[str, str] = field(default_factory=dict)
    indexed: tuple[str, ...] = ()


def publish(path: Path, tables: Iterable[Table]) -> None:
    """Write the tables into the new database at `path`; StoreError when it cannot be written."""
    with telling(path):
        connection = sqlite3.connect(path)
        try:
            db = Database(connection)
            connection.execute(
                "PRAGMA synchronous = OFF"
            )  # the file is renamed into its place only when it is whole
            for table in tables:
                _create(db, table)
                _fill(connection, table)
            connection.commit()
            connection.execute("ANALYZE")
            connection.commit()
        finally:
            connection.close()


def described(name: str, words: Mapping[str, str]) -> dict[str, Any]:
    """Datasette's metadata for a database called `name`: titles, facets, canned queries; `words` fill in the texts."""
    template = _template()
    database = {key: value for key, value in template.items() if key not in {"title", "description"}}
    return {
        "title": template["title"].format(**words),
        "description": template["description"].format(**words),
        "databases": {name: database},
    }


def _create(db: Database, table: Table) -> None:
    made = db.table(table.name)
    foreign = [(column, other, _KEYS[other]) for column, other in table.refers.items()]
    made.create(dict(table.columns), pk=table.key, foreign_keys=foreign)
    for column in table.indexed:
        made.create_index([column])


def _fill(connection: sqlite3.Connection, table: Table) -> None:
    marks = ", ".join("?" * len(table.columns))
    names = ", ".join(f'"{name}"' for name in table.columns)
    statement = f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - our own names
    for batch in _batches(iter(table.rows)):
        connection.executemany(statement, batch)


def _batches(rows: Iterator[Sequence[Value]]) -> Iterator[list[Sequence[Value]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


@cache
def _template() -> dict[str, Any]:
    text = Path(__file__).with_name("published.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


_KEYS = {"finding": "id", "rule": "id", "basis": "id", "site_column": "key"}
