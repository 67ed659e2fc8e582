"""sites check: is the site file right, how were the columns of its last crawl mapped, and what a person can settle."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from console import options as o
from console.mapping import not_found, open_questions
from console.target import find_site
from console.texts import say
from console.verbs.site_answers import AnswerFile, answers_given, ask
from records.catalogue import load_catalogue
from records.sitefile_edit import Answers
from records.store import Store
from records.types import Column, Dossier, Run, Site
from rules.ruleset import Ruleset, load_ruleset

SHOWN = Console()


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("sites", help=say("sites.help"))
    cli.add_command(group)
    asking = click.option("--ask/--no-ask", default=None, help=say("option.ask"))
    confirm = click.option("--confirm", multiple=True, metavar="CODE=URL", help=say("option.confirm"))
    reject = click.option("--reject", multiple=True, metavar="CODE[=REASON]", help=say("option.reject"))
    write = click.option(
        "--write", type=click.Path(dir_okay=False, path_type=Path), default=None, help=say("option.write")
    )
    answering = (asking, confirm, reject, write)
    o.verb(group, "sites.check", o.site_argument, o.db_option, *answering, o.rules_option, o.lang_option)(
        _check
    )


def _check(site: str, db: Path, rules: Path | None, **given: Any) -> None:
    ruleset, answers = load_ruleset(rules), answers_given(given["confirm"], given["reject"])
    if not db.is_file():
        found, guessed = find_site(site)
        _tell_site(found, guessed, ruleset)
        _keep(_file_of(site, found, given["write"]), answers)
        return
    with Store.open(db) as store:
        found, guessed = find_site(site, store)
        _tell_site(found, guessed, ruleset)
        file = _file_of(site, found, given["write"])
        run = next((r for r in store.runs(found.code) if r.finished_at), None)
        if run is None:
            _keep(file, answers)
            return
        dossier = store.dossier(run.id)
        required = _plan_columns(found, ruleset)
        _print_mapping(dossier, found, required)
        _keep(file, answers)
        if given["ask"] or (given["ask"] is None and not answers and sys.stdin.isatty()):
            ask(open_questions(dossier, file.site, required), file)
        if file.written:
            _map_again(store, run, file.site)
            SHOWN.print(say("sites.answers.next", run=run.id, db=db), highlight=False, soft_wrap=True)


def _tell_site(site: Site, guessed: bool, ruleset: Ruleset) -> None:
    """Say that the site file is right; InputError for unknown settings, plans and rules, and for what a law fixes."""
    ruleset.check_site(site)
    said = {"code": site.code, "name": site.name, "profile": site.profile, "host": ", ".join(site.hosts)}
    SHOWN.print(say("site.guessed" if guessed else "sites.check.good", **said))


def _file_of(target: str, site: Site, write: Path | None) -> AnswerFile:
    path = Path(target)
    is_file = path.is_file() and not target.startswith(("http://", "https://"))
    return AnswerFile(site, path if is_file else write, is_new=not is_file)


def _keep(file: AnswerFile, answers: Answers) -> None:
    if answers:
        file.keep(answers)


def _plan_columns(site: Site, ruleset: Ruleset) -> frozenset[str]:
    plan = ruleset.plans.get(site.plan) if site.plan else None
    return plan.required_columns if plan else frozenset()


def _map_again(store: Store, run: Run, site: Site) -> None:
    """Give the stored crawl the confirmed columns, so that the next assessment uses them without another crawl."""
    from crawler.finish import build_dossier  # the crawler's readers are only needed here

    known = store.site_of(run.id)
    store.save_site(run.id, replace(known, columns=site.columns, catalogue=site.catalogue))
    build_dossier(store, run.id)


def _print_mapping(dossier: Dossier, site: Site, required: frozenset[str]) -> None:
    table = Table(*(say(f"sites.map.{c}") for c in ("path", "item", "confidence", "reason", "url")))
    for c in sorted(dossier.columns, key=lambda c: c.path):
        table.add_row(" › ".join(c.path), _item_of(c), f"{c.confidence:.2f}", c.mapping_reason, c.url or "")
    SHOWN.print(table, markup=False)
    missing = not_found(dossier, site, required)
    if missing:
        names = " · ".join(f"{i.name} ({i.code})" for i in missing)
        SHOWN.print(say("sites.map.missing", names=names), markup=False, highlight=False)


def _item_of(column: Column) -> str:
    names = load_catalogue().by_code
    if column.code:
        return names[column.code].name
    could_be = " / ".join(names[code].name for code in column.candidates)
    return say("sites.map.maybe", names=could_be) if could_be else say("sites.map.none")
