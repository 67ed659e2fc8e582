"""Sites in and out of the registry: site files, one YAML file of many, and tables (xlsx, csv)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

from console.texts import say
from records.errors import InputError, SiteFileError
from records.fleet import RegisteredSite, platform_of
from records.sitefile import is_plan_file, site_from_text

_MOST_ROWS = 50_000
_PLACE = re.compile(r"^.*?:\d+: ")  # of a text that nobody has seen


def registered(text: str, path: Path, extra: Mapping[str, Any] | None = None) -> RegisteredSite:
    """The site of a site file's text, with what the registry keeps beside it (`tags`, `platform`, `paused`)."""
    site, more = site_from_text(text, path), extra or {}
    if is_plan_file(site.plan):  # the plan lies beside the file, which the registry does not keep
        text = _yaml(yaml.safe_load(text) | {"plan": site.plan})
    return RegisteredSite(
        site,
        text,
        tuple(more.get("tags") or ()),
        str(more.get("platform") or platform_of(site)),
        str(more.get("paused") or "").strip().lower() in {str(w).lower() for w in _words()["affirmed"]},
    )


def read_sites(path: Path) -> list[RegisteredSite]:
    """All sites of a file (.xlsx, .csv, .yml); InputError that lists every fault with its row."""
    suffix = path.suffix.lower()
    if not path.is_file():
        raise InputError(say("sites.import.missing", path=path))
    if suffix in {".yml", ".yaml"}:
        return _of_yaml(path)
    if suffix not in {".xlsx", ".csv"}:
        raise InputError(say("sites.import.kind", path=path), remedy=".xlsx .csv .yml")
    return _all(path, _described(path, _rows(path)))


def edited(old: RegisteredSite, changes: Mapping[str, str]) -> RegisteredSite:
    """The site with some values written anew, an empty one taken out; InputError for what it cannot take."""
    file, more = _placed(changes, Path("sites edit"))
    raw: dict[str, Any] = yaml.safe_load(old.text)
    pace = {k: v for k, v in ((raw.get("pace") or {}) | file.pop("pace", {})).items() if v != ""}
    raw = {k: v for k, v in (raw | file | {"pace": pace}).items() if v not in ("", {}, [])}
    kept = {
        "tags": old.tags,
        "platform": old.platform,
        "paused": _words()["affirmed"][0] if old.paused else "",
    }
    new = registered(_yaml(raw), Path(old.code), kept | more)
    if new.code != old.code:
        raise InputError(say("sites.edit.code", code=old.code), remedy=say("sites.edit.code.remedy"))
    return new


