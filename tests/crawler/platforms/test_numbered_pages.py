"""Lists that page themselves by numbered files: every page of every system is found, with all rows and their days."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.extract.reader import Reader
from records.types import Site as SiteRecord
from records.vocabulary import Place
from tests.crawler.crawl.site import Answer
from tests.crawler.platforms.looks import LOOKS as FIRST
from tests.crawler.platforms.looks import Look, site
from tests.crawler.platforms.served import crawl_of
from tests.crawler.platforms.unlabelled import CREDIT, MORE_LOOKS, ZIBO

BASE = "http://a.gov.cn"
LOOKS = [*FIRST, *MORE_LOOKS]


@pytest.mark.parametrize("look", LOOKS, ids=[f"{n}-{k.name}" for n, k in enumerate(LOOKS)])
def test_every_row_of_every_page_is_read_and_the_column_stands_in_the_portal(
    look: Look, tmp_path: Path
) -> None:
    pages, items = site(look)
    found = crawl_of(pages, tmp_path, render="never")
    found.has_all("通知公告", items)
    assert found.column("通知公告").place is Place.PORTAL
    asked = {a.split("?")[0] for a in found.asked if not a.endswith(".css")}
    assert asked - pages.keys() <= {"/robots.txt", "/gzdt/"}


@pytest.mark.parametrize("look", LOOKS, ids=[f"{n}-{k.name}" for n, k in enumerate(LOOKS)])
def test_lists_and_documents_show_which_system_made_them(look: Look) -> None:
    pages, items = site(look)
    for url in (look.lists(1), look.lists(2), items[0].url):
        answer = pages[url]
        assert isinstance(answer, Answer)
        assert Reader().read(answer.body, BASE + url).platform == look.name, url


def test_lines_without_labels_are_told_by_their_shape() -> None:
    pages, items = site(ZIBO)
    answer = pages[items[0].url]
    assert isinstance(answer, Answer)
    header = Reader().read(answer.body, BASE + items[0].url).header
    assert (header.index_number, header.document_number) == (f"{CREDIT}/2026-45963799", "聊人社字〔2026〕9号")
    assert (str(header.formed_on), str(header.published_on)) == ("2026-09-20", "2026-10-28")
    assert (header.publisher, header.validity) == ("市人力资源社会保障局", "有效")


@pytest.mark.parametrize("pinned", ["trs", "siteserver"])
def test_a_site_file_may_pin_the_system(pinned: str) -> None:
    pages, items = site(ZIBO)
    answer = pages[items[0].url]
    assert isinstance(answer, Answer)
    reader = Reader(SiteRecord("t", "示例局", BASE, ("a.gov.cn",), platform=pinned))
    assert reader.read(answer.body, BASE + items[0].url).platform == pinned


PLAIN = [
    (
        "/news/",
        "<ul class='list'><li><a href='/news/2026/a.html'>本局召开工作会议</a><span>2026-10-01</span></li></ul>",
    ),
    (
        "/news/2026/a.html",
        "<h1>本局召开工作会议</h1><div class='content'><p>会议强调，要认真落实各项任务。</p></div>",
    ),
    (
        "/list.php?tid=3",
        "<table><tr><td><a href='/show.php?id=3'>公告一则</a></td><td>2026-10-01</td></tr></table><div class='page'><a href='?tid=3&p=2'>下一页</a></div>",
    ),
    ("/public/about.html", "<h1>机构简介</h1><div class='view'><p>本局负责全县水利工作。</p></div>"),
    ("/contents/about.html", "<h1>联系我们</h1><div id='content'><p>地址：示例县人民路一号。</p></div>"),
    (
        "/tzgg/index.html",
        "<div class='wrap' id='main'><ul><li><a href='/tzgg/1.html'>通知一则</a> 2026-10-01</li></ul></div>",
    ),
]


@pytest.mark.parametrize(("path", "body"), PLAIN)
def test_a_page_without_marks_of_a_system_is_given_none(path: str, body: str) -> None:
    reading = Reader().read(
        f"<html><head><title>示例局</title></head><body>{body}</body></html>".encode(), BASE + path
    )
    assert reading.platform == "generic"
