"""Lines that belong to the page and not to its document, and lines of documents that look like them."""

from __future__ import annotations

import pytest

from crawler.extract.furniture import is_furniture
from crawler.extract.reader import Reader


@pytest.mark.parametrize(
    "line",
    [
        "【字体：大 中 小】",
        "字体：[ 大 中 小 ] A- A A+",
        "打印本页 关闭窗口",
        "分享到：微信 微博 QQ空间",
        "扫一扫在手机打开当前页",
        "收藏 下载 打印",
        "当前位置：首页 > 政务公开 > 通知公告",
        "您现在的位置：",
        "发布日期：2016-07-20 来源：甲镇 浏览次数： 字号：〖大 中 小〗",
        "发布时间：2024-07-02 08:16",
        "责任编辑：张某",
        "上一篇：关于教师培训的通知",
        "相关阅读",
        "主办单位：甲市政府 网站标识码：1301000003 甲ICP备20013865号",
        "{{el.title}}",
    ],
)
def test_tools_places_sources_and_feet_are_no_text(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "大中型企业",
        "项目位置：人民路东侧",
        "主办单位：甲市科技局",
        "时间：2024年5月8日上午9时",
        "数据来源：甲市统计年鉴",
        "申请人可登录网站下载并打印申请表。",
        "2021",
        "2023年11月7日",
        "甲市人力资源和社会保障局",
        "上一篇文章中提到的做法，各地要认真学习。",
        "附件：收藏品目录",
    ],
)
def test_lines_of_a_document_that_look_like_them_are_kept(line: str) -> None:
    assert not is_furniture(line)


def test_an_article_is_read_without_what_stands_around_it() -> None:
    page = """<title>甲市召开推进会</title><div>当前位置：<a href=/>首页</a> &gt; 要闻</div><h1>甲市召开推进会部署重点工作</h1>
    <div>发布时间：2023-09-28　来源：甲市日报　字体：大 中 小</div><p>会议要求，各单位要压实责任，细化措施，确保各项任务按期完成。</p>
    <p>责任编辑：张某</p><div>扫一扫在手机打开当前页</div><p>上一篇：<a href=1.html>前一则</a></p>"""
    found = Reader().read(page.encode(), "http://a.gov.cn/art/2023/9/28/art_1_2.html").paper
    assert found is not None
    assert [p.text for p in found.paragraphs if "甲市召开" not in p.text] == [
        "会议要求，各单位要压实责任，细化措施，确保各项任务按期完成。"
    ]
