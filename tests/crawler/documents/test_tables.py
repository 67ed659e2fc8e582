"""Tables come out as rectangles: a merged cell has its text once, and says what it covers."""

from __future__ import annotations

from records.documents import Span, Table
from tests.crawler.documents import making
from tests.crawler.documents.making import cell, docx, table
from tests.crawler.documents.opening import read, saved


def only(body: bytes) -> Table:
    (found,) = read(body).tables
    return found


def test_the_table_of_a_yearly_report_is_rectangular_with_its_merged_head() -> None:
    found = only(making.annual_report_docx())
    assert [len(r) for r in found.rows] == [making.ANNUAL_COLUMNS] * making.ANNUAL_ROWS
    assert found.rows[0][3:] == ("申请人情况", "", "", "", "", "", "")
    assert found.rows[2] == ("", "", "", "", *making.APPLICANTS, "")
    assert found.rows[3] == ("一、本年新收政府信息公开申请数量", "", "", *"6200008")
    assert Span(0, 0, 3, 3) in found.spans
    assert Span(5, 0, 3, 1) in found.spans


def test_a_report_gives_the_same_table_as_doc_and_as_docx() -> None:
    assert only(saved("report.doc")) == only(making.annual_report_docx())


def test_a_pdf_table_has_its_merged_cells_and_goes_on_overleaf() -> None:
    found = only(making.report_pdf())
    assert found.page == 1
    assert found.rows == (
        ("办理情况", "申请人情况", "", ""),
        ("", "自然人", "法人", "总计"),
        ("一、本年新收", "6", "2", "8"),
        ("二、上年结转", "1", "0", "1"),
        ("三、办理结果总计", "7", "1", "8"),
        ("四、结转下年度", "0", "1", "1"),
    )
    assert found.spans == (Span(0, 0, 2, 1), Span(0, 1, 1, 3))


def test_two_tables_of_a_pdf_on_two_pages_stay_two() -> None:
    pdf = making.Pdf()
    for _ in range(2):
        pdf.box(60, 500, 100, 30, "甲")
        pdf.box(160, 500, 100, 30, "乙")
        pdf.turn()
    assert [t.page for t in read(pdf.bytes()).tables] == [1, 2]


def test_rows_that_begin_later_and_tables_in_cells_keep_their_place() -> None:
    later = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("乙") + "</w:tr>"
    inner = "<w:tc>" + table([cell("内")]) + "<w:p/></w:tc>"
    body = docx(
        table([cell("甲"), cell("")]).replace("</w:tbl>", later + "</w:tbl>"), table([cell("外"), inner])
    )
    assert [t.rows for t in read(body).tables] == [(("甲", ""), ("", "乙")), (("外", ""),), (("内",),)]


def test_empty_tables_are_none() -> None:
    assert read(docx(table([cell(""), cell("")]))).tables == ()
