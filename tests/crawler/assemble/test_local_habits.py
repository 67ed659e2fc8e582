"""What sites do their own way: names over menus, blocks of templates, topics, levels that breadcrumbs skip."""

from __future__ import annotations

from pathlib import Path

from records.types import Dossier
from tests.crawler.assemble.building import (
    SECTIONS,
    crumbs,
    many,
    menu,
    nav,
    page,
    portal_site,
    rows,
    with_items,
    with_navigation,
)
from tests.crawler.assemble.invented import SITE, assembled, column, entries_of
from tests.crawler.assemble.test_kinds import named

Rows = list[tuple[str, str, str]]


def hires(folder: str) -> Rows:
    return [
        (f"{folder}{n}.html", f"示例县所属事业单位公开招聘第{n}批拟聘用人员公示", f"2026-10-{n:02d}")
        for n in range(1, 5)
    ]


def test_the_sites_own_name_over_its_navigation_is_no_column(tmp_path: Path) -> None:
    bar = f"<h1 class='logo'>{SITE.name}</h1>" + nav().removeprefix("<div class='nav'>").removesuffix(
        "</div>"
    )
    dossier = assembled(with_navigation(portal_site(), bar), tmp_path)
    assert SITE.name not in {c.name for c in dossier.columns}
    news = column(dossier, "工作动态")
    assert news.parent is None and news.first_level and news.code == "news"


def with_latest_block() -> dict[str, str]:
    """Every page of the site, its short articles too, prints the five latest items."""
    lists = {"/gzdt/": many("/gzdt/", 4), "/tzgg/": many("/tzgg/", 4, month="2026-09")}
    block = "<div class='side'><h3>最新公开</h3>" + rows(*lists["/gzdt/"], lists["/tzgg/"][0]) + "</div>"
    pages = {"/": page(rows(*lists["/gzdt/"]))}
    for folder, name in (("/gzdt/", "工作动态"), ("/tzgg/", "通知公告")):
        trail = crumbs((name, folder))
        pages[folder] = page(trail, rows(*lists[folder]), block)
        for n, (_, title, day) in enumerate(lists[folder], 1):
            text = f"<h1>{title}</h1><p>发布日期：{day}</p><div><p>有关情况现予公布。</p></div>"
            lists[folder][n - 1] = (f"{folder}a{n}.html", title, day)
            pages[f"{folder}a{n}.html"] = page(trail, text, block)
    return {p: renamed(h, lists) for p, h in pages.items()}


def renamed(html: str, lists: dict[str, Rows]) -> str:
    """Rows at short addresses that do not say that they are articles."""
    for folder, listed in lists.items():
        for n, (url, _, _) in enumerate(listed, 1):
            html = html.replace(f"{folder}t20261001_{n:04d}.html", url)
    return html


def test_the_latest_items_that_every_page_prints_belong_to_their_own_columns_only(tmp_path: Path) -> None:
    dossier = assembled(with_latest_block(), tmp_path)
    assert len(entries_of(dossier, "工作动态")) == len(entries_of(dossier, "通知公告")) == 4
    notices = column(dossier, "通知公告").id
    assert sum(x.column == notices for e in dossier.entries for x in e.listings) == 4


def test_columns_of_a_topic_are_not_the_bodys_own(tmp_path: Path) -> None:
    bar = nav(专题专栏="/zt/").replace("/zwgk/", "/xxgk/")
    pages = with_navigation(portal_site(), bar)
    side = menu(("政策解读", "/zt/jd/"), ("规划计划", "/zt/gh/"))
    pages["/zt/"] = page(crumbs("专题专栏"), side, menu=bar)
    for name, folder in (("政策解读", "jd"), ("规划计划", "gh")):
        trail = crumbs(("专题专栏", "/zt/"), name)
        pages[f"/zt/{folder}/"] = page(trail, side, rows(*many(f"/zt/{folder}/", 4)), menu=bar)
    dossier = assembled(pages, tmp_path)
    assert [c.path for c in dossier.columns if c.code == "plans"] == [("法定主动公开内容", "规划计划")]
    asked = column(dossier, "政策解读")
    assert asked.code is None and asked.candidates == ("policy-interpretation",)


def test_a_synonym_below_another_section_is_only_a_candidate(tmp_path: Path) -> None:
    pages = portal_site()
    trail = crumbs(("政府信息公开", "/xxgk/"), ("依申请公开", "/xxgk/ysq/"), "收费标准")
    pages["/xxgk/ysq/sf/"] = page(trail, rows(*many("/xxgk/ysq/sf/", 4)))
    found = column(assembled(pages, tmp_path), "收费标准")
    assert found.code is None and "fees" in found.candidates


