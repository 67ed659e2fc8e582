"""Guangdong's disclosure platform: a tree in a script, lists of a hundred rows a page as JSON, two looks of its pages."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.finish import build_dossier
from records.store import Store
from records.vocabulary import Place
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site
from tests.crawler.platforms.served import Found, Row, crawl_of, data, groups, page, rows

TREE = [
    {
        "id": 11,
        "name": "政府信息公开指南",
        "post_count": 0,
        "jump_url": "/xxgk/zn/index.html",
        "children": [],
    },
    {
        "id": 12,
        "name": "法定主动公开内容",
        "children": [
            {"id": 121, "name": "政策文件", "post_count": 130, "children": [], "jump_url": ""},
            {"id": 122, "name": "规划计划", "post_count": 3, "children": [], "jump_url": ""},
            {"id": 123, "name": "行政处罚", "post_count": 0, "children": [], "jump_url": ""},
        ],
    },
    {"id": 13, "name": "政府信息公开年报", "post_count": 2, "children": []},
]


def index(prefix: str, static: str = "") -> Answer:
    """The one page of the platform."""
    config = f"window._CONFIG = {{ROOT: '{prefix}', SID: '755031', TREE: {json.dumps(TREE)}, SERVICE_AREA_ID: 1, DETAIL: null}}"
    head = f"<title>政府信息公开目录</title><script src='{prefix}/gkmlpt/js/app.abc.js'></script>"
    return page(head, f"<div id='app'>{static}</div><script>{config};</script>")


def article(row: Row, number: int) -> dict[str, Any]:
    """A row as the interface gives it: formed long before it was published, entered into the system long after."""
    published = datetime.fromisoformat(row.day + "T09:00:00").replace(tzinfo=UTC) - timedelta(hours=8)
    formed = published - timedelta(days=40)
    return {
        "id": 9000 + number,
        "title": row.title,
        "url": row.url,
        "post_url": row.url,
        "type": "normal",
        "publisher": "示例局",
        "document_number": f"示人社〔2026〕{number}号" if number % 2 else "",
        "identifier": f"00694/2026-{number:05d}",
        "date": int(formed.timestamp()),
        "create_time": int(published.timestamp()),
        "created_at": "2026-11-19 10:00:00",
        "display_publish_time": int(published.timestamp()) if number % 3 else 0,
        "is_expired": 0,
    }


def listed(number: int, name: str, items: list[Row]) -> Page:
    """The list of one column, a hundred rows a page, only for the right site number."""

    def answer(path: str, count: int) -> Answer:
        asked = parse_qs(urlsplit(path).query)
        if asked.get("sid") != ["755031"]:
            return data('{"message": "site"}')
        at = int(asked.get("page", ["1"])[0]) - 1
        pages = groups(items, 100)
        shown = pages[at] if at < len(pages) else []
        first = items.index(shown[0]) + 1 if shown else 0
        told = {
            "classify": {"id": number, "name": name, "post_count": len(items) + 7, "jump_url": ""},
            "total": len(items),
            "offset": at * 100,
            "articles": [article(r, first + n) for n, r in enumerate(shown)],
        }
        return data(json.dumps(told))

    return answer


def site(prefix: str, static: str = "") -> tuple[dict[str, Page], list[Row]]:
    """A bureau below a prefix of its city's host, or with a host of its own."""
    items = rows(lambda n: f"{prefix}/gkmlpt/content/1/{n}/post_{n}.html", 130)
    home = f"<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/dt/index.html'>工作动态</a></li><li><a href='{prefix}/gkmlpt/index'>政府信息公开</a></li></ul></div>"
    pages: dict[str, Page] = {
        "/": page("<title>示例局</title>", home),
        f"{prefix}/gkmlpt/index": index(prefix, static),
        f"{prefix}/gkmlpt/api/all/121": listed(121, "政策文件", items),
        f"{prefix}/gkmlpt/api/all/122": listed(122, "规划计划", []),
        f"{prefix}/gkmlpt/api/all/123": listed(123, "行政处罚", []),
        f"{prefix}/gkmlpt/api/all/12": listed(12, "法定主动公开内容", []),
        f"{prefix}/gkmlpt/api/all/13": listed(13, "政府信息公开年报", []),
        "/xxgk/zn/index.html": page(
            "<title>政府信息公开指南</title>",
            "<div id='zoomcon'>" + "<p>为方便公众获取政府信息，编制本指南。</p>" * 9 + "</div>",
        ),
    }
    for n, r in enumerate(items, 1):
        table = f"<table class='classify'><tr><td>索引号</td><td>00694/2026-{n:05d}</td><td>发布日期</td><td>{r.day}</td></tr></table>"
        pages[r.url] = page(
            f"<title>{r.title}</title>",
            f"{table}<h1 class='title document-number'>{r.title}</h1><div class='article-content'><p>{'现将有关事项通知如下。' * 9}</p></div>",
        )
    return pages, items


def check(found: Found, items: list[Row]) -> None:
    """The tree is that of the script, and every row of both pages stands in its column with the day it was published."""
    found.has_all("政策文件", items)
    assert found.column("政策文件").path == ("法定主动公开内容", "政策文件")
    assert found.column("政策文件").place is Place.PORTAL
    assert found.rows("行政处罚") == []
    assert found.column("行政处罚").list_unread is None
    assert "/xxgk/zn/index.html" in (found.column("政府信息公开指南").url or "")
    assert {e.index_number for e in found.dossier.entries} == {f"00694/2026-{n:05d}" for n in range(1, 131)}


def test_the_tree_and_the_lists_of_a_bureau_below_its_city_s_host(tmp_path: Path) -> None:
    pages, items = site("/sljrj")
    check(crawl_of(pages, tmp_path, render="never"), items)


def test_a_page_that_prints_its_menu_with_hashes_reads_the_same_lists(tmp_path: Path) -> None:
    menu = "<ul><li><a href='/gkmlpt/index#13'>政府信息公开年报</a></li><li><a href='/gkmlpt/index#12'>法定主动公开内容</a></li></ul>"
    pages, items = site("", menu)
    check(crawl_of(pages, tmp_path), items)


def test_a_column_is_printed_with_the_page_that_people_open(tmp_path: Path) -> None:
    found = crawl_of(site("/sljrj")[0], tmp_path, render="never").column("政策文件")
    assert "/sljrj/gkmlpt/api/all/121?" in (found.url or "")
    assert (found.for_people or "").endswith("/sljrj/gkmlpt/index#121")


def test_a_column_confirmed_by_that_page_is_the_one_that_it_shows(tmp_path: Path) -> None:
    pages, _ = site("/sljrj")
    with Site(dict(pages)) as served:
        shown = f"{served.url}/sljrj/gkmlpt/index#122"
        told = crawled(served, tmp_path / "x.db", render="never", columns={"statistics": shown})
        with Store.open(tmp_path / "x.db") as store:
            dossier = build_dossier(store, told["run"]["id"])
    assert [(c.name, c.mapping_reason) for c in dossier.columns if c.code == "statistics"] == [
        ("规划计划", "confirmed")
    ]
