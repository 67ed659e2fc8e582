"""score, schemes list|check|show: a judged run scored by a scheme, one site or many."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from console import options as o
from console.texts import say
from records.errors import InputError
from records.store import Store
from records.types import Run

if TYPE_CHECKING:
    from reports.scoring_model import Score
    from rules.ruleset import Ruleset

SHOWN = Console()


def register(cli: click.Group) -> None:
    """Hang these verbs on the command line."""
    scheme = click.option("--scheme", default="work-plan", show_default=True, help=say("option.scheme"))
    sites = click.option("--site", "sites", multiple=True, help=say("option.sites"))
    everyone = click.option("--all", "everyone", is_flag=True, help=say("option.all_sites"))
    points = click.option("--with-points", is_flag=True, help=say("option.with_points"))
    out = click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), default=None, help=say("option.xlsx")
    )
    chosen = (o.run_argument, scheme, sites, everyone)
    o.verb(cli, "score", *chosen, o.db_option, points, out, o.json_option, o.rules_option, o.lang_option)(
        _score
    )
    group = click.Group("schemes", help=say("schemes.help"))
    cli.add_command(group)
    name = click.argument("scheme")
    o.verb(group, "schemes.list", o.rules_option, o.lang_option)(_list)
    o.verb(group, "schemes.check", name, o.rules_option, o.lang_option)(_check)
    o.verb(group, "schemes.show", name, o.rules_option, o.lang_option)(_show)


def _score(which: str, scheme: str, db: Path, lang: str, **given: Any) -> None:
    from reports.scoring_shown import score_object
    from reports.scoring_xlsx import write_scores
    from reports.texts import Texts
    from rules.ruleset import load_ruleset

    ruleset = load_ruleset(given["rules"])
    with Store.open(o.existing(db)) as store:
        runs = _runs(store, which, given["sites"], given["everyone"])
        scores = [_scored(store, run, scheme, ruleset, lang, given) for run in runs]
    if given["out"] is not None:
        write_scores(scores, given["out"], lang)
        click.echo(say("files.written") + str(given["out"]), err=True)
    if given["as_json"]:
        for found in scores:
            click.echo(json.dumps(score_object(found, Texts(lang)), ensure_ascii=False))
    elif len(runs) > 1 or given["everyone"]:
        _print_compared(scores, lang)
    else:
        _print_one(scores[0], lang)


def _scored(store: Store, run: Run, scheme: str, ruleset: Ruleset, lang: str, given: dict[str, Any]) -> Score:
    from console.pipeline import report_input
    from reports.schemes.loading import load_scheme
    from reports.scoring import score, tally

    loaded = load_scheme(scheme, ruleset.rules.keys())
    material = report_input(store, run, lang=lang, rules=given["rules"])
    return score(loaded, material, tally(store.verdicts(run.id)), with_points=given["with_points"])


def _runs(store: Store, which: str, sites: tuple[str, ...], everyone: bool) -> list[Run]:
    """The runs to score: one, or the newest ended one of each site."""
    if not (sites or everyone):
        return [store.run(which)]
    if which != "latest":
        raise InputError(say("score.run_or_sites"))
    codes = dict.fromkeys(sites) if sites else dict.fromkeys(r.site for r in store.runs() if r.finished_at)
    return [store.run("latest", code) for code in codes]


def _print_compared(scores: list[Score], lang: str) -> None:
    from reports.scoring_shown import COMPARED, compared_rows
    from reports.texts import Texts

    texts = Texts(lang)
    table = Table(*(texts(f"score.column.{name}") for name in COMPARED))
    for row in compared_rows(scores, texts):
        table.add_row(*(row[name] for name in COMPARED))
    SHOWN.print(table, markup=False)


def _print_one(found: Score, lang: str) -> None:
    from reports.scoring_shown import score_lines
    from reports.texts import Texts

    for line in score_lines(found, Texts(lang)):
        SHOWN.print(line, markup=False, highlight=False, soft_wrap=True)


def _list(rules: Path | None, lang: str) -> None:
    from reports.schemes.loading import load_scheme, scheme_files
    from rules.ruleset import load_ruleset

    known = load_ruleset(rules).rules.keys()
    for name in scheme_files():
        scheme = load_scheme(name, known)
        SHOWN.print(f"{scheme.id}  {scheme.title[lang]}", markup=False, highlight=False)
        SHOWN.print(f"    {scheme.basis[lang]}", markup=False, highlight=False)


def _check(scheme: str, rules: Path | None, lang: str) -> None:
    from reports.schemes.loading import load_scheme
    from rules.ruleset import load_ruleset

    found = load_scheme(scheme, load_ruleset(rules).rules.keys())  # raises RuleError with every fault
    SHOWN.print(say("schemes.check.good", id=found.id), highlight=False)
    for place in found.unfilled:
        SHOWN.print(say("schemes.check.open", place=place), markup=False, highlight=False)


def _show(scheme: str, rules: Path | None, lang: str) -> None:
    from reports.schemes.loading import load_scheme
    from reports.scoring_shown import scheme_lines
    from reports.texts import Texts
    from rules.ruleset import load_ruleset

    found = load_scheme(scheme, load_ruleset(rules).rules.keys())
    for line in scheme_lines(found, Texts(lang)):
        SHOWN.print(line, markup=False, highlight=False, soft_wrap=True)
