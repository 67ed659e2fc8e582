"""Documents are kept by the SHA-256 of their bodies and come back as they were."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from records.documents import DocumentProblem, DocumentText, Span, Table
from records.schema import MIGRATIONS
from records.store import PageRecord, Store
from records.store_documents import KeptDocument
from records.types import Fetch, Page, Site
from records.vocabulary import FetchState, FrontierState

SITE = Site("sample", "示例局", "http://127.0.0.1/", ("127.0.0.1",))
AT = "2026-11-19T22:04:31+08:00"
SHA = "ab" * 32
TEXT = DocumentText(
    "docx",
    "甲\t乙\ud800",
    (Table((("甲", "乙"), ("", "1")), (Span(0, 0, 2, 1),), "表", 3),),
    pages=4,
    picture_pages=1,
    pictures=2,
    truncated=True,
    problem=DocumentProblem.SCANNED_PICTURE,
    reason="1 of 4",
)


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "x.db") as opened:
        yield opened


def run_with(store: Store, *shas: str) -> str:
    run = store.new_run(SITE, started_at=AT, tool_version="1").id
    for n, sha in enumerate(shas):
        fetch = Fetch(f"http://127.0.0.1/{n}.pdf", FetchState.OK, 1, 200, AT, sha)
        record = PageRecord(Page(f"{n:016x}", fetch, 1), None, (), FrontierState.DONE)
        store.save_pages(run, [record])
    return run


def test_a_document_comes_back_as_it_was_also_in_a_later_session(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        store.save_documents([KeptDocument(SHA, TEXT)], reader=1)
    with Store.open(tmp_path / "x.db") as store:
        assert store.document(SHA) == TEXT
        assert store.document("00" * 32) is None


def test_bodies_are_unread_until_a_reader_of_that_number_read_them(store: Store) -> None:
    run = run_with(store, SHA, SHA, "cd" * 32)
    assert [f.sha256 for f in store.unread_bodies(run, 1)] == [SHA, "cd" * 32]
    store.save_documents([KeptDocument(SHA, TEXT)], reader=1)
    assert [f.sha256 for f in store.unread_bodies(run, 1)] == ["cd" * 32]
    assert [f.sha256 for f in store.unread_bodies(run, 2)] == [SHA, "cd" * 32]


def test_a_later_reader_replaces_what_an_earlier_one_read(store: Store) -> None:
    run = run_with(store, SHA)
    better = DocumentText("docx", "更好")
    store.save_documents([KeptDocument(SHA, TEXT)], reader=1)
    store.save_documents([KeptDocument(SHA, better)], reader=2)
    assert list(store.documents(run)) == [KeptDocument(SHA, better)]


def test_a_run_meets_documents_that_another_run_read(store: Store) -> None:
    first, second = run_with(store, SHA), run_with(store, SHA)
    store.save_documents([KeptDocument(SHA, TEXT)], reader=1)
    assert [d.sha256 for r in (first, second) for d in store.documents(r)] == [SHA, SHA]


def test_a_database_made_before_documents_were_read_takes_them(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as old:
        for statement in (s for step in MIGRATIONS[:2] for s in step):
            old.execute(statement)
        old.execute("PRAGMA user_version = 2")
    old.close()
    with Store.open(path) as store:
        store.save_documents([KeptDocument(SHA, TEXT)], reader=1)
        assert store.document(SHA) == TEXT
