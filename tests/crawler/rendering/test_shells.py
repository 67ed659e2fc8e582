"""Applications in the browser: an AngularJS shell with its list on several pages, and menus that stay unwritten without one."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from records.vocabulary import Reason
from tests.crawler.crawl.site import Answer, Page
from tests.crawler.platforms.served import Row, crawl_of, data, groups, page, rows
from tests.crawler.rendering.test_rendering import browser

APP = """var item = location.search.match(/itemId=(\\d+)/)[1], x = new XMLHttpRequest();
x.open('GET', ['', 'cbircweb', 'DocInfo', 'SelectDocByItemIdAndChild'].join('/') + '?itemId=' + item + '&pageSize=10&pageIndex=1');
x.onload = function () { var d = JSON.parse(x.responseText).data, s = '';
 d.rows.forEach(function (r) { s += '<div class="panel-row"><a href="' + r.docUrl + '" title="' + r.docTitle + '">' + r.docTitle + '</a><span class="date">' + r.publishDate.slice(0, 10) + '</span></div>'; });
 document.getElementById('rows').innerHTML = s; document.getElementById('pager').innerHTML = '共' + Math.ceil(d.total / 10) + '页 <a ng-click="next()">下一页</a>'; };
x.send();"""
ITEMS = rows(lambda n: f"/cn/view/{n}.html", 34)


def shell(name: str) -> Answer:
    """The page of one column: markup for a script, no row."""
    body = f"""<div ng-app='app' ng-controller='list'><div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/gk/'>政府信息公开</a> &gt; {name}</div>
<div id='rows'><div ng-repeat='x in docs'><a ng-href='{{{{x.url}}}}' title='{{{{x.title}}}}'>{{{{x.title}}}}</a><span>{{{{x.date | limitTo:10}}}}</span></div></div>
<div id='pager'>共{{{{pages}}}}页 <a ng-click='next()'>下一页</a></div></div><script src='/js/app.js'></script>"""
    return page(f"<title>{name}</title>", body)


def interface(path: str, count: int) -> Answer:
    """Ten rows a page by GET."""
    asked = parse_qs(urlsplit(path).query)
    shown = groups(ITEMS, 10)[int(asked["pageIndex"][0]) - 1] if asked.get("itemId") == ["915"] else []
    made = [{"docTitle": r.title, "docUrl": r.url, "publishDate": r.day + " 10:00:00"} for r in shown]
    return data(json.dumps({"rptCode": 200, "data": {"total": len(ITEMS) if shown else 0, "rows": made}}))


def site() -> dict[str, Page]:
    """A site whose lists are shells."""
    menu = "<ul><li><a href='/gk/zn.html'>政府信息公开指南</a></li><li><a href='/gk/list.html?itemId=915'>通知公告</a></li><li><a href='/gk/nb.html'>政府信息公开年报</a></li></ul>"
    text = f"<div class='content'><p>{'为方便公众获取政府信息，编制本文。' * 9}</p></div>"
    pages: dict[str, Page] = {
        "/": page(
            "<title>示例局</title>",
            f"<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/gk/'>政府信息公开</a></li></ul></div>{text}",
        ),
        "/gk/": page("<title>政府信息公开</title>", menu),
        "/gk/zn.html": page("<title>政府信息公开指南</title>", menu + text),
        "/gk/nb.html": page("<title>政府信息公开年报</title>", menu + text),
        "/gk/list.html": shell("通知公告"),
        "/js/app.js": Answer(APP.encode(), headers={"Content-Type": "text/javascript"}),
        "/cbircweb/DocInfo/SelectDocByItemIdAndChild": interface,
    }
    return pages | {r.url: document(r) for r in ITEMS}


def document(row: Row) -> Answer:
    """One document."""
    return page(
        f"<title>{row.title}</title><meta name='ArticleTitle' content='{row.title}'>",
        f"<h1>{row.title}</h1><p>发布日期：{row.day}</p><div class='content'><p>{'现将有关事项通知如下。' * 9}</p></div>",
    )


@browser
def test_a_rendered_list_goes_on_with_the_pages_of_the_interface_its_script_asked(tmp_path: Path) -> None:
    found = crawl_of(site(), tmp_path)
    found.has_all("通知公告", ITEMS)
    assert (found.dossier.coverage.rendered, found.dossier.coverage.unrendered) == (1, 0)
    assert found.dossier.coverage.render_seconds > 0


def test_without_a_browser_the_shell_is_unread_for_that_reason_and_no_literal_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_CHROMIUM", "no-such-browser")
    found = crawl_of(site(), tmp_path)
    assert found.column("通知公告").list_unread is Reason.RENDERER_MISSING
    assert found.rows("通知公告") == []
    assert not any(sign in str(found.dossier) for sign in ("{{", "%7B%7B", "x.title"))
