"""Servers that do not keep to HTTP take neither time nor memory beyond the bounds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.crawler.crawl.raw import TRAPS, RawSite
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Site, html

Visit = tuple[dict[str, Any], dict[str, Any], float]
NAMED = {
    "endless_chunks": {"too_large", "timed_out"},
    "endless_body": {"too_large", "timed_out"},
    "huge_promise": {"too_large"},
    "dripping_headers": {"timed_out"},
    "endless_headers": {"timed_out", "failed", "too_large"},
    "one_header_without_end": {"timed_out", "failed", "too_large"},
    "nonsense": {"failed"},
}


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with RawSite() as raw, Site({}) as site:
        site.pages = {
            "/": html("首页", "/a.html", *(f"{raw.url}/{name}" for name in TRAPS)),
            "/a.html": html("甲"),
        }
        hosts = tuple(u.removeprefix("http://") for u in (site.url, raw.url))
        begun = time.monotonic()
        told = crawled(
            site, tmp_path_factory.mktemp("raw") / "x.db", hosts=hosts, options={"page_seconds": 3.0}
        )
        pages = {u.rsplit("/", 1)[-1]: p for u, p in told["pages"].items()}
        yield told, pages, time.monotonic() - begun


def test_the_crawl_ends_in_time_and_reads_what_can_be_read(visit: Visit) -> None:
    told, pages, seconds = visit
    assert told["run"]["state"] == "finished"
    assert pages["a.html"]["state"] == "ok"
    assert seconds < 50


@pytest.mark.parametrize("name", sorted(NAMED))
def test_each_is_named_for_what_it_is(visit: Visit, name: str) -> None:
    assert visit[1][name]["state"] in NAMED[name]


def test_none_of_them_fills_the_memory(visit: Visit) -> None:
    assert visit[0]["peak_mb"] < 350
