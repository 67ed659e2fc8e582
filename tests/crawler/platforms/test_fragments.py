"""Lists whose first page is printed and whose further pages a script fetches as fragments: Anhui's platform and its like."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.extract.reader import Reader
from records.types import Header
from tests.crawler.crawl.site import Answer, Page
from tests.crawler.platforms.looks import Look, boxed, celled, site, spanned
from tests.crawler.platforms.served import Row, crawl_of, data, groups

FIELDS = "siteId:6788721,pageSize:15,pageIndex:pageIndex,action:'list',isDate:true,dateFormat:'yyyy-MM-dd',length:80,organId:7011,type:4,catId:49948391,cId:'',result:'暂无相关信息',labelName:'publicInfoList',file:'/xxgk/publicInfoList_newest2020'"


def anhui(n: int, pages: int, rows: int) -> str:
    """The pager of the disclosure platform of Anhui."""
    return f"""<div class='pagination' id='page_public_info'></div><script>Ls.pagination("#page_public_info", function (pageIndex) {{
$.ajax({{url: "/site/label/8888?IsAjax=1&dataType=html&_=" + Math.random(), type: "POST", data: {{{FIELDS}}},
success: function (html) {{ $("#xxgk_lmcon").html(html); $("#xxgk_lmcon a").attr("target", "_blank"); }} }});
}}, {{ total: {rows}, pageSize: 15, pageIndex: {n}, pageCount: {pages} }});</script>"""


ANHUI = Look(
    "anhui-disclosure",
    lambda n: "/public/column/7011?type=4&action=list&catId=49948391" if n == 1 else f"/unasked/{n}",
    lambda n: f"/public/7011/{1000 + n}.html",
    lambda r: (
        f"<ul><li class='mc'><div><a href='{r.url}' title='{r.title}'>{r.title[:12]}...</a></div></li><li class='rq'>{r.day}</li></ul>"
    ),
    anhui,
    boxed("class='j-fontContent wzcon'"),
    wrap="<div id='xxgk_lmcon' class='xxgk_navli'>{}</div>",
    size=15,
    head="<script src='/static/xxgklmbody.js'></script>",
    portal="/public/column/7011",
    other="/public/column/7011?type=4&action=list&catId={}",
)
LAYPAGE = """<div id='pages'></div><script>var size = 10;
function load(n){ $.get('/gk/rows.do', {cid: 'c12', pageNo: n, pageSize: size}, function(html){ $('.list').html(html); }); }
layui.laypage.render({elem: 'pages', count: 47, limit: 10, curr: 1, jump: function (o, first) { if (!first) load(o.curr); }});</script>"""
FRAGMENTS = Look(
    "generic",
    lambda n: "/gk/tzgg.do?cid=c12" if n == 1 else f"/unasked/{n}",
    lambda n: f"/gk/{n}.do",
    celled,
    lambda n, p, r: LAYPAGE,
    boxed("class='article-con'"),
    wrap="<table class='list'>{}</table>",
)


def fragments(items: list[Row], look: Look, key: str, wanted: dict[str, str]) -> Page:
    """The rows of one page as markup, when asked with the fields of its script."""

    def answer(path: str, count: int) -> Answer:
        asked = {k: v[0] for k, v in parse_qs(urlsplit(path).query).items()}
        if any(asked.get(k) != v for k, v in wanted.items()):
            return Answer(b"", 400)
        shown = groups(items, look.size)[int(asked[key]) - 1]
        return data(look.wrap.format("".join(look.row(r) for r in shown)), "text/html")

    return answer


@pytest.mark.parametrize(
    ("look", "address", "key", "wanted"),
    [
        (
            ANHUI,
            "/site/label/8888",
            "pageIndex",
            {"labelName": "publicInfoList", "catId": "49948391", "organId": "7011"},
        ),
        (FRAGMENTS, "/gk/rows.do", "pageNo", {"cid": "c12", "pageSize": "10"}),
    ],
    ids=["anhui", "laypage"],
)
def test_fragments_are_fetched_to_the_last_page_by_get(
    look: Look, address: str, key: str, wanted: dict[str, str], tmp_path: Path
) -> None:
    pages, items = site(look)
    served = {u: p for u, p in pages.items() if not u.startswith("/unasked/")}
    found = crawl_of(served | {address: fragments(items, look, key, wanted)}, tmp_path, render="never")
    found.has_all("通知公告", items)


def test_a_header_printed_twice_with_padded_labels_is_read_once() -> None:
    label = "索<span style='padding-right:0.5em'></span>引<span style='padding-right:0.5em'></span>号："
    table = f"<table class='table_suoyin'><tr><th>{label}</th><td>003110926/202610-00216</td></tr><tr><th>文&emsp;&emsp;号：</th><td>示交〔2026〕8号</td></tr></table>"
    html = f"<h1>关于公路养护的通知</h1>{table}<div class='is-phone'>{table}</div><div class='j-fontContent'><p>{'现通知如下。' * 30}</p></div>"
    reading = Reader().read(html.encode(), "http://a.gov.cn/public/7011/1001.html")
    assert reading.platform == "anhui-disclosure"
    assert (reading.header.index_number, reading.header.document_number) == (
        "003110926/202610-00216",
        "示交〔2026〕8号",
    )
    assert isinstance(reading.header, Header)


def test_a_pager_that_counts_from_nought_asks_for_the_pages_from_one() -> None:
    script = "<script>var total=47; $('#p').pagination({pageIndex: 0, pageSize: 10, total: 47, callback: function (pageIndex) { $.getJSON('/api/list?cat=9&page=' + pageIndex, function (d) { $('#l').html('<li>' + d) }) }})</script>"
    html = (
        "<ul class='list'>"
        + "".join(spanned(Row(f"/{n}.html", f"关于第{n}号事项的通知", f"2026-10-0{n}")) for n in range(1, 9))
        + "</ul>"
        + script
    )
    reading = Reader().read(html.encode(), "http://a.gov.cn/tzgg/")
    assert [json.dumps(u)[-7:-1] for u in reading.paging.urls] == ["page=1", "page=2", "page=3", "page=4"]
    assert not reading.paging.scripted
