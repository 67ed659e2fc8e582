"""Hostile documents cost bounded room and time; what was left out is told."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from crawler.documents.limits import Limits
from records.documents import DocumentProblem
from tests.crawler.documents import making
from tests.crawler.documents.making import cell, docx, paragraph, table, zipped
from tests.crawler.documents.opening import read


def test_text_beyond_the_limit_is_cut_and_told() -> None:
    found = read(docx(*[paragraph("字" * 10)] * 20), limits=Limits(chars=95))
    assert found.truncated
    assert len(found.text.replace("\n", "")) == 95


def test_pages_beyond_the_limit_are_left_out_and_told() -> None:
    found = read(making.plain_pdf("一", "二", "三"), limits=Limits(pages=2))
    assert (found.text, found.pages, found.truncated) == ("一\n二", 3, True)


def test_rows_columns_cells_and_tables_beyond_the_limits_are_left_out_and_told() -> None:
    body = docx(*[table(*[[cell("甲"), cell("乙")]] * 5)] * 3)
    assert [len(t.rows) for t in read(body, limits=Limits(rows=7)).tables] == [5, 2]
    assert {len(t.rows[0]) for t in read(body, limits=Limits(columns=1)).tables} == {1}
    assert [len(t.rows) for t in read(body, limits=Limits(cells=12)).tables] == [5, 1]
    assert len(read(body, limits=Limits(tables=2)).tables) == 2
    for limits in (Limits(rows=7), Limits(columns=1), Limits(cells=12), Limits(tables=2)):
        assert read(body, limits=limits).truncated


def test_time_used_up_ends_the_reading_with_what_there_is() -> None:
    found = read(making.plain_pdf("一", "二"), limits=Limits(seconds=0))
    assert (found.truncated, found.problem) == (True, None)


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml", "OFD.xml"])
def test_a_part_that_swells_is_not_unpacked(part: str) -> None:
    body = zipped({part: b"<a>" + b" " * 40_000_000 + b"</a>"})
    assert len(body) < 60_000
    started = time.monotonic()
    found = read(body)
    assert found.problem is DocumentProblem.TOO_LARGE
    assert time.monotonic() - started < 1


def test_a_zip_that_lies_about_its_sizes_is_stopped_while_it_swells() -> None:
    body = zipped({"word/document.xml": b"<a>" + b" " * 40_000_000 + b"</a>"})
    size = (40_000_007).to_bytes(4, "little")
    assert body.count(size) == 2
    found = read(body.replace(size, (500).to_bytes(4, "little")))
    assert found.problem in {DocumentProblem.TOO_LARGE, DocumentProblem.DAMAGED}


def test_a_tree_of_too_many_tags_is_not_built() -> None:
    found = read(
        zipped({"word/document.xml": b"<a>" + b"<b/>" * 5_000_000 + b"</a>"}), limits=Limits(ratio=10**6)
    )
    assert found.problem is DocumentProblem.TOO_LARGE


def test_all_parts_together_are_bounded() -> None:
    found = read(making.ofd(["甲" * 100] * 20, ["乙" * 100] * 20), limits=Limits(unpacked=5000))
    assert found.problem is DocumentProblem.TOO_LARGE


def test_a_zip_of_too_many_parts_is_not_listed() -> None:
    body = zipped({f"{n}.doc": b"" for n in range(60)})
    assert read(body, limits=Limits(members=50)).problem is DocumentProblem.TOO_LARGE
    assert len(read(body).tables[0].rows) == 60


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = (
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<w:document {making.W}><w:body><w:p><w:r><w:t>&c;&f;</w:t></w:r></w:p></w:body></w:document>"
    )
    found = read(zipped({"word/document.xml": bomb}))
    assert (found.problem, found.text) == (DocumentProblem.DAMAGED, "")


def test_deep_nesting_is_a_damaged_file_and_no_crash() -> None:
    deep = "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000
    assert read(docx(deep)).problem is DocumentProblem.DAMAGED
    nested = "[" * 100_000
    assert read(b"%PDF-1.4\n1 0 obj\n" + nested.encode()).problem is DocumentProblem.DAMAGED


def test_a_sheet_that_claims_a_far_corner_stays_small() -> None:
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    relation = '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>'
    body = zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{ns}" xmlns:r="r"><sheets><sheet name="表" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relation,
            "xl/worksheets/s.xml": f'<worksheet xmlns="{ns}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )
    found = read(body)
    assert found.tables[0].rows == (("甲",),)
    assert found.truncated


def test_macros_are_passed_by() -> None:
    body = making.docx(paragraph("正文"))
    with_macro = zipped(
        {"word/document.xml": _part(body, "word/document.xml"), "word/vbaProject.bin": b"Sub AutoOpen()"}
    )
    assert read(with_macro, "x.docm").text == "正文"


def _part(body: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(body)).read(name)
