"""A crawl goes nowhere it must not go, and never endlessly."""

from __future__ import annotations

import datetime as dt
import socket
import time
from email.utils import formatdate
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy.http import Response

from crawler.guards import AddressPolicy
from crawler.pace import retry_after, seconds_until_open
from crawler.traps import MAX_DATES, MAX_SAME, Traps
from records.types import Pace
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Site, html


def test_a_private_address_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with Site({"/": html("首页")}) as site:
        told = crawled(site, tmp_path / "x.db", allow_private=False)
    assert "private or local address" in told["error"]
    assert "allow_private" in told["error"]
    assert site.asked == []
    assert "run" not in told


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="needs IPv6")
def test_a_site_with_an_ipv6_address_is_crawled_by_leave_and_refused_without(tmp_path: Path) -> None:
    with Site({"/": html("首页", "/a.html"), "/a.html": html("甲")}, host="::1") as site:
        refused = crawled(site, tmp_path / "x.db", allow_private=False)
        assert site.asked == []
        told = crawled(site, tmp_path / "y.db")
    assert "private or local address" in refused["error"]
    assert told["pages"][site.url + "/a.html"]["title"] == "甲"


def test_a_budget_of_bytes_ends_the_run_as_partial(tmp_path: Path) -> None:
    names = [f"/p{n}.html" for n in range(60)]
    heavy = html("重", extra="<p>" + "内容" * 40_000 + "</p>")
    with Site({"/": html("首页", *names)} | dict.fromkeys(names, heavy)) as site:
        told = crawled(site, tmp_path / "x.db", pace=Pace(delay=0, concurrency=4, max_megabytes=3))
    states = [p["state"] for p in told["pages"].values()]
    assert (told["run"]["state"], told["run"]["finish_reason"]) == ("partial", "bytes")
    assert len(states) == 61
    assert 10 <= states.count("ok") <= 40
    assert states.count("over_budget") == 61 - states.count("ok")


def test_the_date_in_a_retry_after_header_is_understood() -> None:
    when = formatdate(time.time() + 60, usegmt=True)
    for value, least, most in ((when, 55, 61), ("7", 7, 7), ("999999999999999999", 300, 300)):
        found = retry_after(Response("http://a.gov.cn/", headers={"Retry-After": value}))
        assert found is not None
        assert least <= found <= most
    assert retry_after(Response("http://a.gov.cn/", headers={"Retry-After": "soon"})) is None


def test_other_ports_of_this_machine_are_other_hosts(tmp_path: Path) -> None:
    with Site({}) as other:
        sheet = f"<link rel='stylesheet' href='{other.url}/x.css'>"
        pages = {
            "/": html("首页", other.url + "/a", "/b.html", extra=sheet),
            "/b.html": html("乙", other.url + "/c"),
        }
        with Site(pages) as site:
            crawled(site, tmp_path / "x.db")
    assert other.asked == []


@pytest.mark.parametrize(
    ("ip", "public", "private"),
    [
        ("8.8.8.8", True, True),
        ("10.1.2.3", False, True),
        ("192.168.0.1", False, True),
        ("127.0.0.1", False, True),
        ("100.64.1.1", False, True),
        ("169.254.169.254", False, False),
        ("0.0.0.0", False, False),
        ("224.0.0.1", False, False),
        ("255.255.255.255", False, False),
    ],
)
def test_metadata_and_link_local_addresses_are_never_allowed(ip: str, public: bool, private: bool) -> None:
    policy = AddressPolicy()
    assert policy.permits(ip) is public
    policy.allow_private = True
    assert policy.permits(ip) is private


def test_a_calendar_without_end_does_not_hold_the_crawl(tmp_path: Path) -> None:
    def calendar(path: str, count: int) -> Answer:
        asked = parse_qs(urlsplit(path).query)
        year, month = int(asked["year"][0]), int(asked["month"][0])
        turns = [
            (year + (month == 12), month % 12 + 1),
            (year - (month == 1), (month - 2) % 12 + 1),
            (year + 1, month),
        ]
        return html(f"{year}年{month}月", *(f"/cal.jsp?year={y}&month={m}" for y, m in turns))

    with Site(
        {
            "/": html("首页", "/cal.jsp?year=2026&month=11", "/a.html"),
            "/a.html": html("甲"),
            "/cal.jsp": calendar,
        }
    ) as s:
        told = crawled(s, tmp_path / "x.db")
    assert sum("cal.jsp" in path for path in s.asked) <= MAX_DATES
    assert told["run"]["state"] == "finished"
    assert told["pages"][s.url + "/a.html"]["state"] == "ok"


def test_a_parameter_that_means_nothing_is_noticed_by_what_the_pages_show(tmp_path: Path) -> None:
    def session(path: str, count: int) -> Answer:
        number = int(parse_qs(urlsplit(path).query)["token"][0])
        return html("甲", *(f"/a.jsp?token={2 * number + n}" for n in range(2)))

    with Site({"/": html("首页", "/a.jsp?token=1"), "/a.jsp": session}) as site:
        told = crawled(site, tmp_path / "x.db")
    assert len(site.asked) < 20 * MAX_SAME
    assert told["run"]["state"] == "finished"


def test_shapes_of_addresses_that_have_no_end_are_left_out() -> None:
    traps = Traps(2026)
    host = "http://a.gov.cn/"
    assert traps.admits(host + "xxgk/art/2026/11/24/art_1_2.html")
    assert not traps.admits(host + "a/b/" * 4)
    assert not traps.admits(host + "x" * 1001)
    assert not traps.admits(host + "cal?date=2031-01-01")
    assert not traps.admits(host + "archive/2031/05/")
    assert sum(traps.admits(f"{host}show.jsp?id={n}") for n in range(3000)) == 3000
    assert sum(traps.admits(f"{host}l?a={n}&b=1&c=2&d=3") for n in range(3000)) == 200


@pytest.mark.parametrize(
    ("now", "hours"), [("23:00", 0), ("05:59", 0), ("06:00", 16), ("21:00", 1), ("12:30", 9.5)]
)
def test_the_hours_of_the_site_file_may_pass_midnight(now: str, hours: float) -> None:
    at = dt.datetime.fromisoformat(f"2026-11-24T{now}:00+08:00")
    assert seconds_until_open("22:00-06:00", at) == hours * 3600
    assert seconds_until_open(None, at) == 0
