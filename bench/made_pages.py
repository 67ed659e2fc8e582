"""The made-up body's pages as a crawl reads and keeps them."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from pathlib import Path

from bench.made_reports import report_of
from bench.made_site import BASE, DATA, TODAY, Made, documents, site_of, words_of
from records.addresses import page_key
from records.catalogue import load_catalogue
from records.documents import DocumentText, Table
from records.papers import BodyLink, Paper, Paragraph
from records.store import PageRecord, Store
from records.store_documents import KeptDocument
from records.types import (
    AttachmentLink,
    Body,
    Crumb,
    Fetch,
    Header,
    HomeLink,
    Link,
    ListItem,
    Page,
    PageReading,
    Paging,
    SearchTrial,
    Site,
    TreeNode,
)
from records.vocabulary import FetchState, FrontierState, PageKind, RunState, SearchState, Visibility

ROWS, BATCH, READER, BIG = 20, 500, 1_000, 9_000
PORTAL = f"{BASE}/zwgk/"
OUTSIDE = ("news", "notices")
HANGS = ("notices", "normative-documents", "procurement", "public-hiring")
GONE = Fetch("", FetchState.FAILED, 2, 404, error="http-404")


def make_site(path: Path, count: int, seed: int = 1) -> str:
    """Keep a finished crawl of the made-up site in a new store; the id of its run."""
    site = site_of()
    with Store.open(path) as store:
        run = store.new_run(site, started_at=_at(0), tool_version="bench").id
        writer = _Writer(store, run, site)
        for made in documents(count, random.Random(seed)):
            writer.document(made)
        writer.frame()
        store.save_search(run, SearchTrial(SearchState.FOUND, f"{BASE}/s?q=x", "x"))
        store.save_home_tries(run, (_fetch(f"{BASE}/", 0),))
        store.set_run(run, state=RunState.FINISHED, crawled_on=TODAY, finish_reason="finished")
    return run


class _Writer:
    """Keeps pages in batches; lists are written once all their rows are known."""

    def __init__(self, store: Store, run: str, site: Site) -> None:
        self._store, self._run, self._site = store, run, site
        self._batch: list[PageRecord] = []
        self._files: list[KeptDocument] = []
        self._rows: dict[str, list[ListItem]] = {}
        self._names = {i.code: i.name for i in load_catalogue().items}
        self._tree = _tree()
        self._menu = tuple(Link(node.url, node.name) for node in self._tree if node.url)

    def document(self, made: Made) -> None:
        """One document with what hangs on it, and its row in the list."""
        day = made.day - timedelta(9 if made.fault == "list_date" else 0)
        self._rows.setdefault(made.column, []).append(ListItem(made.url, made.title, day, day.isoformat()))
        if made.fault == "unread":
            self._keep(Fetch(made.url, FetchState.TIMED_OUT, 2, error="timeout"), None)
        else:
            at = datetime.combine(made.day, time(9, made.n % 60), UTC)
            told = format_datetime(at, usegmt=True) if made.n % 3 == 0 else None
            fetch = replace(_fetch(made.url, made.n), last_modified=told)
            self._keep(fetch, self._reading(made, self._attachments(made)))

    def frame(self) -> None:
        """Home, portal, sections and lists."""
        newest = tuple(row for code in OUTSIDE for row in reversed(self._rows[code][-8:]))
        seen = tuple(HomeLink(x.url, x.text, Visibility.VISIBLE, region="nav") for x in self._menu)
        home = self._page(f"{BASE}/", PageKind.HOME, self._site.name, newest)
        self._keep(_fetch(f"{BASE}/", 0), replace(home, home_links=seen))
        self._keep(_fetch(PORTAL, 0), self._page(PORTAL, PageKind.PORTAL, DATA["portal"]))
        for item in load_catalogue().items:
            if item.code in self._rows:
                self._lists(item.code, self._rows[item.code][::-1])
            else:
                self._single(item.code)
        self._flush()

    def _reading(self, made: Made, files: tuple[AttachmentLink, ...]) -> PageReading:
        """A document's page."""
        paper = report_of(made.report) if made.report else Paper(tuple(Paragraph(t) for t in made.lines))
        if made.fault == "no_body":
            paper = Paper()
        elif made.about:
            paper = replace(paper, links=(BodyLink(made.about, made.title),))
        page = self._page(made.url, PageKind.ENTRY, made.title, column=made.column)
        text = paper.text
        return replace(
            page,
            header=self._header(made),
            meta=self._meta(made),
            attachments=files,
            text_chars=len(text),
            paper=paper,
            body=Body(len(text), digest=hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""),
            links=(
                *page.links,
                *(Link(f.url, f.name) for f in files),
                *(Link(x.url, x.text) for x in paper.links),
            ),
        )

    def _header(self, made: Made) -> Header:
        number = f"{self._site.credit_code}/{made.day.year}-{made.n:08d}"
        if made.fault == "null_number":
            number = f"{self._site.credit_code}/{made.day.year}-null"
        shown = not made.bare and made.column not in OUTSIDE and made.fault != "no_number"
        is_own = made.fault != "no_publisher" and not made.bare
        other = DATA["others"][made.n % 2] if made.n % 50 == 3 else self._site.name
        law = made.column == "normative-documents" and made.number
        return Header(
            title=made.title,
            index_number=number if shown else None,
            published_on=made.day,
            published_at=f"{made.day} {8 + made.n % 9:02d}:{made.n % 60:02d}",
            formed_on=made.formed,
            document_number=made.number or None,
            publisher=self._site.name if is_own else None,
            content_source=None if made.fault == "no_publisher" else other,
            validity=DATA["validity"][made.n % 4] if law else None,
            labels=("index_number", "published_on", "publisher") if shown else (),
            decided_on=made.decided,
        )

    def _meta(self, made: Made) -> tuple[tuple[str, str], ...]:
        title = made.title[2:] if made.fault == "tags" else made.title
        return (
            *self._site_tags(),
            ("ColumnName", self._names[made.column]),
            ("ColumnType", self._names[made.column]),
            ("ArticleTitle", title),
            ("PubDate", f"{made.day} 08:30"),
            ("ContentSource", self._site.name),
            ("Keywords", f"{made.title[2:6]},{made.title[6:9]}"),
            ("Description", made.lines[0][:60]),
        )

    def _site_tags(self) -> tuple[tuple[str, str], ...]:
        return (
            ("SiteName", self._site.name),
            ("SiteDomain", self._site.hosts[0]),
            ("SiteIDCode", "3799000012"),
        )

    def _attachments(self, made: Made) -> tuple[AttachmentLink, ...]:
        """Two in five documents of some columns have a file."""
        if made.column not in HANGS or made.n % 5 > 1:
            return ()
        words = words_of(made.n, made.day)
        url = made.url.replace(".html", ".docx")
        fetch = replace(_fetch(url, made.n), sniffed="zip", bytes=18_000)
        if made.fault == "dead_file":
            fetch = replace(GONE, url=url)
        else:
            rows = tuple(tuple(str(c).format(**words) for c in row) for row in DATA["file_rows"])
            table = Table(rows)
            text = DocumentText("docx", "\n".join(table.lines()), (table,))
            self._files.append(KeptDocument(fetch.sha256 or "", text))
        self._keep(fetch, None)
        return (AttachmentLink(url, DATA["file"].format(**words), "docx"),)

    def _single(self, code: str) -> None:
        """A column whose page is its content, or an empty list."""
        url, lines = column_url(code), tuple(DATA["pages"].get(code, ()))
        page = self._page(url, PageKind.ENTRY if lines else PageKind.COLUMN, self._names[code], column=code)
        paper = Paper(tuple(Paragraph(t) for t in lines), links=(BodyLink(f"{url}form.docx", DATA["form"]),))
        chars = sum(map(len, lines))
        self._keep(_fetch(url, 0), replace(page, text_chars=chars, paper=paper if lines else None))

    def _lists(self, code: str, rows: list[ListItem]) -> None:
        """All pages of one list, newest rows first."""
        url, count = column_url(code), -(-len(rows) // ROWS)
        urls = [url, *(f"{url}index_{n}.html" for n in range(1, count))]
        for n, here in enumerate(urls):
            page = self._page(
                here, PageKind.LIST, self._names[code], tuple(rows[n * ROWS : (n + 1) * ROWS]), code
            )
            self._keep(
                _fetch(here, n),
                replace(page, paging=Paging(count, n + 1, tuple(urls[:2] + urls[n + 1 : n + 2]))),
            )

    def _page(
        self, url: str, kind: PageKind, title: str, items: tuple[ListItem, ...] = (), column: str = ""
    ) -> PageReading:
        """What every page of the site has."""
        return PageReading(
            url,
            kind,
            "generic",
            title,
            column=self._names.get(column),
            breadcrumbs=self._crumbs(column) if column else (),
            meta=(*self._site_tags(), ("ColumnName", self._names.get(column, title))),
            items=items,
            tree=self._tree,
            links=(*self._menu, *(Link(row.url, row.title) for row in items)),
        )

    def _crumbs(self, code: str) -> tuple[Crumb, ...]:
        item = load_catalogue().by_code[code]
        above = [Crumb(DATA["portal"], PORTAL)] if item.parent else []
        within = (
            [Crumb(self._names["statutory"], column_url("statutory"))] if item.parent == "statutory" else []
        )
        return (Crumb(DATA["start"], f"{BASE}/"), *above, *within, Crumb(item.name, column_url(code)))

    def _keep(self, fetch: Fetch, reading: PageReading | None) -> None:
        page = Page(page_key(fetch.url), fetch, 2, reading)
        self._batch.append(PageRecord(page, None, (), FrontierState.DONE))
        if len(self._batch) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        self._store.save_pages(self._run, self._batch)
        self._store.save_documents(self._files, READER)
        self._batch, self._files = [], []


def column_url(code: str) -> str:
    """Where a column of the made-up site stands."""
    return f"{BASE}/{code}/"


def _tree() -> tuple[TreeNode, ...]:
    """The menu of every page: the start, two columns, the portal with its sections and what stands below one of them."""
    nodes = [TreeNode(DATA["start"], f"{BASE}/"), TreeNode(DATA["portal"], PORTAL)]
    places: dict[str, int] = {"portal": 1}
    for item in load_catalogue().items:
        if item.parent != "statutory":
            places[item.code] = len(nodes)
            nodes.append(TreeNode(item.name, column_url(item.code), places.get(item.parent)))
    for item in load_catalogue().items:
        if item.parent == "statutory":
            nodes.append(TreeNode(item.name, column_url(item.code), places["statutory"]))
    return tuple(nodes)


def _fetch(url: str, n: int) -> Fetch:
    digest = hashlib.sha256(url.encode()).hexdigest()
    return Fetch(
        url,
        FetchState.OK,
        1,
        200,
        _at(n),
        digest,
        BIG + n % 7_000,
        "text/html; charset=utf-8",
        sniffed="html",
    )


def _at(n: int) -> str:
    return f"{TODAY}T0{n // 3600 % 8}:{n // 60 % 60:02d}:{n % 60:02d}+08:00"
