"""due: what falls due next at a site, and the warnings ahead, as table, JSON or calendar."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from console import options as o
from console.target import find_site
from console.texts import say
from records.store import Store

if TYPE_CHECKING:
    from reports.summary import Summary
    from reports.texts import Texts

SHOWN = Console()


def register(cli: click.Group) -> None:
    """Hang the verb on the command line."""
    site = click.argument("site", required=False)
    style = click.option(
        "--format",
        "style",
        type=click.Choice(["table", "json", "ics"]),
        default="table",
        show_default=True,
        help=say("option.style"),
    )
    out = click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), default=None, help=say("option.file")
    )
    common = (o.today_option, o.rules_option, o.lang_option)
    o.verb(cli, "due", site, o.run_option, o.db_option, style, out, *common)(_due)


def _due(site: str | None, which: str, db: Path, style: str, out: Path | None, **given: Any) -> None:
    from console.pipeline import report_input
    from reports.due_shown import due_calendar, due_object
    from reports.summary import summarise
    from reports.texts import Texts

    texts = Texts(given["lang"])
    with Store.open(o.existing(db)) as store:
        run = store.run(which, find_site(site, store)[0].code if site else None)
        material = report_input(store, run, lang=given["lang"], rules=given["rules"])
    summary = summarise(replace(material, today=given["today"] or material.today))
    if style == "table" and out is None:
        _print(summary, texts)
        return
    is_calendar = style == "ics" or (out is not None and out.suffix == ".ics")
    made = due_calendar(summary, texts) if is_calendar else _json(due_object(summary, texts))
    if out is None:
        click.echo(made.encode(), nl=False)
        return
    out.write_bytes(made.encode())
    click.echo(f"{say('files.written')} {out}")


def _json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _print(summary: Summary, texts: Texts) -> None:
    from reports.due_shown import due_left, due_text, warning_text
    from reports.due_warnings import warnings_ahead

    if not summary.due:
        SHOWN.print(texts("due.none"))
    else:
        table = Table()
        for name in ("on", "left", "what", "where"):
            table.add_column(texts(f"due.{name}"), overflow="fold", no_wrap=name in {"on", "left"})
        for item in summary.due:
            mark = "! " if item.warning else ""
            table.add_row(item.on.isoformat(), due_left(item, texts), mark + due_text(item, texts), item.url)
        SHOWN.print(table, markup=False)
    warned = warnings_ahead(summary.material)
    if warned:
        SHOWN.print(texts("due.warnings"))
    for warning in warned:
        SHOWN.print(f"! {warning_text(warning, texts)}", markup=False, highlight=False)
