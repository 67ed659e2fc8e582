"""One site with every trap at once: each is contained, the budget holds, and nothing forbidden is ever asked."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from records.types import Pace
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site, html

BUDGET = 400
PAGE_SECONDS = 1.0
NAMES = (
    "\x1b[2J\x1b]0;owned\x07",
    "'; DROP TABLE page; --",
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "../../etc/passwd",
)


def endless(prefix: str, step: str) -> Page:
    """A page that leads on to one more of its kind, for ever."""

    def page(path: str, _: int) -> Answer:
        number = int("".join(c for c in path.rsplit("=", 1)[-1] if c.isdigit()) or 0) + 1
        return html("同一个页面", f"{prefix}{step}{number}")

    return page


def deeper(path: str, _: int) -> Answer:
    """Folders in folders, for ever."""
    return html("目录", f"{path.rstrip('/')}/a/", "a/")


def session(path: str, count: int) -> Answer:
    """Every visit hands out a new session in the address."""
    return html("会话", f"/s?sid={abs(hash((path, count))):x}", f"/s;jsessionid={abs(hash(path)):X}")


def redirected(to: str, status: int = 302) -> Answer:
    return Answer(b"", status, {"Location": to})


def trapped(other: Site) -> dict[str, Any]:
    bomb = gzip.compress(b"<p>0</p>" * 4_000_000)
    escapes = "".join(f"<li><a href='/n{n}.html' title='{n}'>{name}</a></li>" for n, name in enumerate(NAMES))
    elsewhere = [
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "gopher://127.0.0.1:70/",
        "data:text/html,<a href='/never.html'>x</a>",
        "http://[::1]:80/",
        "http://0x7f000001/",
        "//127.0.0.1:1/x",
        f"{other.url}/link",
        f"{other.url.replace('127.0.0.1', '127.0.0.2')}/link",
        f"{other.url.replace('http://', 'http://user:pass@')}/link",
    ]
    into = (
        f"<iframe src='{other.url}/frame'></iframe><img src='{other.url}/img'><script src='{other.url}/js'></script>"
        f"<form method='post' action='/posted'><input name='q'></form><a ping='{other.url}/ping' href='/p.html'>p</a>"
    )
    starts = ["/cal?year=2000&month=1", "/n?page=1", "/s?sid=1", "/d/", "/loop1", "/off", "/meta.html", "/bomb", "/drip",
              "/deep.html", "/many.html", "/base.html", "/js.html", "/refresh.html"]  # fmt: skip
    return {
        "/": html("首页", *starts, *elsewhere, extra=f"{into}<ul>{escapes}</ul>"),
        "/cal": endless("/cal?", "year=2000&month="),
        "/n": endless("/n?", "page="),
        "/s": session,
        "/loop1": redirected("/loop2"),
        "/loop2": redirected("/loop1"),
        "/off": redirected(f"{other.url}/redirected"),
        "/meta.html": html("跳转", extra=f"<meta http-equiv='refresh' content='0;url={other.url}/meta'>"),
        "/refresh.html": redirected("http://169.254.169.254/", 301),
        "/js.html": html("脚本", extra=f"<script>location.href='{other.url}/script'</script>"),
        "/base.html": html("基址", "relative.html", extra=f"<base href='{other.url}/'>"),
        "/bomb": Answer(bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}),
        "/drip": Answer(b"<p>" * 100, drip=0.2),
        "/deep.html": Answer(b"<div>" * 60_000 + b"<a href='/p.html'>p</a>"),
        "/many.html": html("许多链接", *(f"/many/{n}" for n in range(60))),
        "/p.html": html("普通页面", "/"),
        **{f"/n{n}.html": html(name, "/", extra=f"<p>{name}</p>") for n, name in enumerate(NAMES)},
    }


def pages_of(site: Site, other: Site) -> dict[str, Page]:
    found: dict[str, Page] = trapped(other)

    def anything(path: str, count: int) -> Answer:
        if path.startswith("/d/"):
            return deeper(path, count)
        return session(path, count) if "jsessionid" in path else html(path)

    site.fallback = anything
    return found


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site, dict[str, Any], float]]:
    with Site({}) as other, Site({}) as site:
        site.pages.update(pages_of(site, other))
        started = time.monotonic()
        told = crawled(
            site,
            tmp_path_factory.mktemp("hostile") / "x.db",
            options={"page_seconds": PAGE_SECONDS},
            pace=Pace(delay=0, concurrency=4, max_pages=BUDGET, max_minutes=1),
        )
        yield site, other, told, time.monotonic() - started


Visit = tuple[Site, Site, dict[str, Any], float]


def test_the_crawl_ends_by_itself_long_before_its_budget(visit: Visit) -> None:
    site, _, told, seconds = visit
    assert told["run"]["state"] == "finished"
    assert seconds < 55
    assert (
        len(site.asked) <= BUDGET * 2 + 20
    )  # a second try of what failed, robots.txt, the home page's tries
    assert told["frontier"].get("queued", 0) == told["frontier"].get("in_flight", 0) == 0


def test_nothing_is_asked_of_any_other_address(visit: Visit) -> None:
    assert visit[1].asked == []
    assert visit[1].posted == []


def test_no_form_is_sent(visit: Visit) -> None:
    site = visit[0]
    assert site.posted == []
    assert site.count("/posted") == 0


@pytest.mark.parametrize(("trap", "most"), [("/cal", 40), ("/n?", 40), ("/s", 40), ("/d/", 20)])
def test_every_endless_trap_is_left_after_a_while(visit: Visit, trap: str, most: int) -> None:
    assert 1 <= sum(path.startswith(trap) for path in visit[0].asked) <= most


def test_what_is_too_much_or_too_slow_is_named_so(visit: Visit) -> None:
    site, _, told, _ = visit
    states = {
        urlsplit(url).path: page["state"] for url, page in told["pages"].items() if url.startswith(site.url)
    }
    assert states["/bomb"] == "too_large"
    assert states["/drip"] == "timed_out"
    assert states["/loop1"] == "failed"
    assert states["/off"] == states["/refresh.html"] == "out_of_scope"
    assert states["/deep.html"] == states["/many.html"] == "ok"


def test_ordinary_pages_beside_the_traps_are_read_with_their_names_as_they_are(visit: Visit) -> None:
    site, _, told, _ = visit
    assert told["pages"][f"{site.url}/p.html"]["title"] == "普通页面"
    assert told["pages"][f"{site.url}/n1.html"]["title"] == NAMES[1]
    assert "\x1b" not in str(told["pages"][f"{site.url}/n0.html"]["title"])
    assert "\x1b" not in told["stderr"]
