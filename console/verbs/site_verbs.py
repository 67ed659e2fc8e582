"""sites check: is the site file right, and how were the columns of its last crawl mapped."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from console import options as o
from console.tables import ruled
from console.target import find_site
from console.texts import say
from records.catalogue import load_catalogue
from records.store import Store
from records.types import Column, Site
from rules.ruleset import load_ruleset

SHOWN = Console()


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("sites", help=say("sites.help"))
    cli.add_command(group)
    o.verb(group, "sites.check", o.site_argument, o.db_option, o.rules_option, o.lang_option)(_check)


def _check(site: str, db: Path, rules: Path | None, lang: str) -> None:
    found, guessed = find_site(site)
    ruleset = load_ruleset(rules)
    ruleset.settings_for(found)  # raises for unknown settings and for settings a law fixes
    ruleset.check_site(found)  # raises for an unknown plan and for exemptions of unknown rules
    SHOWN.print(say("site.guessed" if guessed else "sites.check.good", **_said(found)))
    if db.is_file():
        with Store.open(db) as store:
            runs = [r for r in store.runs(found.code) if r.finished_at]
            if runs:
                _print_mapping(store.dossier(runs[0].id).columns)


def _said(site: Site) -> dict[str, str]:
    return {"code": site.code, "name": site.name, "profile": site.profile, "host": ", ".join(site.hosts)}


def _print_mapping(columns: tuple[Column, ...]) -> None:
    catalogue = load_catalogue()
    table = ruled(*(say(f"sites.map.{c}") for c in ("path", "item", "confidence", "reason", "url")))
    for c in sorted(columns, key=lambda c: c.path):
        item = catalogue.by_code[c.code].name if c.code else say("sites.map.none")
        table.add_row(" › ".join(c.path), item, f"{c.confidence:.2f}", c.mapping_reason, c.url or "")
    SHOWN.print(table, markup=False)
