"""Links that did not answer stand where a visitor meets them, and other hosts are named with where they are linked from."""

from __future__ import annotations

from pathlib import Path

from records.addresses import page_key
from records.types import Dossier, Fetch, LinkSeen
from records.vocabulary import FetchState
from tests.crawler.assemble.building import crumbs, entry, many, page, rows
from tests.crawler.assemble.invented import BASE, Crawl, assembled

GONE = Fetch("", FetchState.FAILED, 2, 404, error="http-404")
ONCE = Fetch("", FetchState.FAILED, 1, 404, error="http-404")
WALLED = Fetch("", FetchState.BLOCKED, 2, 403, error="wall:403")
ARTICLE = "/tzgg/t20261001_0001.html"


def site(body: str = "", foot: str = "") -> dict[str, str]:
    """A home page, a list and its articles; `body` stands in the first article, `foot` below every page."""
    pages = {
        "/": page(rows(*many("/tzgg/", 4))),
        "/tzgg/": page(crumbs("通知公告"), rows(*many("/tzgg/", 4))),
        "/gzdt/": page(crumbs("工作动态"), rows(*many("/gzdt/", 4))),
        "/zwgk/": page(crumbs("政府信息公开"), rows(*many("/zwgk/", 4))),
        ARTICLE: entry("关于做好第1批培训服务工作的情况", trail=crumbs(("通知公告", "/tzgg/"))),
    }
    pages[ARTICLE] = pages[ARTICLE].replace("<div class='footer'>", f"{body}<div class='footer'>")
    return {path: html.replace("主办单位", f"{foot}主办单位") for path, html in pages.items()}


def seen(pages: dict[str, str], folder: Path, **answers: Fetch) -> Dossier:
    crawl = Crawl(answers={a.replace("_", "/"): f for a, f in answers.items()})
    return assembled(pages, folder, crawl)


def links_of(dossier: Dossier, path: str) -> tuple[LinkSeen, ...]:
    key = page_key(BASE + path)
    mine = [
        *(e.links for e in dossier.entries if e.key == key),
        *(p.links for p in dossier.pages if p.key == key),
    ]
    return mine[0]


def test_a_dead_link_stands_with_the_page_that_has_it(tmp_path: Path) -> None:
    dossier = seen(site("<p><a href='/gone'>配套说明</a></p>"), tmp_path, _gone=GONE)
    (found,) = links_of(dossier, ARTICLE)
    assert (found.url, found.text, found.is_dead) == (BASE + "/gone", "配套说明", True)
    assert dossier.menu_links == ()
    assert links_of(dossier, "/tzgg/") == ()


def test_a_dead_link_to_another_host_stands_with_the_page_and_one_that_answers_is_not_told(
    tmp_path: Path,
) -> None:
    there, gone, silent = (f"http://b.gov.cn/{n}.html" for n in range(3))
    asked = (
        Fetch(there, FetchState.OK, 1, 200),
        Fetch(gone, FetchState.FAILED, 2, 404, error="http-404"),
        Fetch(silent, FetchState.FAILED, 2, error="no-network"),
    )
    body = f"<p><a href='{there}'>甲</a> <a href='{gone}'>乙</a> <a href='{silent}'>丙</a></p>"
    dossier = assembled(site(body), tmp_path, Crawl(outside=asked))
    assert {x.text: x.is_dead for x in links_of(dossier, ARTICLE)} == {"乙": True, "丙": False}
    assert [h.host for h in dossier.hosts] == ["b.gov.cn"]


def test_one_failure_or_a_wall_is_not_dead(tmp_path: Path) -> None:
    body = "<p><a href='/gone'>配套说明</a> <a href='/wall'>申报系统</a></p>"
    dossier = seen(site(body), tmp_path, _gone=ONCE, _wall=WALLED)
    told = {x.text: (x.is_dead, x.state) for x in links_of(dossier, ARTICLE)}
    assert told == {"配套说明": (False, FetchState.FAILED), "申报系统": (False, FetchState.BLOCKED)}


def test_a_dead_link_of_every_menu_is_told_once(tmp_path: Path) -> None:
    dossier = seen(site(foot="<a href='/gone'>隐私声明</a>"), tmp_path, _gone=GONE)
    assert [x.text for x in dossier.menu_links] == ["隐私声明"]
    assert all(links_of(dossier, path) == () for path in ("/", "/tzgg/", ARTICLE))


def test_a_dead_attachment_is_told_as_an_attachment_alone(tmp_path: Path) -> None:
    pages = site()
    shown = "<div class='article_content'>"
    file = "<p>附件：<a href='/tzgg/biao.docx'>登记表.docx</a></p>"
    pages[ARTICLE] = pages[ARTICLE].replace(shown, shown + file)
    dossier = assembled(pages, tmp_path, Crawl(answers={"/tzgg/biao.docx": GONE}))
    found = next(e for e in dossier.entries if e.url.endswith(ARTICLE))
    assert [a.name for a in found.attachments] == ["登记表.docx"]
    assert found.links == ()


def test_an_address_never_asked_for_is_no_dead_link(tmp_path: Path) -> None:
    pages = site("<p><a href='/later'>更多说明</a></p>")
    dossier = assembled(pages, tmp_path, Crawl(never_asked=("/later",)))
    assert [(x.text, x.is_dead) for x in links_of(dossier, ARTICLE)] == [("更多说明", False)]


def test_other_hosts_are_counted_by_page_without_their_port(tmp_path: Path) -> None:
    away = "<p><a href='http://www.example.org:8080/x'>外部网站</a></p>"
    pages = site(away)
    pages["/"] = pages["/"].replace("<div class='footer'>", away + "<div class='footer'>")
    (host,) = assembled(pages, tmp_path).hosts
    assert (host.host, host.pages) == ("www.example.org", 2)
    where, link = host.links[0]
    assert (where.url, link.text) == (BASE + "/", "外部网站")
