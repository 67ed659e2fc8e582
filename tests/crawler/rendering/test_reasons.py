"""Why a list that a script writes was not read, where no browser came to it."""

from __future__ import annotations

from pathlib import Path

from records.vocabulary import Reason, RunState
from tests.crawler.assemble.building import crumbs, many, page, rows
from tests.crawler.assemble.invented import Crawl, assembled, column


def test_further_pages_that_only_a_button_brings_are_unread_for_that_reason(tmp_path: Path) -> None:
    pager = "<div id='pager'></div><script>layui.laypage.render({elem:'pager',count:120,page:1})</script>"
    first = page(crumbs("通知公告"), rows(*many("/tzgg/", 6)) + pager)
    found = column(assembled({"/": page(), "/tzgg/": first}, tmp_path), "通知公告")
    assert found.list_unread is Reason.SCRIPTED_PAGING


def test_a_scripted_list_that_a_stopped_crawl_did_not_come_to_is_cut_short(tmp_path: Path) -> None:
    scripted = page(crumbs("通知公告"), "<ul><li v-for='item in list'>{{item.title}}</li></ul>")
    stopped = Crawl(state=RunState.STOPPED, reason="stopped")
    found = column(assembled({"/": page(), "/tzgg/": scripted}, tmp_path, stopped), "通知公告")
    assert found.list_unread is Reason.CUT_SHORT