def test_a_heading_over_the_one_column_that_is_meant_leaves_it_the_code(tmp_path: Path) -> None:
    pages = with_items(("政策文件", "wj", []))
    area = (("政府信息公开", "/xxgk/"), ("法定主动公开内容", "/xxgk/fd/"), ("政策文件", "/xxgk/fd/wj/"))
    side = menu(("行政规范性文件", "/xxgk/fd/wj/a/"), ("其他文件", "/xxgk/fd/wj/b/"))
    pages["/xxgk/fd/wj/"] = page(crumbs(*area[:2], "政策文件"), side)
    for name, folder in (("行政规范性文件", "a"), ("其他文件", "b")):
        place = f"/xxgk/fd/wj/{folder}/"
        pages[place] = page(crumbs(*area, name), side, rows(*many(place, 4)))
    assert named(assembled(pages, tmp_path), "normative-documents") == ["行政规范性文件"]


def mixed_up(name: str, folder: Path) -> Dossier:
    return assembled(with_items((name, "zk", hires("/xxgk/fd/zk/"))), folder)


def test_a_synonym_over_entries_of_an_item_it_is_mixed_up_with_stays_open(tmp_path: Path) -> None:
    found = column(mixed_up("招考录用", tmp_path), "招考录用")
    assert found.code is None and set(found.candidates) == {"recruitment", "public-hiring"}


def test_entries_alone_do_not_tell_what_a_column_is_whose_name_speaks_of_another_item(tmp_path: Path) -> None:
    found = column(mixed_up("人事管理", tmp_path), "人事管理")
    assert found.code is None and set(found.candidates) == {"personnel", "public-hiring"}


def test_a_level_that_breadcrumbs_skip_is_taken_from_the_menu(tmp_path: Path) -> None:
    side = menu(("政府信息公开指南", "/xxgk/zn/"), ("政府信息公开年报", "/xxgk/nb/"))
    side += (
        "<div><h2>法定主动公开内容</h2>"
        + menu(("机构职能", "/xxgk/jg/"), ("规划计划", "/xxgk/gh/"))
        + "</div>"
    )
    pages = {"/": portal_site()["/"], "/xxgk/": page(crumbs("政府信息公开"), side)}
    for name, folder in (
        ("政府信息公开指南", "zn"),
        ("政府信息公开年报", "nb"),
        ("机构职能", "jg"),
        ("规划计划", "gh"),
    ):
        trail = crumbs(("政府信息公开", "/xxgk/"), name)
        pages[f"/xxgk/{folder}/"] = page(trail, side, rows(*many(f"/xxgk/{folder}/", 4)))
    dossier = assembled(pages, tmp_path)
    assert column(dossier, "机构职能").path == ("法定主动公开内容", "机构职能")
    assert column(dossier, "政府信息公开指南").path == ("政府信息公开指南",)


def test_a_menus_heading_that_two_columns_bear_is_the_one_above_its_entries(tmp_path: Path) -> None:
    bar = nav(仲裁院="/zc/")
    side = "<div><h2>工作动态</h2>" + menu(("部门动态", "/gzdt/bm/"), ("基层动态", "/gzdt/jc/")) + "</div>"
    pages = {
        "/": page(menu=bar),
        "/gzdt/": page(crumbs("工作动态"), rows(*many("/gzdt/", 4)), menu=bar),
        "/zc/": page(crumbs("仲裁院"), menu(("工作动态", "/zc/dt/")), menu=bar),
        "/zc/dt/": page(crumbs(("仲裁院", "/zc/"), "工作动态"), rows(*many("/zc/dt/", 4)), menu=bar),
    }
    for name, folder in (("部门动态", "bm"), ("基层动态", "jc")):
        trail = crumbs(("工作动态", "/gzdt/"), name)
        pages[f"/gzdt/{folder}/"] = page(trail, side, rows(*many(f"/gzdt/{folder}/", 4)), menu=bar)
    paths = [c.path for c in assembled(pages, tmp_path).columns if c.name == "工作动态"]
    assert paths == [("仲裁院", "工作动态"), ("工作动态",)]


def test_a_welcome_with_the_sites_name_over_its_navigation_is_no_column(tmp_path: Path) -> None:
    bar = f"<div class='top'><p>欢迎访问{SITE.name}网站</p></div>" + nav().replace("/zwgk/", "/xxgk/")
    pages = with_navigation(portal_site(), bar)
    dossier = assembled(pages, tmp_path)
    assert all(SITE.name not in c.name for c in dossier.columns)
    assert column(dossier, "工作动态").parent is None


