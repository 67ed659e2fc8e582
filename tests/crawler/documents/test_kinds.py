"""Every kind of document that hangs on a disclosure page gives its text, whatever its name says."""

from __future__ import annotations

import zipfile
from io import BytesIO

from tests.crawler.documents import making
from tests.crawler.documents.opening import read, saved


def test_a_word_document_gives_paragraphs_and_cells_in_reading_order() -> None:
    found = read(making.annual_report_docx())
    assert (found.kind, found.problem, found.truncated, found.pages) == ("docx", None, False, None)
    lines = found.text.splitlines()
    assert lines[0] == "东山市示例局2025年政府信息公开工作年度报告"
    assert lines.index("一、总体情况") < lines.index("六、其他需要报告的事项") == len(lines) - 1


def test_deleted_and_doubled_text_of_a_word_document_stays_out() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    deleted = (
        f"<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>{run.format('搬走')}</w:moveFrom>"
    )
    doubled = (
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice>'
        + run.format("框")
        + "</mc:Choice><mc:Fallback>"
        + run.format("框")
        + "</mc:Fallback></mc:AlternateContent>"
    )
    found = read(
        making.docx(f"<w:p>{run.format('新')}{deleted}{doubled}<w:ins>{run.format('增')}</w:ins></w:p>")
    )
    assert found.text == "新框增"


def test_a_word_document_whose_body_part_is_numbered_is_read() -> None:
    body = f"<w:document {making.W}><w:body>{making.paragraph('正文')}</w:body></w:document>"
    assert read(making.zipped({"[Content_Types].xml": "<a/>", "word/document2.xml": body})).text == "正文"


def test_an_old_word_document_gives_the_same_text_as_the_new_one() -> None:
    found = read(saved("report.doc"), "report.wps")
    assert (found.kind, found.problem) == ("doc", None)
    assert found.text == read(making.annual_report_docx()).text


def test_workbooks_give_stored_values_days_and_sheet_names() -> None:
    found = read(making.xlsx())
    assert found.kind == "xlsx"
    assert [t.name for t in found.tables] == ["收支总表", "说明"]
    assert found.tables[0].rows == (
        ("东山市示例局2026年部门预算收支总表", "", ""),
        ("项目", "预算数", "批复日期"),
        ("一、一般公共预算拨款", "1234.5", "2026-01-23"),
        ("合计", "0.3", ""),
    )


def test_an_old_workbook_gives_the_same_tables_as_the_new_one() -> None:
    found = read(saved("budget.xls"), "budget.et")
    assert (found.kind, found.tables) == ("xls", read(making.xlsx()).tables)


def test_a_pdf_gives_chinese_text_and_counts_its_pages() -> None:
    found = read(making.plain_pdf("第一页的内容", "第二页的内容"), "x.doc")
    assert (found.kind, found.pages, found.text) == ("pdf", 2, "第一页的内容\n第二页的内容")


def test_an_ofd_gives_lines_by_their_place_on_the_page() -> None:
    found = read(making.ofd(["关于公布目录的通知", "各科室："], ["第二页"]))
    assert (found.kind, found.pages, found.text) == ("ofd", 2, "关于公布目录的通知\n各科室：\n第二页")


def test_csv_is_read_in_any_chinese_encoding_with_its_own_delimiter() -> None:
    for encoding in ("utf-8", "gb18030", "utf-8-sig"):
        found = read('姓名;"备注"\n张某;"一;二"\n'.encode(encoding), "名单.csv")
        assert found.kind == "csv"
        assert found.tables[0].rows == (("姓名", "备注"), ("张某", "一;二"))


def test_a_text_file_is_text() -> None:
    found = read("第一行\n第二行".encode("gb18030"), "x.txt")
    assert (found.kind, found.text, found.tables) == ("text", "第一行\n第二行", ())


def test_a_zip_is_listed_with_names_as_chinese_programs_write_them() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("预算.doc", b"12345")
        archive.writestr("_GBKNAME", b"1")
    body = out.getvalue().replace(b"_GBKNAME", "决算表a".encode("gbk") + b"b")
    found = read(body)
    assert found.kind == "zip"
    assert found.tables[0].rows == (("预算.doc", "5"), ("决算表ab", "1"))


def test_a_rar_is_listed() -> None:
    found = read(making.rar("plan.doc", "forms/form.xls"))
    assert (found.kind, found.problem) == ("rar", None)
    assert [r[0] for r in found.tables[0].rows] == ["plan.doc", "forms/form.xls"]
