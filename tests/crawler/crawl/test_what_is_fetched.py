"""Which addresses a crawl asks for, and what it remembers of each answer."""

from __future__ import annotations

import random
import time
from pathlib import Path

from records.types import Pace
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site, html

PDF = Answer(b"%PDF-1.4 " + b"x" * 300, headers={"Content-Type": "application/pdf"})


def test_every_page_in_scope_is_read_once_and_nothing_outside(tmp_path: Path) -> None:
    pages = {
        "/": html("首页", "/a.html", "/b.html", "http://elsewhere.example/x", "/pic.jpg", "/a.html#top"),
        "/a.html": html("甲", "/b.html", "/", "javascript:void(0)", "mailto:a@b.c"),
        "/b.html": html("乙", "/style.css", "/film.mp4"),
    }
    with Site(pages) as site:
        told = crawled(site, tmp_path / "x.db")
    assert sorted(site.asked) == ["/", "/a.html", "/b.html", "/robots.txt"]
    assert {u.removeprefix(site.url): p["title"] for u, p in told["pages"].items()} == {
        "/": "首页",
        "/a.html": "甲",
        "/b.html": "乙",
    }
    assert told["run"]["state"] == "finished"
    assert told["frontier"] == {"done": 3}
    assert all(size > 0 for size in told["bodies"].values())
    assert told["stderr"] == ""


def test_documents_are_fetched_whole_and_told_by_their_first_bytes(tmp_path: Path) -> None:
    pages = {"/": html("首页", "/f.pdf", "/g.doc"), "/f.pdf": PDF, "/g.doc": html("对不起，文件不存在")}
    with Site(pages) as site:
        told = crawled(site, tmp_path / "x.db")["pages"]
    assert told[site.url + "/f.pdf"]["sniffed"] == "pdf"
    assert told[site.url + "/g.doc"]["sniffed"] == "html"


def test_robots_txt_is_obeyed_and_what_it_forbids_is_recorded(tmp_path: Path) -> None:
    robots = Answer(b"User-agent: *\nDisallow: /closed/\n", headers={"Content-Type": "text/plain"})
    pages = {
        "/robots.txt": robots,
        "/": html("首页", "/closed/a.html", "/open.html"),
        "/open.html": html("甲"),
    }
    with Site(pages) as site:
        told = crawled(site, tmp_path / "x.db")
    assert site.count("/closed/a.html") == 0
    assert told["pages"][site.url + "/closed/a.html"]["state"] == "robots"
    assert told["run"]["state"] == "finished"


def test_a_page_in_gb18030_is_read_whatever_its_header_claims(tmp_path: Path) -> None:
    page = html("社会保险经办机构镕", encoding="gb18030")
    page.headers["Content-Type"] = "text/html; charset=ISO-8859-1"
    with Site({"/": html("首页", "/gb.html"), "/gb.html": page}) as site:
        told = crawled(site, tmp_path / "x.db")["pages"]
    assert told[site.url + "/gb.html"]["title"] == "社会保险经办机构镕"


def test_a_budget_of_pages_leaves_the_rest_over_budget_and_the_run_partial(tmp_path: Path) -> None:
    names = [f"/p{n}.html" for n in range(60)]
    pages = {"/": html("首页", *names)} | {n: html(n) for n in names}
    with Site(pages) as site:
        told = crawled(site, tmp_path / "x.db", pace=_pace(max_pages=21))
    states = [p["state"] for p in told["pages"].values()]
    assert (told["run"]["state"], told["run"]["finish_reason"]) == ("partial", "pages")
    assert (states.count("ok"), states.count("over_budget")) == (21, 40)
    assert len(site.asked) == 22  # with robots.txt


def test_a_budget_of_minutes_ends_the_run_as_partial(tmp_path: Path) -> None:
    with Site({"/": html("首页", "/a.html")}) as site:
        told = crawled(site, tmp_path / "x.db", pace=_pace(max_minutes=0))
    assert (told["run"]["state"], told["run"]["finish_reason"]) == ("partial", "minutes")
    assert told["pages"][site.url + "/a.html"]["state"] == "over_budget"
    assert told["search"]["state"] == "not_tried"


