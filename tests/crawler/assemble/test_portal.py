"""The disclosure portal: page, tree, name, redirect, other host – and what is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from records.types import Dossier
from records.vocabulary import Place, Visibility
from tests.crawler.assemble.building import (
    GUIDE,
    SECTIONS,
    crumbs,
    entry,
    many,
    menu,
    nav,
    page,
    portal_site,
    rows,
    with_navigation,
)
from tests.crawler.assemble.invented import BASE, SITE, Crawl, assembled, column, entries_of

FIVE = ("guide", "system", "statutory", "annual-report", "request")


def links(dossier: Dossier) -> list[str]:
    assert dossier.home is not None
    return [x.text for x in dossier.home.portal_links]


def test_the_page_with_the_five_sections_is_the_portal(tmp_path: Path) -> None:
    dossier = assembled(portal_site(), tmp_path)
    assert dossier.portal is not None
    assert (dossier.portal.url, dossier.portal.how) == (BASE + "/xxgk/", "home link")
    assert dossier.portal.sections == FIVE
    assert links(dossier) == ["政府信息公开"]


@pytest.mark.parametrize("trail", [True, False])
def test_sections_and_their_items_have_their_places(tmp_path: Path, trail: bool) -> None:
    dossier = assembled(portal_site(trail=trail), tmp_path)
    for name, code in zip((n for n, _ in SECTIONS), FIVE, strict=True):
        found = column(dossier, name)
        assert (found.code, found.place, found.path, found.parent) == (
            code,
            Place.PORTAL_SECTION,
            (name,),
            None,
        )
    item = column(dossier, "规划计划")
    assert (item.place, item.first_level, item.below_statutory) == (Place.PORTAL, True, True)
    assert item.path == ("法定主动公开内容", "规划计划")
    assert "政府信息公开" not in {c.name for c in dossier.columns}


def test_under_another_name_it_is_the_portal_too(tmp_path: Path) -> None:
    dossier = assembled(portal_site("政务公开"), tmp_path)
    assert dossier.portal is not None and dossier.portal.sections == FIVE
    assert links(dossier) == ["政务公开"]


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><meta http-equiv='refresh' content='0;url=/xxgk/'></head><body></body></html>",
        "<html><body><script>location.href='/xxgk/';</script></body></html>",
    ],
)
def test_a_redirecting_entry_leads_to_the_portal(tmp_path: Path, body: str) -> None:
    dossier = assembled(portal_site(address="/go/") | {"/go/": body}, tmp_path)
    assert dossier.portal is not None and dossier.portal.url == BASE + "/xxgk/"
    assert links(dossier) == ["政府信息公开"]
    assert column(dossier, "政府信息公开指南").place is Place.PORTAL_SECTION


def test_an_entry_that_opens_the_first_section_leaves_that_section_a_column(tmp_path: Path) -> None:
    pages = portal_site(address="/xxgk/zn/", trail=False)
    del pages["/xxgk/"]
    dossier = assembled(pages, tmp_path)
    assert dossier.portal is not None and dossier.portal.url == BASE + "/xxgk/zn/"
    assert column(dossier, "政府信息公开指南").place is Place.PORTAL_SECTION
    assert column(dossier, "统计信息").below_statutory
    assert links(dossier) == ["政府信息公开"]


def test_without_link_on_the_home_page_the_tree_itself_is_found(tmp_path: Path) -> None:
    pages = {p: h.replace("<li><a href='/xxgk/'>政府信息公开</a></li>", "") for p, h in portal_site().items()}
    dossier = assembled(pages, tmp_path)
    assert dossier.portal is not None and (dossier.portal.url, dossier.portal.how) == (
        BASE + "/xxgk/",
        "sections",
    )
    assert links(dossier) == []


def test_a_hidden_link_is_handed_on_as_hidden(tmp_path: Path) -> None:
    pages = portal_site()
    pages["/"] = pages["/"].replace("<a href='/xxgk/'>", "<a style='display:none' href='/xxgk/'>")
    dossier = assembled(pages, tmp_path)
    assert dossier.home is not None
    assert [x.visibility for x in dossier.home.portal_links] == [Visibility.HIDDEN]


def test_one_section_alone_makes_no_portal(tmp_path: Path) -> None:
    side = menu(("依申请公开", "/zw/ysq/"), ("部门文件", "/zw/wj/"), ("人事信息", "/zw/rs/"))
    bar = nav().replace("/zwgk/'>政府信息公开", "/zw/'>政务公开")
    pages = {"/": page(menu=bar), "/zw/": page(crumbs("政务公开"), side, menu=bar)}
    pages |= {
        f"/zw/{n}/": page(crumbs(("政务公开", "/zw/"), t), side, rows(*many(f"/zw/{n}/", 4)), menu=bar)
        for n, t in (("ysq", "依申请公开"), ("wj", "部门文件"), ("rs", "人事信息"))
    }
    dossier = assembled(pages, tmp_path)
    assert dossier.portal is None and links(dossier) == []
    assert column(dossier, "依申请公开").place is Place.HOME


def test_an_area_of_the_standard_name_is_the_portal_without_sections_too(tmp_path: Path) -> None:
    pages = {"/": page(), "/zwgk/": page(crumbs("政府信息公开"), rows(*many("/zwgk/", 6)))}
    dossier = assembled(pages, tmp_path)
    assert dossier.portal is not None and dossier.portal.sections == ()
    assert len(entries_of(dossier, "政府信息公开")) == 6


def test_a_portal_on_another_host_is_named_but_not_entered(tmp_path: Path) -> None:
    bar = nav().replace("href='/zwgk/'", "href='http://www.example.gov.cn/xxgk/rsj/'")
    dossier = assembled(
        {"/": page(menu=bar), "/gzdt/": page(crumbs("工作动态"), rows(*many("/gzdt/", 5)), menu=bar)},
        tmp_path,
    )
    assert dossier.portal is not None and dossier.portal.host == "www.example.gov.cn"
    assert dossier.portal.fetch is not None and dossier.portal.fetch.state.value == "out_of_scope"
    assert links(dossier) == ["政府信息公开"]


def test_the_site_file_decides(tmp_path: Path) -> None:
    site = replace(SITE, portal=BASE + "/xxgk/")
    pages = portal_site("单位信息", "/xxgk/")
    dossier = assembled(pages, tmp_path, Crawl(site))
    assert dossier.portal is not None and dossier.portal.how == "site file"
    assert links(dossier) == ["单位信息"]


def test_a_section_on_another_host_is_a_column_that_was_not_entered(tmp_path: Path) -> None:
    pages = {
        p: h.replace("href='/xxgk/ysq/'", "href='http://ysqgk.example.gov.cn/'")
        for p, h in portal_site().items()
    }
    del pages["/xxgk/ysq/"]
    found = column(assembled(pages, tmp_path), "依申请公开")
    assert found.code == "request" and found.place is Place.PORTAL_SECTION
    assert found.fetch is not None and found.fetch.state.value == "out_of_scope"


def test_sections_as_anchors_of_one_page_are_columns_of_that_page(tmp_path: Path) -> None:
    names = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
    tabs = menu(*((n, f"/zwgk/#{i}") for i, n in enumerate(names)))
    reports = [
        (f"/zwgk/r{y}.html", f"示例县人社局{y}年政府信息公开工作年度报告", f"{y + 1}-01-20")
        for y in range(2021, 2025)
    ]
    pages = {"/": page(), "/zwgk/": page(tabs, GUIDE, rows(*many("/zwgk/w", 5), *reports))}
    dossier = assembled(pages, tmp_path)
    assert dossier.portal is not None and dossier.portal.sections == FIVE
    assert {column(dossier, n).place for n in names} == {Place.PORTAL_SECTION}
    assert all(column(dossier, n).single_article and column(dossier, n).text_chars > 0 for n in names)
    assert len(entries_of(dossier, "政府信息公开年报")) == 4
    assert len(entries_of(dossier, "法定主动公开内容")) == 5
    assert len({c.id for c in dossier.columns}) == len(dossier.columns)


def test_a_section_that_the_portal_links_outside_its_menu_is_a_column_of_it(tmp_path: Path) -> None:
    away = "<li><a href='/xxgk/zn/'>政府信息公开指南</a></li>"
    pages = {p: h.replace(away, "") for p, h in portal_site(trail=False).items()}
    tile = "<div class='tile'><b><a href='/xxgk/zn/'>政府信息公开指南</a></b></div>"
    pages["/xxgk/"] = pages["/xxgk/"].replace("<div class='footer'>", tile + "<div class='footer'>")
    found = column(assembled(pages, tmp_path), "政府信息公开指南")
    assert found.code == "guide" and found.place is Place.PORTAL_SECTION


def test_a_portal_that_bears_the_citys_name_is_still_the_bodys_own(tmp_path: Path) -> None:
    own = "<meta name='SiteName' content='示例县人社局'><meta name='SiteDomain' content='rsj.example.gov.cn'>"
    city = (
        "<meta name='SiteName' content='示例市人民政府'><meta name='SiteDomain' content='www.example.gov.cn'>"
    )
    pages = {
        p: h.replace("<title>", (city if p.startswith("/xxgk/") else own) + "<title>")
        for p, h in portal_site().items()
    }
    dossier = assembled(pages, tmp_path)
    assert dossier.portal is not None and dossier.portal.sections == FIVE
    assert len(entries_of(dossier, "规划计划")) == 5


def test_an_area_made_of_entry_pages_alone_is_found(tmp_path: Path) -> None:
    side = menu(*SECTIONS)
    pages = {"/": page(menu=nav().replace("/zwgk/", "/xxgk/zn/"))}
    for name, address in SECTIONS:
        pages[address] = entry(name, trail=side + crumbs("政府信息公开", name))
    dossier = assembled(pages, tmp_path)
    assert dossier.portal is not None and dossier.portal.sections == FIVE
    assert column(dossier, "政府信息公开制度").single_article


@pytest.mark.parametrize("shown", [rows(*many("/xxgk/gh/", 3)), ""], ids=["rows", "nothing"])
def test_a_portal_page_that_is_its_own_statutory_section_keeps_that_section(
    tmp_path: Path, shown: str
) -> None:
    heading = "法定主动公开内容"
    items = "".join(
        f"<li><a href='/xxgk/{f}/'>{n}</a></li>" for n, f in (("规划计划", "gh"), ("统计信息", "tj"))
    )
    side = f"<div class='left'><ul><li><a href='/xxgk/zn/'>政府信息公开指南</a></li><li><a href='javascript:;'>{heading}</a><ul>{items}</ul></li><li><a href='/xxgk/nb/'>政府信息公开年报</a></li></ul></div>"
    above = (("政府信息公开", "/xxgk/"), (heading, "/xxgk/"))
    pages = {
        "/": page(rows(*many("/gzdt/", 4)), menu=nav().replace("/zwgk/", "/xxgk/")),
        "/xxgk/": page(crumbs("政府信息公开"), side, shown),
        "/xxgk/zn/": page(crumbs(above[0], "政府信息公开指南"), side, GUIDE),
        "/xxgk/nb/": page(crumbs(above[0], "政府信息公开年报"), side, rows(*many("/xxgk/nb/", 4))),
        "/xxgk/gh/": page(crumbs(*above, "规划计划"), side, rows(*many("/xxgk/gh/", 4))),
        "/xxgk/tj/": page(crumbs(*above, "统计信息"), side, rows(*many("/xxgk/tj/", 4))),
    }
    dossier = assembled(pages, tmp_path)
    assert column(dossier, heading).code == "statutory"
    for name in ("规划计划", "统计信息"):
        found = column(dossier, name)
        assert (found.path, found.below_statutory) == ((heading, name), True)
    assert not column(dossier, "政府信息公开指南").below_statutory


def test_a_column_of_news_that_holds_the_reports_is_not_the_portal(tmp_path: Path) -> None:
    """Only inner pages link the portal; the notices have the reports below them and the sections in their side menu."""
    bar = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/tz/'>通知公告</a></li></ul></div>"
    reports = "<li><a href='/xxgk/nb/'>政府信息公开年报</a></li>"
    kept = {path: html.replace(reports, "") for path, html in portal_site().items()}
    pages = {p: html for p, html in kept.items() if p.startswith("/xxgk/") and p != "/xxgk/nb/"}
    side = menu(("政府信息公开", "/xxgk/"), *SECTIONS[:3])
    pages |= {
        "/": page(rows(*many("/tz/", 4))),
        "/tz/": page(side, crumbs("通知公告"), menu(("政府信息公开年报", "/tz/nb/")), rows(*many("/tz/", 6))),
        "/tz/nb/": page(crumbs(("通知公告", "/tz/"), "政府信息公开年报"), rows(*many("/tz/nb/", 3))),
    }
    dossier = assembled(with_navigation(pages, bar), tmp_path)
    assert dossier.portal is not None
    assert dossier.portal.url == BASE + "/xxgk/"
    assert "依申请公开" in {c.name for c in dossier.columns}
