"""Links that leave the site: whether what they lead to is still there."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.outside import UNPROVED
from records.store import Store
from records.types import Fetch, Pace
from records.vocabulary import FetchState
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site, html

ROBOTS = Answer(b"User-agent: *\nDisallow: /closed/\n", headers={"Content-Type": "text/plain"})
NOBODY = "http://127.0.0.1:9/shuoming.html"
UNKNOWN = "http://wangye.bucunzai.invalid/shuoming.html"


def found(home: Site, folder: Path, **changes: object) -> dict[str, Fetch]:
    """What a crawl kept of the links that leave."""
    told = crawled(home, folder / "x.db", **changes)
    with Store.open(folder / "x.db") as store:
        return store.outlinks(told["run"]["id"])


def linking(*links: str) -> Site:
    """A site of one page with these links."""
    return Site({"/": html("首页", *links)})


@pytest.mark.parametrize("heads", [True, False])
def test_the_status_of_other_hosts_is_kept_and_nothing_of_theirs_is_followed(
    tmp_path: Path, heads: bool
) -> None:
    pages: dict[str, Page] = {
        "/": html("别处", "/further.html"),
        "/gone.html": Answer(b"", 404),
        "/wall.html": Answer(b"", 412),
        "/moved.html": Answer(b"", 302, {"Location": "/further.html"}),
        "/closed/a.html": html("内部"),
        "/robots.txt": ROBOTS,
    }
    with Site(pages) as other, linking(*(other.url + p for p in pages if p != "/robots.txt")) as home:
        other.heads = heads
        told = found(home, tmp_path, known_hosts=(other.url.removeprefix("http://"),))
        kept = {url.removeprefix(other.url): fetch for url, fetch in told.items()}
    assert {path: (f.state, f.status, f.tries) for path, f in kept.items()} == {
        "/": (FetchState.OK, 200, 1),
        "/gone.html": (FetchState.FAILED, 404, 2),
        "/wall.html": (FetchState.BLOCKED, 412, 1),
        "/moved.html": (FetchState.OK, 302, 1),
        "/closed/a.html": (FetchState.ROBOTS, None, 1),
    }
    assert not any("further" in path or "closed" in path for path in (*other.asked, *other.headed))
    assert (other.count("/"), other.asked.count("/robots.txt")) == (0 if heads else 1, 1)
    assert all(fetch.sha256 is None for fetch in kept.values())


def test_a_page_that_is_back_at_the_second_try_is_alive(tmp_path: Path) -> None:
    with (
        Site({"/late.html": lambda _, n: html("回来了") if n > 1 else Answer(b"", 404)}) as other,
        linking(other.url + "/late.html") as home,
    ):
        (fetch,) = found(home, tmp_path, known_hosts=(other.url.removeprefix("http://"),)).values()
    assert (fetch.state, fetch.tries) == (FetchState.OK, 2)


def test_a_refused_port_and_a_name_that_cannot_exist_are_told(tmp_path: Path) -> None:
    with linking(NOBODY, UNKNOWN) as home:
        kept = found(home, tmp_path)
    assert {u: (f.error, f.tries) for u, f in kept.items()} == {NOBODY: ("refused", 2), UNKNOWN: ("dns", 2)}


def test_nothing_is_sent_to_unnamed_hosts_around_a_private_site(tmp_path: Path) -> None:
    with Site({}) as other, linking(other.url + "/a.html") as home:
        (fetch,) = found(home, tmp_path).values()
    assert (fetch.state, fetch.status) == (FetchState.OK, None)
    assert (other.asked, other.headed) == ([], [])


def test_where_no_outside_name_is_known_a_single_unknown_one_proves_nothing(tmp_path: Path) -> None:
    with linking("http://wangye.bucunzai.test/a.html", "http://www.bucunzai.test/") as home:
        kept = found(home, tmp_path)
    assert {f.error for f in kept.values()} <= {UNPROVED, "dns-silent"}


def test_where_another_outside_name_is_known_an_unknown_one_is_told(tmp_path: Path) -> None:
    with Site({"/": html("别处")}) as other:
        named = other.url.replace("127.0.0.1", "localhost") + "/"
        with linking(named, "http://wangye.bucunzai.test/a.html") as home:
            kept = found(home, tmp_path)
    assert kept[named].state is FetchState.OK
    assert kept["http://wangye.bucunzai.test/a.html"].error in {
        "dns",
        "dns-silent",
    }  # as the resolver answers


def test_share_buttons_bad_addresses_and_what_is_over_the_budget_are_not_asked(tmp_path: Path) -> None:
    with Site({}) as other:
        many = [f"{other.url}/{n:02}.html" for n in range(30)]
        share = f"{other.url}/share?url=http%3A%2F%2Fa.gov.cn%2Fa.html"
        with linking(*many, share, "http://[bad/", "mailto:a@b.cn") as home:
            kept = found(home, tmp_path)
    assert share not in kept and set(kept) == set(many)
    assert sum(f.state is FetchState.OVER_BUDGET for f in kept.values()) == 10


def test_the_site_file_can_have_none_asked(tmp_path: Path) -> None:
    with Site({}) as other, linking(other.url + "/a.html") as home:
        assert found(home, tmp_path, settings={"crawl.outside_links": 0}) == {}
        assert (other.asked, other.headed) == ([], [])


def test_a_crawl_without_pages_left_asks_no_other_host(tmp_path: Path) -> None:
    with Site({}) as other, linking(other.url + "/a.html", "/b.html", "/c.html") as home:
        kept = found(home, tmp_path, pace=Pace(delay=0, concurrency=4, max_pages=2))
        assert [f.state for f in kept.values()] == [FetchState.OVER_BUDGET]
        assert other.asked == []
