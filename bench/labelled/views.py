"""What the templates show: plain values, every link resolved, every date written out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from labelled import codes
from labelled.links import Linker
from labelled.model import Column, Doc, Website
from labelled.wording import words

SHORT = 22


@dataclass
class Page:
    """One page to be written."""

    kind: str
    path: str
    host: str
    title: str
    column: Column | None = None
    doc: Doc | None = None
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    blocks: list[dict[str, Any]] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    pages: int = 1
    number: int = 0
    total: int = 0


def written(form: str, day: dt.date, clock: str) -> str:
    """A date in one of the forms."""
    return dt.datetime.combine(day, dt.time.fromisoformat(clock)).strftime(words("forms")["dates"][form])


@dataclass
class Views:
    """Makes the template values of one site."""

    site: Website
    linker: Linker

    def item(self, start: tuple[str, str], column: Column, doc: Doc, form: str) -> dict[str, Any]:
        """One row of a list."""
        shown = doc.listed_on or doc.on
        dated = not (doc.undated or "list_undated" in doc.tags)
        return {
            "title": doc.title,
            "short": doc.title if len(doc.title) <= SHORT else doc.title[: SHORT - 2] + "...",
            "href": self.linker.link(start, column, doc.path),
            "date": written(form, shown, doc.clock) if dated else "",
            "index": self.list_index(doc),
            "publisher": doc.publisher or doc.source or "",
            "summary": doc.body[0][:60] if doc.body else "",
        }

    def list_index(self, doc: Doc) -> str:
        """The number as a list shows it."""
        if doc.list_index is not None:
            return doc.list_index
        if doc.index is None:
            return ""
        return codes.tail(doc.index, self.site.family) if "list_tail" in doc.tags else doc.index

    def crumbs(self, start: tuple[str, str], column: Column | None) -> list[tuple[str, str]]:
        """The way from the home page to the column, names with links."""
        found: list[tuple[str, str]] = []
        while column:
            href = "" if column.shape == "heading" else self.linker.link(start, column, column.path)
            found.append((column.name, href))
            column = self.site.columns[column.parent] if column.parent else None
        home = words("columns")["nav"]["home"][0]
        return [(home, self.linker.link(start, None, "/")), *reversed(found)]

    def tree(self, start: tuple[str, str], key: str = "portal", level: int = 1) -> list[dict[str, Any]]:
        """The portal's columns as nested values."""
        return [
            {
                "name": f"{c.name}({len(c.docs)})" if self.site.dialect.counts and c.docs else c.name,
                "href": "" if c.shape == "heading" else self.linker.link(start, c, c.path),
                "level": level,
                "id": 5441000 + c.serial,
                "children": self.tree(start, c.key, level + 1),
            }
            for c in self.site.children(key)
        ]

    def header(self, doc: Doc) -> list[tuple[str, str]]:
        """The information header as label and value."""
        labels, d = self.site.dialect.labels, self.site.dialect
        rows: list[tuple[str, str]] = []
        if doc.index is not None and doc.index_at == "page":
            rows.append((labels["index"], doc.index))
        if doc.topic:
            rows.append((labels["topic"], doc.topic))
        rows.append((labels["publisher"], doc.publisher or ""))
        if doc.formed:
            rows.append((labels["formed"], written(d.date.split("_")[0], doc.formed, doc.clock)))
        rows.append((labels["title"], doc.title))
        if doc.number:
            rows.append((labels["number"], doc.number))
        if self.page_date(doc):
            rows.append((labels["published"], self.page_date(doc)))
        if doc.validity:
            rows.append((labels["validity"], doc.validity))
        return [(k, v) for k, v in rows if v]

    def bare(self, doc: Doc) -> list[str]:
        """The header of the Liaocheng kind: values without labels."""
        index = doc.index if doc.index_at == "page" else None
        formed = f"{doc.formed:%Y-%m-%d}" if doc.formed else None
        long = [doc.topic, index, doc.number, formed, self.page_date(doc), doc.publisher, doc.validity]
        brief = [index, formed, self.page_date(doc), doc.publisher or doc.source]
        return [v for v in (long if doc.number else brief) if v]

    def page_date(self, doc: Doc) -> str:
        """The publication date as the page shows it, empty when it shows none."""
        if doc.undated or "page_undated" in doc.tags:
            return ""
        return written(self.site.dialect.date, doc.paged_on or doc.on, doc.clock)
