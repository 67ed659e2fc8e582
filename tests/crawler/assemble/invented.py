"""Small invented sites: pages as a dict of path → HTML, read and put in order without network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from crawler.extract.reader import Reader
from crawler.finish import build_dossier
from records.addresses import page_key
from records.store import PageRecord, Store
from records.types import Column, Dossier, Entry, Fetch, FrontierRow, Page, Site
from records.vocabulary import FetchState, FrontierState, RunState

BASE = "http://rsj.example.gov.cn"
AT = "2026-11-19T22:04:31+08:00"
SITE = Site("sample", "示例县人力资源和社会保障局", BASE + "/", ("rsj.example.gov.cn",))
DEAD = Fetch("", FetchState.FAILED, 2, 404, AT, error="http-404")


@dataclass(frozen=True)
class Crawl:
    """How a run came out: `answers` are addresses without a page, `asked` false for those never asked for."""

    site: Site = SITE
    answers: Mapping[str, Fetch] = field(default_factory=dict)
    never_asked: tuple[str, ...] = ()
    outside: tuple[Fetch, ...] = ()  # what other hosts answered
    state: RunState = RunState.FINISHED
    reason: str = "finished"


def assembled(pages: Mapping[str, str], folder: Path, crawl: Crawl | None = None) -> Dossier:
    """The dossier of a crawl that saw these pages."""
    crawl = crawl or Crawl()
    with Store.open(folder / "x.db") as store:
        run = store.new_run(crawl.site, started_at=AT, tool_version="test").id
        store.enqueue(
            run, (FrontierRow(page_key(BASE + p), BASE + p, 1, 1) for p in (*pages, *crawl.never_asked))
        )
        store.save_pages(run, records(pages, crawl))
        store.save_outlinks(run, crawl.outside)
        store.set_run(run, state=crawl.state, finish_reason=crawl.reason)
        dossier = build_dossier(store, run)
        assert store.dossier(run) == dossier
        return dossier


def records(pages: Mapping[str, str], crawl: Crawl) -> list[PageRecord]:
    """What a crawl of these pages keeps."""
    reader = Reader(crawl.site)
    kept = []
    for path, html in pages.items():
        url = BASE + path
        reading = reader.read(html.encode(), url, is_home=path == "/")
        fetch = Fetch(url, FetchState.OK, 1, 200, AT, page_key(html), len(html), "text/html", sniffed="html")
        kept.append(PageRecord(Page(page_key(url), fetch, 1, reading), None, (), FrontierState.DONE))
    for path, fetch in crawl.answers.items():
        url = path if path.startswith("http") else BASE + path
        kept.append(PageRecord(Page(page_key(url), replace(fetch, url=url), 1), None, (), FrontierState.DONE))
    return kept


def column(dossier: Dossier, name: str) -> Column:
    """The one column of that name."""
    found = [c for c in dossier.columns if c.name == name]
    assert len(found) == 1, [c.path for c in dossier.columns]
    return found[0]


def entries_of(dossier: Dossier, name: str) -> list[Entry]:
    """The entries that the column owns."""
    wanted = column(dossier, name).id
    return [e for e in dossier.entries if e.column == wanted]
