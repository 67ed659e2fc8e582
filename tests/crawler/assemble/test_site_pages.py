"""Pages that are no document's own: what kind they are, whose column they show, and which have no head."""

from __future__ import annotations

from pathlib import Path

from records.addresses import page_key
from records.types import Dossier, SitePage
from records.vocabulary import PageKind
from tests.crawler.assemble.building import crumbs, entry, many, page, rows
from tests.crawler.assemble.invented import BASE, assembled, column

ARTICLE = "/tzgg/t20261001_0001.html"


def site() -> dict[str, str]:
    """A list over two pages, one article, a fragment that a script fetches."""
    more = "<div class='page'><a href='/tzgg/index_2.html'>下一页</a></div>"
    first, second = many("/tzgg/", 12)[:6], many("/tzgg/", 12)[6:]
    return {
        "/": page(rows(*first)),
        "/tzgg/": page(crumbs("通知公告"), rows(*first), more),
        "/tzgg/index_2.html": page(crumbs("通知公告"), rows(*second)),
        ARTICLE: entry("关于做好第1批培训服务工作的情况", trail=crumbs(("通知公告", "/tzgg/"))),
        "/inc/hits.html": "<span>浏览次数：<b>17</b></span>",
    }


def of(dossier: Dossier, path: str) -> SitePage:
    return next(p for p in dossier.pages if p.key == page_key(BASE + path))


def test_the_home_page_is_told_from_lists(tmp_path: Path) -> None:
    dossier = assembled(site(), tmp_path)
    assert of(dossier, "/").kind is PageKind.HOME
    assert of(dossier, "/tzgg/").kind is PageKind.LIST


def test_further_pages_of_a_list_show_its_column(tmp_path: Path) -> None:
    dossier = assembled(site(), tmp_path)
    notices = column(dossier, "通知公告").id
    assert {of(dossier, p).column for p in ("/tzgg/", "/tzgg/index_2.html")} == {notices}
    assert of(dossier, "/").column == ""


def test_a_fragment_has_no_head_of_its_own(tmp_path: Path) -> None:
    dossier = assembled(site(), tmp_path)
    assert of(dossier, "/tzgg/").has_head is True
    assert of(dossier, "/inc/hits.html").has_head is False


def test_what_a_script_or_meta_sends_on_is_no_page(tmp_path: Path) -> None:
    on = "<html><head><meta http-equiv='refresh' content='0;url=/tzgg/'></head><body></body></html>"
    dossier = assembled(site() | {"/old/": on}, tmp_path)
    assert page_key(BASE + "/old/") not in {p.key for p in dossier.pages}
