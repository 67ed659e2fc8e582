"""How the pages of publishing systems look whose lists page themselves by numbered files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.crawler.crawl.site import Page
from tests.crawler.platforms.served import TEXT, Row, page, rows

NAMES = ("政府信息公开指南", "政府信息公开制度", "通知公告", "政府信息公开年报")


@dataclass(frozen=True)
class Look:
    """One system's way. `lists` is the address of page N (from 1) of the column of notices; `size` rows stand on a page."""

    name: str
    lists: Callable[[int], str]
    article: Callable[[int], str]
    row: Callable[[Row], str]
    pager: Callable[[int, int, int], str]  # page, pages, rows in all
    body: Callable[[str, str], str]  # title, text → what holds a document
    head: str = ""
    wrap: str = "<ul class='list'>{}</ul>"
    size: int = 10
    count: int = 47
    portal: str = "/xxgk/index.html"
    other: str = "/xxgk/{}/index.html"  # the pages of the other columns


def site(look: Look) -> tuple[dict[str, Page], list[Row]]:
    """A bureau's site in this way, and the rows of its notices."""
    items = rows(look.article, look.count)
    pages: dict[str, Page] = {
        "/": page(f"<title>示例局</title>{look.head}", _top(look)),
        look.portal: page(f"<title>政府信息公开-示例局</title>{look.head}", _top(look) + _side(look)),
    }
    for n, name in enumerate(NAMES):
        if name != "通知公告":
            pages[look.other.format(n)] = _framed(look, name, look.body(name, f"<p>{TEXT * 6}</p>"))
    total = -(-look.count // look.size)
    for number in range(1, total + 1):
        shown = items[(number - 1) * look.size : number * look.size]
        made = look.wrap.format("".join(look.row(r) for r in shown))
        pages[look.lists(number)] = _framed(look, "通知公告", made + look.pager(number, total, look.count))
    for r in items:
        meta = f"<meta name='ArticleTitle' content='{r.title}'><meta name='PubDate' content='{r.day}'>"
        text = look.body(r.title, f"<p>发布日期：{r.day}</p><p>{TEXT * 4}</p>")
        pages[r.url] = page(f"<title>{r.title}</title>{meta}{look.head}", text)
    return pages, items


def _top(look: Look) -> str:
    return f"<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/gzdt/'>工作动态</a></li><li><a href='{look.portal}'>政府信息公开</a></li></ul></div>"


def _side(look: Look) -> str:
    links = (
        f"<li><a href='{look.lists(1) if n == '通知公告' else look.other.format(i)}'>{n}</a></li>"
        for i, n in enumerate(NAMES)
    )
    return f"<div class='left'><ul>{''.join(links)}</ul></div>"


def _framed(look: Look, name: str, body: str) -> Page:
    trail = f"<div class='position'>当前位置：<a href='/'>首页</a> &gt; <a href='{look.portal}'>政府信息公开</a> &gt; {name}</div>"
    head = f"<title>{name}-示例局</title><meta name='ColumnName' content='{name}'>{look.head}"
    return page(head, _top(look) + _side(look) + trail + body)


def spanned(r: Row) -> str:
    """The commonest row."""
    return f"<li><a href='{r.url}' title='{r.title}' target='_blank'>{r.title}</a><span>{r.day}</span></li>"


def dated_first(r: Row) -> str:
    """The day before a cut title."""
    return (
        f"<li><span class='fr'>{r.day}</span><a href='{r.url}' title='{r.title}'>{r.title[:12]}...</a></li>"
    )


def celled(r: Row) -> str:
    """A row of a table."""
    return f"<tr class='ewb-trade-tr'><td>1</td><td><a href='{r.url}' title='{r.title}'>{r.title[:14]}…</a></td><td>{r.day}</td></tr>"


def carded(r: Row) -> str:
    """A card that is one link."""
    return f"<li><a href='{r.url}'><h2>{r.title}</h2><div class='note'><p>摘要：{TEXT[:20]}……</p></div><i class='date Cdate'>日期：{r.day}</i></a></li>"


def boxed(mark: str) -> Callable[[str, str], str]:
    """A document in the container of a system."""
    return lambda title, text: f"<h1>{title}</h1><div {mark}>{text}</div>"


def _file(stem: str, ext: str, first: int) -> Callable[[int], str]:
    """Page 1 is the bare name, page N counts from `first`."""
    return lambda n: f"{stem}.{ext}" if n == 1 else f"{stem}_{n - 1 + first}.{ext}"


TRS = Look(
    "trs",
    _file("/zwgk/tzgg/index", "html", 0),
    lambda n: f"/zwgk/tzgg/202610/t202610{28 - n % 28:02d}_{70000 + n}.html",
    spanned,
    lambda n, pages, _: f'<script>createPageHTML({pages}, {n - 1}, "index", "html");</script>',
    boxed("class='TRS_Editor'"),
)
TRS_NAMED = Look(
    "trs",
    _file("/zwgk/tzgg/list_2", "shtml", 0),
    lambda n: f"./t202610{28 - n % 28:02d}_{80000 + n}.shtml".replace("./", "/zwgk/tzgg/"),
    dated_first,
    lambda n, pages, _: (
        f"<script language='javascript' src='/images/createpage.js'></script><script>\n//分页\ncreatePageHTML( {pages} , {n - 1} , 'list_2' , 'shtml' );</script>"
    ),
    boxed("class='view TRS_UEDITOR trs_paper_default'"),
    size=15,
)
UCAP = Look(
    "ucap",
    _file("/sjg/c100528/xwzx_list_2", "shtml", 1),
    lambda n: f"/sjg/c100528/2026/10/{28 - n % 28}/{n:032x}.shtml",
    dated_first,
    lambda n, pages, rows: (
        f"<div id='page_div'></div><script>window.onload=function(){{createPageHTML('page_div',{pages}, {n},'xwzx_list_2','shtml',{rows});}}</script>"
    ),
    boxed("id='UCAP-CONTENT'"),
    portal="/sjg/c100527/zfxxgk.shtml",
    other="/sjg/c10052{}/zfxxgk_xxgkzn.shtml",
)
UCAP_DISCLOSURE = Look(
    "ucap",
    _file("/c100600/zfxxgk_gknrz", "shtml", 1),
    lambda n: f"/c100600/202610/{n:032x}.shtml",
    lambda r: f"<dd><a href='{r.url}' title='{r.title}'>{r.title}</a><span>\n{r.day}\n</span></dd>",
    lambda n, pages, rows: (
        f"<div id='page-div'></div><script type='text/javascript'>createPageHTML('page-div',{pages}, {n},'/c100600/zfxxgk_gknrz','shtml',{rows});</script>"
    ),
    boxed("class='gknbxq_detail'"),
    wrap="<dl>{}</dl>",
    portal="/c100599/zfxxgk.shtml",
    other="/c10060{}1/zfxxgk_xxgkzd.shtml",
)
SITESERVER = Look(
    "siteserver",
    _file("/channels/1751", "html", 1),
    lambda n: f"/contents/1751/{30000 + n}.html",
    carded,
    lambda n, pages, rows: (
        f"<div class='paging'><div class='app'>当前第{n}页&nbsp;&nbsp;共{pages}页</div><a href='1751.html'>首页</a>{''.join(f'<a href={chr(39)}1751_{m}.html{chr(39)}>{m}</a>' for m in range(max(2, n - 1), min(pages, n + 2) + 1))}<a href='1751_{min(n + 1, pages)}.html'>下一页</a></div><div>共{rows}记录</div>"
    ),
    boxed("class='content'"),
    head="<link href='/sitefiles/assets/site.css' rel='stylesheet'>",
)
EPOINT = Look(
    "epoint",
    lambda n: "/tzgg/subpage.html" if n == 1 else f"/tzgg/{n}.html",
    lambda n: f"/tzgg/202610{28 - n % 28:02d}/{n:08x}-1c74-4913-ab15-1d72b70ff5e7.html",
    celled,
    lambda n, pages, rows: (
        f"<div id='pager' class='ewb-page'></div><script src='/js/mricode.pagination.js'></script><script>$('#pager').pagination({{pageIndex: {n - 1}, pageSize: 10, total: {rows}, loadFirstPage: false}});</script>"
    ),
    boxed("class='infodetail'"),
    wrap="<table class='ewb-trade-tb'><tr><th>序号</th><th>标题</th><th>发布时间</th></tr>{}</table>",
)
EPOINT_ANCHORS = Look(
    "epoint",
    lambda n: "/003/003001/moreinfo.html" if n == 1 else f"/003/003001/{n}.html",
    lambda n: f"/003/003001/202610{28 - n % 28:02d}/{n:08x}-1c74-4913-ab15-1d72b70ff5e7.html",
    lambda r: (
        f"<li class='ewb-list-node'><a href='{r.url}'>{r.title}</a><span class='ewb-list-date'>{r.day}</span></li>"
    ),
    lambda n, pages, rows: (
        f"<div class='ewb-page'><ul><li><a href='javascript:void(0)'>{n}/{pages}</a></li><li><a href='/003/003001/{min(n + 1, pages)}.html'>下页 &gt;</a></li></ul></div>"
    ),
    boxed("class='infodetail'"),
    wrap="<div class='ewb-middle'><ul>{}</ul></div>",
)
WEBPLUS = Look(
    "webplus",
    lambda n: f"/tzgg/list{n if n > 1 else ''}.htm",
    lambda n: f"/2026/{n:04d}/c12a{n}/page.htm",
    lambda r: (
        f"<li class='news n1 clearfix'><span class='news_title'><a href='{r.url}' title='{r.title}'>{r.title}</a></span><span class='news_meta'>{r.day}</span></li>"
    ),
    lambda n, pages, rows: (
        f"<div id='wp_paging_w6'><ul class='wp_paging clearfix'><li class='pages_count'>每页<em class='per_count'>10</em>记录 总共<em class='all_count'>{rows}</em>记录</li><li class='page_nav'><a class='next' href='{f'/tzgg/list{n + 1}.htm' if n < pages else 'javascript:void(0);'}'><span>下一页&gt;&gt;</span></a></li><li class='page_jump'>页码<em class='curr_page'>{n}</em>/<em class='all_pages'>{pages}</em></li></ul></div>"
    ),
    boxed("class='wp_articlecontent'"),
    wrap="<div id='wp_news_w6'><ul class='news_list'>{}</ul></div>",
)
BODA = Look(
    "boda",
    lambda n: "/tzgg.htm" if n == 1 else f"/tzgg/{6 - n}.htm",
    lambda n: f"/info/1012/{n + 100}.htm",
    spanned,
    lambda n, pages, rows: (
        f"<div class='p_pages'><span class='p_t'>共{rows}条</span><span class='p_no'><a href='{'tzgg/' if n == 1 else ''}{5 - n}.htm'>{n + 1}</a></span><span class='p_next p_fun'><a href='{'tzgg/' if n == 1 else ''}{5 - n}.htm'>下页</a></span></div>"
        if n < pages
        else "<div class='p_pages'><span class='p_no_d'>下页</span></div>"
    ),
    boxed("id='vsb_content' class='v_news_content'"),
    head="<script src='/system/resource/js/vsbscreen.min.js'></script>",
)
DEDECMS = Look(
    "dedecms",
    lambda n: f"/a/tzgg/list_12_{n}.html",
    lambda n: f"/a/tzgg/2026/10{28 - n % 28:02d}/{n + 500}.html",
    spanned,
    lambda n, pages, rows: (
        f"<div class='dede_pages'><ul class='pagelist'><li>首页</li><li class='thisclass'>{n}</li><li><a href='list_12_{min(n + 1, pages)}.html'>下一页</a></li><li><span class='pageinfo'>共 <strong>{pages}</strong>页<strong>{rows}</strong>条</span></li></ul></div>"
    ),
    boxed("id='content'"),
    head="<link href='/templets/gov/style.css' rel='stylesheet'>",
)
LOOKS = [TRS, TRS_NAMED, UCAP, UCAP_DISCLOSURE, SITESERVER, EPOINT, EPOINT_ANCHORS, WEBPLUS, BODA, DEDECMS]
