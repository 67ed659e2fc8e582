"""Which entries there are, which column owns each, and what hangs on them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from crawler.assemble.files import download_state
from records.types import Dossier, Fetch
from records.vocabulary import DownloadState, FetchState
from tests.crawler.assemble.building import crumbs, entry, many, nav, page, portal_site, rows
from tests.crawler.assemble.invented import BASE, DEAD, Crawl, assembled, column, entries_of

TRAIL = crumbs(("政府信息公开", "/xxgk/"), ("法定主动公开内容", "/xxgk/fd/"), ("规划计划", "/xxgk/fd/gh/"))


def urls(dossier: Dossier, name: str) -> set[str]:
    return {e.url.removeprefix(BASE) for e in entries_of(dossier, name)}


def test_a_parents_block_of_the_latest_leaves_entries_to_the_child(tmp_path: Path) -> None:
    dossier = assembled(portal_site(), tmp_path)
    assert entries_of(dossier, "法定主动公开内容") == []
    assert len(entries_of(dossier, "规划计划")) == 5
    twice = [e for e in entries_of(dossier, "规划计划") if len(e.listings) == 2]
    parent = column(dossier, "法定主动公开内容").id
    assert len(twice) == 3 and all(parent in {x.column for x in e.listings} for e in twice)


def test_the_home_pages_blocks_own_nothing_but_are_kept_as_its_items(tmp_path: Path) -> None:
    dossier = assembled(portal_site(), tmp_path)
    assert dossier.home is not None and len(dossier.home.items) == 4
    home = [x for e in dossier.entries for x in e.listings if x.page_url == BASE + "/"]
    assert home == [] and len(entries_of(dossier, "工作动态")) == 6


def test_an_entry_whose_list_was_not_read_goes_where_its_breadcrumb_says(tmp_path: Path) -> None:
    pages = portal_site()
    del pages["/xxgk/fd/gh/"]
    pages["/xxgk/fd/gh/t20261001_0001.html"] = entry("关于印发规划的通知", trail=TRAIL)
    wall = Fetch("", FetchState.BLOCKED, 2, 403, error="wall:403")
    dossier = assembled(pages, tmp_path, Crawl(answers={"/xxgk/fd/gh/": wall}))
    assert "/xxgk/fd/gh/t20261001_0001.html" in urls(dossier, "规划计划")


def test_a_block_shown_beside_many_lists_leaves_entries_to_their_own_column(tmp_path: Path) -> None:
    latest = "<div class='side'>" + rows(*many("/gzdt/", 3)) + "</div>"
    pages = portal_site()
    pages |= {
        p: h.replace("<div class='footer'>", latest + "<div class='footer'>")
        for p, h in pages.items()
        if "/xxgk/" in p
    }
    dossier = assembled(pages, tmp_path)
    assert len(entries_of(dossier, "工作动态")) == 6
    assert len(entries_of(dossier, "规划计划")) == 5


def test_an_unlisted_document_stands_in_the_column_its_breadcrumb_names(tmp_path: Path) -> None:
    pages = portal_site() | {"/xxgk/fd/gh/t20250101_0009.html": entry("旧规划", "2025-01-01", trail=TRAIL)}
    found = next(e for e in assembled(pages, tmp_path).entries if e.title == "旧规划")
    assert found.listings == () and found.published_on == dt.date(2025, 1, 1)


def test_rows_that_lead_to_columns_are_no_entries(tmp_path: Path) -> None:
    pages = portal_site()
    pages["/gzdt/"] = page(
        crumbs("工作动态"), rows(*many("/gzdt/", 6), ("/xxgk/fd/gh/", "规划计划", "2026-11-01")), menu=_bar()
    )
    dossier = assembled(pages, tmp_path)
    assert all(not e.url.endswith("/gh/") for e in dossier.entries)


def test_a_dated_row_that_leads_to_another_site_is_an_entry_without_page(tmp_path: Path) -> None:
    away = ("http://www.mohrss.gov.cn/a/1.html", "国务院关于做好就业工作的意见", "2026-11-01")
    pages = portal_site()
    pages["/gzdt/"] = page(crumbs("工作动态"), rows(*many("/gzdt/", 6), away), menu=_bar())
    found = next(e for e in assembled(pages, tmp_path).entries if "mohrss" in e.url)
    assert found.fetch is None and found.listed_on == dt.date(2026, 11, 1)


def test_friend_links_are_no_entries(tmp_path: Path) -> None:
    friends = "<div class='links'><ul><li><a href='http://a.gov.cn/'>甲市人社局</a></li><li><a href='http://b.gov.cn/'>乙市人社局</a></li></ul></div>"
    pages = portal_site()
    pages["/gzdt/"] = pages["/gzdt/"].replace("<div class='footer'>", friends + "<div class='footer'>")
    assert all("rsj.example" in e.url for e in assembled(pages, tmp_path).entries)


def test_listings_keep_page_position_and_row(tmp_path: Path) -> None:
    found = entries_of(assembled(portal_site(), tmp_path), "工作动态")
    first = next(e for e in found if e.url.endswith("0001.html"))
    assert (first.listings[0].page_url, first.listings[0].position) == (BASE + "/gzdt/", 1)
    assert first.listings[0].item.title == first.title


def test_a_document_keeps_what_its_page_shows_and_its_attachments(tmp_path: Path) -> None:
    body = (
        "<p>"
        + "各单位要按照要求做好申报工作。" * 10
        + "</p><p><a href='/f/a.pdf'>附件1：申报表</a> <a href='/f/b.docx'>附件2：汇总表</a></p>"
    )
    document = "/xxgk/fd/gh/t20261001_0001.html"
    pages = portal_site() | {document: entry("关于做好申报工作的通知", trail=TRAIL, body=body)}
    good = Fetch("", FetchState.OK, 1, 200, bytes=900, content_type="application/pdf", sniffed="pdf")
    dossier = assembled(pages, tmp_path, Crawl(answers={"/f/a.pdf": good, "/f/b.docx": DEAD}))
    found = next(e for e in dossier.entries if e.url == BASE + document)
    assert [(a.number, a.type, a.state) for a in found.attachments] == [
        (1, "pdf", DownloadState.OK),
        (2, "docx", DownloadState.DEAD),
    ]
    assert found.header.published_on == dt.date(2026, 11, 2) and (found.text_chars or 0) > 100


@pytest.mark.parametrize(
    ("kind", "sniffed", "content_type", "size", "state"),
    [
        ("pdf", "pdf", "application/pdf", 10, DownloadState.OK),
        ("docx", "zip", "", 10, DownloadState.OK),
        ("doc", "ole", "", 10, DownloadState.OK),
        ("doc", "zip", "", 10, DownloadState.OK),
        ("xls", "html", "application/vnd.ms-excel", 10, DownloadState.OK),
        ("xls", "html", "text/html; charset=utf-8", 10, DownloadState.HTML),
        ("pdf", "html", "text/html", 10, DownloadState.HTML),
        ("pdf", "empty", "application/pdf", 0, DownloadState.EMPTY),
        ("pdf", "zip", "", 10, DownloadState.MISMATCH),
        ("docx", "image", "", 10, DownloadState.MISMATCH),
        ("pdf", "binary", "", 10, DownloadState.OK),
        ("pdf", "text", "", 10, DownloadState.OK),
        ("ceb", "zip", "", 10, DownloadState.OK),
    ],
)  # fmt: skip
def test_what_an_address_answers_is_judged_leniently(
    kind: str, sniffed: str, content_type: str, size: int, state: DownloadState
) -> None:
    fetch = Fetch("x", FetchState.OK, 1, 200, bytes=size, content_type=content_type, sniffed=sniffed)
    assert download_state(fetch, kind) is state


def test_one_failure_or_a_wall_leaves_a_document_unknown() -> None:
    once = Fetch("x", FetchState.FAILED, 1, 404, error="http-404")
    assert download_state(once, "pdf") is None
    assert download_state(Fetch("x", FetchState.BLOCKED, 2, 403), "pdf") is None
    assert download_state(Fetch("x", FetchState.FAILED, 2, 503, error="http-503"), "pdf") is None
    assert download_state(Fetch("x", FetchState.FAILED, 2, error="dns"), "pdf") is DownloadState.DEAD


def test_rows_whose_links_lead_nowhere_still_fill_a_column(tmp_path: Path) -> None:
    blind = [("javascript:;", t, d) for _, t, d in many("/gzdt/", 4)]
    pages = portal_site()
    pages |= {"/": page(menu=_bar()), "/gzdt/": page(crumbs("工作动态"), rows(*blind), menu=_bar())}
    found = entries_of(assembled(pages, tmp_path), "工作动态")
    assert len({e.key for e in found}) == 4 and all(e.fetch is None for e in found)


def _bar() -> str:
    return nav().replace("/zwgk/", "/xxgk/")
