"""The text of documents is kept apart from readings and given out one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.documents import DocumentText, Hit, Table
from records.papers import Paper, Paragraph, of_document
from records.store import PageRecord, Store
from records.store_documents import KeptDocument
from records.types import Fetch, Page, PageReading, Site
from records.vocabulary import FetchState, FrontierState, PageKind

SITE = Site("sample", "示例局", "http://127.0.0.1/", ("127.0.0.1",))
SHA = "ab" * 32
PAPER = Paper((Paragraph("第一段", 1), Paragraph("", table=1)), (Table((("甲", "乙"), ("1", "2"))),))


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "x.db") as opened:
        yield opened


def run_with(store: Store, key: str, reading: PageReading | None) -> str:
    run = store.new_run(SITE, started_at="2026-11-19T22:04:31+08:00", tool_version="1").id
    page = Page(key, Fetch("http://127.0.0.1/x", FetchState.OK, 1, sha256=SHA), 0, reading)
    store.save_pages(run, [PageRecord(page, None, (), FrontierState.DONE)])
    return run


def test_a_page_comes_back_without_its_paper_and_the_paper_by_its_key(store: Store) -> None:
    reading = PageReading("http://127.0.0.1/x", PageKind.ENTRY, "generic", "题", paper=PAPER)
    run = run_with(store, "k1", reading)
    page = store.page(run, "k1")
    assert page is not None and page.reading is not None and page.reading.paper is None
    papers = store.papers(run)
    assert list(papers) == ["k1"] and len(papers) == 1
    assert papers["k1"].paragraphs == PAPER.paragraphs and papers["k1"].tables == PAPER.tables
    assert (papers["k1"].url, papers["k1"].sha256, papers["k1"].source) == ("http://127.0.0.1/x", SHA, "page")
    assert "absent" not in papers


def test_a_document_is_a_paper_of_the_page_that_holds_it(store: Store) -> None:
    run = run_with(store, "k2", None)
    store.save_documents([KeptDocument(SHA, DocumentText("docx", "报告"))], 1)
    found = store.papers(run)["k2"]
    assert (found.text, found.source, found.sha256) == ("报告", "attachment", SHA)
    assert list(store.papers(run)) == ["k2"]


def test_rows_of_a_table_in_a_documents_text_become_its_place() -> None:
    table = Table((("项目", "数"), ("新收", "3")))
    text = "一、情况\n项目\t数\n新收\t3\n二、其他"
    document = DocumentText("docx", text, (table,), hits=(Hit("mobile", "138******78", paragraph=4),))
    paper = of_document(document, "http://a/x.docx", SHA)
    assert [p.text for p in paper.paragraphs] == ["一、情况", "", "二、其他"]
    assert paper.prose == "一、情况\n二、其他"
    assert paper.text == text
    assert paper.hits[0].paragraph == 3


def test_a_table_that_the_text_does_not_hold_in_rows_stays_unplaced() -> None:
    paper = of_document(DocumentText("pdf", "项目 数 新收 3", (Table((("项目", "数"),)),)), "u", SHA)
    assert paper.text == "项目 数 新收 3"
    assert len(paper.tables) == 1
