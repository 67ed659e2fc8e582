"""Where columns stand: in the portal, or outside it though their addresses lie beside its own."""

from __future__ import annotations

from pathlib import Path

from records.vocabulary import Place
from tests.crawler.assemble.building import GUIDE, crumbs, many, menu, page, rows
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
