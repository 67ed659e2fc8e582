"""score, schemes list|check|show: a judged run scored by a scheme, one site or many."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from console import options as o
from console.texts import say
from console.verbs import scheme_tables
from console.verbs.score_sites import Asked, chosen
from records.store import Store
from records.types import Run, Site

if TYPE_CHECKING:
    from reports.schemes.loading import Scheme
    from reports.scoring_model import Score

SHOWN = Console()


def register(cli: click.Group) -> None:
    """Hang these verbs on the command line."""
    scheme = click.option("--scheme", default="work-plan", show_default=True, help=say("option.scheme"))
    sites = click.option("--site", "sites", multiple=True, help=say("option.sites"))
    everyone = click.option("--all", "everyone", is_flag=True, help=say("option.all_sites"))
    group = click.option("--group", default=None, help=say("option.group"))
    points = click.option("--with-points", is_flag=True, help=say("option.with_points"))
    out = click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path), default=None, help=say("option.xlsx")
    )
    which = click.argument("which", metavar="[SITE|RUN]", default="latest")
    compared = (which, scheme, sites, everyone, group)
    o.verb(cli, "score", *compared, o.db_option, points, out, o.json_option, o.rules_option, o.lang_option)(
        _score
    )
    schemes = click.Group("schemes", help=say("schemes.help"))
    cli.add_command(schemes)
    scheme_tables.register(schemes)
    name = click.argument("scheme")
    o.verb(schemes, "schemes.list", o.rules_option, o.lang_option)(_list)
    o.verb(schemes, "schemes.check", name, o.rules_option, o.lang_option)(_check)
    o.verb(schemes, "schemes.show", name, o.rules_option, o.lang_option)(_show)


def _score(which: str, scheme: str, db: Path, lang: str, **given: Any) -> None:
    from reports.schemes.loading import load_scheme
    from reports.scoring_shown import score_object
    from reports.scoring_xlsx import write_scores
    from reports.texts import Texts
    from rules.ruleset import load_ruleset

    ruleset = load_ruleset(given["rules"])
    loaded = load_scheme(scheme, ruleset.rules.keys())
    asked = Asked(which, given["sites"], given["everyone"], given["group"])
    with Store.open(o.existing(db)) as store:
        found = chosen(store, asked)
        bare = [r for r in found.runs if asked.is_many and _lacks_plan(store.site_of(r.id), loaded)]
        scores = [_scored(store, run, loaded, lang, given) for run in found.runs if run not in bare]
        unscored = [
            *((store.site_of(run.id), "no_plan") for run in bare),
            *((site, "unjudged") for site in found.without),
        ]
    if given["out"] is not None:
        write_scores(scores, given["out"], lang, unscored)
        click.echo(say("files.written") + str(given["out"]), err=True)
    if given["as_json"]:
        for each in scores:
            click.echo(json.dumps(score_object(each, Texts(lang)), ensure_ascii=False))
    elif asked.is_many:
        _print_compared(scores, lang, unscored)
    else:
        _print_one(scores[0], lang)


def _lacks_plan(site: Site, scheme: Scheme) -> bool:
    """The scheme takes its indicators from a plan, and the site file names none."""
    return scheme.plan_points is not None and site.plan is None


def _scored(store: Store, run: Run, scheme: Scheme, lang: str, given: dict[str, Any]) -> Score:
    from console.pipeline import report_input
    from reports.scoring import score, tally

    material = report_input(store, run, lang=lang, rules=given["rules"])
    return score(scheme, material, tally(store.verdicts(run.id)), with_points=given["with_points"])


def _print_compared(scores: list[Score], lang: str, unscored: Sequence[tuple[Site, str]]) -> None:
    from reports.scoring_shown import COMPARED, compared_rows, unscored_row
    from reports.texts import Texts

    texts = Texts(lang)
    table = Table()
    for name in COMPARED:
        table.add_column(texts(f"score.column.{name}"), overflow="fold")
    for row in compared_rows(scores, texts):
        table.add_row(*(row[name] for name in COMPARED))
    for site, why in unscored:
        table.add_row(*(unscored_row(site, why, texts)[name] for name in COMPARED))
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
