"""Rows on standard output: JSON Lines and CSV for programs, a table for people."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from console.tables import ruled
from console.texts import say
from records import views
from reports.plain import defused, plain

SHOWN = Console()
TABLE_ROWS = 200
ID_SHOWN = 8
Row = dict[str, Any]
Told = Callable[[Row], Row]


def print_rows(rows: Iterable[Row], style: str, told: Told | None = None) -> None:
    """Rows as JSON Lines, CSV, or a table (each row as `told` puts it) cut at 200 rows, and it says so."""
    if style == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif style == "csv":
        _print_csv(rows)
    else:
        _print_table(map(told, rows) if told else rows)


def finding_told(row: Row) -> Row:
    """A finding for people: what `explain` takes, the outcome in words, the message, the rule."""
    outcome, severity = say(f"outcome.{row['outcome']}"), row.get("severity")
    return {
        say("findings.id"): row.get("id", "")[:ID_SHOWN],
        say("findings.outcome"): f"{outcome} · {say(f'severity.{severity}')}" if severity else outcome,
        say("findings.message"): row.get("message") or row["subject"],
        say("findings.rule"): row["rule"],
    }


def one_line(value: object) -> str:
    """A value on one line, nothing for what is not known."""
    return "" if value is None else plain(views.cell(value))


def _print_csv(rows: Iterable[Row]) -> None:
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(
                sys.stdout, fieldnames=list(row), extrasaction="ignore", lineterminator="\n"
            )
            writer.writeheader()
        writer.writerow({k: defused(views.cell(v)) for k, v in row.items()})


def _print_table(rows: Iterable[Row]) -> None:
    table: Table | None = None
    rows = iter(rows)
    for row in islice(rows, TABLE_ROWS):
        if table is None:
            table = ruled(*row)
        table.add_row(*(one_line(v) for v in row.values()))
    if table is None:
        SHOWN.print(say("rows.none"))
        return
    SHOWN.print(table, markup=False)
    rest = sum(1 for _ in rows)
    if rest:
        SHOWN.print(say("rows.more", rest=rest))
