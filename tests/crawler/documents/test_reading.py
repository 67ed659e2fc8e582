"""After a crawl its documents are read out of the archive once, and kept by their bodies' SHA-256."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.documents.reading import Share, extensions, read_documents
from crawler.extract.sniffing import sniff
from records.archive import Archive, Exchange
from records.documents import DocumentProblem
from records.store import PageRecord, Store
from records.types import BodyRef, Fetch, Page, PageReading, Site
from records.vocabulary import FetchState, FrontierState, PageKind
from tests.crawler.documents import making

SITE = Site("sample", "示例局", "http://127.0.0.1/", ("127.0.0.1",))
AT = "2026-11-19T22:04:31+08:00"


class Crawl:
    """A run with these documents in its store and archive."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.open(folder / "x.db")
        self.archive = Archive(folder / "x.archive")
        self.run = self.store.new_run(SITE, started_at=AT, tool_version="1").id

    def keep(self, n: int, name: str, body: bytes, *, lost: bool = False) -> str:
        """A page row and its archived body; gives its SHA-256."""
        url = f"http://127.0.0.1/{name}"
        ref = self.archive.append(Exchange(url, 200, "OK", (), body, AT))
        if lost:
            ref = BodyRef(ref.sha256, "gone.warc.gz", 0, ref.bytes)
        fetch = Fetch(url, FetchState.OK, 1, 200, AT, ref.sha256, len(body), sniffed=sniff(body))
        reading = PageReading(url, PageKind.ENTRY, "generic", "页") if name.endswith(".html") else None
        page = Page(f"{n:016x}", fetch, 1, reading)
        self.store.save_pages(self.run, [PageRecord(page, ref, (), FrontierState.DONE)])
        self.archive.flush()
        return ref.sha256


@pytest.fixture
def crawl(tmp_path: Path):
    made = Crawl(tmp_path)
    yield made
    made.archive.close()
    made.store.close()


def test_documents_are_kept_by_their_bodies_and_pages_are_left_alone(crawl: Crawl) -> None:
    report = crawl.keep(1, "report.docx", making.annual_report_docx())
    listed = crawl.keep(2, "down.jsp?file=%E5%90%8D%E5%8D%95.csv", "姓名,岗位\n甲,乙".encode("gb18030"))
    page = crawl.keep(3, "a.html", b"<html>")
    script = crawl.keep(4, "a.js", b"var a = 1;")
    read_documents(crawl.store, crawl.archive, crawl.run)
    found = crawl.store.document(report)
    assert found is not None
    assert len(found.tables[0].rows) == making.ANNUAL_ROWS
    table = crawl.store.document(listed)
    assert table is not None
    assert table.tables[0].rows == (("姓名", "岗位"), ("甲", "乙"))
    assert [crawl.store.document(s) for s in (page, script)] == [None, None]
    assert [d.sha256 for d in crawl.store.documents(crawl.run)] == sorted([report, listed])


def test_a_document_that_was_read_is_not_read_again(crawl: Crawl) -> None:
    crawl.keep(1, "a.pdf", making.plain_pdf("内容"))
    told: list[tuple[int, int]] = []
    for _ in range(2):
        read_documents(crawl.store, crawl.archive, crawl.run, progress=lambda n, of: told.append((n, of)))
    assert told == [(1, 1)]


def test_the_same_document_under_two_addresses_is_read_once(crawl: Crawl) -> None:
    told: list[tuple[int, int]] = []
    for n, name in enumerate(("a.pdf", "b.pdf")):
        crawl.keep(n, name, making.plain_pdf("内容"))
    read_documents(crawl.store, crawl.archive, crawl.run, progress=lambda n, of: told.append((n, of)))
    assert told == [(1, 1)]


def test_what_is_beyond_the_share_is_read_the_next_time(crawl: Crawl) -> None:
    for n in range(3):
        crawl.keep(n, f"{n}.pdf", making.plain_pdf(f"内容{n}"))
    seen = []
    for _ in range(2):
        read_documents(crawl.store, crawl.archive, crawl.run, share=Share(documents=2))
        seen.append(len(list(crawl.store.documents(crawl.run))))
    assert seen == [2, 3]


def test_a_body_that_the_archive_has_lost_stays_unread(crawl: Crawl) -> None:
    sha = crawl.keep(1, "a.pdf", making.plain_pdf("内容"), lost=True)
    read_documents(crawl.store, crawl.archive, crawl.run)
    assert crawl.store.document(sha) is None


def test_a_problem_is_kept_like_any_result(crawl: Crawl) -> None:
    sha = crawl.keep(1, "a.pdf", making.plain_pdf("内容")[:200])
    read_documents(crawl.store, crawl.archive, crawl.run)
    found = crawl.store.document(sha)
    assert found is not None
    assert found.problem is DocumentProblem.DAMAGED


def test_extensions_are_read_from_path_query_and_where_it_led() -> None:
    fetch = Fetch("http://a/d.jsp?f=x.CSV&n=1", FetchState.OK, final_url="http://a/files/y.Xls")
    assert extensions(fetch) == {"jsp", "csv", "xls"}
