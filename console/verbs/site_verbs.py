"""sites check: is the site file right, how were the columns of its last crawl mapped, and what a person can settle."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from console import options as o
from console.mapping import not_found, open_questions
from console.pipeline import ruleset_for
from console.proving import proved
from console.target import find_site
from console.texts import say
from console.verbs import registry_verbs
from console.verbs.site_answers import AnswerFile, answers_given, ask
from console.verbs.site_confirming import fitted, is_known
from console.verbs.site_map import map_as_json, print_map
from records.errors import InputError
from records.sitefile_edit import Answers
from records.store import Store
from records.types import Dossier, Run, Site

_WIDE = 200  # columns of a table that goes into a file or a pipe


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("sites", help=say("sites.help"))
    cli.add_command(group)
    registry_verbs.register(group)
    asking = click.option("--ask/--no-ask", default=None, help=say("option.ask"))
    confirm = click.option("--confirm", multiple=True, metavar="CODE=URL", help=say("option.confirm"))
    reject = click.option("--reject", multiple=True, metavar="CODE[=REASON]", help=say("option.reject"))
    write = click.option(
        "--write", type=click.Path(dir_okay=False, path_type=Path), default=None, help=say("option.write")
    )
    answering = (asking, confirm, reject, write, o.json_option)
    o.verb(group, "sites.check", o.site_argument, o.db_option, *answering, o.rules_option, o.lang_option)(
        _check
    )


def _check(site: str, db: Path, rules: Path | None, as_json: bool, **given: Any) -> None:
    if as_json and given["ask"]:
        raise InputError(say("sites.json.asks"), remedy="--json --confirm CODE=…")
    shown = Console(stderr=as_json, width=None if sys.stdout.isatty() else _WIDE)
    asked = _Asked(site, rules, shown, as_json, given["ask"], given["write"])
    answers = answers_given(given["confirm"], given["reject"])
    if not db.is_file():
        _without_crawl(asked, find_site(site), answers)
        return
    with Store.open(db) as store:
        found = find_site(site, store)
        run = next((r for r in store.runs(found[0].code) if r.finished_at), None)
        if run is None:
            _without_crawl(asked, found, answers)
        else:
            _with_crawl(asked, found, answers, _Crawled(store, run, db))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The call: what is checked, and how it is told."""

    target: str
    rules: Path | None
    shown: Console
    as_json: bool
    ask: bool | None
    write: Path | None

    def file_of(self, site: Site, guessed: bool) -> AnswerFile:
        """Say that the site file is right, and give where answers go; InputError for unknown settings, plans and rules."""
        proved(site, self.target, self.rules)
        said = {"code": site.code, "name": site.name, "profile": site.profile, "host": ", ".join(site.hosts)}
        self.shown.print(say("site.guessed" if guessed else "sites.check.good", **said))
        path = Path(self.target)
        is_file = path.is_file() and not self.target.startswith(("http://", "https://"))
        return AnswerFile(site, path if is_file else self.write, not is_file, self.shown)

    def asks(self, answers: Answers) -> bool:
        """Questions are put: when asked for, or on a terminal where no answer was given."""
        if self.ask is not None or self.as_json:
            return bool(self.ask)
        return not answers and sys.stdin.isatty()


@dataclass(frozen=True, slots=True)
class _Crawled:
    store: Store
    run: Run
    db: Path


def _without_crawl(asked: _Asked, found: tuple[Site, bool], answers: Answers) -> None:
    """No map yet: only the file, and addresses that are given in full."""
    file = asked.file_of(*found)
    if fitting := fitted(answers, file.site, None):
        file.keep(fitting)
    asked.shown.print(say("sites.check.no_crawl", site=asked.target), highlight=False, soft_wrap=True)
    if asked.as_json:
        print(map_as_json(None, file.site, (), ()))


def _with_crawl(asked: _Asked, found: tuple[Site, bool], answers: Answers, crawled: _Crawled) -> None:
    """The map of the last crawl with the answers in it, then the questions that are left."""
    file, dossier = asked.file_of(*found), crawled.store.dossier(crawled.run.id)
    required = _plan_columns(file.site, asked.rules)
    if fitting := fitted(answers, file.site, dossier):
        file.keep(fitting)
        for url in fitting.columns.values():
            if not is_known(url, dossier):
                asked.shown.print(say("sites.answers.unseen", url=url), soft_wrap=True)
        dossier = _map_again(crawled, file.site)
    if asked.as_json:
        questions = open_questions(dossier, file.site, required)
        print(map_as_json(dossier, file.site, questions, not_found(dossier, file.site, required)))
        return
    print_map(asked.shown, dossier, file.site, not_found(dossier, file.site, required))
    if asked.asks(answers):
        before = file.site
        ask(open_questions(dossier, file.site, required), file)
        if file.site is not before:
            _map_again(crawled, file.site)
    if file.written:
        said = say("sites.answers.next", run=crawled.run.id, db=crawled.db)
        asked.shown.print(said, highlight=False, soft_wrap=True)
    elif left := len(open_questions(dossier, file.site, required)):
        asked.shown.print(say("sites.check.left", n=left, site=asked.target), highlight=False, soft_wrap=True)


def _plan_columns(site: Site, rules: Path | None) -> frozenset[str]:
    plan = ruleset_for(site, rules).plans.get(site.plan) if site.plan else None
    return plan.required_columns if plan else frozenset()


def _map_again(crawled: _Crawled, site: Site) -> Dossier:
    """Give the stored crawl the confirmed columns, so that the next assessment uses them without another crawl."""
    from crawler.finish import build_dossier  # the crawler's readers are only needed here

    store, run = crawled.store, crawled.run.id
    store.save_site(run, replace(store.site_of(run), columns=site.columns, catalogue=site.catalogue))
    return build_dossier(store, run)
