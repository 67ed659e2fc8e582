"""Search boxes: forms by method and field, boxes that only a script sends, and fields that are no search."""

from __future__ import annotations

import pytest

from crawler.extract.reader import Reader
from records.types import SearchForm
from tests.crawler.assemble.building import page
from tests.crawler.assemble.invented import BASE, SITE


def boxes(html: str) -> tuple[SearchForm, ...]:
    return Reader(SITE).read(page(html).encode(), f"{BASE}/", is_home=True).search_forms


def test_a_form_tells_its_address_method_field_and_hidden_values() -> None:
    html = "<form action='/s' method='get'><input name='q'><input type='hidden' name='site' value='7'><button>搜索</button></form>"
    (form,) = boxes(html)
    assert (form.action, form.method, form.field) == (f"{BASE}/s", "get", "q")
    assert (form.scripted, form.hidden_fields) == (False, (("site", "7"),))
    assert boxes(html.replace("get", "post"))[0].method == "post"


@pytest.mark.parametrize(
    "html",
    [
        "<div class='search'><input type='text' id='kw'><a href='javascript:doSearch()'>搜索</a></div>",
        "<div><input type='text' placeholder='请输入关键字'><input type='button' value='检索' onclick='go()'></div>",
        "<form onsubmit='return go()'><input name='q' placeholder='搜索'><button>搜索</button></form>",
    ],
)
def test_a_box_that_only_a_script_sends_is_scripted(html: str) -> None:
    assert [b.scripted for b in boxes(html)] == [True]


@pytest.mark.parametrize(
    "html",
    [
        "<form action='/login' method='post'><input name='user'><input type='password' name='p'></form>",
        "<div><input type='text' id='mail' placeholder='电子邮箱'><a href='javascript:subscribe()'>订阅</a></div>",
    ],
)
def test_other_fields_are_no_search(html: str) -> None:
    assert boxes(html) == ()