def table_of(sites: Iterable[RegisteredSite]) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the table of sites; a row read back gives the same values."""
    keys = list(_columns())
    return [_columns()[k]["heads"][0] for k in keys], [[_cell(s, k) for k in keys] for s in sites]


def yaml_of(sites: Iterable[RegisteredSite]) -> str:
    """All sites as one YAML file that `read_sites` takes back."""
    items = []
    for s in sites:
        beside = {"tags": list(s.tags), "platform": s.platform, "paused": "1" if s.paused else ""}
        items.append({"file": yaml.safe_load(s.text)} | {k: v for k, v in beside.items() if v})
    return _yaml({"sites": items})


def with_groups(site: RegisteredSite, groups: Sequence[str], tags: Sequence[str]) -> RegisteredSite:
    """The site in these groups and under these tags too."""
    if groups:
        raw = yaml.safe_load(site.text)
        raw["groups"] = list(dict.fromkeys([*site.site.groups, *groups]))
        site = replace(registered(_yaml(raw), Path(site.code)), tags=site.tags, platform=site.platform)
    return replace(site, tags=tuple(dict.fromkeys([*site.tags, *tags])))


def _of_yaml(path: Path) -> list[RegisteredSite]:
    text = path.read_text(encoding="utf-8-sig")
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InputError(str(error), where=str(path)) from None
    if not isinstance(raw, dict) or "sites" not in raw:
        return [registered(text, path)]
    items = [
        (f"{path}: sites[{n}]", x.get("file", {}), x)
        for n, x in enumerate(raw["sites"])
        if isinstance(x, dict)
    ]
    return _all(path, items)


def _all(
    path: Path, items: Iterable[tuple[str, Mapping[str, Any], Mapping[str, Any]]]
) -> list[RegisteredSite]:
    """Every item as a site, or one error with the faults of all of them."""
    found: dict[str, RegisteredSite] = {}
    faults: list[str] = []
    for where, file, more in items:
        try:
            site = registered(_yaml(dict(file)), path, more)
        except SiteFileError as error:
            told = error.message.partition("\n")[2] or error.message
            faults += [f"{where}: {_PLACE.sub('', line.strip())}" for line in told.splitlines()]
            continue
        if site.code in found:
            twice = say("sites.import.twice", code=site.code)
            faults.append(f"{where}: {twice}")
        found[site.code] = site
    if faults:
        raise InputError(
            say("sites.import.faults", n=len(faults)) + "\n  " + "\n  ".join(faults), where=str(path)
        )
    return list(found.values())


def _described(path: Path, rows: Iterator[list[str]]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(where, site file, what the registry keeps) for each row below the headings."""
    heads = next(rows, [])
    keys = [_key_of(head) for head in heads]
    unknown = [h for h, k in zip(heads, keys, strict=True) if h and k is None]
    if unknown or "name" not in keys or "home" not in keys:
        known = _words()["joint"].join(c["heads"][0] for c in _columns().values())
        raise InputError(say("sites.import.heads", unknown=", ".join(unknown)), where=str(path), remedy=known)
    for number, row in enumerate(rows, start=2):
        values = {k: v for k, v in zip(keys, row, strict=False) if k and v}
        if values:
            yield (where := say("sites.import.row", n=number), *_placed(values, Path(where)))


def _placed(values: Mapping[str, str], where: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """A row's values as a site file and as what the registry keeps beside it."""
    file: dict[str, Any] = {}
    more: dict[str, Any] = {}
    owner: dict[str, Any] = {}
    pace: dict[str, Any] = {}
    places = {"registry": more, "owner": owner, "pace": pace}
    for key, value in values.items():
        if key not in _columns():
            raise InputError(say("sites.edit.key", key=key), where=str(where), remedy=", ".join(_columns()))
        column = _columns()[key]
        split = _several(value)
        given: Any = (
            split if column.get("list") else int(value) if key == "max_pages" and value.isdigit() else value
        )
        places.get(column.get("to", ""), file)[key] = given
    if owner:
        file["owners"] = [{"section": say("sites.owner.whole"), **owner}]
    if pace:
        file["pace"] = pace
    return file, more


def _several(value: str) -> list[str]:
    for mark in _words()["between"]:
        value = value.replace(mark, ",")
    return [part.strip() for part in value.split(",") if part.strip()]


def _rows(path: Path) -> Iterator[list[str]]:
    if path.suffix.lower() == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        yield from ([cell.strip() for cell in row] for row in csv.reader(StringIO(text)))
        return
    from openpyxl import load_workbook  # only here, and slow to load

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(max_row=_MOST_ROWS, values_only=True):
            yield ["" if cell is None else str(cell).strip() for cell in row]
    finally:
        book.close()


def _cell(site: RegisteredSite, key: str) -> str:
    owner = site.site.owners[0] if site.site.owners else None
    own: dict[str, Any] = {
        "tags": site.tags,
        "platform": site.platform,
        "paused": _words()["affirmed"][0] if site.paused else "",
        "section": owner.section if owner else "",
        "contact": owner.contact if owner else "",
        "window": site.site.pace.window or "",
        "max_pages": site.site.pace.max_pages,
    }
    value = own[key] if key in own else getattr(site.site, key)
    return _words()["joint"].join(value) if isinstance(value, tuple) else str(value or "")


def _key_of(head: str) -> str | None:
    plain = "".join(head.split()).lower()
    return next((k for k, c in _columns().items() if plain in {h.lower() for h in c["heads"]}), None)


def _columns() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = _words()["columns"]
    return found


@cache
def _words() -> dict[str, Any]:
    path = Path(__file__).with_name("registry.yml")
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