def test_a_section_that_opens_on_its_first_column_is_a_heading_over_all_that_stands_beside_that(
    tmp_path: Path,
) -> None:
    tabs = menu(
        ("政府信息公开指南", "/xxgk/zn/"),
        ("法定主动公开内容", "/xxgk/zz/"),
        ("政府信息公开年报", "/xxgk/nb/"),
    )
    left = "<dl><dt>机构职能</dt><dd><a href='/xxgk/zz/'>职能配置</a></dd><dd><a href='/xxgk/ld/'>领导信息</a></dd>"
    left += "<dt><a href='/xxgk/gh/'>规划计划</a></dt></dl>"
    pages = {"/": portal_site()["/"], "/xxgk/": page(tabs, menu=" ")}
    for folder in ("zn", "nb"):
        pages[f"/xxgk/{folder}/"] = page(tabs, rows(*many(f"/xxgk/{folder}/", 4)), menu=" ")
    for folder in ("zz", "ld", "gh"):
        pages[f"/xxgk/{folder}/"] = page(tabs, left, rows(*many(f"/xxgk/{folder}/", 4)), menu=" ")
    dossier = assembled(pages, tmp_path)
    section = column(dossier, "法定主动公开内容")
    assert (section.code, section.url, section.is_group) == ("statutory", None, True)
    assert column(dossier, "职能配置").path == ("法定主动公开内容", "机构职能", "职能配置")
    assert column(dossier, "规划计划").path == ("法定主动公开内容", "规划计划")
    assert column(dossier, "政府信息公开指南").path == ("政府信息公开指南",)
    assert column(dossier, "政府信息公开年报").path == ("政府信息公开年报",)


def test_columns_of_another_body_on_a_shared_platform_mean_nothing_here(tmp_path: Path) -> None:
    other = menu(("政府信息公开指南", "/bm/jyj/zn/"), ("政府采购", "/bm/jyj/cg/"))
    bar = nav(部门公开="/bm/").replace("/zwgk/", "/xxgk/")
    pages = with_navigation(portal_site(), bar)
    pages["/bm/"] = page(
        crumbs("部门公开"), menu(("县教育局", "/bm/jyj/"), ("县水务局", "/bm/swj/")), menu=bar
    )
    pages["/bm/jyj/"] = page(crumbs(("部门公开", "/bm/"), "县教育局"), other, menu=bar)
    for name, folder in (("政府信息公开指南", "zn"), ("政府采购", "cg")):
        trail = crumbs(("部门公开", "/bm/"), ("县教育局", "/bm/jyj/"), name)
        pages[f"/bm/jyj/{folder}/"] = page(trail, other, rows(*many(f"/bm/jyj/{folder}/", 4)), menu=bar)
    dossier = assembled(pages, tmp_path)
    assert [c.path for c in dossier.columns if c.code == "guide"] == [("政府信息公开指南",)]
    theirs = column(dossier, "政府采购")
    assert (
        theirs.path == ("部门公开", "县教育局", "政府采购")
        and theirs.code is None
        and theirs.candidates == ()
    )


def test_a_heading_is_not_asked_about_where_a_column_below_it_is_or_could_be_the_item(tmp_path: Path) -> None:
    pages = with_items(("资金信息", "zj", []))
    area = (("政府信息公开", "/xxgk/"), ("法定主动公开内容", "/xxgk/fd/"), ("资金信息", "/xxgk/fd/zj/"))
    side = menu(("预决算公开", "/xxgk/fd/zj/a/"), ("专项资金", "/xxgk/fd/zj/b/"))
    pages["/xxgk/fd/zj/"] = page(crumbs(*area[:2], "资金信息"), side)
    for name, folder in (("预决算公开", "a"), ("专项资金", "b")):
        place = f"/xxgk/fd/zj/{folder}/"
        pages[place] = page(crumbs(*area, name), side, rows(*many(place, 4)))
    dossier = assembled(pages, tmp_path)
    both = column(dossier, "预决算公开")
    assert (both.code, both.candidates) == ("budget", ("final-accounts",))
    assert column(dossier, "资金信息").candidates == column(dossier, "专项资金").candidates == ()


def test_a_home_page_of_frames_links_what_its_frames_link(tmp_path: Path) -> None:
    pages = portal_site()
    pages["/"] = (
        "<html><frameset rows='90,*'><frame src='/top.html'><frame src='/main.html'></frameset></html>"
    )
    links = "".join(
        f"<td><a href='{u}'>{n}</a></td>"
        for n, u in (("工作动态", "/gzdt/"), ("通知公告", "/tzgg/"), ("政府信息公开", "/xxgk/"))
    )
    pages["/top.html"] = f"<html><body><table><tr>{links}</tr></table></body></html>"
    pages["/main.html"] = f"<html><body>{rows(*many('/gzdt/', 4))}</body></html>"
    dossier = assembled(pages, tmp_path)
    assert dossier.portal is not None and dossier.portal.url.endswith("/xxgk/")
    assert dossier.home is not None
    assert [(x.text, x.visibility.value) for x in dossier.home.portal_links] == [
        ("政府信息公开", "undecidable")
    ]
    assert column(dossier, "工作动态").first_level


def test_a_portal_of_frames_stays_the_portal_whatever_section_its_main_frame_shows(tmp_path: Path) -> None:
    pages = portal_site()
    tree = menu(*SECTIONS)
    pages["/xxgk/"] = page(
        "<iframe src='/xxgk/tree.html'></iframe><iframe name='main' src='/xxgk/zn/'></iframe>"
    )
    pages["/xxgk/tree.html"] = f"<html><body>{tree}</body></html>"
    dossier = assembled(pages, tmp_path)
    assert dossier.portal is not None and dossier.portal.url.endswith("/xxgk/")
    assert column(dossier, "政府信息公开指南").path == ("政府信息公开指南",)
