"""schedule: when sites are audited, and the process that sees to it."""

from __future__ import annotations

import datetime as dt
import json
import logging
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from console import options as o
from console.fleet.postbox import load_post
from console.fleet.timing import CHINA, checked, next_fires
from console.fleet.words import in_words, moment_in_words, scope_in_words
from console.fleet.worker import Shop, Worker
from console.tables import ruled
from console.texts import say
from records.errors import InputError
from records.fleet import Schedule
from records.store import Store

SHOWN = Console()
EVERY = {"daily": "{m} {h} * * *", "weekly": "{m} {h} * * {w}", "monthly": "{m} {h} {d} * *"}


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("schedule", help=say("schedule.help"))
    cli.add_command(group)
    name = click.argument("name")
    chosen = (
        click.option("--site", default=None, help=say("option.schedule.site")),
        click.option("--group", default=None, help=say("option.schedule.group")),
        click.option("--every", type=click.Choice(tuple(EVERY)), default=None, help=say("option.schedule.every")),
        click.option("--before", type=o.Day(), default=None, help=say("option.schedule.before")),
        click.option("--cron", default=None, help=say("option.schedule.cron")),
        click.option("--at", default="01:30", show_default=True, help=say("option.schedule.at")),
        click.option("--weekday", type=click.IntRange(1, 7), default=1, show_default=True, help=say("option.schedule.weekday")),
        click.option("--day", type=click.IntRange(1, 28), default=1, show_default=True, help=say("option.schedule.day")),
        click.option("--window", default="", help=say("option.schedule.window")),
        click.option("--jitter", type=click.IntRange(0, 1440), default=60, show_default=True, help=say("option.schedule.jitter")),
        click.option("--skip", multiple=True, help=say("option.schedule.skip")),
        click.option("--until", type=o.Day(), default=None, help=say("option.schedule.until")),
    )  # fmt: skip
    workers = click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help=say("option.schedule.workers"))  # fmt: skip
    notices = click.option(
        "--notices", type=click.Path(path_type=Path), default=None, help=say("option.schedule.notices")
    )
    once = click.option("--once", is_flag=True, help=say("option.schedule.once"))
    o.verb(group, "schedule.add", name, *chosen, o.db_option, o.lang_option)(_add)
    o.verb(group, "schedule.list", o.db_option, o.json_option, o.lang_option)(_list)
    o.verb(group, "schedule.pause", name, o.db_option, o.lang_option)(_pause)
    o.verb(group, "schedule.resume", name, o.db_option, o.lang_option)(_resume)
    o.verb(group, "schedule.remove", name, o.db_option, o.lang_option)(_remove)
    o.verb(group, "schedule.run", o.db_option, workers, o.rules_option, notices, once, o.lang_option)(_run)


def _add(name: str, db: Path, **given: Any) -> None:
    schedule = checked(
        Schedule(
            name=name,
            scope=_scope(given["site"], given["group"]),
            cron=_cron(given),
            considered_at=time.time(),
            jitter=given["jitter"],
            window=given["window"],
            skipped=tuple(given["skip"]),
            until=given["until"].isoformat() if given["until"] else "",
        )
    )
    with Store.open(db) as store:
        if given["site"]:
            store.registered_site(given["site"])
        count = len(store.registered_sites(schedule.scope))
        store.keep_schedule(schedule)
    SHOWN.print(say("schedule.added", name=name, when=in_words(schedule), n=count), highlight=False)
    for moment in next_fires(schedule, dt.datetime.now(CHINA)):
        SHOWN.print(f"  {moment_in_words(moment)}", highlight=False)
    if not count:
        SHOWN.print(say("schedule.added.nobody", scope=scope_in_words(schedule.scope)), highlight=False)


def _cron(given: dict[str, Any]) -> str:
    told = [given["every"], given["before"], given["cron"]]
    if sum(x is not None for x in told) != 1:
        raise InputError(say("schedule.when"), remedy="--every | --before | --cron")
    if given["cron"]:
        return str(given["cron"])
    try:
        at = dt.time.fromisoformat(given["at"])
    except ValueError:
        raise InputError(say("schedule.at.bad", value=given["at"]), remedy="01:30") from None
    if given["before"]:
        return f"before {given['before'].isoformat()} at {at:%H:%M}"
    values = {"m": at.minute, "h": at.hour, "w": given["weekday"] % 7, "d": given["day"]}
    return EVERY[given["every"]].format(**values)


def _scope(site: str | None, group: str | None) -> str:
    if site and group:
        raise InputError(say("schedule.scope"), remedy="--site | --group")
    return f"site:{site}" if site else f"group:{group}" if group else "all"


def _list(db: Path, as_json: bool, **_: Any) -> None:
    now = dt.datetime.now(CHINA)
    with Store.open(o.existing(db)) as store:
        found = [(s, len(store.registered_sites(s.scope))) for s in store.schedules()]
    if as_json:
        for schedule, count in found:
            click.echo(json.dumps(_object(schedule, count, now), ensure_ascii=False))
        return
    table = ruled(*(say(f"schedule.list.{head}") for head in ("name", "scope", "when", "next")))
    table.columns[-1].no_wrap = True
    for schedule, count in found:
        coming = "\n".join(moment_in_words(m) for m in next_fires(schedule, now))
        scope = say("schedule.list.sites", scope=scope_in_words(schedule.scope), n=count)
        table.add_row(schedule.name, scope, in_words(schedule), coming or say("schedule.list.none"))
    SHOWN.print(table)


def _object(schedule: Schedule, count: int, now: dt.datetime) -> dict[str, Any]:
    return {
        "name": schedule.name,
        "scope": schedule.scope,
        "sites": count,
        "cron": schedule.cron,
        "when": in_words(schedule),
        "paused": schedule.paused,
        "next": [moment.isoformat(timespec="minutes") for moment in next_fires(schedule, now)],
    }


def _pause(name: str, db: Path, **_: Any) -> None:
    with Store.open(o.existing(db)) as store:
        store.keep_schedule(replace(store.schedule(name), paused=True))
    SHOWN.print(say("schedule.paused", name=name), highlight=False)


def _resume(name: str, db: Path, **_: Any) -> None:
    """What fired while it was paused is not made up for."""
    with Store.open(o.existing(db)) as store:
        store.keep_schedule(replace(store.schedule(name), paused=False, considered_at=time.time()))
    SHOWN.print(say("schedule.resumed", name=name), highlight=False)


def _remove(name: str, db: Path, **_: Any) -> None:
    with Store.open(o.existing(db)) as store:
        store.drop_schedule(name)
    SHOWN.print(say("schedule.removed", name=name), highlight=False)


def _run(db: Path, workers: int, rules: Path | None, notices: Path | None, once: bool, **_: Any) -> None:
    """Until Ctrl-C or SIGTERM; running audits stop cleanly then and go on the next time."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    worker = Worker(
        Shop(
            db,
            workers,
            str(rules.resolve()) if rules else "",
            post=load_post(notices) if notices else None,
        )
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: worker.stopping.set())
    worker.run(until_empty=once)
