"""Hanweb sites: data stores in the page, further rows from the data proxy, disclosure lists from search.jsp, jpaas units."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from crawler.extract.reader import Reader
from records.vocabulary import Place
from tests.crawler.crawl.site import Answer, Page
from tests.crawler.platforms.served import Found, Row, crawl_of, data, groups, page, rows

NAME = "<meta name='SiteName' content='示例局'><script src='/script/jquery-1.8.3.min.js'></script>"
FIELDS = "columnid={0}&unitid=38486&webname=%25E7%25A4%25BA%25E4%25BE%258B&permissiontype=0"
PROXY = "/module/web/jpage/dataproxy.jsp"
OLD_PROXY = "/module/jpage/dataproxy.jsp"


def menu(*columns: tuple[str, str]) -> str:
    """The side menu of the disclosure pages."""
    made = "".join(f"<li><a href='{url}'>{name}</a></li>" for name, url in columns)
    return f"<div class='left_menu'><ul>{made}</ul></div>"


COLUMNS = (
    ("政府信息公开指南", "/col/col12/index.html"),
    ("政府信息公开制度", "/col/col13/index.html"),
    ("通知公告", "/col/col14/index.html"),
    ("政府信息公开年报", "/col/col15/index.html"),
)


def site(lists: dict[str, Page]) -> dict[str, Page]:
    """A home page, a portal and the two columns with pages of their own; `lists` are the others."""
    top = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/col/col5/index.html'>工作动态</a></li><li><a href='/col/col11/index.html'>政府信息公开</a></li></ul></div>"
    text = "<div id='zoom'><p>" + "为方便公民、法人和其他组织获取政府信息，编制本文。" * 8 + "</p></div>"
    own = {
        "/": page(f"<title>示例局</title>{NAME}", top),
        "/col/col11/index.html": page(f"<title>政府信息公开</title>{NAME}", top + menu(*COLUMNS)),
        "/col/col12/index.html": framed("政府信息公开指南", text),
        "/col/col13/index.html": framed("政府信息公开制度", text),
        "/col/col5/index.html": framed("工作动态", "<p>暂无</p>"),
        "/col/col15/index.html": framed("政府信息公开年报", "<p>暂无</p>"),
    }
    return own | lists


def framed(name: str, body: str) -> Answer:
    """A column's page."""
    trail = f"<div class='dqwz'>当前位置：<a href='/'>首页</a> &gt; <a href='/col/col11/index.html'>政府信息公开</a> &gt; {name}</div>"
    head = f"<title>示例局 {name}</title><meta name='ColumnName' content='{name}'>{NAME}"
    return page(head, menu(*COLUMNS) + trail + body)


def article(row: Row) -> Answer:
    """One document."""
    head = f"<title>{row.title}</title><meta name='ArticleTitle' content='{row.title}'><meta name='PubDate' content='{row.day}'>"
    table = f"<table><tr><td>索引号</td><td>000014348/2026-00001</td><td>发布日期</td><td>{row.day}</td></tr></table>"
    text = "<p>" + "现将有关事项通知如下，请认真贯彻执行。" * 6 + "</p>"
    return page(head, f"{table}<h1>{row.title}</h1><div id='barrierfree_container'>{text}</div>")


def articles(items: list[Row]) -> dict[str, Page]:
    """The documents of a list."""
    return {r.url: article(r) for r in items}


def record(row: Row) -> str:
    """A row as the data store keeps it, the title cut with the full one in its attribute."""
    short = row.title[:14] + "..."
    return f'<record><![CDATA[\n<li class="clearfix"> <a target="_blank" href="{row.url}" title="{row.title}">{short}</a> <b>{row.day}</b></li>]]></record>'


def store(items: list[Row], following: str) -> str:
    """A data store."""
    group = f'<nextgroup><![CDATA[<a href="{following}"></a>]]></nextgroup>'
    return f"<datastore>\n{group}\n<recordset>{''.join(map(record, items))}</recordset></datastore>"


def after(number: int, count: int) -> str:
    """Where the group after this one is; the last has none."""
    return (
        f"{PROXY}?page={number}&appid=1&appid=1&webid=1&path=/&{FIELDS.format(14)}" if number < count else ""
    )


ITEMS = rows(lambda n: f"/art/2026/9/{n % 28 + 1}/art_14_{9000 - n}.html", 100)


def test_groups_of_a_data_store_are_followed_to_the_last(tmp_path: Path) -> None:
    found = groups(ITEMS, 45)

    def proxy(path: str, count: int) -> Answer:
        number = int(parse_qs(urlsplit(path).query)["page"][0])
        return data(store(found[number], after(number + 1, len(found))), "text/xml")

    first = f"<div id='38486'><script type='text/xml'>{store(found[0], after(1, len(found)))}</script></div>"
    first += "<script>$(function(){$('#38486').jpage({totalRecord:100,groupSize:3,perPage:15,proxyUrl:'/module/web/jpage/dataproxy.jsp'});});</script>"
    pages = site({"/col/col14/index.html": framed("通知公告", first), PROXY: proxy} | articles(ITEMS))
    check(crawl_of(pages, tmp_path))


