"""Options and parameter types shared by the verbs.

Click hands a verb its options as keywords: that is a door, so verbs take `**given: Any` and turn it into types at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from console.texts import LANGS, say
from records.errors import InputError
from records.vocabulary import Severity

Decorated = Callable[..., Any]
FORMATS = ("html", "xlsx", "csv", "jsonl")
MORE_FORMATS = (*FORMATS, "ledger", "self-check", "notice", "datasette")


class Day(click.ParamType[dt.date]):
    """A day written YYYY-MM-DD; anything else is refused with an example."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            if len(value) != len("2026-11-20"):
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(say("option.today.bad", value=value), param, ctx)


class Verb(click.Command):
    """A verb whose help ends with a working example (`<key>.example` in texts.yml)."""

    key = ""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.section(say("help.example")):
            for line in say(f"{self.key}.example").splitlines():
                formatter.write(f"  {line}\n")


def verb(
    group: click.Group, key: str, *decorators: Callable[[Decorated], Decorated]
) -> Callable[[Decorated], Decorated]:
    """Register a function as verb `key` (dotted below a group); help and example come from texts.yml."""

    def register(function: Decorated) -> Decorated:
        decorated = function
        for decorate in reversed(decorators):
            decorated = decorate(decorated)
        command = click.command(key.rsplit(".", 1)[-1], cls=Verb, help=say(f"{key}.help"))(decorated)
        command.key = key
        group.add_command(command)
        return function

    return register


def later(module: str, name: str) -> Decorated:
    """A function that is looked up when it is called: help needs none of the libraries that its verb works with."""

    def call(**given: Any) -> Any:
        return getattr(import_module(module), name)(**given)

    return call


def _path_option(
    *names: str, key: str, default: Path | None = None, folder: bool = False
) -> Callable[[Decorated], Decorated]:
    kind = click.Path(file_okay=not folder, dir_okay=folder, path_type=Path)
    return click.option(*names, type=kind, default=default, show_default=default is not None, help=say(key))


def _choice(
    *names: str, of: tuple[str, ...], key: str, default: str | None
) -> Callable[[Decorated], Decorated]:
    shown = default is not None
    return click.option(*names, type=click.Choice(of), default=default, show_default=shown, help=say(key))


site_argument = click.argument("site")
db_option = _path_option("--db", key="option.db", default=Path("gongkai.db"))
rules_option = _path_option("--rules", key="option.rules", folder=True)
out_option = _path_option("--out", key="option.out", default=Path("gongkai-report"), folder=True)
today_option = click.option("--today", type=Day(), default=None, help=say("option.today"))
evaluator_option = _choice(
    "--evaluator", of=("auto", "durable-rules", "reference"), key="option.evaluator", default="auto"
)
lang_option = _choice("--lang", of=LANGS, key="option.lang", default="zh")
formats_option = click.option(
    "--format", "formats", type=click.Choice(MORE_FORMATS), multiple=True, help=say("option.formats")
)
fresh_option = click.option("--fresh", is_flag=True, help=say("option.fresh"))
resume_option = click.option("--resume", is_flag=True, help=say("option.resume"))
full_option = click.option("--full", is_flag=True, help=say("option.full"))
json_option = click.option("--json", "as_json", is_flag=True, help=say("option.json"))
fail_on_option = _choice("--fail-on", of=tuple(s.value for s in Severity), key="option.fail_on", default=None)
run_option = click.option("--run", "which", default="latest", show_default=True, help=say("option.run"))
run_argument = click.argument("which", metavar="RUN", default="latest")
of_site_option = click.option("--site", "site_code", default=None, help=say("option.site"))
rows_option = _choice("--format", of=("table", "jsonl", "csv"), key="option.rows", default="table")


def existing(db: Path) -> Path:
    """The database's path; InputError that says how a database comes to be when there is none."""
    if not db.is_file():
        raise InputError(say("db.missing", path=db), remedy=say("db.missing.remedy"))
    return db
