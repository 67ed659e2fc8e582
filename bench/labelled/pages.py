"""All pages of a site: which exist, what each shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from labelled.addresses import further_page, in_portal, side_page
from labelled.catalogue import PLATFORM
from labelled.links import Linker
from labelled.model import Column, Doc, Website
from labelled.views import Page, Views
from labelled.wording import words

CAPACITY = {"hanweb": 15}


@dataclass
class Pages:
    """Yields every page of one site."""

    site: Website
    linker: Linker

    def __post_init__(self) -> None:
        self.views = Views(self.site, self.linker)

    def all(self) -> Iterator[Page]:
        """Home, columns with their further pages, entries."""
        yield self.home()
        written: set[str] = set()
        for column in self.site.columns.values():
            if column.shape == "heading":
                continue
            yield from self._column(column)
            if not column.direct:
                yield from (self._article(column, d) for d in column.docs if d.path not in written)
                written |= {d.path for d in column.docs}

    def home(self) -> Page:
        """The home page with its listings."""
        site, start = self.site, ("main", "/")
        page = Page("home", "/", "main", site.name)
        shown = () if site.home.bare else (("news", 8), ("notices", 6), *self._home_extra())
        for key, count in shown:
            column = site.columns[key]
            page.blocks.append(self._block(start, column, self._home_docs(column)[:count]))
        report = [(c, d) for c, d in site.docs() if "website-report" in d.tags]
        page.extra["report"] = [self.views.item(start, c, d, "iso") for c, d in report]
        return page

    def _home_extra(self) -> list[tuple[str, int]]:
        return [(key, 3) for key in self.site.home.blocks if key in self.site.columns]

    def _home_docs(self, column: Column) -> list[Doc]:
        docs = sorted((d for d in column.docs if not d.undated), key=lambda d: not d.pinned)
        limit = self.site.home.news_on
        return [d for d in docs if limit is None or (d.listed_on or d.on) <= limit]

    def _block(self, start: tuple[str, str], column: Column, docs: list[Doc]) -> dict[str, Any]:
        form = self.site.dialect.home_date
        return {
            "name": column.name,
            "href": self.linker.link(start, column, column.path),
            "items": [self.views.item(start, column, d, form) for d in docs],
        }

    def _column(self, column: Column) -> Iterator[Page]:
        host = self.linker.host_of(column)
        if column.shape == "page":
            yield self._text(column, host)
            return
        if column.shape == "listing":
            yield self._listing(column, host)
            return
        if self.site.dialect.platform == PLATFORM and in_portal(self.site, column):
            return  # its lists come from the catalogue's interface
        if column.state in {"frame", "interface"}:
            yield from self._loaded(column, host)
            return
        yield from self._rows(column, host)

    def _rows(self, column: Column, host: str) -> Iterator[Page]:
        """The list itself, page by page, pinned entries first."""
        capacity = CAPACITY.get(self.site.dialect.platform, self.site.dialect.per_page)
        rows = [*((column, d) for d in column.docs), *column.guests]
        if column.guests:
            rows.sort(key=lambda p: (p[1].on, p[1].clock), reverse=True)
        docs = sorted(rows, key=lambda p: not p[1].pinned)
        count = max(1, -(-len(docs) // capacity))
        paths = [further_page(self.site, column, n, count) for n in range(count)]
        for n, path in enumerate(paths):
            page = self._page("list", path, host, column)
            page.pages, page.number, page.total = count, n, len(docs)
            part = docs[n * capacity : (n + 1) * capacity]
            page.items = [self.views.item((host, path), c, d, self.site.dialect.list_date) for c, d in part]
            page.extra["note"] = column.note
            page.extra["links"] = [self.linker.link((host, path), column, other) for other in paths]
            yield page

    def _loaded(self, column: Column, host: str) -> Iterator[Page]:
        """A page whose list comes from elsewhere, and that elsewhere."""
        page = self._page("list", column.path, host, column)
        frame = column.state == "frame"
        side = side_page(column, f"{column.slug}_rows." + ("html" if frame else "json"))
        href = self.linker.link((host, column.path), column, side)
        page.extra["note"] = str(words("texts")["loaders"][column.state]).format(h=href)
        page.extra["links"] = [href]
        yield page
        other = self._page(column.state, side, host, column)
        other.items = [self.views.item((host, side), column, d, "iso") for d in column.docs]
        yield other

    def _page(self, kind: str, path: str, host: str, column: Column) -> Page:
        page = Page(kind, path, host, column.name, column)
        page.crumbs = self.views.crumbs((host, path), column)
        if column.key not in {"portal", "statutory"} and column.parent is None:
            below = self.site.children(column.key)
            page.extra["children"] = [
                {"name": c.name, "href": self.linker.link((host, path), c, c.path)} for c in below
            ]
        return page

    def _text(self, column: Column, host: str) -> Page:
        page = self._page("text", column.path, host, column)
        page.extra["body"] = column.body
        page.extra["note"] = column.note
        page.extra["date"] = f"{column.on:%Y-%m-%d}" if column.on else ""
        page.extra["attachments"] = self._attached(page, column.attachments)
        if column.key == "base-catalogue":
            page.extra["table"] = column.table or words("texts")["base_catalogue"]
        if column.key == "portal":
            page.blocks = self._portal_blocks(host, column)
        return page

    def _portal_blocks(self, host: str, column: Column) -> list[dict[str, Any]]:
        shown = [c for c in self.site.below("statutory") if c.shape == "list" and c.state == "ok"][:4]
        return [self._block((host, column.path), c, [d for d in c.docs if not d.undated][:3]) for c in shown]

    def _listing(self, column: Column, host: str) -> Page:
        page = self._page("listing", column.path, host, column)
        shown = [c for c in self.site.below(column.key) if c.shape != "heading"]
        page.blocks = [
            self._block((host, column.path), c, c.docs[:3] if c.state == "ok" else []) for c in shown
        ]
        return page

    def _attached(self, page: Page, found: list[Any]) -> list[dict[str, str]]:
        links = [self.linker.link((page.host, page.path), page.column, a.path) for a in found]
        return [{"name": f"{a.name}.{a.ext}", "href": h} for a, h in zip(found, links, strict=True)]

    def _article(self, column: Column, doc: Doc) -> Page:
        host = self.linker.host_of(column)
        page = self._page("article", doc.path, host, column)
        page.title, page.doc = doc.title, doc
        page.extra["attachments"] = self._attached(page, doc.attachments)
        page.extra["latest"] = self._latest(host, doc) if "latest" in self.site.dialect.quirks else []
        page.extra["header"] = self.views.header(doc) if doc.header else []
        page.extra["bare"] = self.views.bare(doc)
        page.extra["date"] = self.views.page_date(doc)
        page.extra["related"] = self._related(host, doc)
        return page

    def _latest(self, host: str, doc: Doc) -> list[dict[str, Any]]:
        """The box of newest items that stands beside the text."""
        column = self.site.columns["news"]
        rows = [d for d in column.docs if d is not doc and not d.undated][:5]
        return [self.views.item((host, doc.path), column, d, "iso") for d in rows]

    def _related(self, host: str, doc: Doc) -> list[dict[str, str]]:
        places = {id(d): c for c, d in self.site.docs()}
        return [
            {"title": d.title, "href": self.linker.link((host, doc.path), places[id(d)], d.path)}
            for d in doc.related
            if id(d) in places
        ]
