"""Page tags, numbers of documents and other hosts, as the page rules read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.entry_content import _form_of
from checks.outlinks import host_kind
from checks.page_tags import _alike, _bare
from records.addresses import page_key
from records.types import Crumb, FactSheet, Site, SitePage
from records.vocabulary import PageKind, Reason
from tests.checks.building import BASE, checked, column, dossier, entry, ok, told

SITE = Site("t", "T", "http://rsj.shili.gov.cn/", ("rsj.shili.gov.cn",), known_hosts=("www.shili.net",))


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("www.rsj.shili.gov.cn", "own"),
        ("www.shili.net", "known"),
        ("www.gov.cn", "government"),
        ("bszs.conac.cn", "harmless"),
        ("10.1.2.3", "private"),
        ("203.0.113.9", "public_ip"),
        ("gov.cn.example.com", "outside"),
    ],
)
def test_a_host_is_told_by_its_domain(host: str, kind: str) -> None:
    assert host_kind(SITE, host) == kind


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("\u793a\u4eba\u793e\u53d1\u30142026\u30155\u53f7", "ok"),
        ("\u793a\u4eba\u793e\u53d1[2026]5\u53f7", "brackets"),
        ("\u793a\u4eba\u793e\u53d12026\u5e745\u53f7", "brackets"),
        ("\u793a\u4eba\u793e\u53d1\u30142026\u3015\u7b2c5\u53f7", "ordinal"),
        ("\u793a\u4eba\u793e\u53d1\u30142026\u301505\u53f7", "leading_zero"),
        ("\u793a\u4eba\u793e\u53d1\u301426\u30155\u53f7", "year"),
        ("\u793a\u4eba\u793e\u53d1\u30142026\u30155", "no_sign"),
        ("2026-5", ""),
    ],
)
def test_a_document_number_is_told_by_its_form(number: str, form: str) -> None:
    assert _form_of(number) == form


def test_titles_that_are_cut_or_spelled_alike_agree_and_a_part_does_not() -> None:
    assert _alike("Notice on the summer school of 2026", "Notice on the summer sch\u2026")
    assert not _alike("Bureau", "Notice of the Bureau on the summer school of 2026")


def test_a_domain_is_compared_without_scheme_port_and_www() -> None:
    assert _bare("HTTPS://www.Shili.gov.cn:8080/index.html") == "shili.gov.cn"


def tagged(path: str, name: str, domain: str, column: str) -> SitePage:
    """A page below two crumbs, with the tags of its template."""
    url = f"{BASE}/{path}"
    meta = (("SiteName", name), ("SiteDomain", domain), ("ColumnName", column))
    crumbs = (Crumb("Home", f"{BASE}/"), Crumb("Petitions", url))
    kind = PageKind.COLUMN if path else PageKind.HOME
    return SitePage(page_key(url), ok(url), kind, "A page", breadcrumbs=crumbs if path else (), meta=meta)


def of_page(page: SitePage) -> FactSheet:
    home = tagged("", "Bureau", "rsj.example.gov.cn", "")
    return checked(dossier(pages=(home, page)))[f"lc-hrss/page/{page.key}"]


def test_the_tags_of_a_page_that_names_another_website_are_a_persons_question() -> None:
    other = of_page(tagged("p/1.html", "City", "www.city.example", "Complaints"))
    assert told(other, "tags_differing") is Reason.OUTSIDE_KNOWLEDGE
    assert (told(other, "tags_site"), told(other, "tags_cause")) == ("City", "City")


@pytest.mark.parametrize(
    ("name", "domain", "wrong"),
    [
        ("Bureau", "rsj.example.gov.cn", 1),  # one of ours: its ColumnName is wrong
        ("Bureau", "www.city.example", 2),  # a wrong domain alone is a wrong tag
        ("City", "rsj.example.gov.cn", 1),  # another name on our own domain too
    ],
)
def test_a_wrong_tag_of_a_page_of_ours_is_told(name: str, domain: str, wrong: int) -> None:
    page = of_page(tagged("p/1.html", name, domain, "Complaints"))
    assert (told(page, "tags_differing"), told(page, "tags_site")) == (wrong, "")


def test_a_tag_with_the_bodys_name_is_not_the_beginning_of_a_title() -> None:
    name = "聊城市人力资源和社会保障局"
    wanted = entry(
        column("news"), f"{name}召开主题党日活动", meta=(("ArticleTitle", name),), kind=PageKind.ENTRY
    )
    other = entry(column("news"), f"{name}召开会议", meta=(("ArticleTitle", f"{name}召开会议"),))
    seen = checked(dossier([column("news")], [wanted, replace(other, kind=PageKind.ENTRY)]))
    differing = {i.rsplit("/", 1)[-1]: told(s, "tags_differing") for i, s in seen.items() if "/page/" in i}
    assert (differing[wanted.key], differing[other.key]) == (1, 0)


def test_the_portals_own_page_may_bear_the_name_of_the_section_it_opens_with() -> None:
    def differing(path: str, said: str) -> object:
        return told(of_page(tagged(path, "Bureau", "rsj.example.gov.cn", said)), "tags_differing")

    assert differing("zwgk/", "政府信息公开指南") == 0
    assert differing("zwgk/", "工作动态") == 1
    assert differing("gzdt/", "政府信息公开指南") == 1
