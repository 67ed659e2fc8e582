"""doctor: is this machine fit to audit, and what to do where it is not."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from checks.working_days import calendar_years
from console import options as o
from console.pipeline import tool_version
from console.tables import ruled
from console.texts import say
from records.errors import GongkaiError
from records.store import Store
from rules.engine import durable_problem

SHOWN = Console()
FREE_BYTES = 2 * 1024**3
GOOD, WARN, BAD = "good", "warn", "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `state` good, warn or bad."""

    name: str
    state: str
    seen: str
    remedy: str = ""


def register(cli: click.Group) -> None:
    """Hang the verb on the command line."""
    o.verb(cli, "doctor", o.db_option, o.lang_option)(_doctor)


def _doctor(db: Path, lang: str) -> None:
    table = ruled(*(say(f"doctor.{c}") for c in ("name", "state", "seen", "remedy")))
    found = list(examine(db))
    for f in found:
        table.add_row(say(f"doctor.{f.name}"), say(f"doctor.{f.state}"), f.seen, f.remedy)
    SHOWN.print(table)
    raise SystemExit(2 if any(f.state == BAD for f in found) else 0)


def examine(db: Path) -> Iterator[Finding]:
    """Look at versions, engine, disk, database, calendar, contact address and the optional parts."""
    yield Finding("version", GOOD, f"gongkai {tool_version()} · {platform.system()} {platform.machine()}")
    supported = sys.version_info[:2] < (3, 13)
    yield Finding(
        "python",
        GOOD if supported else WARN,
        platform.python_version(),
        "" if supported else say("doctor.python.remedy"),
    )
    problem = durable_problem()
    yield Finding(
        "engine",
        WARN if problem else GOOD,
        problem or "durable-rules",
        say("doctor.engine.remedy") if problem else "",
    )
    yield _disk(db)
    yield _database(db)
    yield _calendar()
    yield _contact()
    loop = importlib.util.find_spec("uvloop") is not None
    yield Finding("uvloop", GOOD, say("doctor.present" if loop else "doctor.absent"))


def _disk(db: Path) -> Finding:
    folder = next(p for p in (db.resolve().parent, *db.resolve().parents) if p.exists())
    free = shutil.disk_usage(folder).free
    state = GOOD if free >= FREE_BYTES else WARN
    return Finding(
        "disk", state, f"{free / 1024**3:.1f} GiB", "" if state == GOOD else say("doctor.disk.remedy")
    )


def _database(db: Path) -> Finding:
    try:
        if db.exists():
            with Store.open(db) as store:
                return Finding("database", GOOD, say("doctor.database.runs", path=db, runs=len(store.runs())))
        with (
            tempfile.TemporaryDirectory(dir=db.resolve().parent) as folder,
            Store.open(Path(folder) / "try.db"),
        ):
            return Finding("database", GOOD, say("doctor.database.new", path=db))
    except (GongkaiError, OSError) as error:
        return Finding("database", BAD, str(error), say("doctor.database.remedy"))


def _calendar() -> Finding:
    first, last = calendar_years()
    return Finding("calendar", GOOD, f"{first}–{last}", say("doctor.calendar.remedy", year=last + 1))


def _contact() -> Finding:
    contact = os.environ.get("GONGKAI_CONTACT", "")
    return Finding(
        "contact",
        GOOD if contact else WARN,  # a crawl of another machine insists on it
        contact or say("doctor.absent"),
        "" if contact else say("doctor.contact.remedy"),
    )
