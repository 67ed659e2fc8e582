"""robots.txt is obeyed, also where it cannot be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site, html

TEXT = {"Content-Type": "text/plain"}


@pytest.mark.parametrize("status", [404, 410, 403, 401])
def test_a_site_that_says_it_has_no_rules_forbids_nothing(tmp_path: Path, status: int) -> None:
    with Site(
        {"/": html("首页", "/a.html"), "/a.html": html("甲"), "/robots.txt": Answer(b"", status)}
    ) as site:
        told = crawled(site, tmp_path / "x.db")
    assert told["pages"][site.url + "/a.html"]["state"] == "ok"


@pytest.mark.parametrize("fails", [Answer(b"", 503), Answer(reset=True)])
def test_rules_that_cannot_be_had_forbid_everything(tmp_path: Path, fails: Answer) -> None:
    with Site({"/": html("首页", "/a.html"), "/a.html": html("甲"), "/robots.txt": fails}) as site:
        told = crawled(site, tmp_path / "x.db")
    assert "robots.txt cannot be had" in told["error"]
    assert "→" in told["error"]
    assert site.count("/a.html") == 0
    assert site.count("/robots.txt") == 3


def test_rules_that_come_at_the_second_try_are_obeyed(tmp_path: Path) -> None:
    def robots(path: str, count: int) -> Answer:
        return Answer(b"", 500) if count == 1 else Answer(b"User-agent: *\nDisallow: /a\n", headers=TEXT)

    pages: dict[str, Page] = {
        "/": html("首页", "/a.html", "/b.html"),
        "/b.html": html("乙"),
        "/robots.txt": robots,
    }
    with Site(pages) as site:
        told = crawled(site, tmp_path / "x.db")
    assert site.count("/a.html") == 0
    assert told["pages"][site.url + "/b.html"]["state"] == "ok"


def test_a_site_that_is_down_altogether_is_told_as_such(tmp_path: Path) -> None:
    with Site({}) as site:
        site.fallback = Answer(b"", 503)
        told = crawled(site, tmp_path / "x.db", settings={"site-reachable.tries": 2})
    assert told["run"]["finish_reason"] == "home-unreachable"
