"""Documents saved in other forms: rich text, one XML file, a web page of an office program, a web archive."""

from __future__ import annotations

import pytest

from records.documents import DocumentProblem, Table
from tests.crawler.documents import making
from tests.crawler.documents.opening import read

PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style>p {margin: 0}</style></head>
<body><div><p>东山市示例局</p><p>收支<b>总表</b></p><table><tr><td>项目</td><td>预算数</td></tr><tr><td>合计</td><td>12.5</td></tr></table></div></body></html>"""
ROWS = (("项目", "预算数"), ("合计", "12.5"))


def rows(tables: tuple[Table, ...]) -> list[tuple[tuple[str, ...], ...]]:
    return [t.rows for t in tables]


def coded(text: str) -> str:
    """Chinese text as RTF of code page 936 has it."""
    return "".join(f"\\'{b:02x}" for b in text.encode("gb18030"))


def test_rich_text_gives_lines_and_tables_without_fonts_and_pictures() -> None:
    cells = "".join(
        f"\\trowd\\pard\\intbl {coded(a)}\\cell {coded(b)}\\cell\\row" for a, b in (ROWS[0], ROWS[1])
    )
    body = (
        f"{{\\rtf1\\ansi\\ansicpg936\\uc1{{\\fonttbl{{\\f0 {coded('宋体')};}}}}{{\\*\\generator Msftedit;}}"
        f"\\pard {coded('示例局')}\\u24180?\\u25253?\\par {{\\pict\\pngblip 89504e47}}{cells}\\pard {coded('说明')}\\par}}"
    )
    found = read(body.encode())
    assert (found.kind, found.problem) == ("rtf", None)
    assert found.text.splitlines() == ["示例局年报", "项目\t预算数", "合计\t12.5", "说明"]
    assert rows(found.tables) == [ROWS]


@pytest.mark.parametrize("broken", [b"{\\rtf1 " + b"{" * 50_000, b"{\\rtf1 \\'", b"{\\rtf}}}}}"])
def test_broken_rich_text_is_read_as_far_as_it_goes(broken: bytes) -> None:
    assert read(broken).text == ""


def test_a_word_file_of_2003_in_xml_gives_its_text() -> None:
    body = f'<w:body><wx:sect xmlns:wx="x">{making.paragraph("一、总体情况")}</wx:sect></w:body>'
    text = f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument {making.W}>{body}</w:wordDocument>'
    found = read(text.encode())
    assert (found.kind, found.text) == ("doc-xml", "一、总体情况")


def test_a_package_in_one_xml_file_gives_its_document() -> None:
    part = f"<w:document {making.W}><w:body>{making.paragraph('正文')}</w:body></w:document>"
    text = f'<?xml version="1.0"?><pkg:package xmlns:pkg="p"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{part}</pkg:xmlData></pkg:part></pkg:package>'
    assert read(text.encode()).text == "正文"


def test_an_excel_file_of_2003_in_xml_gives_its_cells_where_they_stand() -> None:
    cell = "<Cell{}><Data ss:Type='String'>{}</Data></Cell>"
    first = "<Row>" + cell.format(" ss:MergeAcross='1'", "收支总表") + "</Row>"
    second = "<Row ss:Index='3'>" + cell.format("", "合计") + cell.format(" ss:Index='3'", "12.5") + "</Row>"
    text = f"<?xml version='1.0'?><Workbook xmlns='s' xmlns:ss='s'><Worksheet ss:Name='表一'><Table>{first}{second}</Table></Worksheet></Workbook>"
    (table,) = read(text.encode()).tables
    assert (table.name, table.rows) == ("表一", (("收支总表", "", ""), ("", "", ""), ("合计", "", "12.5")))


def test_other_xml_has_no_reader_and_a_document_type_is_refused() -> None:
    assert read(b"<?xml version='1.0'?><rss/>").problem is DocumentProblem.NO_READER
    evil = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><Workbook>&x;</Workbook>"
    assert read(evil).problem is DocumentProblem.DAMAGED


def test_a_page_that_word_wrote_is_a_document_and_an_error_page_is_none() -> None:
    found = read(PAGE.encode(), "a.doc")
    assert (found.problem, found.text.splitlines()[:2]) == (None, ["东山市示例局", "收支总表"])
    assert rows(found.tables) == [ROWS]
    assert (
        read(b"<html><head><title>404</title></head><body>404</body></html>").problem
        is DocumentProblem.NO_READER
    )


def test_a_web_archive_gives_the_text_of_its_page() -> None:
    quoted = "".join(f"={b:02X}" for b in PAGE.encode())
    body = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n--x\r\nContent-Type: image/png\r\n\r\nPNG\r\n--x--\r\n"
    )
    found = read(body.encode(), "a.doc")
    assert (found.kind, rows(found.tables)) == ("mht", [ROWS])
    assert found.text.startswith("东山市示例局")
