"""queue: the audits that wait, run and have ended; stop, repeat and hurry them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.live import Live
from rich.table import Table

from console import options as o
from console.fleet.clock import URGENT
from console.fleet.local_queue import LocalQueue
from console.fleet.words import seconds_in_words
from console.tables import ruled
from console.texts import say
from records.fleet import Audit, AuditState
from records.store import Store

SHOWN = Console()
COMING = (AuditState.RUNNING, AuditState.WAITING)
WATCH_SECONDS = 1.0


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("queue", help=say("queue.help"))
    cli.add_command(group)
    number = click.argument("number", type=int)
    sites = click.argument("sites", nargs=-1, required=True, metavar="SITE…")
    ended = click.option("--all", "everything", is_flag=True, help=say("option.queue.all"))
    most = click.option(
        "--limit", type=click.IntRange(1), default=50, show_default=True, help=say("option.queue.limit")
    )
    o.verb(group, "queue.list", o.db_option, ended, most, o.json_option, o.lang_option)(_list)
    o.verb(group, "queue.watch", o.db_option, o.lang_option)(_watch)
    o.verb(group, "queue.now", sites, o.db_option, o.lang_option)(_now)
    o.verb(group, "queue.stop", number, o.db_option, o.lang_option)(_stop)
    o.verb(group, "queue.repeat", number, o.db_option, o.lang_option)(_repeat)


def _list(db: Path, everything: bool, limit: int, as_json: bool, **_: Any) -> None:
    with LocalQueue(o.existing(db)) as queue:
        found = queue.listed(AuditState if everything else COMING, limit)
        counts = queue.counts()
    if as_json:
        for audit in found:
            click.echo(json.dumps(_object(audit), ensure_ascii=False))
        return
    SHOWN.print(_table(found))
    SHOWN.print(_counted(counts), highlight=False)


def _watch(db: Path, **_: Any) -> None:
    """Until Ctrl-C."""
    with LocalQueue(o.existing(db)) as queue, Live(console=SHOWN, auto_refresh=False) as live:
        while True:
            live.update(_table(queue.listed(COMING, SHOWN.height)), refresh=True)
            time.sleep(WATCH_SECONDS)


def _now(sites: tuple[str, ...], db: Path, **_: Any) -> None:
    now = time.time()
    with Store.open(o.existing(db)) as store:
        found = [store.registered_site(code) for code in sites]
    with LocalQueue(db) as queue:
        for site in found:
            queue.hurry((f"{site.code}@{now:.0f}", site.code, site.platform, now, URGENT))
    SHOWN.print(say("queue.hurried", sites=" ".join(sites)), highlight=False)


def _stop(number: int, db: Path, **_: Any) -> None:
    with LocalQueue(o.existing(db)) as queue:
        audit = queue.stop(number, time.time())
    key = "queue.stopped" if audit.state is AuditState.CANCELLED else "queue.stopping"
    SHOWN.print(say(key, number=number, site=audit.site), highlight=False)


def _repeat(number: int, db: Path, **_: Any) -> None:
    with LocalQueue(o.existing(db)) as queue:
        audit = queue.repeat(number, time.time())
    SHOWN.print(say("queue.repeated", number=number, site=audit.site), highlight=False)


def _table(audits: list[Audit]) -> Table:
    table = ruled(
        *(say(f"queue.list.{head}") for head in ("number", "site", "state", "due", "progress", "note"))
    )
    for a in audits:
        due = seconds_in_words(a.ended_at or a.due_at)
        table.add_row(
            str(a.number), a.site, say(f"audit.{a.state.value}"), due, _progress(a), a.error or a.run
        )
    return table


def _progress(audit: Audit) -> str:
    """Phase, pages and what is left at this pace; nothing for an audit that does not run."""
    p = audit.progress
    if audit.state is not AuditState.RUNNING or not p.phase:
        return ""
    phase = say(f"phase.{p.phase}")
    if not p.planned:
        return phase
    left = round((p.planned - p.seen) / p.rate / 60) if p.rate else 0
    return say("queue.progress", phase=phase, seen=p.seen, planned=p.planned, rate=f"{p.rate:.1f}", left=left)


def _counted(counts: dict[AuditState, int]) -> str:
    return "  ".join(
        f"{say(f'audit.{state.value}')} {counts[state]}" for state in AuditState if state in counts
    )


def _object(audit: Audit) -> dict[str, Any]:
    p = audit.progress
    return {
        "number": audit.number,
        "site": audit.site,
        "state": audit.state.value,
        "due": seconds_in_words(audit.due_at),
        "attempts": audit.attempts,
        "phase": p.phase,
        "planned": p.planned,
        "seen": p.seen,
        "rate": p.rate,
        "run": audit.run,
        "error": audit.error,
    }
