"""Framesets, lists and texts in frames, and columns that only send their visitors on."""

from __future__ import annotations

from pathlib import Path

from crawler.extract.reader import Reader
from records.vocabulary import PageKind, Place
from tests.crawler.crawl.site import Answer, Page
from tests.crawler.platforms.looks import boxed, spanned
from tests.crawler.platforms.served import TEXT, Row, crawl_of, groups, page, rows

ITEMS = rows(lambda n: f"/show.asp?id={n}", 34)
SECTIONS = {
    "政府信息公开指南": "/gk/zn.asp",
    "通知公告": "/gk/tz.asp",
    "政府信息公开年报": "/gk/nb.asp",
    "政府信息公开制度": "/gk/zd.asp",
}


def menu() -> str:
    """The menu of the disclosure pages."""
    return "<ul>" + "".join(f"<li><a href='{u}'>{n}</a></li>" for n, u in SECTIONS.items()) + "</ul>"


def listed() -> dict[str, Page]:
    """The list's own pages, which a frame shows, and their documents."""
    shown = groups(ITEMS, 12)
    made: dict[str, Page] = {}
    for n, part in enumerate(shown, 1):
        pager = f"共{len(shown)}页 <a href='/inc/list.asp?class=7&page={min(n + 1, len(shown))}'>下一页</a>"
        body = f"<ul>{''.join(map(spanned, part))}</ul><div class='page'>{pager}</div>"
        made[f"/inc/list.asp?class=7&page={n}"] = Answer(f"<html><body>{body}</body></html>".encode())
    made["/inc/list.asp?class=7"] = made["/inc/list.asp?class=7&page=1"]
    return made | {r.url: document(r) for r in ITEMS}


def document(row: Row) -> Answer:
    """One document."""
    text = boxed("class='article-con'")(row.title, f"<p>发布日期：{row.day}</p><p>{TEXT * 4}</p>")
    return page(f"<title>{row.title}</title><meta name='ArticleTitle' content='{row.title}'>", text)


def named(name: str, body: str) -> Answer:
    """A page of the disclosure part."""
    return page(
        f"<title>{name}</title>",
        f"<div class='position'>当前位置：<a href='/'>首页</a> &gt; <a href='/gk/'>政府信息公开</a> &gt; {name}</div>{menu()}{body}",
    )


def disclosure() -> dict[str, Page]:
    """The disclosure part: a list and a text in frames, a column that a script sends on, one of its own."""
    return {
        "/gk/": named("政府信息公开", ""),
        "/gk/tz.asp": named(
            "通知公告",
            "<iframe src='/inc/list.asp?class=7' width='700' height='600' frameborder='0'></iframe><iframe src='/inc/weather.asp' height='30'></iframe>",
        ),
        "/gk/zn.asp": named(
            "政府信息公开指南", "<iframe id='main' src='/inc/zn.asp' height='100%'></iframe>"
        ),
        "/inc/zn.asp": page(
            "<title>指南</title>",
            f"<h1>政府信息公开指南</h1><div class='article-con'><p>{TEXT * 9}</p></div>",
        ),
        "/gk/nb.asp": Answer(b"<script>window.location.href='/gk/nb/index.asp'</script>"),
        "/gk/nb/index.asp": named(
            "政府信息公开年报",
            "<ul><li><a href='/show.asp?id=900'>2025年政府信息公开工作年度报告</a><span>2026-01-20</span></li></ul>",
        ),
        "/gk/zd.asp": named("政府信息公开制度", f"<div class='article-con'><p>{TEXT * 9}</p></div>"),
    }


def test_what_frames_show_is_the_content_of_the_column_that_holds_them(tmp_path: Path) -> None:
    top = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/gk/'>政府信息公开</a></li></ul></div>"
    found = crawl_of(
        {"/": page("<title>示例局</title>", top)} | disclosure() | listed(), tmp_path, render="never"
    )
    check(found)


def check(found) -> None:  # type: ignore[no-untyped-def]
    """The list with all its pages, the text and the forwarded column."""
    column = found.column("通知公告")
    assert found.rows("通知公告") == sorted((r.title, r.day) for r in ITEMS)
    assert (column.list_unread, column.place) == (None, Place.PORTAL)
    assert found.column("政府信息公开指南").single_article
    assert found.column("政府信息公开年报").list_unread is None


def test_a_home_page_made_of_frames_leads_to_the_menu_in_its_upper_frame(tmp_path: Path) -> None:
    home = Answer(
        "<html><head><title>示例局</title></head><frameset rows='120,*'><frame src='/inc/top.asp' name='topFrame'><frame src='/inc/main.asp' name='mainFrame'></frameset></html>".encode()
    )
    top = page(
        "<title>top</title>",
        "<ul><li><a href='/inc/main.asp' target='mainFrame'>首页</a></li><li><a href='/gk/' target='mainFrame'>政府信息公开</a></li><li><a href='/jg/' target='mainFrame'>机构概况</a></li></ul>",
    )
    main = page("<title>main</title>", f"<ul>{spanned(ITEMS[0])}</ul>")
    pages: dict[str, Page] = {"/": home, "/inc/top.asp": top, "/inc/main.asp": main}
    found = crawl_of(pages | disclosure() | listed(), tmp_path, render="never")
    check(found)
    assert found.dossier.portal is not None and found.dossier.portal.url.endswith("/gk/")


def test_frames_that_are_small_hidden_or_menus_are_not_what_a_page_shows() -> None:
    html = "<iframe src='/w.html' height='40'></iframe><iframe src='/h.html' style='display:none'></iframe><iframe src='/left_menu.html'></iframe>"
    reading = Reader().read(html.encode(), "http://a.gov.cn/gk/")
    assert reading.redirect is None
    assert reading.frames == ("http://a.gov.cn/left_menu.html",)
    assert reading.kind is PageKind.COLUMN
