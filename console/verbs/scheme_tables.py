"""schemes template|import|export: an evaluator's indicator table as a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from console import options as o
from console.texts import say
from records.errors import InputError

SHOWN = Console()
_FILE = click.Path(dir_okay=False, path_type=Path)


def register(schemes: click.Group) -> None:
    """Hang these verbs below `gongkai schemes`."""
    out = click.argument("out", metavar="OUT.xlsx", type=_FILE)
    name = click.argument("scheme")
    table = click.argument(
        "table", metavar="FILE.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path)
    )
    file = click.option("--out", type=_FILE, default=None, help=say("option.scheme_out"))
    force = click.option("--force", is_flag=True, help=say("option.force"))
    o.verb(schemes, "schemes.template", out, o.rules_option, o.lang_option)(_template)
    o.verb(schemes, "schemes.import", table, file, force, o.rules_option, o.lang_option)(_import)
    o.verb(schemes, "schemes.export", name, out, o.rules_option, o.lang_option)(_export)


def _template(out: Path, rules: Path | None, lang: str) -> None:
    from reports.schemes.writing import example, write_scheme
    from reports.writing_beside import beside

    titles = _titles(rules, lang)
    beside(out, lambda part: write_scheme(example(lang), part, lang, titles))
    _tell(out)


def _export(scheme: str, out: Path, rules: Path | None, lang: str) -> None:
    from reports.schemes.loading import load_scheme
    from reports.schemes.writing import write_scheme
    from reports.writing_beside import beside

    titles = _titles(rules, lang)
    found = load_scheme(scheme, titles.keys())
    beside(out, lambda part: write_scheme(found, part, lang, titles))
    _tell(out)


def _import(table: Path, out: Path | None, force: bool, rules: Path | None, lang: str) -> None:
    from reports.schemes.reading import read_scheme, scheme_text
    from reports.writing_beside import beside

    door = read_scheme(table, _titles(rules, lang).keys(), lang)
    place = out or Path(f"{door.id}.yml")
    if place.exists() and not force:
        raise InputError(
            say("schemes.import.exists"), where=str(place), remedy=say("schemes.import.exists.remedy")
        )
    beside(place, lambda part: part.write_text(scheme_text(door), encoding="utf-8", newline="\n"))
    SHOWN.print(
        say("schemes.import.done", id=door.id, file=place), markup=False, highlight=False, soft_wrap=True
    )


def _titles(rules: Path | None, lang: str) -> dict[str, str]:
    from rules.ruleset import load_ruleset

    texts = load_ruleset(rules).rule_texts(lang)
    return {rule: text.title for rule, text in texts.items()}


def _tell(out: Path) -> None:
    SHOWN.print(say("files.written") + f" {out}", markup=False, highlight=False, soft_wrap=True)
