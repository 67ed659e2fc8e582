"""A document that cannot be read says why, and gives nothing else."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from crawler.documents.limits import Limits
from records.documents import DocumentProblem
from tests.crawler.documents import making
from tests.crawler.documents.opening import (
    as_encrypted_package,
    read,
    saved,
    with_doc_password,
    with_xls_password,
)


def locked_pdf() -> bytes:
    pdf = making.Pdf()
    pdf.text(60, 700, "内容")
    pdf.turn()
    return pdf.bytes(password=True)


def scanned_pdf() -> bytes:
    pdf = making.Pdf()
    for _ in range(3):
        pdf.picture()
        pdf.turn()
    return pdf.bytes()


def test_passwords_are_told_of_every_kind(tmp_path: Path) -> None:
    bodies = (
        locked_pdf(),
        with_doc_password(tmp_path / "a.doc"),
        with_xls_password(tmp_path / "a.xls"),
        as_encrypted_package(),
    )
    assert [read(b).problem for b in bodies] == [DocumentProblem.ENCRYPTED] * 4


def test_pages_of_pictures_are_told_with_their_number() -> None:
    found = read(scanned_pdf())
    assert found.problem is DocumentProblem.SCANNED_PICTURE
    assert (found.pages, found.picture_pages, found.text) == (3, 3, "")
    assert found.reason == "3 of 3 pages are pictures"
    assert read(making.ofd(None, None)).problem is DocumentProblem.SCANNED_PICTURE


def test_a_scan_with_page_numbers_is_still_a_scan() -> None:
    pdf = making.Pdf()
    for n in range(3):
        pdf.picture()
        pdf.text(280, 30, f"- {n} -")
        pdf.turn()
    found = read(pdf.bytes())
    assert (found.problem, found.picture_pages) == (DocumentProblem.SCANNED_PICTURE, 3)
    assert found.text.splitlines() == ["- 0 -", "- 1 -", "- 2 -"]


def test_text_drawn_as_curves_is_a_picture() -> None:
    pdf = making.Pdf()
    for n in range(200):
        pdf.box(50 + n, 60 + n, 3, 3)
    pdf.turn()
    assert read(pdf.bytes()).problem is DocumentProblem.SCANNED_PICTURE


def test_a_page_embedded_in_a_word_document_is_not_an_empty_document() -> None:
    assert read(making.docx("<w:altChunk/>")).problem is DocumentProblem.NO_READER
    found = read(making.docx(making.paragraph("正文"), "<w:altChunk/>"))
    assert (found.text, found.problem, found.truncated) == ("正文", None, True)


def test_a_broken_page_leaves_the_others_and_is_told() -> None:
    body = making.plain_pdf("第一页", "第二页")
    found = read(body.replace(b"9 0 obj\n<< /Type", b"9 0 obj\n(a) %ype"))
    assert (found.problem, found.text, found.truncated) == (None, "第一页", True)
    assert found.reason.startswith("page 2: ")


def test_a_word_document_of_one_picture_is_a_picture() -> None:
    found = read(making.docx("<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert found.problem is DocumentProblem.SCANNED_PICTURE


def test_a_picture_among_written_pages_is_counted_and_no_problem() -> None:
    pdf = making.Pdf()
    for _ in range(3):
        pdf.text(60, 700, "正文")
        pdf.turn()
    pdf.picture()
    pdf.turn()
    found = read(pdf.bytes())
    assert (found.problem, found.picture_pages, found.pictures) == (None, 1, 1)


@pytest.mark.parametrize(
    "body",
    [
        making.annual_report_docx()[:700],
        making.plain_pdf("内容")[:300],
        saved("report.doc")[:3000],
        saved("budget.xls")[:2000],
        making.rar("a.doc")[:15],
        making.docx("<w:p>"),
        making.zipped({"word/document.xml": "<a/>"}),
        making.zipped({"xl/workbook.xml": "not xml"}),
        b"",
    ],
    ids=["docx", "pdf", "doc", "xls", "rar", "xml", "no body", "no xml", "empty"],
)
def test_damaged_files_are_told(body: bytes) -> None:
    found = read(body)
    assert found.problem is DocumentProblem.DAMAGED
    assert found.reason
    assert (found.text, found.tables) == ("", ())


@pytest.mark.parametrize(
    "body",
    [b"\x89PNG\r\n\x1a\n", b"7z\xbc\xaf\x27\x1c", making.zipped({"[Content_Types].xml": ""})],
    ids=["picture", "7z", "slides"],
)
def test_kinds_without_a_reader_are_told(body: bytes) -> None:
    assert read(body).problem is DocumentProblem.NO_READER


def test_more_bytes_than_allowed_are_too_large() -> None:
    assert read(b"a" * 101, limits=Limits(bytes_in=100)).problem is DocumentProblem.TOO_LARGE


def test_a_locked_zip_is_listed_and_a_locked_part_is_told() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")
    body = bytearray(out.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + place] |= 1
    assert read(bytes(body)).problem is DocumentProblem.ENCRYPTED
