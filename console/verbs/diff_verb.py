"""diff: what became of every finding from one run of a site to another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console

from console import options as o
from console.comparing import compared
from console.rows import ID_SHOWN, Row, print_rows
from console.texts import say
from records import views
from records.store import Store
from reports.changes import Change, Changes, Kind
from reports.texts import Texts

SHOWN = Console()
ORDER = (Kind.NEW, Kind.WORSE, Kind.OTHER_RULE, Kind.GONE, Kind.STILL, Kind.UNSEEN)


def register(cli: click.Group) -> None:
    """Hang the verb on the command line."""
    then = click.argument("then", metavar="RUN")
    now = click.argument("now", metavar="RUN", default="latest")
    kind = click.option(
        "--kind", type=click.Choice([k.value for k in ORDER]), default=None, help=say("option.kind")
    )
    verb = o.verb(cli, "diff", then, now, o.of_site_option, o.db_option, kind, o.rows_option, o.lang_option)
    verb(_diff)


def _diff(then: str, now: str, site_code: str | None, db: Path, kind: str | None, **given: Any) -> None:
    with Store.open(o.existing(db)) as store:
        later = store.run(now, site_code)
        changes = compared(store, store.run(then, later.site), later)
    words = Texts(given["lang"])
    ordered = sorted(changes.all, key=lambda c: ORDER.index(c.kind))
    rows = (_row(c) for c in ordered if kind in {None, c.kind.value})
    if given["format"] == "table":
        _heading(changes, words)
        print_rows(rows, "table", lambda row: _told(row, words))
    else:
        print_rows(rows, given["format"])


def _heading(changes: Changes, words: Texts) -> None:
    counts = [f"{words(f'changes.{k.value}')} {len(changes.of(k))}" for k in ORDER]
    SHOWN.print(" · ".join(counts), highlight=False)
    if not changes.comparable:
        SHOWN.print(say("diff.not_whole"), highlight=False)


def _row(change: Change) -> Row:
    """A change as programs read it: the finding, and its outcome and severity in either run."""
    then, now = change.then, change.now
    row = views.finding_row(change.finding)
    return {
        "change": change.kind.value,
        "then": f"{then.outcome.value} {then.severity.value}" if then else None,
        "now": f"{now.outcome.value} {now.severity.value}" if now else None,
        **row,
    }


def _told(row: Row, words: Texts) -> Row:
    weights = [_weight(row[side]) for side in ("then", "now")]
    return {
        say("diff.change"): words(f"changes.{row['change']}"),
        say("findings.id"): row["id"][:ID_SHOWN],
        say("findings.outcome"): " → ".join(dict.fromkeys(weights)),
        say("findings.message"): row["message"],
        say("findings.rule"): row["rule"],
    }


def _weight(weight: Any) -> str:
    outcome, _, severity = (weight or "").partition(" ")
    return f"{say(f'outcome.{outcome}')} · {say(f'severity.{severity}')}" if outcome else say("diff.nothing")