def test_a_script_or_meta_redirect_is_followed_as_a_link(tmp_path: Path) -> None:
    gate = Answer(b'<html><head><meta http-equiv="refresh" content="0; url=/real.html"></head></html>')
    with Site({"/": html("首页", "/gate.html"), "/gate.html": gate, "/real.html": html("真")}) as site:
        told = crawled(site, tmp_path / "x.db")["pages"]
    assert told[site.url + "/real.html"]["title"] == "真"
    assert told[site.url + "/real.html"]["depth"] == 1


def test_a_list_that_an_interface_answers_is_read_with_its_entries(tmp_path: Path) -> None:
    shell = html("目录", extra="<script>var api = '/gkmlpt/api/all/7?page=1&sid=9';</script>")
    rows = b'{"articles": [{"title": "\\u901a\\u77e5", "url": "/gkmlpt/content/1.html", "date": 1600000000}]}'
    data = Answer(rows, headers={"Content-Type": "application/json"})
    pages = {"/": html("首页", "/gkmlpt/index"), "/gkmlpt/index": shell, "/gkmlpt/api/all/7": data}
    with Site({**pages, "/gkmlpt/content/1.html": html("通知")}) as site:
        told = crawled(site, tmp_path / "x.db")["pages"]
    assert told[site.url + "/gkmlpt/content/1.html"]["title"] == "通知"


def test_the_home_page_s_style_sheets_are_fetched_and_no_other_ones(tmp_path: Path) -> None:
    home = html("首页", "/a.html", extra="<link rel='stylesheet' href='/home.css'>")
    inner = html("甲", extra="<link rel='stylesheet' href='/inner.css'>")
    css = Answer(b".x{display:none}", headers={"Content-Type": "text/css"})
    with Site({"/": home, "/a.html": inner, "/home.css": css, "/inner.css": css}) as site:
        crawled(site, tmp_path / "x.db")
    assert (site.count("/home.css"), site.count("/inner.css")) == (1, 0)


def test_the_result_does_not_hang_on_the_order_of_answers(tmp_path: Path) -> None:
    def slow(title: str, *links: str) -> Page:
        def answer(path: str, count: int) -> Answer:
            time.sleep(random.random() * 0.02)
            return html(title, *links)

        return answer

    draw = random.Random(7)
    names = [f"/p{n}.html" for n in range(80)]
    pages = {n: slow(n, *draw.sample(names, 3)) for n in names} | {"/": slow("首页", *names[:6])}
    with Site(pages) as site:
        one, two = crawled(site, tmp_path / "1.db"), crawled(site, tmp_path / "2.db")
    assert one["pages"] == two["pages"]
    assert one["links"] == two["links"]


def _pace(**changes: int) -> Pace:
    return Pace(delay=0, concurrency=4, **changes)


def test_chinese_in_the_query_of_a_link_is_sent_in_the_encoding_of_its_page(tmp_path: Path) -> None:
    home = html("首页", "/列表.jsp?name=通知公告&p=1", "/a.html", "/m.html", encoding="gb18030")
    utf8 = html("乙", "/list.jsp?name=通知公告&p=2")
    moved = Answer(b"", 302, {"Location": "/new.jsp?a=中".encode("gb18030").decode("latin-1")})
    with Site({"/": home, "/a.html": utf8, "/m.html": moved}) as site:
        site.fallback = html("丙")
        crawled(site, tmp_path / "x.db")
    assert site.count("/%E5%88%97%E8%A1%A8.jsp?name=%CD%A8%D6%AA%B9%AB%B8%E6&p=1") == 1
    assert site.count("/list.jsp?name=%E9%80%9A%E7%9F%A5%E5%85%AC%E5%91%8A&p=2") == 1
    assert site.count("/new.jsp?a=%D6%D0") == 1
