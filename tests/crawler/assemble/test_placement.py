"""Where columns stand: in the portal, or outside it though their addresses lie beside its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.vocabulary import Place
from tests.crawler.assemble.building import (
    GUIDE,
    crumbs,
    many,
    menu,
    nav,
    page,
    portal_site,
    rows,
    with_navigation,
)
from tests.crawler.assemble.invented import assembled, column

PORTAL, REPORTS = "/col/col1.html", "/col/col9.html"
SIDE = menu(
    ("政府信息公开指南", "/col/col2.html"),
    ("政府信息公开制度", "/col/col3.html"),
    ("法定主动公开内容", "/col/col4.html"),
)


def flat_site(*, reports_in_menu: bool) -> dict[str, str]:
    """All columns lie in one folder; the annual reports hang in the navigation, and in the portal's menu or not."""
    links = {
        "首页": "/",
        "工作动态": "/col/col7.html",
        "政府信息公开年报": REPORTS,
        "政府信息公开": PORTAL,
    }
    bar = (
        "<div class='nav'><ul>"
        + "".join(f"<li><a href='{u}'>{n}</a></li>" for n, u in links.items())
        + "</ul></div>"
    )
    side = SIDE.replace("</ul>", f"<li><a href='{REPORTS}'>政府信息公开年报</a></li></ul>")
    side = side if reports_in_menu else SIDE

    def shown(*parts: str) -> str:
        return page(*parts, menu=bar)

    portal = ("政府信息公开", PORTAL)
    trail = (portal, "政府信息公开年报") if reports_in_menu else ("政府信息公开年报",)
    return {
        "/": shown(rows(*many("/art/a", 5))),
        "/col/col7.html": shown(crumbs("工作动态"), rows(*many("/art/a", 6))),
        PORTAL: shown(crumbs("政府信息公开"), side, GUIDE),
        "/col/col2.html": shown(crumbs(portal, "政府信息公开指南"), side, GUIDE),
        "/col/col3.html": shown(crumbs(portal, "政府信息公开制度"), side, rows(*many("/art/b", 4))),
        "/col/col4.html": shown(crumbs(portal, "法定主动公开内容"), side, rows(*many("/art/c", 4))),
        REPORTS: shown(crumbs(*trail), rows(*many("/art/d", 4))),
    }


def test_a_section_in_the_navigation_alone_stands_outside_the_portal(tmp_path: Path) -> None:
    found = column(assembled(flat_site(reports_in_menu=False), tmp_path), "政府信息公开年报")
    assert (found.code, found.place) == ("annual-report", Place.HOME)


def test_a_short_cut_in_the_navigation_does_not_move_a_section(tmp_path: Path) -> None:
    found = column(assembled(flat_site(reports_in_menu=True), tmp_path), "政府信息公开年报")
    assert found.place is Place.PORTAL_SECTION


def duties_elsewhere(*, redirect: bool) -> dict[str, str]:
    """The portal's menu leads to a column of the area 机构概况, straight or over an address of its own."""
    bar = nav(机构概况="/jg/").replace("/zwgk/", "/xxgk/")
    pages = with_navigation(portal_site(), bar)
    linked = "/xxgk/fd/zn/" if redirect else "/jg/zn/"
    old = "<li><a href='/xxgk/fd/'>法定主动公开内容</a></li>"
    new = old.replace("</li>", f"<ul><li><a href='{linked}'>机构职能</a></li></ul></li>")
    pages = {p: h.replace(old, new) for p, h in pages.items()}
    side = menu(("机构职能", "/jg/zn/"), ("联系方法", "/jg/lx/"))
    pages["/jg/"] = page(crumbs("机构概况"), side, menu=bar)
    pages["/jg/zn/"] = page(crumbs(("机构概况", "/jg/"), "机构职能"), side, GUIDE, menu=bar)
    if redirect:
        pages["/xxgk/fd/zn/"] = (
            "<html><head><meta http-equiv='refresh' content='0;url=/jg/zn/'></head></html>"
        )
    return pages


@pytest.mark.parametrize("redirect", [False, True])
def test_a_column_that_the_portal_shows_stands_in_the_portal_wherever_its_page_lies(
    redirect: bool, tmp_path: Path
) -> None:
    found = column(assembled(duties_elsewhere(redirect=redirect), tmp_path), "机构职能")
    assert (found.code, found.place) == ("institution", Place.PORTAL)
    assert found.path == ("法定主动公开内容", "机构职能") and found.below_statutory


def test_a_section_in_the_navigation_that_the_portals_menu_repeats_stands_in_the_portal(
    tmp_path: Path,
) -> None:
    bar = nav(政府信息公开年报="/nb/").replace("/zwgk/", "/xxgk/")
    pages = {p: h.replace("/xxgk/nb/", "/nb/") for p, h in portal_site(trail=False).items()}
    pages = with_navigation(pages, bar)
    pages["/nb/"] = page(rows(*many("/nb/", 4)), menu=bar)
    assert column(assembled(pages, tmp_path), "政府信息公开年报").place is Place.PORTAL_SECTION


def test_a_column_of_the_portal_that_leads_to_one_in_the_navigation_stands_where_the_portal_has_it(
    tmp_path: Path,
) -> None:
    pages = duties_elsewhere(redirect=True)
    bar = nav(数据发布="/jg/zn/").replace("/zwgk/", "/xxgk/")
    pages = with_navigation(
        {p: h.replace("机构职能", "统计数据") for p, h in pages.items() if p != "/jg/"}, bar
    )
    pages["/jg/zn/"] = page(crumbs("数据发布"), rows(*many("/jg/zn/", 4)), menu=bar)
    found = column(assembled(pages, tmp_path), "数据发布")
    assert found.path[0] == "法定主动公开内容" and found.below_statutory
