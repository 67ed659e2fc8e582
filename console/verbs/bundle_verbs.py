"""bundle: a judged run as one file that travels, also between networks that never meet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console

from console import options as o
from console.pipeline import archive_of
from console.texts import say
from records.bundle import SUFFIX, Bundle, Place, export_bundle, import_bundle, verify_bundle
from records.store import Store

SHOWN = Console()


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("bundle", help=say("bundle.help"))
    cli.add_command(group)
    out = click.option("--out", type=click.Path(path_type=Path), default=None, help=say("option.bundle.out"))
    files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
    anew = click.option("--replace", is_flag=True, help=say("option.bundle.replace"))
    o.verb(group, "bundle.export", o.run_argument, o.of_site_option, o.db_option, out, o.lang_option)(_export)
    o.verb(group, "bundle.import", files, o.db_option, anew, o.lang_option)(_import)
    o.verb(group, "bundle.verify", files, o.lang_option)(_verify)


def _export(which: str, site_code: str | None, db: Path, out: Path | None, **_: Any) -> None:
    with Store.open(o.existing(db)) as store:
        run = store.run(which, site_code)
        path = out or Path(f"{run.id}{SUFFIX}")
        bundle = export_bundle(Place(store, archive_of(db)), run.id, path)
    SHOWN.print(
        say("bundle.exported", file=path, bytes=f"{path.stat().st_size:,}", **_said(bundle)), highlight=False
    )


def _import(files: tuple[Path, ...], db: Path, replace: bool, **_: Any) -> None:
    with Store.open(db) as store:
        for path in files:
            bundle, new = import_bundle(path, Place(store, archive_of(db)), replace=replace)
            key = "bundle.imported" if new else "bundle.known"
            SHOWN.print(say(key, **_said(bundle)), highlight=False)


def _verify(files: tuple[Path, ...], **_: Any) -> None:
    for path in files:
        bundle = verify_bundle(path)
        SHOWN.print(say("bundle.good", file=path, **_said(bundle)), highlight=False)


def _said(bundle: Bundle) -> dict[str, str]:
    return {
        "run": bundle.run,
        "site": bundle.site,
        "today": bundle.today,
        "tool": bundle.tool_version,
        "digest": bundle.digest[:16],
    }
