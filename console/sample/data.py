"""The sample site's data: columns and entries of one variant, put together from the YAML files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
MAIN = "main"


@dataclass(frozen=True, slots=True)
class SampleColumn:
    """A column of the sample site; `code` is its catalogue code, empty when it maps to none."""

    id: str
    name: str
    kind: str
    parent: str | None = None
    topic: str = ""
    type: str = ""
    nav: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A document hung on an entry; `state` ok, dead, empty, html, type or wall; `lines` in place of the entry's text."""

    name: str
    type: str
    state: str = "ok"
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One article; what its list and page print may differ on purpose (see variants.yml)."""

    id: str
    column: str
    title: str
    day: dt.date
    list_on: dt.date | None
    page_on: dt.date | None
    formed: dt.date | None
    created: dt.date
    number: str = ""
    report: str = ""
    validity: str = ""
    source: str = ""
    pinned: bool = False
    code: str | None = None
    tail: str | None = None
    year: int | None = None
    serial_on: dt.date | None = None
    same_as: str | None = None
    page_number: bool = True
    list_tail: str | None = None
    also_in: str | None = None
    text: tuple[str, ...] = ()
    text_of: str | None = None
    related: tuple[str, ...] = ()
    files: tuple[SampleFile, ...] = ()
    tags: Mapping[str, str | None] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()
    unsigned: bool = False
    shows: str = "text"

    @property
    def key(self) -> str:
        """How truth.yml names it."""
        return f"{self.column}/{self.id}"


@dataclass(frozen=True, slots=True)
class Sample:
    """One variant: what it shows and how its server answers."""

    bureau: Mapping[str, Any]
    columns: Mapping[str, SampleColumn]
    entries: Mapping[str, SampleEntry]
    options: Mapping[str, Any]
    per_page: int
    home_lists: tuple[str, ...]
    texts: Mapping[str, Any]
    sentences: Mapping[str, Any] = field(repr=False)

    def of(self, column: str) -> list[SampleEntry]:
        """Entries that a column lists, pinned ones first, then newest first."""
        found = [e for e in self.entries.values() if column in (e.column, e.also_in)]
        return sorted(found, key=lambda e: (not e.pinned, -(e.list_on or e.day).toordinal(), e.id))

    def children(self, column: str) -> list[SampleColumn]:
        """Columns directly below one."""
        return [c for c in self.columns.values() if c.parent == column]

    def below(self, above: str, column: str) -> bool:
        """The column is `above` or stands somewhere below it."""
        step: str | None = column
        while step is not None:
            if step == above:
                return True
            step = self.columns[step].parent
        return False


def variants() -> tuple[str, ...]:
    """Names of all variants, the demo's first."""
    return tuple(_yaml("variants"))


@cache
def load_sample(variant: str = MAIN) -> Sample:
    """One variant of the sample site; KeyError for an unknown name."""
    site, options = _yaml("site"), _yaml("variants")[variant]
    columns = _columns(site["columns"], options.get("columns", {}))
    sample = Sample(
        site["bureau"],
        columns,
        {},
        options,
        site["per_page"],
        tuple(site["home_lists"]),
        _yaml("texts"),
        _yaml("sentences"),
    )
    return replace(sample, entries={e.key: e for e in _entries(sample, options)})


@cache
def _yaml(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return data


def _columns(base: list[dict[str, Any]], changes: Mapping[str, Any]) -> dict[str, SampleColumn]:
    rows = {row["id"]: {"code": row["id"], **row} for row in base}
    for name, change in changes.items():
        if change is None:
            rows.pop(name)
        else:
            rows[name] = {"id": name, **rows.get(name, {}), **change}
    return {name: SampleColumn(**row) for name, row in rows.items()}


def _entries(sample: Sample, options: Mapping[str, Any]) -> list[SampleEntry]:
    found: list[SampleEntry] = []
    added, dropped = options.get("entries", {}), set(options.get("drop", ()))
    base = _yaml("entries")
    whole = {*options.get("keep_all", ()), *_yaml("site")["keep_always"]}
    for column in sample.columns:
        made = [_entry(sample, column, str(n), row) for n, row in enumerate(base.get(column, []), 1)]
        kept = [_older(e, options) for e in made if e.key not in dropped]
        found += kept if column in whole else kept[: options.get("keep")]
        extra = enumerate(added.get(column, []), 1)
        found += [_entry(sample, column, f"extra-{n}", row) for n, row in extra]
    return found


def _entry(sample: Sample, column: str, name: str, row: Any) -> SampleEntry:
    given: dict[str, Any] = {"day": row[0], "title": row[1]} if isinstance(row, list) else dict(row)
    day: dt.date = given["day"]
    given.setdefault("formed", day - dt.timedelta(8) if sample.below("statutory", column) else None)
    files = tuple(_file(*f) for f in given.pop("files", ()))
    given.update({name: tuple(given[name]) for name in ("text", "related", "links") if name in given})
    defaults = {"id": name, "list_on": day, "page_on": day, "created": day}
    return SampleEntry(**{**defaults, **given, "column": column, "files": files})


def _file(name: str, kind: str, state: str = "ok", lines: tuple[str, ...] = ()) -> SampleFile:
    return SampleFile(name, kind, state, tuple(lines))


def _older(entry: SampleEntry, options: Mapping[str, Any]) -> SampleEntry:
    days = sum(s["days"] for s in options.get("shift", ()) if entry.column in s["columns"])
    back = dt.timedelta(days)
    return replace(
        entry,
        day=entry.day - back,
        list_on=entry.list_on - back if entry.list_on else None,
        page_on=entry.page_on - back if entry.page_on else None,
        formed=entry.formed - back if entry.formed else None,
        created=entry.created - back,
    )
