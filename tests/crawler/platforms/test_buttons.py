"""Pagers and menus whose links stand in handlers, data and options, and lists that interfaces bring, asked by GET alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from records.vocabulary import Reason
from tests.crawler.crawl.site import Answer, Page
from tests.crawler.platforms.looks import Look, boxed, site, spanned
from tests.crawler.platforms.served import Row, crawl_of, data, groups

Pager = Callable[[int, int, int], str]


def paged(pager: Pager) -> Look:
    """A site of no known system with this pager."""
    return Look(
        "generic",
        lambda n: f"/gk/tzgg/more.aspx?page={n}" if n > 1 else "/gk/tzgg/more.aspx",
        lambda n: f"/gk/tzgg/show.aspx?id={n}",
        spanned,
        pager,
        boxed("class='article-con'"),
    )


def buttons(n: int, pages: int, _: int) -> str:
    """Buttons whose handler goes to the page."""
    return f"<div class='page'><span>{n}/{pages}</span><button type='button' onclick=\"location.href='/gk/tzgg/more.aspx?page={min(n + 1, pages)}'\">下一页</button></div>"


def options(n: int, pages: int, _: int) -> str:
    """A select to jump with, the buttons beside it only scripts."""
    made = "".join(
        f"<option value='/gk/tzgg/more.aspx?page={m}'>第{m}页</option>" for m in range(1, pages + 1)
    )
    return f"<div class='page'><a href='javascript:void(0)'>下一页</a><select onchange='go(this.value)'>{made}</select></div>"


def told_by_data(n: int, pages: int, _: int) -> str:
    """Anchors without an address, which stands in their data."""
    made = "".join(f"<a class='num' data-url='?page={m}'>{m}</a>" for m in range(1, pages + 1))
    return f"<div class='page'>{made}<a data-href='?page={min(n + 1, pages)}'>下一页 &gt;&gt;</a></div>"


def scripted_anchors(n: int, pages: int, _: int) -> str:
    """Anchors whose address is a call with the page's address in it."""
    return f"<div class='page'><a href=\"javascript:goto('/gk/tzgg/more.aspx?page={min(n + 1, pages)}')\">下页</a> 共{pages}页</div>"


@pytest.mark.parametrize("pager", [buttons, options, told_by_data, scripted_anchors])
def test_pages_behind_buttons_options_and_data_are_found(pager: Pager, tmp_path: Path) -> None:
    pages, items = site(paged(pager))
    for at in range(1, 6):
        pages[f"/gk/tzgg/more.aspx?page={at}"] = pages[
            "/gk/tzgg/more.aspx" if at == 1 else f"/gk/tzgg/more.aspx?page={at}"
        ]
    found = crawl_of(pages, tmp_path, render="never")
    assert found.rows("通知公告") == sorted((r.title, r.day) for r in items)
    assert found.column("通知公告").list_unread is None
    assert found.posted == []


def test_pages_that_only_a_script_turns_leave_the_list_incomplete(tmp_path: Path) -> None:
    pager = "<div id='pager'></div><script>layui.use('laypage',function(){layui.laypage.render({elem:'pager',count:47,jump:function(o){turn(o.curr)}})})</script>"
    look = paged(lambda n, pages, rows: pager)
    pages, items = site(look)
    found = crawl_of({u: p for u, p in pages.items() if "page=" not in u}, tmp_path, render="never")
    assert found.rows("通知公告") == sorted((r.title, r.day) for r in items[:10])
    assert found.column("通知公告").list_unread is Reason.SCRIPTED_PAGING


def listed(items: list[Row], size: int = 20) -> Page:
    """An interface in the manner of UCAP: pages of rows with named values, times in milliseconds."""

    def answer(path: str, count: int) -> Answer:
        asked = {k: v[0] for k, v in parse_qs(urlsplit(path).query).items()}
        if asked.get("channel", "c77") != "c77":
            return data('{"code": 500}')
        number = int(asked.get("page", "1"))
        shown = groups(items, size)[number - 1] if number <= -(-len(items) // size) else []
        made = [
            {
                "titleHtml": f"<em>{r.title}</em>",
                "title": r.title,
                "url": r.url,
                "publishedTimeStr": r.day + " 08:30:00",
                "domainMetaList": [
                    {
                        "resultList": [
                            {"key": "syh", "value": "000/2026-1"},
                            {"key": "author", "value": "null"},
                        ]
                    }
                ],
            }
            for r in shown
        ]
        return data(
            json.dumps({"data": {"page": number, "rows": size, "total": len(items), "results": made}})
        )

    return answer


BY_GET = """<meta name='channelid' content='c77'><ul id='list'></ul><div id='page'></div><script>
var channelId = $("meta[name='channelid']").attr('content');
function getList(page){ $.ajax({url:'/common/search/list?_isJson=true&_pageSize=20&channel='+channelId+'&page='+page, type:'GET', dataType:'json',
success:function(d){ var s=''; $.each(d.data.results,function(i,o){ s+='<li><a href="'+o.url+'">'+o.title+'</a><span>'+o.publishedTimeStr+'</span></li>'; }); $('#list').html(s); }}); }
getList(1);</script>"""
BY_POST = BY_GET.replace("type:'GET'", "type:'POST', data:{channel:channelId, page:page}").replace(
    "&channel='+channelId+'&page='+page", "'"
)


@pytest.mark.parametrize("script", [BY_GET, BY_POST], ids=["get", "post"])
def test_a_list_of_an_interface_is_read_to_its_last_page_without_a_browser(
    script: str, tmp_path: Path
) -> None:
    pages, items = interfaced(script)
    pages["/common/search/list"] = listed(items)
    found = crawl_of(pages, tmp_path, render="never")
    found.has_all("通知公告", items)


def interfaced(script: str) -> tuple[dict[str, Page], list[Row]]:
    """A site whose notices only a script brings."""
    look = Look(
        "generic",
        lambda n: f"/gk/tzgg/index{n}.html",
        lambda n: f"/gk/tzgg/{n + 100}.html",
        lambda r: "",
        lambda n, p, r: script,
        boxed("class='article-con'"),
        wrap="{}",
    )
    pages, items = site(look)
    return {
        u: p for u, p in pages.items() if not u.startswith("/gk/tzgg/index") or u.endswith("index1.html")
    }, items


def test_an_interface_that_answers_only_post_is_asked_once_by_get_and_the_list_is_unread(
    tmp_path: Path,
) -> None:
    pages, items = interfaced(BY_POST)
    pages["/common/search/list"] = Answer(b"", 405)
    found = crawl_of(pages, tmp_path, render="never")
    column = found.column("通知公告")
    assert column.list_unread is not None
    assert found.rows("通知公告") == []
    assert found.posted == []


def test_an_interface_that_answers_get_with_a_refusal_leaves_the_list_unread(tmp_path: Path) -> None:
    pages, items = interfaced(BY_POST)
    pages["/common/search/list"] = data('{"code": 405, "msg": "Request method not supported"}')
    found = crawl_of(pages, tmp_path, render="never")
    assert found.column("通知公告").list_unread is not None
