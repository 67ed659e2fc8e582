"""review list|show|set|export|import|appeal|stats: persons decide on findings; the machine's answer stays beside them."""

from __future__ import annotations

from pathlib import Path

import click

from console import options as o
from console.texts import say
from records.reviews import ReviewVerdict

VERDICTS = [v.value for v in ReviewVerdict]


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("review", help=say("review.help"))
    cli.add_command(group)
    of_run = (o.run_option, o.of_site_option, o.db_option)
    finding = click.argument("finding", metavar="FINDING")
    by = click.option("--by", default=None, help=say("option.by"))
    why = click.option("--why", default="", help=say("option.why"))
    everything = click.option("--all", "everything", is_flag=True, help=say("option.all_reviews"))
    o.verb(group, "review.list", *of_run, everything, o.rows_option, o.lang_option)(
        o.later("console.deciding", "listed")
    )
    o.verb(group, "review.show", finding, *of_run, o.lang_option)(o.later("console.deciding", "show"))
    verdict = click.argument("verdict", type=click.Choice(VERDICTS))
    o.verb(group, "review.set", finding, verdict, by, why, *of_run, o.lang_option)(
        o.later("console.deciding", "decided")
    )
    out = click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
    o.verb(group, "review.export", out, *of_run, everything, o.lang_option)(
        o.later("console.deciding", "export")
    )
    filled = click.argument("filled", type=click.Path(dir_okay=False, path_type=Path))
    o.verb(group, "review.import", filled, by, *of_run, o.lang_option)(o.later("console.deciding", "take_in"))
    reason = click.option("--reason", required=True, help=say("option.appeal_reason"))
    files = click.option(
        "--file", "files", multiple=True, type=click.Path(path_type=Path), help=say("option.appeal_file")
    )
    o.verb(group, "review.appeal", finding, reason, files, by, *of_run, o.lang_option)(
        o.later("console.deciding", "appeal")
    )
    o.verb(group, "review.stats", o.of_site_option, o.db_option, o.rows_option, o.lang_option)(
        o.later("console.deciding", "stats")
    )
