"""From menus, breadcrumbs and addresses to the column tree."""

from __future__ import annotations

from pathlib import Path

from records.types import Dossier, Fetch
from records.vocabulary import FetchState, Place, Reason
from tests.crawler.assemble.building import (
    AREA_MENU,
    crumbs,
    entry,
    many,
    menu,
    nav,
    page,
    plain_site,
    portal_site,
    rows,
    with_navigation,
)
from tests.crawler.assemble.invented import BASE, DEAD, Crawl, assembled, column, entries_of


def test_a_menu_repeated_on_every_page_gives_each_column_once(tmp_path: Path) -> None:
    dossier = assembled(plain_site(), tmp_path)
    assert [c.name for c in dossier.columns].count("规划计划") == 1
    assert column(dossier, "规划计划").code == "plans"
    assert (column(dossier, "规划计划").place, column(dossier, "规划计划").path) == (
        Place.PORTAL,
        ("规划计划",),
    )


def test_folder_and_index_file_and_scheme_are_one_column(tmp_path: Path) -> None:
    pages = plain_site()
    pages["/"] = page(menu=nav().replace("'/gzdt/'", f"'{BASE.replace('http:', 'https:')}/gzdt/index.html'"))
    pages["/gzdt/index.html"] = pages["/gzdt/"]
    dossier = assembled(pages, tmp_path)
    assert [c.name for c in dossier.columns].count("工作动态") == 1
    assert len(entries_of(dossier, "工作动态")) == 6


def test_home_tools_friends_and_other_hosts_are_no_columns(tmp_path: Path) -> None:
    links = nav(登录="/login.html", 无障碍="/wza/", 县政府="http://www.example.gov.cn/", 网站地图="/map.html")
    pages = plain_site() | {"/": page(menu=links), "/map.html": page(menu(("工作动态", "/gzdt/")))}
    dossier = assembled(pages, tmp_path)
    assert not {"首页", "登录", "无障碍", "县政府", "网站地图"} & _names(dossier)


def test_a_dead_menu_entry_is_a_column_whose_page_does_not_answer(tmp_path: Path) -> None:
    dossier = assembled(plain_site(), tmp_path, Crawl(answers={"/zwgk/qzqd/": DEAD}))
    dead = column(dossier, "权责清单")
    assert dead.code == "power-list"
    assert dead.fetch is not None and dead.fetch.state is FetchState.FAILED and dead.fetch.status == 404


def test_one_article_that_a_menu_names_like_a_column_is_the_column(tmp_path: Path) -> None:
    single = entry("示例县人社局机构职能", trail=crumbs(("政务公开", "/zwgk/"), "机构职能"))
    dossier = assembled(plain_site(**{"/zwgk/jgzn/": single}), tmp_path)
    found = column(dossier, "机构职能")
    assert found.single_article and found.code == "institution" and found.text_chars > 60
    assert all(e.url != BASE + "/zwgk/jgzn/" for e in dossier.entries)


def test_titles_in_a_block_of_the_home_page_are_no_columns(tmp_path: Path) -> None:
    items = many("/gzdt/", 6)
    pages = plain_site() | {u: entry(t, trail=crumbs(("工作动态", "/gzdt/"))) for u, t, _ in items}
    dossier = assembled(pages, tmp_path)
    assert not {t for _, t, _ in items} & _names(dossier)


def test_the_breadcrumb_says_what_stands_above_a_column(tmp_path: Path) -> None:
    pages = plain_site(
        **{
            "/zwgk/x1/": page(
                crumbs("政务公开", "财政信息", "部门预算"), AREA_MENU, rows(*many("/zwgk/x1/", 5))
            )
        }
    )
    dossier = assembled(pages, tmp_path)
    assert column(dossier, "部门预算").path[-2:] == ("财政信息", "部门预算")
    assert column(dossier, "财政信息").is_group


def test_a_navigation_entry_that_leads_into_its_first_child_is_a_heading(tmp_path: Path) -> None:
    links = nav(机构概况="/jggk/ldjs/")
    side = menu(("领导介绍", "/jggk/ldjs/"), ("内设机构", "/jggk/nsjg/"))
    leaders = page(
        crumbs("机构概况", "领导介绍"),
        side,
        "<div class='article_content'>" + "局长主持全面工作。" * 20 + "</div>",
    )
    rooms = page(
        crumbs("机构概况", "内设机构"),
        side,
        "<div class='article_content'>" + "办公室负责日常运转。" * 20 + "</div>",
    )
    pages = plain_site() | {"/": page(menu=links), "/jggk/ldjs/": leaders, "/jggk/nsjg/": rooms}
    dossier = assembled({p: h.replace(nav(), links) for p, h in pages.items()}, tmp_path)
    heading = column(dossier, "机构概况")
    assert heading.is_group and heading.first_level and heading.url is None
    assert column(dossier, "领导介绍").parent == heading.id
    assert column(dossier, "内设机构").path == ("机构概况", "内设机构")


