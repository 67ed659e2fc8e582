"""The dossier as a whole: coverage, order, size."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.assemble.atlas import Atlas
from crawler.assemble.ground import ground_of
from crawler.assemble.growing import grow
from crawler.assemble.owners import Owners
from crawler.finish import build_dossier
from records.addresses import page_key
from records.store import Store
from records.types import Crumb, Fetch, Header, ListItem, Page, PageReading, Paging, TreeNode
from records.vocabulary import FetchState, PageKind, RunState
from tests.crawler.assemble.building import portal_site
from tests.crawler.assemble.invented import AT, BASE, SITE, Crawl, assembled, records


def test_a_finished_crawl_is_complete(tmp_path: Path) -> None:
    coverage = assembled(portal_site(), tmp_path).coverage
    assert coverage.complete and coverage.why_incomplete == ""
    assert coverage.planned == coverage.seen == len(portal_site())


@pytest.mark.parametrize(
    ("crawl", "why"),
    [
        (Crawl(state=RunState.CRAWLING, reason=""), "killed"),
        (Crawl(state=RunState.STOPPED, reason="stopped"), "stopped"),
        (Crawl(state=RunState.STOPPED, reason="window"), "window"),
        (Crawl(state=RunState.PARTIAL, reason="pages"), "pages"),
        (Crawl(never_asked=("/xxgk/more/",)), "stopped"),
        (Crawl(answers={"/a/": Fetch("", FetchState.OVER_BUDGET)}), "pages"),
    ],
)
def test_a_crawl_that_was_cut_short_is_not(tmp_path: Path, crawl: Crawl, why: str) -> None:
    coverage = assembled(portal_site(), tmp_path, crawl).coverage
    assert (coverage.complete, coverage.why_incomplete) == (False, why)


def test_a_walled_home_page_or_portal_leaves_the_crawl_incomplete(tmp_path: Path) -> None:
    wall = Fetch("", FetchState.BLOCKED, 2, 412, error="wall:412")
    pages = {p: h for p, h in portal_site().items() if not p.startswith("/xxgk/")}
    walled = assembled(pages, tmp_path, Crawl(answers={"/xxgk/": wall}))
    assert walled.portal is not None and walled.coverage.why_incomplete == "blocked"
    (tmp_path / "home").mkdir()
    assert assembled({}, tmp_path / "home", Crawl(answers={"/": wall})).coverage.why_incomplete == "blocked"


def test_dead_links_leave_it_complete(tmp_path: Path) -> None:
    dead = Fetch("", FetchState.FAILED, 2, 404, error="http-404")
    assert assembled(portal_site(), tmp_path, Crawl(answers={"/xxgk/x/": dead})).coverage.complete


def test_a_run_that_fetched_nothing_has_an_empty_dossier(tmp_path: Path) -> None:
    dossier = assembled({}, tmp_path, Crawl(state=RunState.CRAWLING, reason=""))
    assert (
        dossier.home is None
        and dossier.portal is None
        and dossier.columns == ()
        and not dossier.coverage.complete
    )


def test_the_order_of_fetching_changes_nothing(tmp_path: Path) -> None:
    pages = portal_site()
    dossiers = []
    for seed in range(3):
        shuffled = records(pages, Crawl())
        random.Random(seed).shuffle(shuffled)
        with Store.open(tmp_path / f"{seed}.db") as store:
            run = store.new_run(SITE, started_at=AT, tool_version="test").id
            for record in shuffled:
                store.save_pages(run, [record])
            dossiers.append(build_dossier(store, run))
    assert {(d.columns, d.entries, d.portal, d.home) for d in dossiers} == {
        (dossiers[0].columns, dossiers[0].entries, dossiers[0].portal, dossiers[0].home)
    }


def test_twenty_thousand_entries_take_seconds_and_little_memory() -> None:
    tracemalloc.start()
    began = time.perf_counter()
    ground = ground_of(Atlas(SITE, _many_pages(100, 200)))
    graph = grow(ground)
    found = Owners(ground, graph).gather()
    seconds, peak = time.perf_counter() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 20_000
    assert seconds < 60, seconds  # traced and on a shared machine; some 2 s alone
    assert peak < 100_000_000, peak


def _many_pages(columns: int, each: int) -> Iterator[Page]:
    tree = tuple(TreeNode(f"栏目{n}", f"{BASE}/c{n}/") for n in range(columns))
    yield _page(PageReading(BASE + "/", PageKind.HOME, "generic", "首页", tree=tree))
    for n in range(columns):
        above = (Crumb("首页", BASE + "/"),)
        items = tuple(
            ListItem(f"{BASE}/c{n}/t20260101_{k}.html", f"关于第{k}项工作的情况") for k in range(each)
        )
        crumbs = (*above, Crumb(f"栏目{n}", f"{BASE}/c{n}/"))
        paging = Paging(1)
        yield _page(
            PageReading(
                f"{BASE}/c{n}/",
                PageKind.LIST,
                "generic",
                f"栏目{n}",
                breadcrumbs=crumbs,
                items=items,
                paging=paging,
                tree=tree,
            )
        )
        for item in items:
            header = Header(title=item.title, publisher="示例局")
            yield _page(
                PageReading(
                    item.url,
                    PageKind.ENTRY,
                    "generic",
                    item.title,
                    header,
                    breadcrumbs=crumbs,
                    meta=(("SiteName", "示例局"),),
                )
            )


def _page(reading: PageReading) -> Page:
    return Page(page_key(reading.url), Fetch(reading.url, FetchState.OK, 1, 200, AT), 1, reading)
