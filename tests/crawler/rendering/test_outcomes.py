"""What the records tell of pages that needed a browser: read once, or left with the reason why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawler.finish import build_dossier
from records.store import Store
from records.types import Dossier
from records.vocabulary import Reason
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site, html
from tests.crawler.rendering.test_rendering import LIST, ROWS, SHOW, browser, listing, pages, read

ASK = "const r=fetch(['','api','list'].join('/'));" + SHOW
SECOND = "/gk/gsgg/index.html"


def dossier(db: Path, told: dict[str, Any]) -> Dossier:
    """The run put in order."""
    with Store.open(db) as store:
        return build_dossier(store, told["run"]["id"])


def unread(found: Dossier, url: str) -> Reason | None:
    """Why the list of the column at this address was not read."""
    return next(c.list_unread for c in found.columns if c.url == url)


def two_lists() -> dict[str, Page]:
    """A site whose two lists only a script fills, both with the same script file."""
    shown = Answer(ASK.encode(), headers={"Content-Type": "text/javascript"})
    script = "</script><script src='/js/list.js'></script><script>"
    menu = f"<ul><li><a href='{LIST}'>通知公告</a></li><li><a href='{SECOND}'>公示公告</a></li></ul>"
    return pages("") | {
        "/": html("首页", extra=menu),
        LIST: listing(script),
        SECOND: listing(script),
        "/js/list.js": shown,
    }


@browser
def test_what_the_budget_leaves_over_says_so_and_is_unchecked(tmp_path: Path) -> None:
    with Site(two_lists()) as site:
        told = crawled(site, tmp_path / "x.db", settings={"crawl.renders": 1})
        found = dossier(tmp_path / "x.db", told)
        readings = [read(tmp_path / "x.db", told, site.url + u) for u in (LIST, SECOND)]
    assert {r.rendered for r in readings} == {"list", ""}
    assert {r.unrendered for r in readings} == {None, Reason.RENDER_BUDGET}
    assert Reason.RENDER_BUDGET in {c.list_unread for c in found.columns}
    assert (found.coverage.rendered, found.coverage.unrendered) == (1, 1)
    assert found.coverage.render_seconds > 0


@browser
def test_pages_are_read_once_and_what_they_share_is_asked_for_once(tmp_path: Path) -> None:
    with Site(two_lists()) as site:
        told = crawled(site, tmp_path / "x.db")
        found = dossier(tmp_path / "x.db", told)
        data = site.url + "/api/list"
    assert site.count("/js/list.js") == 1
    assert (found.coverage.rendered, found.coverage.unrendered) == (2, 0)
    assert told["pages"][data]["state"] == "ok" and told["pages"][data]["title"] is None
    assert sorted(e.title for e in found.entries) == [row["t"] for row in ROWS]
    assert all(x.page_url != data for e in found.entries for x in e.listings)
    for column in (c for c in found.columns if c.url in {site.url + LIST, site.url + SECOND}):
        assert (column.list_pages_known, column.list_pages_read, column.list_unread) == (1, 1, None)


@browser
def test_an_interface_that_answers_with_an_error_is_no_page_of_the_site(tmp_path: Path) -> None:
    with Site(two_lists() | {"/api/list": Answer(b"no", 500)}) as site:
        told = crawled(site, tmp_path / "x.db")
        found = dossier(tmp_path / "x.db", told)
    assert site.url + "/api/list" not in told["pages"]
    assert found.coverage.failed == 0
    assert unread(found, site.url + LIST) is Reason.RENDER_FAILED


def test_a_browser_that_does_not_start_is_a_missing_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("playwright")
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("GONGKAI_CHROMIUM", str(broken))
    with Site(two_lists()) as site:
        told = crawled(site, tmp_path / "x.db")
        found = dossier(tmp_path / "x.db", told)
    assert told["run"]["finish_reason"] == "finished"
    assert unread(found, site.url + LIST) is Reason.RENDERER_MISSING
    assert (found.coverage.rendered, found.coverage.unrendered) == (0, 2)


def test_a_list_that_the_site_file_forbids_to_render_says_so(tmp_path: Path) -> None:
    with Site(two_lists()) as site:
        told = crawled(site, tmp_path / "x.db", render="never")
        found = dossier(tmp_path / "x.db", told)
    assert unread(found, site.url + LIST) is Reason.RENDER_OFF


def test_a_site_without_scripts_starts_no_browser_and_loads_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, fake = tmp_path / "started", tmp_path / "chromium"
    fake.write_text(f"#!/bin/sh\ntouch '{started}'\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("GONGKAI_CHROMIUM", str(fake))
    rows = "".join(f"<li><a href='{r['u']}'>{r['t']}</a><span>{r['d']}</span></li>" for r in ROWS)
    plain = {u: p for u, p in pages("").items() if u not in {LIST, "/api/list"}}
    with Site(plain | {LIST: html("通知公告", extra=f"<ul>{rows}</ul>")}) as site:
        told = crawled(site, tmp_path / "x.db")
        found = dossier(tmp_path / "x.db", told)
    assert told["pages"][site.url + LIST]["state"] == "ok"
    assert not told["playwright"]
    assert not started.exists()
    assert (found.coverage.rendered, found.coverage.unrendered) == (0, 0)
