"""Which catalogue item a column is, and what it only could be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from records.types import Dossier
from tests.crawler.assemble.building import (
    FIXED,
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
from tests.crawler.assemble.invented import BASE, SITE, Crawl, assembled, column


def named(dossier: Dossier, code: str) -> list[str]:
    return [c.name for c in dossier.columns if c.code == code]


def reports(folder: str) -> list[tuple[str, str, str]]:
    return [
        (f"{folder}{y}.html", f"示例县人社局{y}年度政府信息公开工作报告", f"{y + 1}-01-15")
        for y in range(2020, 2025)
    ]


def test_names_synonyms_and_owners_are_told_with_their_reason(tmp_path: Path) -> None:
    pages = with_items(
        ("机构设置", "a", many("/xxgk/fd/a/", 4)), ("示例县人社局权责清单", "b", many("/xxgk/fd/b/", 4))
    )
    dossier = assembled(pages, tmp_path)
    assert (column(dossier, "规划计划").confidence, column(dossier, "规划计划").mapping_reason) == (
        1.0,
        "name",
    )
    assert column(dossier, "机构设置").mapping_reason == "synonym 机构设置"
    owned = column(dossier, "示例县人社局权责清单")
    assert owned.code == "power-list" and 0.7 <= owned.confidence < 0.9


def test_a_confirmed_address_is_certain_under_any_name(tmp_path: Path) -> None:
    site = replace(SITE, columns={"fees": BASE + "/xxgk/fd/a/"})
    dossier = assembled(with_items(("便民服务", "a", many("/xxgk/fd/a/", 4))), tmp_path, Crawl(site))
    found = column(dossier, "便民服务")
    assert (found.code, found.confidence, found.mapping_reason) == ("fees", 1.0, "confirmed")


def test_a_confirmed_column_that_lists_another_item_too_could_be_that_as_well(tmp_path: Path) -> None:
    site = replace(SITE, columns={"budget": BASE + "/xxgk/fd/a/"})
    listed = [
        (f"/xxgk/fd/a/{y}{n}.html", f"示例县人社局{y}年部门{n}公开", f"{y}-0{m}-15")
        for y in (2024, 2025)
        for n, m in (("预算", 2), ("决算", 9))
    ]
    found = column(assembled(with_items(("资金信息", "a", listed)), tmp_path, Crawl(site)), "资金信息")
    assert (found.code, found.candidates) == ("budget", ("final-accounts",))


def test_a_name_with_a_key_term_is_a_candidate_and_nothing_more(tmp_path: Path) -> None:
    found = column(
        assembled(with_items(("收费依据公布", "a", many("/xxgk/fd/a/", 4))), tmp_path), "收费依据公布"
    )
    assert found.code is None and found.key == "x-" + found.id and "fees" in found.candidates


def test_a_name_that_only_shares_a_word_with_another_thing_is_no_candidate(tmp_path: Path) -> None:
    found = column(assembled(with_items(("办事指南", "a", many("/xxgk/fd/a/", 4))), tmp_path), "办事指南")
    assert "guide" not in found.candidates


def test_entries_of_one_kind_tell_what_a_column_of_the_portal_is(tmp_path: Path) -> None:
    pages = portal_site()
    pages = {p: h.replace("政府信息公开年报", "历年公布") for p, h in pages.items()}
    pages["/xxgk/nb/"] = page(crumbs(("政府信息公开", "/xxgk/"), "历年公布"), rows(*reports("/xxgk/nb/")))
    found = column(assembled(pages, tmp_path), "历年公布")
    assert (found.code, found.mapping_reason) == ("annual-report", "content") and found.confidence < 0.9


def test_the_same_entries_outside_the_portal_make_a_candidate(tmp_path: Path) -> None:
    bar = nav(总结材料="/zj/")
    pages = {"/": page(menu=bar), "/zj/": page(crumbs("总结材料"), rows(*reports("/zj/")), menu=bar)}
    found = column(assembled(pages, tmp_path), "总结材料")
    assert found.code is None and "annual-report" in found.candidates


def test_a_general_word_means_the_item_only_in_the_portal(tmp_path: Path) -> None:
    bar = nav(指南="/zn/")
    outside = assembled(
        {"/": page(menu=bar), "/zn/": page(crumbs("指南"), rows(*many("/zn/", 4)), menu=bar)}, tmp_path
    )
    assert column(outside, "指南").code is None and column(outside, "指南").candidates == ("guide",)
    (tmp_path / "in").mkdir()
    inside = assembled(
        {p: h.replace("政府信息公开指南", "指南") for p, h in portal_site().items()}, tmp_path / "in"
    )
    assert column(inside, "指南").code == "guide"


def test_a_column_for_two_items_gets_one_and_could_be_the_other(tmp_path: Path) -> None:
    found = column(assembled(with_items(("部门预决算", "a", many("/xxgk/fd/a/", 4))), tmp_path), "部门预决算")
    assert found.code == "budget" and found.candidates == ("final-accounts",)


def test_a_synonym_beside_the_standard_name_is_another_column(tmp_path: Path) -> None:
    dossier = assembled(
        with_items(("规范性文件", "a", many("/xxgk/fd/a/", 4)), ("部门文件", "b", many("/xxgk/fd/b/", 4))),
        tmp_path,
    )
    assert named(dossier, "normative-documents") == ["规范性文件"]
    assert "normative-documents" in column(dossier, "部门文件").candidates


def test_the_same_name_in_two_places_keeps_its_code_in_both(tmp_path: Path) -> None:
    bar = nav().replace("/zwgk/", "/xxgk/").replace("</ul>", "<li><a href='/ghjh/'>规划计划</a></li></ul>")
    pages = with_navigation(portal_site(), bar)
    pages["/ghjh/"] = page(crumbs("规划计划"), rows(*many("/ghjh/", 4)), menu=bar)
    twice = [c for c in assembled(pages, tmp_path).columns if c.name == "规划计划"]
    assert [c.code for c in twice] == ["plans", "plans"] and len({c.id for c in twice}) == 2
    assert {c.key for c in twice} == {"plans"}


def test_a_general_word_outside_means_what_the_portal_calls_by_the_same_name(tmp_path: Path) -> None:
    bar = nav(规划总结="/ghjh/").replace("/zwgk/", "/xxgk/")
    pages = {p: h.replace("规划计划", "规划总结") for p, h in portal_site().items()}
    pages = with_navigation(pages, bar)
    pages["/ghjh/"] = page(crumbs("规划总结"), rows(*many("/ghjh/", 4)), menu=bar)
    twice = [c for c in assembled(pages, tmp_path).columns if c.name == "规划总结"]
    assert [c.code for c in twice] == ["plans", "plans"]


def test_the_notices_of_a_branch_office_are_not_the_notices_of_the_body(tmp_path: Path) -> None:
    bar = nav(部门概况="/bm/")
    side = menu(("工作动态", "/bm/zc/dt/"), ("通知公告", "/bm/zc/gg/"))
    pages = {p: h for p, h in portal_site().items() if p != "/"} | {"/": page(menu=bar)}
    pages |= {
        "/tzgg/": page(crumbs("通知公告"), rows(*many("/tzgg/", 5)), menu=bar),
        "/bm/": page(crumbs("部门概况"), menu(("仲裁院", "/bm/zc/")), menu=bar),
        "/bm/zc/": page(crumbs(("部门概况", "/bm/"), "仲裁院"), side, menu=bar),
        "/bm/zc/dt/": page(
            crumbs(("部门概况", "/bm/"), ("仲裁院", "/bm/zc/"), "工作动态"),
            side,
            rows(*many("/bm/zc/dt/", 4)),
        ),
        "/bm/zc/gg/": page(
            crumbs(("部门概况", "/bm/"), ("仲裁院", "/bm/zc/"), "通知公告"),
            side,
            rows(*many("/bm/zc/gg/", 4)),
        ),
    }
    dossier = assembled(pages, tmp_path)
    assert [c.path for c in dossier.columns if c.code == "notices"] == [("通知公告",)]
    deep = next(c for c in dossier.columns if c.path == ("部门概况", "仲裁院", "通知公告"))
    assert deep.candidates == ("notices",)


def test_columns_that_are_parts_of_one_item_leave_the_code_to_the_whole(tmp_path: Path) -> None:
    bar = nav(机构简介="/jg/")
    side = menu(("机构设置", "/jg/sz/"), ("主要职责", "/jg/zz/"))
    pages = {"/": page(menu=bar), "/jg/": page(crumbs("机构简介"), side, menu=bar)}
    pages |= {
        f"/jg/{f}/": page(crumbs(("机构简介", "/jg/"), n), side, rows(*many(f"/jg/{f}/", 4)), menu=bar)
        for f, n in (("sz", "机构设置"), ("zz", "主要职责"))
    }
    assert named(assembled(pages, tmp_path), "institution") == ["机构简介"]


def test_columns_below_a_mapped_column_do_not_inherit_its_code(tmp_path: Path) -> None:
    pages = portal_site()
    below = page(
        crumbs(("政府信息公开", "/xxgk/"), FIXED, ("规划计划", "/xxgk/fd/gh/"), "十四五专题"),
        rows(*many("/xxgk/fd/gh/z/", 4)),
    )
    pages["/xxgk/fd/gh/z/"] = below
    found = column(assembled(pages, tmp_path), "十四五专题")
    assert (
        found.code is None
        and found.path == ("法定主动公开内容", "规划计划", "十四五专题")
        and found.below_statutory
    )


def test_the_one_column_at_the_top_whose_name_ends_like_news_is_the_news(tmp_path: Path) -> None:
    bar = nav(林草要闻="/yw/", 区县动态="/qx/").replace("<li><a href='/gzdt/'>工作动态</a></li>", "")
    pages = {"/": page(menu=bar), "/tzgg/": page(crumbs("通知公告"), rows(*many("/tzgg/", 4)), menu=bar)}
    pages |= {
        f"/{f}/": page(crumbs(n), rows(*many(f"/{f}/", 4)), menu=bar)
        for f, n in (("yw", "林草要闻"), ("qx", "区县动态"))
    }
    found = column(assembled(pages, tmp_path), "林草要闻")
    assert (found.code, found.mapping_reason) == ("news", "林草 + 要闻") and found.confidence < 0.9
    (tmp_path / "two").mkdir()
    two = {p: h.replace("区县动态", "林业动向新闻") for p, h in pages.items()}
    assert named(assembled(two, tmp_path / "two"), "news") == []
