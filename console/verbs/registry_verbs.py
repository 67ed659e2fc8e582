"""sites add, edit, list, remove, import, export: the register of watched sites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import yaml
from rich.console import Console

from console import options as o
from console.fleet.registry import edited, read_sites, registered, table_of, with_groups, yaml_of
from console.proving import proved
from console.tables import ruled
from console.target import find_site
from console.texts import say
from records.errors import InputError
from records.fleet import RegisteredSite
from records.store import Store

SHOWN = Console()


def register(sites: click.Group) -> None:
    """Hang these verbs below `sites`."""
    group = click.option("--group", "groups", multiple=True, help=say("option.sites.group"))
    tag = click.option("--tag", "tags", multiple=True, help=say("option.sites.tag"))
    platform = click.option("--platform", default="", help=say("option.sites.platform"))
    of_group = click.option("--group", default=None, help=say("option.sites.of_group"))
    several = click.argument("targets", nargs=-1, required=True, metavar="SITE…")
    code = click.argument("code")
    changes = click.argument("changes", nargs=-1, required=True, metavar="KEY=VALUE…")
    source = click.argument("file", type=click.Path(path_type=Path))
    o.verb(sites, "sites.add", several, o.db_option, group, tag, platform, o.lang_option)(_add)
    o.verb(sites, "sites.edit", code, changes, o.db_option, o.lang_option)(_edit)
    o.verb(sites, "sites.list", o.db_option, of_group, o.json_option, o.lang_option)(_list)
    o.verb(sites, "sites.remove", code, o.db_option, o.lang_option)(_remove)
    o.verb(sites, "sites.import", source, o.db_option, group, tag, o.lang_option)(_import)
    o.verb(sites, "sites.export", source, o.db_option, of_group, o.lang_option)(_export)


def _add(
    targets: tuple[str, ...], db: Path, groups: tuple[str, ...], tags: tuple[str, ...], **given: Any
) -> None:
    with Store.open(db) as store:
        found = []
        for target in targets:
            site = _described(target, store)
            more = {"platform": given["platform"]} if given["platform"] else {}
            kept = registered(site, Path(target), more)
            proved(kept.site, target, None)
            found.append(with_groups(kept, groups, tags))
        store.register_sites(found)
    for new in found:
        SHOWN.print(
            say("sites.added", code=new.code, name=new.site.name, platform=new.platform), highlight=False
        )
        if new.site.name == new.site.code:
            SHOWN.print(say("sites.added.guessed", code=new.code), highlight=False, soft_wrap=True)


def _described(target: str, store: Store) -> str:
    """The text of a site file, or the least one for an address."""
    path = Path(target)
    if path.suffix in {".yml", ".yaml"} or path.is_file():
        return path.read_text(encoding="utf-8-sig") if path.is_file() else _missing(path)
    site, guessed = find_site(target, store)
    if not guessed:
        raise InputError(say("sites.add.known", target=target), remedy=say("sites.add.known.remedy"))
    return yaml.safe_dump(
        {"code": site.code, "name": site.name, "home": site.home}, allow_unicode=True, sort_keys=False
    )


def _missing(path: Path) -> str:
    raise InputError(say("sites.import.missing", path=path))


def _edit(code: str, changes: tuple[str, ...], db: Path, **_: Any) -> None:
    given = dict(change.partition("=")[::2] for change in changes)
    if bad := [c for c in changes if "=" not in c]:
        raise InputError(say("sites.edit.form", value=bad[0]), remedy="groups=…  section=…  paused=…")
    with Store.open(o.existing(db)) as store:
        new = edited(store.registered_site(code), given)
        store.register_sites([new])
    SHOWN.print(say("sites.edited", code=code), highlight=False)


def _list(db: Path, group: str | None, as_json: bool, **_: Any) -> None:
    with Store.open(o.existing(db)) as store:
        found = store.registered_sites(_scope(group))
        newest = {run.site: run for run in reversed(store.runs()) if run.finished_at}
    if as_json:
        for site in found:
            click.echo(json.dumps(_object(site), ensure_ascii=False))
        return
    table = ruled(
        *(say(f"sites.list.{head}") for head in ("code", "name", "home", "groups", "platform", "last"))
    )
    for site in found:
        run = newest.get(site.code)
        last = (
            say("sites.list.paused") if site.paused else f"{run.crawled_on} {run.state.value}" if run else ""
        )
        table.add_row(
            site.code, site.site.name, site.site.home, " ".join(site.site.groups), site.platform, last
        )
    SHOWN.print(table)
    SHOWN.print(say("sites.list.count", n=len(found)))


def _remove(code: str, db: Path, **_: Any) -> None:
    with Store.open(o.existing(db)) as store:
        store.unregister_site(code)
    SHOWN.print(say("sites.removed", code=code), highlight=False)


def _import(file: Path, db: Path, groups: tuple[str, ...], tags: tuple[str, ...], **_: Any) -> None:
    found = [with_groups(site, groups, tags) for site in read_sites(file)]
    with Store.open(db) as store:
        before = {site.code for site in store.registered_sites()}
        store.register_sites(found)
    new = sum(site.code not in before for site in found)
    SHOWN.print(say("sites.imported", n=len(found), new=new, known=len(found) - new), highlight=False)


def _export(file: Path, db: Path, group: str | None, **_: Any) -> None:
    with Store.open(o.existing(db)) as store:
        found = store.registered_sites(_scope(group))
    if file.suffix.lower() in {".yml", ".yaml"}:
        part = file.with_name(f".{file.name}.part")
        part.write_text(yaml_of(found), encoding="utf-8")
        part.replace(file)
    elif file.suffix.lower() == ".xlsx":
        from reports.plain_table import write_table

        write_table(file, say("sites.sheet"), *table_of(found))
    else:
        raise InputError(say("sites.import.kind", path=file), remedy=".xlsx .yml")
    SHOWN.print(say("sites.exported", n=len(found), file=file), highlight=False)


def _scope(group: str | None) -> str:
    return f"group:{group}" if group else "all"


def _object(site: RegisteredSite) -> dict[str, Any]:
    return {
        "code": site.code,
        "name": site.site.name,
        "home": site.site.home,
        "groups": list(site.site.groups),
        "tags": list(site.tags),
        "platform": site.platform,
        "paused": site.paused,
    }
