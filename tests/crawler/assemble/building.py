"""Parts of invented pages, and the small sites that most tests of the assembly start from: path → HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping

Row = tuple[str, str, str]  # address, title, date
_NAVIGATION = re.compile(r"<div class='nav'>.*?</ul></div>", re.S)

SECTIONS = (
    ("政府信息公开指南", "/xxgk/zn/"), ("政府信息公开制度", "/xxgk/zd/"), ("法定主动公开内容", "/xxgk/fd/"),
    ("政府信息公开年报", "/xxgk/nb/"), ("依申请公开", "/xxgk/ysq/"),
)  # fmt: skip
FIXED = ("法定主动公开内容", "/xxgk/fd/")


GUIDE = (
    "<div class='article_content'>"
    + "申请人可以通过窗口、信函提出申请，本机关收到后依法答复。" * 8
    + "</div>"
)


def page(*parts: str, title: str = "示例县人力资源和社会保障局", menu: str = "") -> str:
    """A page with the site's frame."""
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    foot = "<div class='footer'>主办单位：示例县人力资源和社会保障局 ICP备00000000号</div>"
    return f"<!DOCTYPE html><html>{head}<body>{menu or nav()}{''.join(parts)}{foot}</body></html>"


def nav(**extra: str) -> str:
    """The navigation that every page of the site repeats."""
    names = {"首页": "/", "工作动态": "/gzdt/", "通知公告": "/tzgg/", "政府信息公开": "/zwgk/"} | extra
    return (
        "<div class='nav'><ul>"
        + "".join(f"<li><a href='{u}'>{n}</a></li>" for n, u in names.items())
        + "</ul></div>"
    )


def crumbs(*steps: tuple[str, str] | str) -> str:
    """A breadcrumb: (name, address) for links, plain names else."""
    shown = [s if isinstance(s, str) else f"<a href='{s[1]}'>{s[0]}</a>" for s in (("首页", "/"), *steps)]
    return f"<div class='position'>当前位置：{' &gt; '.join(shown)}</div>"


def menu(*names: tuple[str, str]) -> str:
    """A side menu."""
    rows = "".join(f"<li><a href='{u}'>{n}</a></li>" for n, u in names)
    return f"<div class='left'><ul>{rows}</ul></div>"


def rows(*items: Row) -> str:
    """A list: (address, title, date)."""
    made = "".join(f"<li><a href='{u}'>{t}</a><span>{d}</span></li>" for u, t, d in items)
    return f"<div class='list'><ul>{made}</ul></div>"


def entry(title: str, day: str = "2026-11-02", *, trail: str = "", body: str = "") -> str:
    """One document."""
    text = body or "<p>" + "为做好本县有关工作，现将有关事项公布如下，请各有关单位认真贯彻执行。" * 4 + "</p>"
    shown = f"<div class='content'><h1>{title}</h1><p>发布日期：{day}</p><div class='article_content'>{text}</div></div>"
    return page(trail, shown, title=title).replace(
        "<title>", f"<meta name='ArticleTitle' content='{title}'><title>"
    )


def many(folder: str, count: int, *, month: str = "2026-10") -> list[Row]:
    """Rows of a list with invented titles."""
    topics = ["培训", "考试", "补贴", "招聘", "仲裁", "职称", "参保", "监察", "调解", "援助"]
    return [
        (
            f"{folder}t20261001_{n:04d}.html",
            f"关于做好第{n}批{topics[n % 10]}服务工作的情况",
            f"{month}-{n % 28 + 1:02d}",
        )
        for n in range(1, count + 1)
    ]


def with_navigation(pages: Mapping[str, str], bar: str) -> dict[str, str]:
    """The same site with another navigation on every page that has one."""
    return {path: _NAVIGATION.sub(bar, html) for path, html in pages.items()}


def portal_site(name: str = "政府信息公开", address: str = "/xxgk/", *, trail: bool = True) -> dict[str, str]:
    """A home page, a portal page with a side menu, its five sections and two items of the statutory one."""
    side = menu(*SECTIONS, ("规划计划", "/xxgk/fd/gh/"), ("统计信息", "/xxgk/fd/tj/"))

    def below(*steps: tuple[str, str] | str) -> str:
        return crumbs((name, "/xxgk/"), *steps) if trail else ""

    site = {
        "/": page(rows(*many("/gzdt/", 4))),
        "/gzdt/": page(crumbs("工作动态"), rows(*many("/gzdt/", 6))),
        "/xxgk/": page(crumbs(name) if trail else "", side, GUIDE),
        "/xxgk/zn/": page(below("政府信息公开指南"), side, GUIDE),
        "/xxgk/zd/": page(below("政府信息公开制度"), side, rows(*many("/xxgk/zd/", 5))),
        "/xxgk/fd/": page(
            below("法定主动公开内容"), side, rows(*many("/xxgk/fd/gh/", 3), *many("/xxgk/fd/tj/", 3))
        ),
        "/xxgk/fd/gh/": page(below(FIXED, "规划计划"), side, rows(*many("/xxgk/fd/gh/", 5))),
        "/xxgk/fd/tj/": page(below(FIXED, "统计信息"), side, rows(*many("/xxgk/fd/tj/", 5))),
        "/xxgk/nb/": page(below("政府信息公开年报"), side, rows(*many("/xxgk/nb/", 4))),
        "/xxgk/ysq/": page(below("依申请公开"), side, GUIDE),
    }
    return with_navigation(site, nav().replace("'/zwgk/'>政府信息公开<", f"'{address}'>{name}<"))


def with_items(*items: tuple[str, str, list[Row]]) -> dict[str, str]:
    """The portal with further columns below the statutory section: (name, folder, rows)."""
    pages = portal_site()
    more = "".join(f"<li><a href='/xxgk/fd/{f}/'>{n}</a></li>" for n, f, _ in items)
    pages = {
        p: h.replace("<li><a href='/xxgk/fd/gh/'>", more + "<li><a href='/xxgk/fd/gh/'>")
        for p, h in pages.items()
    }
    for name, folder, listed in items:
        pages[f"/xxgk/fd/{folder}/"] = page(crumbs(("政府信息公开", "/xxgk/"), FIXED, name), rows(*listed))
    return pages


AREA_MENU = menu(
    ("规划计划", "/zwgk/ghjh/"),
    ("统计信息", "/zwgk/tjxx/"),
    ("机构职能", "/zwgk/jgzn/"),
    ("权责清单", "/zwgk/qzqd/"),
)


def plain_site(**more: str) -> dict[str, str]:
    """A home page, news, notices, and an area 政务公开 with a side menu of four columns, two of which have pages."""
    area, side = ("政务公开", "/zwgk/"), AREA_MENU
    site = {
        "/": page(rows(*many("/gzdt/", 3))),
        "/gzdt/": page(crumbs("工作动态"), rows(*many("/gzdt/", 6))),
        "/tzgg/": page(crumbs("通知公告"), rows(*many("/tzgg/", 6))),
        "/zwgk/": page(crumbs("政务公开"), side),
        "/zwgk/ghjh/": page(crumbs(area, "规划计划"), side, rows(*many("/zwgk/ghjh/", 5))),
        "/zwgk/tjxx/": page(crumbs(area, "统计信息"), side, rows(*many("/zwgk/tjxx/", 5))),
    }
    return site | more
