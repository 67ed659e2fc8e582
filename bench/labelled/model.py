"""What a generated site is made of; nothing here knows the product."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Attachment:
    """A linked document; `state` ok, dead, empty, html, mismatch or plain (right bytes, vague type)."""

    name: str
    ext: str
    state: str = "ok"
    path: str = ""
    rows: list[list[str]] = field(default_factory=list)

    def opaque(self) -> bool:
        """Whether nobody can read a text out of what is served: no real old Office file can be written here."""
        return self.state in {"empty", "html", "mismatch", "dead"} or self.ext in {"doc", "xls"}


@dataclass
class Doc:
    """One entry; a date or number of None is not printed."""

    title: str
    on: dt.date
    serial: int = 0
    clock: str = "09:30"
    formed: dt.date | None = None
    number: str | None = None
    index: str | None = None
    publisher: str | None = None
    source: str | None = None
    validity: str | None = None
    topic: str | None = None
    header: bool = False
    body: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    listed_on: dt.date | None = None
    paged_on: dt.date | None = None
    meta_on: dt.date | None = None
    created: dt.datetime | None = None
    list_index: str | None = None
    index_at: str = "page"
    undated: bool = False
    pinned: bool = False
    related: list[Doc] = field(default_factory=list)
    modified: dt.datetime | None = None
    path: str = ""
    tags: set[str] = field(default_factory=set)

    def made(self) -> dt.datetime:
        """When the publishing system made it: as shown unless a fault says otherwise."""
        return self.created or dt.datetime.combine(self.on, dt.time.fromisoformat(self.clock))


@dataclass
class Column:
    """One column; `shape` list, page or heading; `state` ok, dead, broken, blank, shaky, walled, frame or interface."""

    key: str
    code: str | None
    name: str
    slug: str
    parent: str | None
    shape: str = "list"
    state: str = "ok"
    serial: int = 0
    docs: list[Doc] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    on: dt.date | None = None
    note: str | None = None
    attachments: list[Attachment] = field(default_factory=list)
    path: str = ""
    guests: list[tuple[Column, Doc]] = field(default_factory=list)
    direct: bool = False
    table: dict[str, Any] | None = None
    hidden: bool = False
    tags: set[str] = field(default_factory=set)


@dataclass
class HomePage:
    """How the home page shows the portal and its news."""

    entry_text: str = ""
    entry_form: str = "text"
    news_on: dt.date | None = None
    tries_lost: int = 0
    state: str = "ok"
    bare: bool = False
    footer: list[tuple[str, str]] = field(default_factory=list)
    absolute: bool = False
    blocks: list[str] = field(default_factory=list)


@dataclass
class Dialect:
    """The formulations drawn for one site."""

    platform: str
    lists: str
    header: str
    date: str
    list_date: str
    home_date: str
    menu: str
    nav: str
    separator: str
    colon: str
    encoding: str
    labels: dict[str, str]
    more: str
    crumb: str
    per_page: int
    relative: bool
    quirks: frozenset[str] = frozenset()
    counts: bool = False
    related: str = "box"
    metas: str = "plain"
    footer: str = "footer"
    block: str = "after"


@dataclass
class Website:
    """A whole site before it has an address."""

    code: str
    name: str
    short: str
    aliases: list[str]
    city: str
    county: bool
    area: str
    credit_code: str
    org_code: str
    site_id: str
    kind: str
    profile: str
    words: dict[str, Any]
    today: dt.date
    family: str
    dialect: Dialect
    columns: dict[str, Column] = field(default_factory=dict)
    home: HomePage = field(default_factory=HomePage)
    search: str = "get"
    portal_host: str = "main"
    tags: set[str] = field(default_factory=set)
    site_file: dict[str, Any] = field(default_factory=dict)
    next_serial: int = 1

    def free_serial(self) -> int:
        """A number that no column of the site bears."""
        return max(c.serial for c in self.columns.values()) + 3

    def docs(self) -> Iterator[tuple[Column, Doc]]:
        """Every entry with its column."""
        for column in self.columns.values():
            for doc in column.docs:
                yield column, doc

    def children(self, key: str) -> list[Column]:
        """The columns directly below one."""
        return [c for c in self.columns.values() if c.parent == key]

    def below(self, key: str) -> list[Column]:
        """All columns below one."""
        found: list[Column] = []
        for child in self.children(key):
            found += [child, *self.below(child.key)]
        return found

    def documents(self) -> list[tuple[Column, Doc]]:
        """Entries below the statutory section that carry an information header."""
        inside = {c.key for c in self.below("statutory")}
        return [(c, d) for c, d in self.docs() if c.key in inside and d.header]


def pick(rng: random.Random, values: list[Any]) -> Any:
    """One of `values`."""
    return values[rng.randrange(len(values))]
