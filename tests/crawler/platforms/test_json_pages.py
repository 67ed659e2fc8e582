"""Interfaces that count their pages from 0 or from 1: which they do shows in what they answer."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.platforms.json_lists import read_list
from tests.crawler.crawl.site import Answer, Page
from tests.crawler.platforms.served import Row, crawl_of, data, groups, page, rows

API = "http://a.gov.cn/api/page?catalogId=9&page={}&size=10"
ITEMS = rows(lambda n: f"/article/{n}.html", 26)


def answered(items: list[Row], number: int, *, first: bool | None = None) -> str:
    """What Spring's interface gives for the page of that place."""
    pages = groups(items, 10)
    shown = pages[number] if 0 <= number < len(pages) else []
    told = {
        "content": [{"title": r.title, "path": r.url, "publishTime": f"{r.day} 10:00:00"} for r in shown],
        "totalElements": len(items),
        "totalPages": len(pages),
    }
    return json.dumps(told if first is None else told | {"first": first})


def further(text: str, asked: int) -> list[int]:
    """The pages that an answer leads to."""
    reading = read_list(text, API.format(asked))
    assert reading is not None
    return [int(parse_qs(urlsplit(u).query)["page"][0]) for u in reading.paging.urls]


def test_page_0_leads_to_the_pages_after_it() -> None:
    assert further(answered(ITEMS, 0), 0) == [1, 2]


def test_the_first_page_by_the_number_1_leads_to_2_and_3() -> None:
    assert further(answered(ITEMS, 0), 1) == [2, 3]


def test_a_page_1_that_is_not_the_first_leads_back_to_0() -> None:
    assert further(answered(ITEMS, 1, first=False), 1) == [0, 2]


@pytest.mark.parametrize("asked", [2, 3])
def test_fewer_rows_than_the_number_would_bring_lead_back_to_0(asked: int) -> None:
    assert 0 in further(answered(ITEMS, asked), asked)


def test_a_short_list_that_answers_nothing_for_page_1_is_asked_for_page_0() -> None:
    assert further(answered(ITEMS[:7], 1), 1) == [0]


def test_beyond_the_last_page_of_a_list_counted_from_1_there_is_nothing() -> None:
    assert read_list(answered(ITEMS, 3), API.format(4)) is None


def shell(call: str) -> Answer:
    """A column page whose rows a script brings."""
    script = f"function load(p){{{call}}} load(0);"
    body = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/tzgg/'>通知公告</a></li><li><a href='/gzdt/'>工作动态</a></li></ul></div>"
    return page(
        "<title>通知公告</title>",
        f"{body}<div class='position'>当前位置：<a href='/'>首页</a> &gt; 通知公告</div><ul id='list'></ul><script>{script}</script>",
    )


def test_all_rows_of_a_list_counted_from_0_are_read_without_a_browser(tmp_path: Path) -> None:
    def interface(path: str, count: int) -> Answer:
        return data(answered(ITEMS, int(parse_qs(urlsplit(path).query)["page"][0])))

    call = "fetch('/api/page?catalogId=9&page=' + p + '&size=10').then(function(r){return r.json()}).then(function(d){show('<li><a href=\"' + d.path + '\">' + d.title + '</a><a onclick=\"load(' + p + ')\"></a></li>')})"
    pages: dict[str, Page] = {"/": shell(""), "/tzgg/": shell(call), "/api/page": interface}
    for r in ITEMS:
        pages[r.url] = page(
            f"<title>{r.title}</title>",
            f"<h1>{r.title}</h1><p>发布时间：{r.day}</p><div class='content'><p>{'现将有关事项通知如下。' * 9}</p></div>",
        )
    crawl_of(pages, tmp_path, render="never").has_all("通知公告", ITEMS)