def check(found: Found) -> None:
    """All rows are in their column, below the portal."""
    found.has_all("通知公告", ITEMS)
    assert found.column("通知公告").place is Place.PORTAL


def test_a_list_kept_in_an_array_goes_on_by_start_and_end_of_its_records(tmp_path: Path) -> None:
    lines = ",".join(
        f'\'<tr><td><a href="{r.url}" title="{r.title}">{r.title[:12]}...</a></td><td>[{r.day}]</td></tr>\''
        for r in ITEMS[:45]
    )
    settings = (
        "themeName:'default',showMode:'full',totalRecord:100,openCookies:false,dataBefore:'<table>',"
        f"dataStore:InitData38486,dataAfter:'</table>',groupSize:3,proxyUrl:'{OLD_PROXY}',perPage:15,barPosition:'bottom',"
        "ajaxParam:{col:1,appid:'1',webid:1,path:'/',columnid:14,unitid:'38486',webname:'示例局',permissiontype:0}"
    )

    def proxy(path: str, count: int) -> Answer:
        asked = parse_qs(urlsplit(path).query)
        if asked.get("columnid") != ["14"] or asked.get("unitid") != ["38486"]:
            return Answer(b"", 500)
        start, end = int(asked["startrecord"][0]), int(asked["endrecord"][0])
        made = "".join(
            f"<record><![CDATA[<tr><td><a href='{r.url}' title='{r.title}'>{r.title[:12]}...</a></td><td>[{r.day}]</td></tr>]]></record>"
            for r in ITEMS[start - 1 : end]
        )
        return data(
            f"<datastore><totalrecord>100</totalrecord><recordset>{made}</recordset></datastore>", "text/html"
        )

    script = f"<div id='38486'></div><script>var InitData38486=[{lines}];$(function(){{$('#38486').jpage({{{settings}}});}});</script>"
    pages = site({"/col/col14/index.html": framed("通知公告", script), OLD_PROXY: proxy} | articles(ITEMS))
    check(crawl_of(pages, tmp_path))


def test_a_proxy_that_answers_nothing_but_post_leaves_the_list_incomplete_never_empty(tmp_path: Path) -> None:
    made = "".join(f"<li><a href='{r.url}'>{r.title}</a><span>{r.day}</span></li>" for r in ITEMS[:15])
    settings = "totalRecord:100,groupSize:3,perPage:15,ajaxParam:{columnid:14,unitid:'38486',webid:1}"
    body = f"<div id='38486'><ul>{made}</ul></div><script>$('#38486').jpage({{{settings},proxyUrl:'{OLD_PROXY}'}});</script>"
    pages = site(
        {"/col/col14/index.html": framed("通知公告", body), OLD_PROXY: Answer(b"", 405)}
        | articles(ITEMS[:15])
    )
    found = crawl_of(pages, tmp_path)
    assert found.rows("通知公告") == sorted((r.title, r.day) for r in ITEMS[:15])
    column = found.column("通知公告")
    assert column.list_unread is not None
    assert column.list_pages_read < column.list_pages_known
    assert found.posted == []


TREE = """<html><head></head><body><script>function funclick(a,b){parent.loadDynamic('/module/xxgk/search.jsp?infotypeId='+a);}</script>
<ul><li><a href="javascript:void(0)" onclick="funclick('A01','机构概况')">机构概况</a><ul>
<li><a href="javascript:void(0)" onclick="funclick('A0101','机构职能')">机构职能</a></li>
<li><a href="javascript:void(0)" onclick="funclick('A0102','领导信息')">领导信息</a></li></ul></li>
<li><a href="javascript:void(0)" onclick="funclick('A08','规划计划')">规划计划</a></li></ul></body></html>"""


def searched(items: list[Row], size: int = 20) -> Page:
    """A search that answers the pages of one column and nothing for the others."""

    def answer(path: str, count: int) -> Answer:
        asked = parse_qs(urlsplit(path).query)
        column = items if asked.get("infotypeId") == ["A08"] and asked.get("area") == ["11371500MB1"] else []
        found = groups(column, size)
        number = int(asked.get("currpage", ["1"])[0])
        shown = found[number - 1] if number <= len(found) else []
        lines = "".join(
            f"<tr class='tr_main_value_odd'><td>{n}</td><td><a href='{r.url}' title='{r.title}' syh='000/2026-{n}' rq='{r.day}'>{r.title[:10]}...</a></td><td>{r.day}</td></tr>"
            for n, r in enumerate(shown, 1)
        )
        pager = f"<table><tr><td class='tb_title'>共{len(found)}页 第{number}页 <a onclick=\"gotopage('2')\">下一页</a></td></tr></table>"
        return data(
            f"<table><tr><td>序号</td><td>标题</td><td>发布日期</td></tr>{lines}</table>{pager}", "text/html"
        )

    return answer


