"""The text of a document without what stands around it."""

from __future__ import annotations

from crawler.extract.article_text import article_text
from crawler.extract.reader import Reader

URL = "http://a.gov.cn/x/content_1.html"
PAGE = """<title>某通知</title><div class=nav><a href=/>首页</a></div><h1>关于开展清查工作的通知</h1>
<div id=zoom><p>为做好清查工作，现将有关事项通知如下，请遵照执行。</p><p style='display:none'>您访问的链接即将离开</p>
<p>{{el.text}}</p><div class=tools><a>打印</a> </div><p>打印</p><table><tr><td>联系人</td><td>张三</td></tr></table>
<div class=phone><p>为做好清查工作，现将有关事项通知如下，请遵照执行。</p></div></div><div class=footer><p>主办单位：某局</p></div>"""


def test_hidden_parts_tools_templates_and_the_second_print_stay_out() -> None:
    text = article_text(PAGE.encode(), URL)
    assert text.split("\n") == ["为做好清查工作，现将有关事项通知如下，请遵照执行。", "联系人张三"]


def test_the_count_of_letters_leaves_out_the_same_parts() -> None:
    reading = Reader().read(PAGE.encode(), URL)
    assert reading.text_chars == len("为做好清查工作，现将有关事项通知如下，请遵照执行。联系人张三")


def test_without_a_known_container_running_text_is_kept_and_menus_are_not() -> None:
    page = "<div class=nav><a href=/>首页</a></div><div class=top><p>为做好清查工作，现将有关事项通知如下，请遵照执行，并于年底前将全部结果报送办公室，逾期未报的予以通报，确保各项任务按期完成，不得延误，不得漏报瞒报。</p></div><div class=footer>主办单位：某局</div>"
    assert article_text(page.encode(), URL).startswith("为做好清查工作")
    assert "主办单位" not in article_text(page.encode(), URL)
