"""What a column's page may show without text – pictures, folded text, frames, fields – and what is no content."""

from __future__ import annotations

import pytest

from crawler.extract.reader import Reader
from tests.crawler.assemble.building import crumbs, page
from tests.crawler.assemble.invented import BASE, SITE

LONG = "本栏目公开本机关的机构职能、领导分工和联系方式，欢迎监督。"


def parts(content: str) -> int:
    html = page(crumbs("机构职能"), f"<div class='main'>{content}</div>")
    return len(Reader(SITE).read(html.encode(), f"{BASE}/jgzn/", is_home=False).parts)


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ("<img src='/upload/zuzhi.jpg' width='600' height='400'>", 1),
        (f"<div style='display:none'><p>{LONG}</p></div>", 1),
        ("<iframe src='/inner/list.html'></iframe>", 1),
        ("<form><textarea name='wenti'></textarea></form>", 1),
        ("<img src='/images/line.gif'>", 0),
        ("<a href='/zt/'><img src='/upload/banner.jpg' width='600' height='80'></a>", 0),
        ("<div style='display:none'><p>短</p></div>", 0),
        ("<p></p>", 0),
    ],
)
def test_what_may_be_content_without_text_is_counted(content: str, count: int) -> None:
    assert parts(content) == count
