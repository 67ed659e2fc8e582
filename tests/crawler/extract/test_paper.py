"""A page that is one document gives its text, tables and links; personal data is masked before it is kept."""

from __future__ import annotations

import pytest

from crawler.extract.masking import masked_document
from crawler.extract.personal import is_bank_card, is_citizen_id
from crawler.extract.reader import Reader
from records.documents import DocumentText, Table
from records.papers import Paper

URL = "http://a.gov.cn/art/2024/1/9/art_1_2.html"


def citizen_id(first: str) -> str:
    """Seventeen digits with their check character."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(w * int(d) for w, d in zip(weights, first, strict=True)) % 11]


def bank_card(first: str) -> str:
    """Digits with the last one of Luhn."""
    return next(c for n in range(10) if is_bank_card(c := first + str(n)))


def paper(content: str, *, title: str = "关于做好有关工作的通知") -> Paper:
    page = f"<title>{title}</title><h1>{title}</h1><div id=zoom>{content}</div><div class=footer>主办</div>"
    found = Reader().read(page.encode(), URL).paper
    assert found is not None
    return found


def test_paragraphs_and_tables_stand_in_their_order_and_merged_cells_can_be_filled() -> None:
    found = paper(
        "<h2>一、总体情况</h2><p>做好公开工作。</p><p>三、申请情况</p><table><tr><td rowspan=2>新收</td>"
        "<td colspan=2>乙</td></tr><tr><td>1</td><td>2</td></tr></table><p>四、其他</p>"
    )
    assert [(p.text, p.level, p.table) for p in found.paragraphs] == [
        ("一、总体情况", 2, 0), ("做好公开工作。", 0, 0), ("三、申请情况", 0, 0), ("", 0, 1), ("四、其他", 0, 0),
    ]  # fmt: skip
    assert found.tables[0].filled() == (("新收", "乙", "乙"), ("新收", "1", "2"))
    assert found.tables[0].name == "三、申请情况"
    assert found.text.split("\n")[3:5] == ["新收\t乙", "\t1\t2"]


def test_a_layout_table_is_running_text() -> None:
    found = paper("<table><tr><td><p>第一段文字内容在此。</p><p>第二段文字内容在此。</p></td></tr></table>")
    assert found.tables == ()
    assert len(found.paragraphs) == 2


def test_spacers_of_a_menu_are_no_pictures_of_a_text_that_stands_in_no_box_of_its_own() -> None:
    menu = "".join(
        f"<tr><td><img src=/i/empty.gif>&nbsp;<a href=/{n}/>栏目{n}</a></td></tr>" for n in range(9)
    )
    text = "<p>公民、法人或者其他组织可以向本机关申请获取主动公开以外的政府信息。</p>" * 3
    page = f"<title>依申请公开</title><table>{menu}<tr><td class=nr>{text}</td></tr></table>"
    found = Reader().read(page.encode(), URL).paper
    assert found is None or found.pictures == 0


def test_links_and_pictures_of_the_text_are_kept_and_icons_are_not() -> None:
    found = paper(
        "<p>详见<a href=/x.html>解读</a>正文内容。</p><img src=1.png><img src=i.gif width=16><img src=2.jpg width=600>"
    )
    assert [(link.url, link.text) for link in found.links] == [("http://a.gov.cn/x.html", "解读")]
    assert found.pictures == 2


def test_a_citizen_id_is_masked_everywhere_and_its_place_is_kept() -> None:
    number = citizen_id("11010119900307013")
    title = f"行政处罚决定（{number}）"
    page = (
        f"<title>{title}</title><h1>{title}</h1><div id=zoom><p>决定如下。</p><p>身份证号{number}。</p></div>"
    )
    reading = Reader().read(page.encode(), URL)
    assert number not in repr(reading)
    assert reading.paper is not None
    (hit,) = reading.paper.hits
    assert (hit.kind, hit.paragraph, hit.table) == ("citizen_id", 2, 0)
    assert hit.masked == f"110{'*' * 13}{number[-2:]}"


def test_a_citizen_id_in_the_title_alone_is_told_with_its_place() -> None:
    number = citizen_id("11010119900307013")
    title = f"关于张三（{number}）处理结果的公告"
    page = f"<title>{title}</title><h1>{title}</h1><div id=zoom><p>处理结果如下：依法予以处理，特此公告。</p></div>"
    reading = Reader().read(page.encode(), URL)
    assert number not in repr(reading)
    assert reading.paper is not None
    assert [(h.kind, h.paragraph, h.table) for h in reading.paper.hits] == [("citizen_id", 0, 0)]


def test_a_mobile_number_beside_a_citizen_id_is_the_same_persons() -> None:
    number = citizen_id("37150219851103221")
    found = paper(
        f"<p>张三 {number} 13800138000</p><p>手机13900139000，证号{number}。</p><p>咨询13700137000</p>"
    )
    assert [h.kind for h in found.hits] == ["citizen_id", "mobile", "citizen_id", "mobile"]
    assert "13800138000" not in found.text and "13900139000" not in found.text
    assert "13700137000" in found.text


def test_what_only_looks_like_personal_data_stays() -> None:
    wrong_check = citizen_id("11010119900307013")[:-1] + (
        "1" if citizen_id("11010119900307013")[-1] != "1" else "2"
    )
    no_day = citizen_id("11010119901307013")
    text = f"编号{wrong_check}、{no_day}，统一社会信用代码113715000044281785，联系人：张三 13800138000。"
    found = paper(f"<p>{text}</p>")
    assert found.hits == ()
    assert found.paragraphs[0].text == text


def test_a_bank_card_needs_a_right_sum_and_a_word_beside_it() -> None:
    card = bank_card("622202020001234567")
    found = paper(f"<p>银行卡号：{card}，流水 {card}1。</p><p>订单{card}。</p>")
    assert [(h.kind, h.context, h.paragraph) for h in found.hits] == [("bank_card", "银行卡", 1)]
    assert card in found.paragraphs[1].text


def test_mobile_numbers_beside_names_in_a_list_are_masked_and_an_offices_phone_is_not() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>1380013800{i}</td></tr>" for i, n in enumerate(("张三", "李四")))
    found = paper(f"<table><tr><td>姓名</td><td>电话</td></tr>{rows}</table><p>咨询电话：13900139000</p>")
    assert [(h.kind, h.row, h.column, h.context) for h in found.hits] == [
        ("mobile", 2, 2, "姓名"),
        ("mobile", 3, 2, "姓名"),
    ]
    assert "13900139000" in found.text and "13800138000" not in found.text


@pytest.mark.parametrize("row", ["张三 13800138000", "2、李四，电话：13800138001", "3.王小五 男 13800138002"])
def test_one_line_with_a_name_is_no_list_of_persons(row: str) -> None:
    assert paper(f"<p>{row}</p>").hits == ()
    three = "".join(f"<p>{r}</p>" for r in (row, "赵六 13800138003", "孙七 13800138004"))
    assert len(paper(three).hits) == 3


def test_a_documents_text_and_tables_are_masked_with_one_hit_each() -> None:
    number = citizen_id("37150219851103221")
    table = Table((("姓名", "身份证号"), ("张三", number)))
    document = masked_document(
        DocumentText("xlsx", f"名单\n姓名\t身份证号\n张三\t{number}\n\n另：{number}", (table,))
    )
    assert number not in repr(document)
    assert [(h.kind, h.table, h.row, h.column) for h in document.hits] == [("citizen_id", 1, 2, 2)]


def test_check_characters_are_computed_by_the_standards() -> None:
    assert is_citizen_id("11010519491231002X")
    assert not is_citizen_id("110105194912310021")
    assert is_bank_card("4111111111111111") is False
    assert is_bank_card("6011000990139424")
