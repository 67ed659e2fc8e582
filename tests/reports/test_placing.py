"""The place of a quote is the smallest element that holds it, in the row that leads to what is judged."""

from __future__ import annotations

import pytest

from records.types import Evidence
from reports.evidence.placing import Page, Spot, parsed
from reports.evidence.surt import surt

URL = "http://a.example/list/"
MARKUP = """<html><head><title>目录</title><meta name="ColumnName" content="通知"></head><body>
<div class="nav"><a href="/x">2026-11-20</a></div>
<ul id="rows"><li><a href="/1.html">甲</a> <span>2026-11-20</span></li><li><a href="../2.html">乙</a> <span>2026-11-20</span></li></ul>
<table><tr><td>一</td><td>二</td></tr><tr><td>三</td><td>索引号：<b>ABC</b>-1</td></tr></table>
<p>这是一段很长的文字，其中有一处写着十五个工作日内答复，其余的都没有问题。</p></body></html>"""


def spot(quote: str, place: str = "", target: str = "http://a.example/2.html") -> Spot | None:
    root = parsed(MARKUP)
    assert root is not None
    return Page(root, URL).spot(Evidence(URL, quote=quote, place=place), target)


def found(quote: str, place: str = "", target: str = "http://a.example/2.html") -> Spot:
    there = spot(quote, place, target)
    assert there is not None
    return there


def test_of_equal_texts_the_one_in_the_row_of_the_judged_entry_counts() -> None:
    assert found("2026-11-20").selector == "#rows > li:nth-of-type(2) > span"
    assert (
        found("2026-11-20", target="http://a.example/1.html").selector == "#rows > li:nth-of-type(1) > span"
    )


def test_menus_come_last() -> None:
    assert not found("2026-11-20", target="http://a.example/none").selector.startswith("html > body > div")


def test_a_quote_over_several_elements_is_in_the_one_around_them() -> None:
    there = found("索引号：ABC-1")
    assert there.cell == (1, 2, 2)
    assert there.selector.endswith("td:nth-of-type(2)")


def test_blanks_make_no_difference() -> None:
    assert found("索引号： ABC -1").cell == (1, 2, 2)


def test_a_quote_made_of_parts_is_found_by_its_longest_part() -> None:
    assert found("十五个工作日内答复 → 没有").element.tag == "p"


def test_metadata_and_linked_addresses_are_found() -> None:
    assert found("通知", "ColumnName").selector == "html > head > meta"
    assert found("操作指南 http://a.example/1.html", target="http://none/").element.tag == "a"


def test_a_place_without_a_quote_is_the_row_of_the_judged_entry() -> None:
    assert found("").selector == "#rows > li:nth-of-type(2)"


def test_what_is_not_there_is_not_found() -> None:
    assert spot("没有这句话", target="http://none/") is None


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://www.a.gov.cn/X/?b=1&a=2", "cn,gov,a)/x?a=2&b=1"),
        ("https://rsj.a.gov.cn:8443/", "cn,gov,a,rsj:8443)/"),
        ("http://rsj.a.gov.cn", "cn,gov,a,rsj)/"),
        ("http://192.0.2.7:8080/a", "192.0.2.7:8080)/a"),
    ],
)
def test_addresses_sort_as_web_archives_sort_them(url: str, wanted: str) -> None:
    assert surt(url) == wanted
