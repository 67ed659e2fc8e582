"""Crawls of several sites on one server take turns, whichever processes they run in."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from records.errors import StoreError
from records.pace_book import LONGEST_AHEAD, PaceBook
from records.types import Pace
from tests.crawler.crawl.running import crawled, ended, record, start
from tests.crawler.crawl.site import Site, html

DELAY = 0.25
EARLY = 0.04  # a request may overtake another on its way by this much


def six_pages() -> Site:
    names = [f"/{n}.html" for n in range(5)]
    return Site({"/": html("首页", *names)} | {n: html(n, "/") for n in names})


def gaps(site: Site) -> list[float]:
    times = sorted(site.times)
    return [b - a for a, b in zip(times, times[1:], strict=False)]


def test_two_crawls_of_one_server_together_keep_the_pace_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_STATE", str(tmp_path / "state"))
    pace = Pace(delay=DELAY, concurrency=2)
    with six_pages() as site:
        crawls = [start(record(site, pace=pace), tmp_path / f"{n}.db") for n in range(2)]
        told = [ended(crawl) for crawl in crawls]
        assert [len(t["pages"]) for t in told] == [6, 6]
        assert len(site.asked) >= 12
        assert min(gaps(site)) > DELAY - EARLY


def test_a_crawl_keeps_its_own_pace_where_the_state_folder_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("GONGKAI_STATE", str(blocked / "state"))
    with six_pages() as site:
        told = crawled(site, tmp_path / "x.db", pace=Pace(delay=DELAY, concurrency=2))
        assert len(told["pages"]) == 6
        assert min(gaps(site)) > DELAY - EARLY


def test_turns_at_one_address_follow_one_another_and_others_do_not_wait(tmp_path: Path) -> None:
    book, other = PaceBook(tmp_path), PaceBook(tmp_path)
    now = time.time()
    waits = [
        book.turn("10.0.0.1", 1.0, now),
        other.turn("10.0.0.1", 1.0, now),
        book.turn("10.0.0.1", 1.0, now),
    ]
    assert waits == pytest.approx([0.0, 1.0, 2.0])
    assert book.turn("10.0.0.2", 1.0, now) == 0.0
    assert book.turn("10.0.0.1", 1.0, now + 10) == 0.0


def test_a_clock_that_was_set_back_holds_nobody(tmp_path: Path) -> None:
    book, now = PaceBook(tmp_path), time.time()
    book.turn("10.0.0.1", 1.0, now + 2 * LONGEST_AHEAD)
    assert book.turn("10.0.0.1", 1.0, now) == 0.0


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="GONGKAI_STATE"):
        PaceBook(tmp_path / "file" / "state")


def test_no_site_on_another_machine_is_crawled_without_an_address_to_complain_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_CONTACT", raising=False)
    with six_pages() as site:
        told = crawled(site, tmp_path / "x.db", home="http://10.255.255.1/", hosts=("10.255.255.1",))
    assert "GONGKAI_CONTACT" in told["error"]
    assert "run" not in told
