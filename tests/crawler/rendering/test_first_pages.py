"""Home pages and portals that a script writes, and the hosts their scripts may ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.extract.reader import Reader
from crawler.feed import Seen
from crawler.rendering.need import need
from records.types import Fetch, FrontierRow
from records.types import Site as SiteRecord
from records.vocabulary import FetchState, Visibility
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Site, html
from tests.crawler.rendering.test_rendering import LIST, ROWS, SHOW, browser, listing, pages, read

WRITES = (
    "document.getElementById('app').innerHTML=['/gk/','/old/'].map((u,i)=>"
    "`<a class='n${i}' href='${u}'>${['政务公开','旧版入口'][i]}</a>`).join('')"
)
CSS = Answer(b".n1{display:none}", headers={"Content-Type": "text/css"})


def home(body: str, script: str) -> Answer:
    """A home page of this markup and script."""
    head = "<meta charset='utf-8'><title>示例局</title><link rel='stylesheet' href='/css/site.css'>"
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{body}<script>{script}</script></body></html>"
    return Answer(text.encode())


@browser
def test_a_shell_as_home_page_is_rendered_and_read_with_its_style_sheets(tmp_path: Path) -> None:
    found = {"/": home("<div id='app'></div>", WRITES), "/gk/": html("政务公开"), "/css/site.css": CSS}
    with Site(found) as site:
        told = crawled(site, tmp_path / "x.db")
        reading = read(tmp_path / "x.db", told, site.url + "/")
    assert reading.rendered == "shell"
    shown = {link.text: link.visibility for link in reading.home_links}
    assert shown == {"政务公开": Visibility.VISIBLE, "旧版入口": Visibility.HIDDEN}
    assert told["pages"][site.url + "/gk/"]["state"] == "ok"


@browser
def test_a_menu_of_template_literals_is_rendered_though_the_page_has_rows(tmp_path: Path) -> None:
    rows = "".join(f"<li><a href='{r['u']}'>{r['t']}</a><span>{r['d']}</span></li>" for r in ROWS)
    menu = "<ul id='app'>{{each menu}}<li><a href='{{$value.url}}'>{{$value.name}}</a></li>{{/each}}</ul>"
    entries = {k: v for k, v in pages("").items() if k.startswith("/gk/tzgg/2")}
    with Site({"/": home(f"{menu}<ul>{rows}</ul>", WRITES), "/gk/": html("政务公开"), **entries}) as site:
        told = crawled(site, tmp_path / "x.db")
        reading = read(tmp_path / "x.db", told, site.url + "/")
    assert reading.rendered == "menu"
    assert site.url + "/gk/" in {link.url for link in reading.home_links}
    assert told["pages"][site.url + "/gk/"]["state"] == "ok"


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<body><div id='app'></div><script src='/app.js'></script></body>", "shell"),
        ("<body><div id='app'></div><script>start()</script></body>", "shell"),
        ("<body><p>网站维护中</p></body>", ""),
        ("<body><ul><li><a href='/a/'>甲</a></li></ul><script>start()</script></body>", ""),
        (
            "<body><ul><li v-for='m in menu'><a :href='m.url' v-text='m.name'></a></li></ul><a href='/'>首页</a></body>",
            "menu",
        ),
        ("<body><ul><li><a href='/a/'>机构概况</a></li></ul><p>{{title}}</p></body>", ""),
    ],
)
def test_only_scripts_make_a_bare_page_a_shell_and_only_templates_a_menu_unwritten(
    markup: str, wanted: str
) -> None:
    text = f"<html><head><title>示例局</title></head>{markup}</html>"
    assert Reader().read(text.encode(), "http://a.example/", is_home=True).unwritten == wanted


@pytest.mark.parametrize(
    ("script", "key", "wanted"),
    [("start()", "1" * 16, "shell"), ("location.href='/gk/'", "1" * 16, ""), ("start()", "2" * 16, "")],
)
def test_a_shell_is_rendered_where_menus_begin_and_not_where_it_only_sends_on(
    script: str, key: str, wanted: str
) -> None:
    site = SiteRecord("t", "示例局", "http://a.example/", ("a.example",))
    is_home, url = key[0] == "1", f"http://a.example/{key[0]}"
    text = f"<html><head><title>示例局</title></head><body><script>{script}</script></body></html>"
    reading = Reader().read(text.encode(), url, is_home=is_home)
    seen = Seen(FrontierRow(key, url, 0, 0), Fetch(url, FetchState.OK, sniffed="html"), None, reading)
    assert need(seen, site) == wanted


@browser
def test_other_hosts_are_asked_for_their_robots_txt_first_and_it_is_obeyed(tmp_path: Path) -> None:
    rules = Answer(b"User-agent: *\nDisallow: /closed/\n", headers={"Content-Type": "text/plain"})
    with Site({"/robots.txt": rules, "/open/x": Answer(b"{}"), "/closed/x": Answer(b"{}")}) as other:
        script = "".join(
            f"fetch(['{other.url}','{p}','x'].join('/'),{{mode:'no-cors'}}).catch(()=>0);"
            for p in ("closed", "open")
        )
        with Site(pages(script + "const r=fetch(['','api','list'].join('/'));" + SHOW)) as site:
            host = other.url.removeprefix("http://")
            told = crawled(site, tmp_path / "x.db", known_hosts=(host,))
            reading = read(tmp_path / "x.db", told, site.url + LIST)
    assert other.asked[0] == "/robots.txt"
    assert sorted(other.asked) == ["/open/x", "/robots.txt"]
    assert reading.render_refused == (f"robots GET {other.url}/closed/x",)
    assert other.url + "/open/x" not in told["pages"]


@browser
def test_a_list_whose_interface_answers_nothing_of_use_is_rendered(tmp_path: Path) -> None:
    ask = "const r=fetch(['','api','list'].join('/'));"
    old = "$.get('/api/old',function(d){$('#list').html('<li>'+d+'</li>')});"
    plain = listing(ask + SHOW + old).body.replace(b"v-for='item in list'", b"").replace(b"{{item.", b"{{x.")
    found = pages("") | {LIST: Answer(plain), "/api/old": html("登录", "/login")}
    with Site(found) as site:
        told = crawled(site, tmp_path / "x.db")
        reading = read(tmp_path / "x.db", told, site.url + LIST)
    assert reading.rendered == "list"
    assert [i.title for i in reading.items] == [row["t"] for row in ROWS]
