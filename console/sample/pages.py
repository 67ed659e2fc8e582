"""Every page of the sample site, made from its data and templates."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console.sample.addresses import column_path, entry_path, file_path, index_number, index_tail
from console.sample.bodies import column_text, paragraphs, printed_time
from console.sample.data import FOLDER, Sample, SampleColumn, SampleEntry
from console.sample.documents import TYPES, document
from console.sample.reports import report_opening, report_parts

HTML = "text/html; charset=utf-8"
FORM_PATH = "/resources/public/20260302/zfxxgksqb.docx"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers: statuses in turn (the last one stays), type and body."""

    body: bytes
    content_type: str = HTML
    statuses: tuple[int, ...] = (200,)


def all_answers(sample: Sample, base: str) -> dict[str, Answer]:
    """Path → answer, for every address of the site but the search."""
    site = Pages(sample, base)
    found = {"/": Answer(site.home(), statuses=tuple(sample.options.get("home", (200,))))}
    for column in sample.columns.values():
        found.update(site.column(column))
    for entry in sample.entries.values():
        found[entry_path(sample, entry)] = Answer(site.entry(entry))
        found.update(_files(sample, site, entry))
    form = document("docx", sample.texts["form"], tuple(sample.texts["form_lines"]))
    found[FORM_PATH] = Answer(form, TYPES["docx"])
    found["/img/notice.png"] = found["/img/xxgk.png"] = Answer(
        base64.b64decode(sample.texts["image"]), "image/png"
    )
    for path, statuses in sample.options.get("pages", {}).items():
        found[path] = Answer(site.missing("404"), statuses=tuple(statuses))
    found["/img/report.png"] = found["/img/xxgk.png"]
    found["/css/site.css"] = Answer((FOLDER / "templates/site.css").read_bytes(), "text/css")
    found["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /manage/\n", "text/plain")
    return found


