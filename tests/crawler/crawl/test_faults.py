"""Faults of network, server, database and disk in the middle of a crawl: nothing is lost, nothing invented, and the user is told what to do."""

from __future__ import annotations

import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.console.running import small_disk
from tests.crawler.crawl.running import crawled, ended, record, start
from tests.crawler.crawl.site import Answer, Page, Site, html

PAGES = 150
Whole = tuple[Site, dict[str, Any]]


def pages() -> dict[str, Page]:
    """Pages that link one another at random, some dead."""
    draw = random.Random(5)
    names = [f"/p{n}.html" for n in range(PAGES)]
    found: dict[str, Page] = {n: html(n, *draw.sample(names, 3)) for n in names}
    return found | {"/": html("首页", *names[:6]), "/p9.html": Answer(b"gone", 404)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """A site, and what an undisturbed crawl makes of it."""
    with Site(pages()) as site:
        told = crawled(site, tmp_path_factory.mktemp("whole") / "x.db")
        site.delay = 0.01
        yield site, told


def what_it_is(told: dict[str, Any]) -> tuple[Any, Any, Any]:
    """What must be the same however a crawl was disturbed; how often a page was asked for, and by which way it was found first, may differ."""
    same = {
        u: {k: v for k, v in p.items() if k not in {"tries", "depth"}} | {"body": told["bodies"].get(u)}
        for u, p in told["pages"].items()
    }
    return same, told["links"], told["run"]["state"]


def asked_so_often(site: Site, often: int, seconds: float = 30) -> None:
    """Wait until the site was asked so often."""
    end = time.monotonic() + seconds
    while len(site.asked) < often and time.monotonic() < end:
        time.sleep(0.005)


def test_one_reset_in_twenty_changes_nothing_in_the_records(tmp_path: Path, whole: Whole) -> None:
    site, undisturbed = whole
    calm, draw = site.pages, random.Random(11)

    def flaky(page: Page) -> Page:
        def answer(path: str, count: int) -> Answer:
            if draw.random() < 0.05:
                return Answer(reset=True)
            return page(path, count) if callable(page) else page

        return answer

    site.pages = {path: flaky(page) for path, page in calm.items()}
    try:
        told = crawled(site, tmp_path / "x.db")
    finally:
        site.pages = calm
    assert what_it_is(told) == what_it_is(undisturbed)


def test_a_server_that_restarts_is_awaited_and_no_page_suffers(tmp_path: Path, whole: Whole) -> None:
    site, undisturbed = whole
    site.asked.clear()
    process = start(record(site), tmp_path / "x.db")
    asked_so_often(site, 60)
    site.leave()
    threading.Timer(3.0, site.come_back).start()
    told = ended(process)
    assert what_it_is(told) == what_it_is(undisturbed)


def test_a_server_that_stays_away_stops_the_crawl_which_goes_on_later(tmp_path: Path, whole: Whole) -> None:
    site, undisturbed = whole
    site.asked.clear()
    process = start(record(site), tmp_path / "x.db")
    asked_so_often(site, 60)
    site.leave()
    try:
        stopped = ended(process)
    finally:
        site.come_back()
    assert (stopped["run"]["state"], stopped["run"]["finish_reason"]) == ("stopped", "away")
    assert what_it_is(crawled(site, tmp_path / "x.db")) == what_it_is(undisturbed)


def test_a_database_locked_for_a_while_is_awaited(tmp_path: Path, whole: Whole) -> None:
    site, undisturbed = whole
    site.asked.clear()
    process = start(record(site), tmp_path / "x.db")
    asked_so_often(site, 60)
    with closing(sqlite3.connect(tmp_path / "x.db", timeout=10)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(4)
        other.rollback()
    assert what_it_is(ended(process)) == what_it_is(undisturbed)


def test_a_full_disk_is_told_with_its_remedy_and_the_crawl_goes_on_after(
    tmp_path: Path, whole: Whole
) -> None:
    site, undisturbed = whole
    with small_disk(tmp_path / "disk", 700) as made:
        if not made:
            pytest.skip("no file system of its own can be mounted here")
        full = crawled(site, tmp_path / "disk" / "x.db")
        assert "free disk space" in full["error"]
        assert "磁盘" in full["error"]
        for file in sorted((tmp_path / "disk").rglob("*")):
            if file.is_file():
                target = tmp_path / "room" / file.relative_to(tmp_path / "disk")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
    told = crawled(site, tmp_path / "room" / "x.db")
    assert what_it_is(told) == what_it_is(undisturbed)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX signals")
def test_a_stop_does_not_wait_for_answers_that_take_long(tmp_path: Path) -> None:
    slow: Page = Answer(b"<p>" * 400, drip=0.1)
    with Site({"/": html("首页", *(f"/s{n}" for n in range(8))), "/robots.txt": Answer(b"", 404)}) as site:
        site.fallback = slow
        process = start(record(site), tmp_path / "x.db")
        asked_so_often(site, 5)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        told = ended(process)
    assert time.monotonic() - begun < 5
    assert (told["run"]["state"], told["frontier"]) == ("stopped", {"done": 1, "in_flight": 8})


def test_only_one_process_crawls_a_site_into_a_database(tmp_path: Path, whole: Whole) -> None:
    site, undisturbed = whole
    site.asked.clear()
    site.delay = 1.5
    first = start(record(site), tmp_path / "x.db")
    asked_so_often(site, 20)
    second = crawled(site, tmp_path / "x.db")
    site.delay = 0.01
    assert "another process is crawling this site" in second["error"]
    assert what_it_is(ended(first)) == what_it_is(undisturbed)
    assert list(tmp_path.glob("*.lock")) == []
