"""A page that leaves its related papers to a script is told from one that has none."""

from __future__ import annotations

import pytest

from crawler.extract.reader import Reader
from tests.crawler.assemble.building import entry
from tests.crawler.assemble.invented import BASE, SITE

TITLE = "关于印发技能培训办法的通知"
FILLED = "<script>$.get('/related?id=1', function (d) { $('#box').html(d); });</script>"


@pytest.mark.parametrize(
    ("behind", "waits"),
    [
        ("", False),
        (
            "<h4>相关解读</h4><ul><li><a href='/jd/1.html'>《技能培训办法》政策解读</a></li></ul>" + FILLED,
            False,
        ),
        ("<h4>相关解读</h4><div id='box'></div>" + FILLED, True),
        ("<h4>相关解读：</h4><div id='box'></div>", False),
        ("<script>document.getElementById('x').innerHTML = '<b>相关文件</b>' + list;</script>", True),
        ("<script>loadRelatedDocs(17);</script>", True),
        ("<script>$('#hits').html(7);</script>", False),
    ],
)
def test_related_papers_that_a_script_would_list_are_unwritten(behind: str, waits: bool) -> None:
    html = entry(TITLE).replace("<div class='footer'>", behind + "<div class='footer'>")
    reading = Reader(SITE).read(html.encode(), f"{BASE}/a/1.html", is_home=False)
    assert reading.body.related_unwritten is waits
