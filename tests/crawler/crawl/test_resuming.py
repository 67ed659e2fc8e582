"""A crawl that is stopped, killed or that runs out of disk goes on where it was: nothing lost, nothing twice."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.crawl.running import ROOT, crawled, ended, record, start
from tests.crawler.crawl.site import Answer, Site, html

Whole = tuple[Site, dict[str, Any]]


def wide_site() -> dict[str, Any]:
    """150 pages that link one another at random, some dead."""
    draw = random.Random(3)
    names = [f"/p{n}.html" for n in range(150)]
    pages: dict[str, Any] = {n: html(n, *draw.sample(names, 3)) for n in names}
    return pages | {"/": html("首页", *names[:5]), "/p7.html": Answer(b"gone", 404)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The site, and what an undisturbed crawl makes of it."""
    with Site(wide_site()) as site:
        yield site, crawled(site, tmp_path_factory.mktemp("whole") / "x.db")


def slowed(site: Site, seconds: float) -> None:
    """From now on the site takes this long for an answer, and counts anew what it is asked."""
    site.asked.clear()
    site.delay = seconds


def what_it_is(told: dict[str, Any]) -> tuple[Any, Any, Any, Any]:
    """What must be the same however often a crawl was interrupted."""
    return told["pages"], told["links"], told["frontier"], told["run"]["state"]


def interrupted(site: Site, db: Path, how: int, after: int) -> subprocess.Popen[str]:
    """A crawl that gets a signal once the site was asked so often."""
    process = start(record(site), db)
    deadline = time.monotonic() + 30
    while len(site.asked) < after and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(how)
    return process


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX signals")
def test_a_killed_crawl_goes_on_and_ends_as_if_nothing_had_been(tmp_path: Path, whole: Whole) -> None:
    site, undisturbed = whole
    for after in (70, 50):
        slowed(site, 0.01)
        process = interrupted(site, tmp_path / "x.db", signal.SIGKILL, after)
        process.communicate(timeout=30)
        assert process.returncode == -signal.SIGKILL
    slowed(site, 0)
    resumed = crawled(site, tmp_path / "x.db")
    assert what_it_is(resumed) == what_it_is(undisturbed)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_crawl_says_so_and_goes_on(tmp_path: Path, how: int, whole: Whole) -> None:
    site, _ = whole
    slowed(site, 0.02)
    stopped = ended(interrupted(site, tmp_path / "x.db", how, 60))
    assert (stopped["run"]["state"], stopped["run"]["finish_reason"]) == ("stopped", "stopped")
    assert 20 < len(stopped["pages"]) < 151
    slowed(site, 0)
    resumed = crawled(site, tmp_path / "x.db")
    assert resumed["run"]["id"] == stopped["run"]["id"]
    assert resumed["run"]["state"] == "finished"
    assert len(resumed["pages"]) == resumed["frontier"]["done"] + resumed["frontier"]["failed"]
    assert {u: p["title"] for u, p in stopped["pages"].items()}.items() <= {
        u: p["title"] for u, p in resumed["pages"].items()
    }.items()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX signals")
def test_a_crawl_stopped_before_its_home_page_leaves_no_run(tmp_path: Path) -> None:
    with Site({"/": Answer(b"down", 500)}) as site:
        told = ended(interrupted(site, tmp_path / "x.db", signal.SIGINT, 3))
    assert "stopped before the home page was read" in told["error"]
    assert "run" not in told


def test_a_full_disk_ends_the_crawl_at_once_and_nothing_is_lost(tmp_path: Path, whole: Whole) -> None:
    site, undisturbed = whole
    slowed(site, 0)
    full = crawled(site, tmp_path / "x.db", options={"max_db_pages": 45})
    assert "full" in full["error"]
    assert full["run"]["state"] == "crawling"
    resumed = crawled(site, tmp_path / "x.db")
    assert what_it_is(resumed) == what_it_is(undisturbed)


def test_a_locked_database_ends_the_crawl_and_it_goes_on_later(tmp_path: Path, whole: Whole) -> None:
    site, undisturbed = whole
    slowed(site, 0.02)
    process = start(record(site), tmp_path / "x.db", busy_seconds=0.3)
    while len(site.asked) < 60 and process.poll() is None:
        time.sleep(0.005)
    with closing(sqlite3.connect(tmp_path / "x.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        locked = ended(process)
    assert "locked" in locked["error"]
    assert "→" in locked["error"]
    slowed(site, 0)
    resumed = crawled(site, tmp_path / "x.db")
    assert what_it_is(resumed) == what_it_is(undisturbed)


def test_scrapy_s_own_commands_work_too(tmp_path: Path) -> None:
    with Site({"/": html("首页", "/a.html"), "/a.html": html("甲")}) as site:
        file = tmp_path / "t.yml"
        file.write_text(
            f"name: 示例局\nhome: {site.url}/\nallow_private: true\npace: {{delay: 0}}\n", encoding="utf-8"
        )
        scrapy = [sys.executable, "-m", "scrapy"]
        listed = subprocess.run([*scrapy, "list"], cwd=ROOT, capture_output=True, text=True, timeout=60)
        crawl = [*scrapy, "crawl", "bureau", "-a", f"site={file}", "-a", f"db={tmp_path / 'y.db'}"]
        done = subprocess.run(crawl, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert listed.stdout.split() == ["bureau"]
    assert (done.returncode, done.stderr) == (0, "")
    assert site.count("/a.html") == 1
