"""A crawl that sees far fewer pages than the one before says so, and is believed only when it is so again."""

from __future__ import annotations

from pathlib import Path

from records.store import Store
from records.vocabulary import RunState
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Page, Site, html


def pages(count: int) -> dict[str, Page]:
    made: dict[str, Page] = {"/": html("首页", *(f"/a{n}.html" for n in range(count)))}
    return made | {f"/a{n}.html": html(f"关于第{n}项工作的通知") for n in range(count)}


def states(db: Path) -> list[tuple[RunState, str]]:
    with Store.open(db) as store:
        return [(run.state, run.finish_reason) for run in reversed(store.runs())]


def test_half_the_pages_gone_is_a_doubtful_day_and_the_second_time_believed(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with Site(pages(60)) as site:
        crawled(site, db)
        site.pages = pages(20)
        crawled(site, db)
        crawled(site, db)
    assert states(db) == [
        (RunState.FINISHED, "finished"),
        (RunState.PARTIAL, "fewer"),
        (RunState.FINISHED, "finished"),
    ]


def test_a_small_site_may_lose_pages(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with Site(pages(20)) as site:
        crawled(site, db)
        site.pages = pages(5)
        crawled(site, db)
    assert [state for state, _ in states(db)] == [RunState.FINISHED] * 2