def test_disclosure_lists_of_search_jsp_are_found_through_the_tree_in_a_frame(tmp_path: Path) -> None:
    tree = "/module/xxgk/tree.jsp?standardXxgk=1&amp;area=11371500MB1&amp;divid=div14"
    call = "loadDynamic('/module/xxgk/search.jsp?standardXxgk=1&infotypeId='+a+'&vc_title='+encodeURI(b)+'&area=11371500MB1','div14','0','0','950','1','','');"
    portal = f"<iframe src=\"{tree}\"></iframe><div id='div14'></div><script>var a='',b='';{call}</script>"
    pages = site({"/col/col11/index.html": framed("政府信息公开", portal)})
    pages |= {"/module/xxgk/tree.jsp": Answer(TREE.encode()), "/module/xxgk/search.jsp": searched(ITEMS)}
    found = crawl_of(pages | articles(ITEMS), tmp_path)
    found.has_all("规划计划", ITEMS)
    assert found.column("规划计划").place is Place.PORTAL
    assert found.column("机构职能").path[-2:] == ("机构概况", "机构职能")


UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
QUERY = "{'parseType':'bulidstatic','webId':'3185','tplSetId':'o0YcVHHq5vWtr3uiCp4SY','pageType':'column','tagId':'%s','editType':'null','pageId':'14'}"


def unit(items: list[Row], size: int) -> Page:
    """The unit of one list: HTML inside JSON, with the pager's counts."""

    def answer(path: str, count: int) -> Answer:
        asked = parse_qs(urlsplit(path).query)
        if asked.get("tagId") != ["信息列表"]:
            return data('{"success":true,"data":{"html":"<ul><li><a href=\\"/\\">首页</a></li></ul>"}}')
        told = json.loads(asked.get("paramJson", ["{}"])[0])
        return data(
            json.dumps({"success": True, "data": {"html": unit_html(items, size, told.get("pageNo", 1))}})
        )

    return answer


def unit_html(items: list[Row], size: int, number: int) -> str:
    """Rows of one page and the pager below them."""
    lines = "".join(
        f"<li class='clearfix'><a class='bt-left' title='{r.title}' href='{r.url}'>{r.title[:12]}...</a><span class='bt-right'>{r.day}</span></li>"
        for r in groups(items, size)[number - 1]
    )
    query = QUERY % "信息列表"
    return f'<ul>{lines}</ul><div id=\'page\' count="{len(items)}" rows="{size}" pageNo="{number}" unitUrl="{UNIT}" queryData="{query}"></div>'


def test_units_bring_a_list_and_its_pages(tmp_path: Path) -> None:
    script = f'<script src="/AuthorizedRead/unitbuild.js" url="{UNIT}" queryData="{QUERY % "%s"}"></script>'
    body = (script % "页头导航") + "<div id='list'>" + (script % "信息列表") + "</div>"
    pages = site({"/col/col14/index.html": framed("通知公告", body), UNIT: unit(ITEMS, 30)})
    check(crawl_of(pages | articles(ITEMS), tmp_path))


def test_a_list_printed_in_the_page_goes_on_with_the_pages_of_its_unit(tmp_path: Path) -> None:
    body = unit_html(ITEMS, 30, 1)
    pages = site({"/col/col14/index.html": framed("通知公告", body), UNIT: unit(ITEMS, 30)})
    check(crawl_of(pages | articles(ITEMS), tmp_path))


def test_the_next_group_may_be_relative_and_hold_quotes() -> None:
    following = "./dataproxy.jsp?page=2&appid=1&webid=60&path='/'&columnid=31685&unitid=80325&webname='示例'&permissiontype=0"
    answer = f'<datastore><nextgroup><![CDATA[<a href="{following}"></a>]]></nextgroup><recordset>{record(ITEMS[0])}</recordset></datastore>'
    reading = Reader().read(answer.encode(), "http://a.gov.cn/module/jslib/jquery/jpage/dataproxy.jsp?page=1")
    assert [u.split("?")[0] for u in reading.paging.urls] == [
        "http://a.gov.cn/module/jslib/jquery/jpage/dataproxy.jsp"
    ]
    assert "columnid=31685" in reading.paging.urls[0]


def test_a_store_that_holds_everything_has_no_further_pages() -> None:
    whole = f"<script type='text/xml'>{store(ITEMS[:5], '')}</script><script>$('#1').jpage({{totalRecord:5,perPage:15}})</script>"
    reading = Reader().read(
        page("<title>通知公告</title>", whole).body, "http://a.gov.cn/col/col14/index.html"
    )
    assert len(reading.items) == 5
    assert not reading.paging.scripted and not reading.paging.urls