def test_a_page_that_only_sends_on_to_its_child_is_a_heading(tmp_path: Path) -> None:
    forward = "<html><head><meta http-equiv='refresh' content='0;url=/jygk/zpxx/'></head><body></body></html>"
    child = page(crumbs(("就业公开", "/jygk/"), "招聘资讯"), rows(*many("/jygk/zpxx/", 5)))
    pages = plain_site() | {"/": page(menu=nav(就业公开="/jygk/")), "/jygk/": forward, "/jygk/zpxx/": child}
    dossier = assembled(pages, tmp_path)
    assert column(dossier, "就业公开").is_group
    assert column(dossier, "招聘资讯").parent == column(dossier, "就业公开").id


def test_a_page_that_sends_on_to_another_column_is_that_column(tmp_path: Path) -> None:
    forward = "<html><body><script>window.location.href='/tzgg/';</script></body></html>"
    pages = plain_site() | {"/": page(menu=nav(公示公告="/gsgg/")), "/gsgg/": forward}
    dossier = assembled(pages, tmp_path)
    assert "公示公告" not in _names(dossier)
    assert column(dossier, "通知公告").code == "notices"


def test_a_menu_entry_without_address_is_told_as_unread_not_as_empty(tmp_path: Path) -> None:
    side = AREA_MENU.replace("<li><a href='/zwgk/qzqd/'>", "<li><a href='javascript:;'>")
    pages = {p: h.replace(AREA_MENU, side) for p, h in plain_site().items()}
    found = column(assembled(pages, tmp_path), "权责清单")
    assert found.is_group and found.url is None and found.list_unread is Reason.NO_ADDRESS


def test_pages_of_another_website_on_the_same_host_are_no_columns(tmp_path: Path) -> None:
    own = "<meta name='SiteName' content='示例县人社局'><meta name='SiteDomain' content='rsj.example.gov.cn'>"
    other = (
        "<meta name='SiteName' content='示例市诉求平台'><meta name='SiteDomain' content='www.example.gov.cn'>"
    )
    strange = page(menu(("市教育局", "/sqpt/jyj/"), ("市财政局", "/sqpt/czj/")), menu="<i></i>").replace(
        "<title>", other + "<title>"
    )
    links = nav(互动交流="/sqpt/")
    pages = {p: h.replace("<title>", own + "<title>").replace(nav(), links) for p, h in plain_site().items()}
    pages |= {"/sqpt/": strange, "/sqpt/jyj/": strange, "/sqpt/czj/": strange}
    assert not {"互动交流", "市教育局", "市财政局"} & _names(assembled(pages, tmp_path))


def test_further_pages_of_a_list_are_read_and_are_no_columns(tmp_path: Path) -> None:
    pager = '<script>createPageHTML(3, {}, "index", "html")</script>'
    first = page(crumbs("通知公告"), rows(*many("/tzgg/", 6)), pager.format(0))
    second = page(crumbs("通知公告"), rows(*many("/tzgg/b", 4, month="2026-09")), pager.format(1))
    pages = plain_site() | {"/tzgg/": first, "/tzgg/index_1.html": second}
    dossier = assembled(pages, tmp_path, Crawl(answers={"/tzgg/index_2.html": DEAD}))
    found = column(dossier, "通知公告")
    assert (found.list_pages_known, found.list_pages_read) == (3, 2)
    assert found.list_unread is Reason.NOT_FETCHED
    assert len(entries_of(dossier, "通知公告")) == 10
    second_page = [
        e for e in entries_of(dossier, "通知公告") if e.listings[0].page_url.endswith("index_1.html")
    ]
    assert [e.listings[0].position for e in sorted(second_page, key=lambda e: e.url)] == [1, 2, 3, 4]


def test_a_page_of_a_list_without_pager_is_known_by_its_breadcrumb(tmp_path: Path) -> None:
    second = page(crumbs(("通知公告", "/tzgg/")), rows(*many("/tzgg/b", 4, month="2026-09")))
    dossier = assembled(plain_site() | {"/tzgg/2.htm": second}, tmp_path)
    assert len(entries_of(dossier, "通知公告")) == 10
    assert all(not (c.url or "").endswith("2.htm") for c in dossier.columns)


def test_a_list_that_only_a_script_fills_is_unread(tmp_path: Path) -> None:
    scripted = page(crumbs("通知公告"), "<ul><li v-for='item in list'>{{item.title}}</li></ul>")
    found = column(assembled(plain_site() | {"/tzgg/": scripted}, tmp_path), "通知公告")
    assert found.list_unread is Reason.RENDERER_MISSING


def test_a_walled_column_is_blocked_not_empty(tmp_path: Path) -> None:
    pages = {p: h for p, h in plain_site().items() if p != "/tzgg/"}
    wall = Fetch("", FetchState.BLOCKED, 2, 412, error="wall:412")
    found = column(assembled(pages, tmp_path, Crawl(answers={"/tzgg/": wall})), "通知公告")
    assert (
        found.list_unread is Reason.BLOCKED
        and found.fetch is not None
        and found.fetch.state is FetchState.BLOCKED
    )


