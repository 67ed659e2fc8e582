"""What a crawl makes of pages that do not answer as they should."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Site, html

CHALLENGE = b"<html><head><script>document.cookie='__jsl_clearance=1|0|x';location.href=location.href;</script></head></html>"


def test_a_dead_link_is_asked_for_twice_at_different_times(tmp_path: Path) -> None:
    at: list[float] = []

    def gone(path: str, count: int) -> Answer:
        at.append(time.monotonic())
        return Answer(b"not here", 404)

    with Site(
        {"/": html("首页", "/gone.html", "/a.html"), "/a.html": html("甲"), "/gone.html": gone}
    ) as site:
        told = crawled(site, tmp_path / "x.db")
    page = told["pages"][site.url + "/gone.html"]
    assert (page["state"], page["error"], page["tries"]) == ("failed", "http-404", 2)
    assert at[1] - at[0] >= 1
    assert told["run"]["state"] == "finished"


def test_a_page_that_comes_back_at_the_second_try_is_read_with_what_it_leads_to(tmp_path: Path) -> None:
    def flaky(path: str, count: int) -> Answer:
        return Answer(b"busy", 500) if count == 1 else html("乙", "/below.html")

    with Site({"/": html("首页", "/b.html"), "/b.html": flaky, "/below.html": html("丙")}) as site:
        told = crawled(site, tmp_path / "x.db")["pages"]
    assert (told[site.url + "/b.html"]["state"], told[site.url + "/b.html"]["tries"]) == ("ok", 2)
    assert told[site.url + "/below.html"]["title"] == "丙"


def test_walls_are_blocked_and_named_never_failed(tmp_path: Path) -> None:
    pages = {
        "/": html("首页", "/403.html", "/412.html", "/521.html", "/script.html"),
        "/403.html": Answer(b"no", 403),
        "/412.html": Answer(b"no", 412),
        "/521.html": Answer(b"no", 521),
        "/script.html": Answer(CHALLENGE),
    }
    with Site(pages) as site:
        told = crawled(site, tmp_path / "x.db")["pages"]
    walls = {u.rsplit("/", 1)[1]: (p["state"], p["error"]) for u, p in told.items() if u != site.url + "/"}
    assert walls == {
        "403.html": ("blocked", "wall:403"),
        "412.html": ("blocked", "wall:412"),
        "521.html": ("blocked", "wall:521"),
        "script.html": ("blocked", "wall:script"),
    }


def test_an_empty_answer_is_a_failure_by_name(tmp_path: Path) -> None:
    with Site(
        {"/": html("首页", "/0.html", "/b.html"), "/0.html": Answer(b""), "/b.html": Answer(b" \r\n ")}
    ) as site:
        told = crawled(site, tmp_path / "x.db")["pages"]
    assert {told[site.url + p]["error"] for p in ("/0.html", "/b.html")} == {"empty"}


def test_a_compressed_bomb_is_too_large_and_harms_nothing(tmp_path: Path) -> None:
    bomb = Answer(
        gzip.compress(b"<p>x</p>" * 8_000_000),
        headers={"Content-Type": "text/html", "Content-Encoding": "gzip"},
    )
    with Site(
        {"/": html("首页", "/bomb.html", "/a.html"), "/bomb.html": bomb, "/a.html": html("甲")}
    ) as site:
        told = crawled(site, tmp_path / "x.db")
    assert told["pages"][site.url + "/bomb.html"]["state"] == "too_large"
    assert told["run"]["state"] == "finished"


def test_redirects_are_followed_inside_the_site_and_bounded(tmp_path: Path) -> None:
    pages = {
        "/": html("首页", "/moved.html", "/loop.html", "/cookie.html", "/chain0.html"),
        "/moved.html": Answer(b"", 301, {"Location": "/new.html"}),
        "/new.html": html("新"),
        "/loop.html": Answer(b"", 302, {"Location": "/loop2.html"}),
        "/loop2.html": Answer(b"", 302, {"Location": "/loop.html"}),
        "/cookie.html": Answer(b"", 302, {"Location": "/cookie.html", "Set-Cookie": "a=b"}),
    } | {f"/chain{n}.html": Answer(b"", 302, {"Location": f"/chain{n + 1}.html"}) for n in range(50)}
    with Site(pages) as site:
        told = crawled(site, tmp_path / "x.db")["pages"]
    moved = told[site.url + "/moved.html"]
    assert (moved["state"], moved["title"], moved["final_url"]) == ("ok", "新", site.url + "/new.html")
    assert told[site.url + "/loop.html"]["error"] == "redirect-loop"
    assert told[site.url + "/chain0.html"]["error"] == "redirect-loop"
    assert (told[site.url + "/cookie.html"]["state"], told[site.url + "/cookie.html"]["error"]) == (
        "blocked",
        "wall:cookie",
    )
    assert site.count("/chain9.html") == 0


def test_a_redirect_off_the_site_is_recorded_and_never_followed(tmp_path: Path) -> None:
    with Site({}) as other:
        pages = {
            "/": html("首页", "/out.html"),
            "/out.html": Answer(b"", 302, {"Location": other.url + "/secret"}),
        }
        with Site(pages) as site:
            told = crawled(site, tmp_path / "x.db")["pages"]
    page = told[site.url + "/out.html"]
    assert (page["state"], page["final_url"]) == ("out_of_scope", other.url + "/secret")
    assert other.asked == []


def test_a_busy_server_is_given_the_time_it_asks_for(tmp_path: Path) -> None:
    at: list[float] = []

    def busy(path: str, count: int) -> Answer:
        return Answer(b"busy", 503, {"Retry-After": "1"}) if count == 1 else html("忙")

    def noted(path: str, count: int) -> Answer:
        at.append(time.monotonic())
        return html(path)

    names, first = [f"/p{n}.html" for n in range(40)], "<a href='/a.html'>政府信息公开指南</a>"
    pages = {"/": html("首页", *names, extra=first), "/a.html": busy} | dict.fromkeys(names, noted)
    with Site(pages) as site:
        told = crawled(site, tmp_path / "x.db")["pages"]
    assert told[site.url + "/a.html"]["state"] == "ok"
    waits = [later - earlier for earlier, later in zip(sorted(at), sorted(at)[1:], strict=False)]
    assert max(waits) >= 0.9


@pytest.mark.parametrize(
    "body", [b"%PDF-1.4 text", b'{"a": 1}', b"\x89PNG\r\n\x1a\n" + b"\0" * 40], ids=["pdf", "json", "picture"]
)
def test_a_home_page_that_is_no_page_ends_with_a_message_and_no_run(tmp_path: Path, body: bytes) -> None:
    with Site({"/": Answer(body, headers={"Content-Type": "application/octet-stream"})}) as site:
        told = crawled(site, tmp_path / "x.db")
    assert "no web page" in told["error"]
    assert "→" in told["error"]
    assert "run" not in told


def test_a_home_page_that_never_opens_is_tried_five_times_and_ends_the_run(tmp_path: Path) -> None:
    with Site({"/": Answer(b"down", 500)}) as site:
        told = crawled(site, tmp_path / "x.db")
    assert told["home_tries"] == ["http-500"] * 5
    assert (told["run"]["state"], told["run"]["finish_reason"]) == ("partial", "home-unreachable")


def test_a_home_page_behind_a_wall_ends_the_run_as_blocked(tmp_path: Path) -> None:
    with Site({"/": Answer(CHALLENGE)}) as site:
        told = crawled(site, tmp_path / "x.db")
    assert (told["run"]["state"], told["run"]["finish_reason"]) == ("partial", "blocked")
    assert told["home_tries"] == ["wall:script"]


def test_a_name_that_nobody_knows_leaves_no_run(tmp_path: Path) -> None:
    with Site({}) as site:
        told = crawled(
            site, tmp_path / "x.db", hosts=("no-such-host.invalid",), home="http://no-such-host.invalid/"
        )
    assert "name not known" in told["error"]
    assert "run" not in told
