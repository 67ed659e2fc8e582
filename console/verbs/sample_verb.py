"""sample: a share of a run's decisions to be checked by hand, the same for the same seed."""

from __future__ import annotations

from typing import Any

import click

from console import options as o
from console.rows import ID_SHOWN, Row, print_rows
from console.sampling import Draw, Drawn, sampled
from console.texts import say
from records.store import Store
from records.vocabulary import Outcome

DEFAULT = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS, Outcome.UNCHECKED)


def register(cli: click.Group) -> None:
    """Hang the verb on the command line."""
    size = click.option(
        "--size", type=click.IntRange(1), default=50, show_default=True, help=say("option.size")
    )
    seed = click.option("--seed", default="1", show_default=True, help=say("option.seed"))
    outcomes = click.option(
        "--outcome",
        "outcomes",
        multiple=True,
        type=click.Choice([x.value for x in Outcome]),
        help=say("option.sample_outcome"),
    )
    verb = o.verb(
        cli,
        "sample",
        o.run_argument,
        size,
        seed,
        outcomes,
        o.of_site_option,
        o.db_option,
        o.rows_option,
        o.lang_option,
    )
    verb(_sample)


def _sample(which: str, size: int, seed: str, outcomes: tuple[str, ...], **given: Any) -> None:
    wanted = frozenset(Outcome(x) for x in outcomes) or frozenset(DEFAULT)
    with Store.open(o.existing(given["db"])) as store:
        run = store.run(which, given["site_code"])
        drawn = sampled(store, run, wanted, Draw(size, seed))
    print_rows((_row(d) for d in drawn), given["format"], _told)


def _row(drawn: Drawn) -> Row:
    return {
        "id": drawn.id,
        "outcome": drawn.outcome.value,
        "rule": drawn.rule,
        "subject": drawn.subject,
        "column": drawn.column,
        "url": drawn.url,
        "title": drawn.title,
        "message": drawn.message,
        "stratum": drawn.stratum,
        "of": drawn.of,
    }


def _told(row: Row) -> Row:
    return {
        say("findings.id"): row["id"][:ID_SHOWN],
        say("findings.outcome"): say(f"outcome.{row['outcome']}"),
        say("sample.column"): row["column"],
        say("findings.message"): row["message"] or row["title"] or row["subject"],
        say("findings.rule"): row["rule"],
        say("sample.of"): row["of"],
    }