def test_a_note_in_place_of_content_is_kept(tmp_path: Path) -> None:
    noted = page(
        crumbs(("政务公开", "/zwgk/"), "权责清单"),
        AREA_MENU,
        "<div class='article_content'>本机关无此类信息。</div>",
    )
    found = column(assembled(plain_site(**{"/zwgk/qzqd/": noted}), tmp_path), "权责清单")
    assert found.absence_note and "无此类信息" in found.absence_note


def test_what_the_frame_of_every_page_prints_is_no_text_of_a_column(tmp_path: Path) -> None:
    frame = "<div>欢迎访问本网站，网站由办公室负责管理，技术支持由信息中心提供。</div>"
    empty = {f"/zwgk/{n}/": page(crumbs(("政务公开", "/zwgk/"), name), AREA_MENU, frame) for n, name in
             (("ghjh", "规划计划"), ("tjxx", "统计信息"), ("qzqd", "权责清单"))}  # fmt: skip
    lists = {
        p: h.replace("<div class='list'>", frame + "<div class='list'>") for p, h in plain_site().items()
    }
    dossier = assembled(lists | empty, tmp_path)
    assert {column(dossier, n).text_chars for n in ("规划计划", "统计信息", "权责清单")} == {0}


def test_a_text_with_a_pager_of_one_page_is_text(tmp_path: Path) -> None:
    duties = "".join(f"<p>第{n}项职能由办公室负责解释并适时更新，欢迎监督。</p>" for n in range(1, 13))
    text = f"<div class='article_content'>{duties}</div>"
    pager = '<script>createPageHTML(1, 0, "index", "html")</script>'
    paged = page(crumbs(("政务公开", "/zwgk/"), "机构职能"), AREA_MENU, text, pager)
    found = column(assembled(plain_site(**{"/zwgk/jgzn/": paged}), tmp_path), "机构职能")
    assert found.single_article and found.text_chars > 200


def test_a_bare_list_that_no_menu_names_is_called_by_its_title(tmp_path: Path) -> None:
    bare = page(rows(*many("/rsks/", 6)), title="人事考试-示例县人力资源和社会保障局", menu="<i></i>")
    found = column(assembled(plain_site(**{"/rsks/": bare}), tmp_path), "人事考试")
    assert found.place is Place.ELSEWHERE


def test_columns_below_the_home_navigation_stand_at_home_and_others_elsewhere(tmp_path: Path) -> None:
    pages = plain_site() | {"/zt/": page(crumbs("专题专栏"), rows(*many("/zt/", 5)))}
    dossier = assembled(pages, tmp_path)
    assert column(dossier, "通知公告").place is Place.HOME and column(dossier, "通知公告").first_level
    assert (
        column(dossier, "专题专栏").place is Place.ELSEWHERE and not column(dossier, "专题专栏").first_level
    )


def test_a_logo_that_leads_home_is_no_parent_of_the_navigation_beside_it(tmp_path: Path) -> None:
    names = {"首页": "/", "工作动态": "/gzdt/", "通知公告": "/tzgg/", "政府信息公开": "/zwgk/"}
    items = "".join(f"<li><a href='{u}'>{n}</a></li>" for n, u in names.items())
    logo = "<div class='navbar-header'><a class='navbar-brand' href='/'>示例县人力资源和社会保障局</a></div>"
    bar = f"<div class='nav'>{logo}<ul class='nav navbar-nav'>{items}</ul></div>"
    dossier = assembled(with_navigation(plain_site(), bar), tmp_path)
    assert column(dossier, "通知公告").place is Place.HOME and column(dossier, "通知公告").first_level


def test_a_long_name_in_the_navigation_is_a_column_of_it_where_its_page_is_a_list(tmp_path: Path) -> None:
    reports = {"/ndbg/": page(crumbs("政府信息公开工作年度报告"), rows(*many("/ndbg/", 4)))}
    bar = nav(**{"政府信息公开工作年度报告": "/ndbg/"})
    dossier = assembled(with_navigation(plain_site() | reports, bar), tmp_path)
    assert column(dossier, "政府信息公开工作年度报告").place is Place.HOME


def _names(dossier: Dossier) -> set[str]:
    return {c.name for c in dossier.columns}


def test_pages_of_a_list_whose_numbers_are_shorter_than_its_name_stay_pages_of_it(tmp_path: Path) -> None:
    names = ["list.html", "2.html", "3.html"]
    listed = many("/xxgk/fd/gh/", 12)
    pages = portal_site()
    for n, name in enumerate(names):
        others = "".join(f"<li><a href='{o}'>{k + 1}</a></li>" for k, o in enumerate(names))
        pager = f"<div class='ewb-page'><ul>{others}</ul></div>"
        pages[f"/gzdt/{name}"] = page(crumbs("工作动态"), rows(*listed[4 * n : 4 * n + 4]), pager)
    pages = {p: h.replace("'/gzdt/'", "'/gzdt/list.html'") for p, h in pages.items() if p != "/gzdt/"}
    found = column(assembled(pages, tmp_path), "工作动态")
    assert (found.url or "").endswith("/gzdt/list.html")
    assert (found.list_pages_known, found.list_pages_read) == (3, 3)
