"""Pages that only a script fills are read through a browser that goes nowhere the crawl would not go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.rendering.found import executable
from records.store import Store
from records.types import PageReading
from records.vocabulary import Reason
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site, html

browser = pytest.mark.skipif(
    not executable(), reason="playwright or chromium is missing: pip install '.[render]'"
)
LIST = "/gk/tzgg/index.html"
ROWS = [
    {
        "u": f"/gk/tzgg/202603/t202603{n:02}_{n}.html",
        "t": f"关于第{n}号事项的通知公告",
        "d": f"2026-03-{n:02}",
    }
    for n in range(1, 7)
]
SHOW = (
    "r.then(x=>x.json()).then(rows=>{document.getElementById('list').innerHTML=rows.map("
    "o=>`<li><a href='${o.u}'>${o.t}</a><span>${o.d}</span></li>`).join('')});"
)


def listing(script: str) -> Answer:
    """A list page whose rows only a script would bring."""
    return Answer(
        (
            "<!DOCTYPE html><html><head><meta charset='utf-8'><title>通知公告</title>"
            "<meta name='ColumnName' content='通知公告'></head><body><h1>通知公告</h1>"
            "<ul id='list' class='list' v-for='item in list'>"
            "<li v-for='item in list'><a :href='item.url'>{{item.title}}</a><span>{{item.date}}</span></li></ul>"
            f"<script>{script}</script></body></html>"
        ).encode()
    )


def pages(script: str) -> dict[str, Page]:
    """A site with one such list."""
    entries = {row["u"]: html(row["t"]) for row in ROWS}
    data = Answer(json.dumps(ROWS).encode(), headers={"Content-Type": "application/json"})
    return {"/": html("首页", LIST), LIST: listing(script), "/api/list": data, **entries}


def read(db: Path, told: dict[str, Any], url: str) -> PageReading:
    """The page as it stands in the store."""
    with Store.open(db) as store:
        found = next(p.reading for p in store.pages(told["run"]["id"]) if p.fetch.url == url)
    assert found is not None
    return found


@browser
def test_a_list_filled_by_a_get_is_read_and_its_entries_are_crawled(tmp_path: Path) -> None:
    with Site(pages("const r=fetch(['','api','list?page=1'].join('/'));" + SHOW)) as site:
        told = crawled(site, tmp_path / "x.db")
        reading = read(tmp_path / "x.db", told, site.url + LIST)
    assert [i.title for i in reading.items] == [row["t"] for row in ROWS]
    assert reading.rendered == "list"
    assert not reading.scripted_list
    assert all(told["pages"][site.url + row["u"]]["state"] == "ok" for row in ROWS)
    assert site.url + "/api/list?page=1" in told["pages"]
    assert told["run"]["finish_reason"] == "finished" and told["playwright"]


@browser
def test_a_script_reaches_no_other_port_of_this_machine(tmp_path: Path) -> None:
    with Site({"/steal": Answer(b"x")}) as other:
        host = other.url.removeprefix("http://")
        script = (
            f"fetch(['{other.url}','steal'].join('/'),{{mode:'no-cors'}}).catch(()=>0);new Image().src='{other.url}/i.png';"
            f"new WebSocket('ws://{host}/w');navigator.sendBeacon('{other.url}/b','x');"
            f"document.write(\"<iframe src='{other.url}/f'></iframe>\");window.open('{other.url}/o');"
            "const r=fetch(['','api','list'].join('/'));"
        )
        with Site(pages(script + SHOW)) as site:
            told = crawled(site, tmp_path / "x.db")
            reading = read(tmp_path / "x.db", told, site.url + LIST)
    assert other.asked == []
    assert any("/steal" in refused for refused in reading.render_refused)
    assert len(reading.items) == len(ROWS)


@browser
def test_nor_by_any_other_way_that_a_browser_knows(tmp_path: Path) -> None:
    with Site({}) as other, Site({}, host="::1") as six:
        moved = Answer(b"", 302, {"Location": f"{other.url}/hop"})
        ways = "".join(
            f"try{{new EventSource('{u}/e')}}catch(e){{}}try{{new Worker('{u}/w.js')}}catch(e){{}}"
            f"for(const [t,a] of [['object','data'],['embed','src'],['video','src'],['script','src'],['iframe','src']]){{"
            f"const x=document.createElement(t);x[a]='{u}/'+t;document.body.append(x)}}"
            f"for(const r of ['stylesheet','prefetch','preload','preconnect','dns-prefetch','modulepreload','manifest','icon']){{"
            f"const x=document.createElement('link');x.rel=r;x.as='script';x.href='{u}/'+r;document.head.append(x)}}"
            f"const f{n}=document.createElement('form');f{n}.action='{u}/form';f{n}.target='x{n}';document.body.append(f{n});f{n}.submit();"
            f"const g{n}=document.createElement('a');g{n}.href='{u}/a';g{n}.ping='{u}/ping';document.body.append(g{n});g{n}.click();"
            f"navigator.serviceWorker&&navigator.serviceWorker.register('{u}/sw.js').catch(()=>0);"
            for n, u in enumerate((other.url, six.url))
        )
        script = f"{ways}const r=fetch('/moved').catch(()=>fetch('/api/list'));{SHOW}"
        with Site(pages(script) | {"/moved": moved}) as site:
            told = crawled(site, tmp_path / "x.db")
            assert site.posted == []
    assert told["run"]["state"] == "finished"
    assert other.asked == six.asked == []
    assert other.posted == six.posted == []


@browser
def test_a_list_that_asks_by_post_is_refused_and_stays_unread(tmp_path: Path) -> None:
    with Site(pages("const r=fetch(['','api','list'].join('/'),{method:'POST'});" + SHOW)) as site:
        told = crawled(site, tmp_path / "x.db")
        reading = read(tmp_path / "x.db", told, site.url + LIST)
    assert reading.render_refused == (f"method POST {site.url}/api/list",)
    assert reading.scripted_list and reading.unrendered is Reason.RENDER_FAILED
    assert site.count("/api/list") == 0


@browser
def test_a_script_without_end_is_stopped_and_the_crawl_goes_on(tmp_path: Path) -> None:
    with Site(pages("while(true){}")) as site:
        told = crawled(site, tmp_path / "x.db", settings={"crawl.render_seconds": 2})
        reading = read(tmp_path / "x.db", told, site.url + LIST)
    assert told["run"]["finish_reason"] == "finished"
    assert (reading.rendered, reading.unrendered) == ("", Reason.RENDER_FAILED)
    assert reading.scripted_list and reading.render_seconds >= 2


def test_without_a_browser_the_page_stays_as_it_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_CHROMIUM", "no-such-browser")
    with Site(pages("const r=fetch(['','api','list'].join('/'));" + SHOW)) as site:
        told = crawled(site, tmp_path / "x.db")
        reading = read(tmp_path / "x.db", told, site.url + LIST)
    assert (reading.rendered, reading.unrendered) == ("", Reason.RENDERER_MISSING)
    assert reading.scripted_list
    assert site.count("/api/list") == 0


def test_a_site_that_forbids_rendering_starts_no_browser(tmp_path: Path) -> None:
    with Site(pages("const r=fetch(['','api','list'].join('/'));" + SHOW)) as site:
        crawled(site, tmp_path / "x.db", render="never")
    assert site.count(LIST) == 1
    assert site.count("/api/list") == 0
