"""How the pages of Liaocheng's platform and of Guangdong's NFCMS look."""

from __future__ import annotations

from tests.crawler.platforms.looks import Look, boxed, spanned
from tests.crawler.platforms.served import Row

CREDIT = "113715000044281785"


def _numbered(stem: str) -> str:
    return f"{CREDIT}/2026-{stem}"


def bare(title: str, text: str) -> str:
    """A document whose lines before the text carry no labels: index number, date and time, publisher."""
    return f"""<div class='wbj_details_1'><h2 class='title'>{title}</h2><div class='info'><p>{_numbered("4387560")}</p><p>2026-10-28 15:47:17</p>
<p>市人力资源社会保障局</p></div><div class='content-text'>{text.split("</p>", 1)[-1]}</div></div>"""


def policy(title: str, text: str) -> str:
    """A policy paper: topic, number of the paper, formed and published, publisher, validity."""
    return f"""<div class='wbj_details_1'><div class='title'>{title}</div><ul class='info'><li>人力资源</li><li>{_numbered("45963799")}</li><li>聊人社字〔2026〕9号</li>
<li>2026-09-20</li><li>2026-10-28</li><li>市人力资源社会保障局</li><li>有效</li></ul><div class='content-text'>{text.split("</p>", 1)[-1]}</div></div>"""


def _item(r: Row) -> str:
    return f"<div class='item'><a href='{r.url}' title='{r.title}'>{r.title}</a><span class='time'>{r.day}</span></div>"


LIAOCHENG = Look(
    "liaocheng-ucap",
    lambda n: "/channel_t_212_12077/" if n == 1 else f"/channel_t_212_12077/page_{n}.html",
    lambda n: f"/channel_t_212_12077/doc_{0x68FF0000 + n:08x}a1b2c3d4e5f60718",
    _item,
    lambda n, pages, _: (
        f"<div class='pages'><a href='/channel_t_212_12077/page_{min(n + 1, pages)}.html'>下一页</a></div>"
    ),
    bare,
    wrap="<div class='wbj_list_1'><div class='left'><div class='title'>通知公告</div></div><div class='right'>{}</div></div>",
    other="/channel_t_212_1207{}/",
)
ZIBO = Look(
    "liaocheng-ucap",
    lambda n: (
        "/gongkai/site_rsj/channel_c_5f9f_n_16/"
        if n == 1
        else f"/gongkai/site_rsj/channel_c_5f9f_n_16/index_{n}.html"
    ),
    lambda n: f"/gongkai/site_rsj/channel_c_5f9f_n_16/doc_{0x68FF0000 + n:08x}0718a1b2c3d4e5f6.html",
    spanned,
    lambda n, pages, _: (
        f"<div class='pages'>共{pages}页 <a href='index_{min(n + 1, pages)}.html'>下一页&gt;</a></div>"
    ),
    policy,
    wrap="<div class='wbj_list_1'><ul>{}</ul></div>",
    other="/gongkai/site_rsj/channel_c_600{}/",
)
NFCMS = Look(
    "nfcms",
    lambda n: "/zwgk/tzgg/index.html" if n == 1 else f"/zwgk/tzgg/index_{n}.html",
    lambda n: f"/zwgk/tzgg/content/post_{4942000 + n}.html",
    spanned,
    lambda n, pages, _: (
        f"<div class='page'><a class='first' href='index.html'>首页</a><a class='next' href='index_{min(n + 1, pages)}.html'>下一页</a><a class='last' href='index_{pages}.html'>尾页</a></div>"
    ),
    boxed("id='zoomcon' class='content_article'"),
    head="<script>var NFCMS_SITE_ID = 755001;</script>",
)
NFCMS_PHONE = Look(
    "nfcms",
    lambda n: "/gzsrsj/tz/index.html" if n == 1 else f"/gzsrsj/tz/index_{n}.html",
    lambda n: f"/gzsrsj/tz/mpost_{9942000 + n}.html",
    lambda r: f"<li><a href='{r.url}'><p class='t'>{r.title}</p><p class='d'>{r.day}</p></a></li>",
    lambda n, pages, _: (
        f"<div class='pagination'><a href='index_{min(n + 1, pages)}.html' class='next'>&gt;</a> {n}/{pages}页</div>"
    ),
    boxed("class='news_cont_d_wrap' id='zoomcon'"),
    head="<script src='//www.gd.gov.cn/gd.gov.cn/js/common.js'></script>",
)
MORE_LOOKS = [LIAOCHENG, ZIBO, NFCMS, NFCMS_PHONE]
