"""notices: letters after runs, and the digest of each morning."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from console import options as o
from console.fleet.postbox import load_post
from console.fleet.telling import letters_due, send
from console.fleet.timing import CHINA
from console.texts import say
from records.store import Store

SHOWN = Console()


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("notices", help=say("notices.help"))
    cli.add_command(group)
    config = click.option(
        "--config", type=click.Path(path_type=Path), required=True, help=say("option.notices.config")
    )
    dry = click.option("--dry-run", is_flag=True, help=say("option.notices.dry"))
    o.verb(group, "notices.send", o.db_option, config, dry, o.rules_option, o.lang_option)(_send)


def _send(db: Path, config: Path, dry_run: bool, rules: Path | None, **_: Any) -> None:
    post, now = load_post(config), dt.datetime.now(CHINA)
    sent = failed = 0
    with Store.open(o.existing(db)) as store:
        for due in letters_due(store, post, now, rules):
            if dry_run:
                SHOWN.rule(f"{due.to.name}: {due.letter.subject}")
                SHOWN.print(due.letter.text, markup=False, highlight=False, soft_wrap=True)
                sent += 1
            elif send(store, post, due, now):
                sent += 1
            else:
                failed += 1
    SHOWN.print(say("notices.dry" if dry_run else "notices.sent", n=sent, failed=failed), highlight=False)
    if failed:
        raise SystemExit(1)
