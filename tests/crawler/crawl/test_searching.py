"""The one search of a crawl."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site, html

TITLES = [f"关于{w}年度就业补助资金安排的通知" for w in "甲乙丙丁戊己"]
ROWS = "".join(
    f'<li><a href="/art/{n}.html" title="{t}">{t}</a><span>2026-0{n + 1}-11</span></li>'
    for n, t in enumerate(TITLES)
)
FORM = '<form action="/search.jsp" method="get"><input type="text" name="q"><input type="hidden" name="c" value="1"></form>'


def site_with(form: str, result: Page) -> Site:
    """A site with a list of entries, a search box and what it answers."""
    pages = {f"/art/{n}.html": html(t) for n, t in enumerate(TITLES)}
    pages |= {"/": html("首页", "/list/", extra=form), "/list/": html("通知公告", extra=f"<ul>{ROWS}</ul>")}
    return Site({**pages, "/search.jsp": result})


def results(found: bool) -> Page:
    """A search that returns the title it is asked for, or never does."""

    def answer(path: str, count: int) -> Answer:
        title = parse_qs(urlsplit(path).query)["q"][0]
        if not found:
            return html("搜索结果", extra=f"<p>没有找到与“{title}”相关的内容</p>")
        return html("搜索结果", extra=f"<ul>{ROWS}</ul>")

    return answer


@pytest.mark.parametrize(("found", "state"), [(True, "found"), (False, "missed")])
def test_a_known_title_is_searched_for_once_by_get(tmp_path: Path, found: bool, state: str) -> None:
    with site_with(FORM, results(found)) as site:
        search = crawled(site, tmp_path / "x.db")["search"]
    assert (search["state"], search["query"] in TITLES) == (state, True)
    assert sum(path.startswith("/search.jsp?") for path in site.asked) == 1
    assert parse_qs(urlsplit(search["url"]).query)["c"] == ["1"]


def test_a_result_that_only_a_script_would_fill_is_no_miss(tmp_path: Path) -> None:
    with site_with(FORM, html("搜索", extra="<div id='app'></div>")) as site:
        assert crawled(site, tmp_path / "x.db")["search"]["state"] == "scripted"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("共找到 0 条结果", "missed"),
        ("<p>搜索结果：<b>0</b>条</p>", "missed"),
        ("约有0项符合查询结果", "missed"),
        ("共找到 10 条结果", "scripted"),
        ("耗时 0.03 秒", "scripted"),
    ],
)
def test_a_result_of_nothing_may_be_told_in_numbers(tmp_path: Path, said: str, state: str) -> None:
    with site_with(FORM, html("搜索结果", extra=f"<div>{said}</div>")) as site:
        assert crawled(site, tmp_path / "x.db")["search"]["state"] == state


@pytest.mark.parametrize(
    ("form", "state"),
    [("", "absent"), (FORM.replace("get", "post"), "post_only"), ("<a href='/s/'>站内搜索</a>", "scripted")],
)
def test_without_a_get_form_nothing_is_sent(tmp_path: Path, form: str, state: str) -> None:
    with site_with(form, html("x")) as site:
        assert crawled(site, tmp_path / "x.db")["search"]["state"] == state
    assert not any(path.startswith("/search.jsp") for path in site.asked)
