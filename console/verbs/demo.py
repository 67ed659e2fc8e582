"""demo: audit the bundled sample bureau site, served on loopback."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import click

from console import options as o
from console.pipeline import Assessing, archive_of
from console.sample.build import sample_site
from console.sample.server import serving
from console.texts import say
from console.verbs.main_job import SHOWN, Output, run_audit
from records.store import Store

DEMO_DAY = dt.date(2026, 11, 20)


def register(cli: click.Group) -> None:
    """Hang the verb on the command line."""
    o.verb(cli, "demo", o.out_option, o.lang_option, o.json_option)(_demo)


def _demo(out: Path, lang: str, as_json: bool, **_: Any) -> None:
    """Everything is made anew each time, so that two demos never mix."""
    db = out / "demo.db"
    for old in (db, db.with_name("demo.db-wal"), db.with_name("demo.db-shm")):
        old.unlink(missing_ok=True)
    shutil.rmtree(archive_of(db), ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    with serving() as base, Store.open(db) as store:
        if not as_json:
            SHOWN.print(say("demo.serving", base=base))
        run_audit(sample_site(base), store, Assessing(DEMO_DAY), Output(out, as_json=as_json, lang=lang))
