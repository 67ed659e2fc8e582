"""evidence: show what proves a finding, write it as a package, verify a package."""

from __future__ import annotations

from pathlib import Path

import click

from console import options as o
from console.texts import say


def register(cli: click.Group) -> None:
    """Hang the verb on the command line."""
    what = click.argument("what", metavar="FINDING|verify")
    file = click.argument("file", metavar="[PACK]", required=False, type=click.Path(path_type=Path))
    pack = click.option("--pack", type=click.Path(path_type=Path), default=None, help=say("option.pack"))
    unmasked = click.option("--unmasked", is_flag=True, help=say("option.unmasked"))
    by = click.option("--by", default=None, help=say("option.by"))
    style = click.option(
        "--format", "style", type=click.Choice(["text", "json"]), default="text", help=say("option.style")
    )
    of_run = (o.run_option, o.of_site_option, o.db_option)
    o.verb(cli, "evidence", what, file, pack, unmasked, by, style, *of_run, o.lang_option)(
        o.later("console.evidencing", "evidence")
    )