class Pages:
    """Renders pages of one variant for the host it is served at."""

    def __init__(self, sample: Sample, base: str) -> None:
        self.sample, self.base = sample, base.rstrip("/")
        self.shared: dict[str, Any] = {
            "bureau": sample.bureau,
            "options": sample.options,
            "host": urlsplit(base).netloc,
            "nav": [(c.name, self._link(c)) for c in sample.columns.values() if c.nav],
            "portal_name": sample.options.get("portal_name", sample.columns["portal"].name),
            "form_url": FORM_PATH,
            "portal_url": self._link(sample.columns["portal"]),
            "menu": [self._node(c) for c in sample.children("portal")],
        }

    def home(self) -> bytes:
        """The home page with the newest rows of its lists."""
        shown = self.sample.options.get("home_lists", self.sample.home_lists)
        columns = [self.sample.columns[name] for name in shown]
        blocks = [(c.name, column_path(c), self._rows(c)[:6]) for c in columns]
        report = entry_path(self.sample, self.sample.entries["annual-report/website"])
        return self._page("home", blocks=blocks, website_report=report, is_home=True)

    def column(self, column: SampleColumn) -> dict[str, Answer]:
        """All pages of a column by path; a group has none."""
        if column.kind == "group":
            return {}
        statuses = tuple(self.sample.options.get("answers", {}).get(column.id, (200,)))
        size, rows = self.sample.per_page, self._rows(column)
        count = max(1, math.ceil(len(rows) / size))
        pages: dict[str, Answer] = {}
        for n in range(1, count + 1):
            body = self._page(
                "column",
                column=column,
                crumbs=self._crumbs(column),
                rows=rows[(n - 1) * size : n * size],
                groups=self._groups(column),
                text=column_text(self.sample, column.id),
                note=self.sample.texts["note"],
                pages=[(m, column_path(column, m)) for m in range(1, count + 1)],
                current=n,
            )
            pages[column_path(column, n)] = Answer(body, statuses=statuses)
        return pages

    def entry(self, entry: SampleEntry) -> bytes:
        """One article."""
        column = self.sample.columns[entry.column]
        numbered = self.sample.options.get("numbers", True) and entry.page_number
        shows_number = numbered and self.sample.below("statutory", column.id)
        return self._page(
            "entry",
            entry=entry,
            column=column,
            crumbs=self._crumbs(column),
            index=index_number(self.sample, entry) if shows_number else "",
            time=printed_time(entry),
            paragraphs=[] if entry.report else paragraphs(self.sample, entry),
            report=report_parts(entry.report) if entry.report else (),
            opening=report_opening(entry.report) if entry.report else "",
            related=self._related(entry),
            tags=self._tags(entry),
            files=[(f.name, f.type, file_path(entry, n, f)) for n, f in enumerate(entry.files, 1)],
        )

    def _tags(self, entry: SampleEntry) -> dict[str, str]:
        """The tags of an article; what the variant changes or takes away."""
        source = "" if entry.unsigned else entry.source or self.sample.bureau["short"]
        tags = {"ArticleTitle": entry.title, "PubDate": printed_time(entry)[:16], "ContentSource": source}
        changed = {**tags, **entry.tags}
        return {name: text for name, text in changed.items() if text}

    def _related(self, entry: SampleEntry) -> list[tuple[str, str]]:
        """Title and address of what it links to, as far as this variant has it."""
        found = (self.sample.entries[key] for key in entry.related if key in self.sample.entries)
        return [(e.title, entry_path(self.sample, e)) for e in found]

    def search(self, query: str) -> bytes:
        """What the search finds: titles that hold the query."""
        entries = self.sample.entries.values()
        hits = [
            e for e in entries if query and query in e.title and self.sample.options.get("search") != "deaf"
        ]
        return self._page("search", query=query, rows=[self._row(e) for e in hits[:20]])

    def missing(self, message: str) -> bytes:
        """The page shown for an address that is not there."""
        return self._page("missing", message=message)

    def _page(self, template: str, **values: Any) -> bytes:
        known = {"is_home": False, **self.shared, **values}
        return _templates().get_template(f"{template}.html.j2").render(**known).encode()

    def _link(self, column: SampleColumn) -> str | None:
        if column.kind == "group":
            return None
        away = self.sample.options.get("portal_link") == "separate" and self.sample.below("portal", column.id)
        if away:
            return self.base.replace("127.0.0.1", "localhost") + column_path(column)
        return column_path(column)

    def _node(self, column: SampleColumn) -> tuple[str, str | None, list[Any]]:
        return column.name, self._link(column), [self._node(c) for c in self.sample.children(column.id)]

    def _crumbs(self, column: SampleColumn) -> list[tuple[str, str | None]]:
        steps: list[tuple[str, str | None]] = []
        step: str | None = column.id
        while step is not None:
            at = self.sample.columns[step]
            steps.append((at.name, self._link(at)))
            step = at.parent
        return steps[::-1]

    def _groups(self, column: SampleColumn) -> list[tuple[str, str, list[dict[str, Any]]]]:
        """Newest rows of the columns below, for a page that shows them."""
        if column.kind not in {"portal", "statutory"}:
            return []
        below = [c for c in self.sample.children(column.id) if c.kind in {"list", "table", "script"}]
        return [(c.name, column_path(c), self._rows(c)[:3]) for c in below if self._rows(c)]

    def _rows(self, column: SampleColumn) -> list[dict[str, Any]]:
        return [] if column.kind in {"empty", "note"} else [self._row(e) for e in self.sample.of(column.id)]

    def _row(self, entry: SampleEntry) -> dict[str, Any]:
        tail = index_tail(self.sample, entry) if entry.list_tail is None else entry.list_tail
        shown = tail if self.sample.options.get("numbers", True) else ""
        url = entry_path(self.sample, entry)
        return {"title": entry.title, "url": url, "on": entry.list_on, "pinned": entry.pinned, "tail": shown}


def _files(sample: Sample, site: Pages, entry: SampleEntry) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for n, file in enumerate(entry.files, 1):
        body = document(file.type, file.name, file.lines or tuple(paragraphs(sample, entry)))
        answers = {
            "ok": Answer(body, TYPES[file.type]),
            "dead": Answer(site.missing("404"), statuses=(404,)),
            "empty": Answer(b"", TYPES[file.type]),
            "html": Answer(site.missing(""), HTML),
            "type": Answer(document("pdf", file.name, ()), TYPES[file.type]),
            "wall": Answer(site.missing("403"), statuses=(403,)),
        }
        found[file_path(entry, n, file)] = answers[file.state]
    return found


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(FOLDER / "templates")
    return Environment(
        loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
