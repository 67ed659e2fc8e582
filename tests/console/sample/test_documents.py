"""The documents hung on articles open in other programs and are what their names say."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from console.sample.documents import TYPES, document

LINES = ("first", "a < b & c")


def test_a_workbook_opens_with_its_rows() -> None:
    book = openpyxl.load_workbook(io.BytesIO(document("xlsx", "title", LINES)))
    assert [row[0].value for row in book.active.iter_rows()] == ["title", *LINES]


def test_a_text_document_holds_its_paragraphs() -> None:
    with zipfile.ZipFile(io.BytesIO(document("docx", "title", LINES))) as archive:
        assert archive.testzip() is None
        assert b"a &lt; b &amp; c" in archive.read("word/document.xml")


def test_a_pdf_has_a_cross_reference_table_that_fits() -> None:
    body = document("pdf", "title", LINES)
    start = int(body.split(b"startxref\n")[1].split()[0])
    assert body.startswith(b"%PDF-")
    assert body[start : start + 4] == b"xref"
    places = [int(line[:10]) for line in body[start:].splitlines()[3:10]]
    assert [body[p : p + 7] for p in places] == [f"{n} 0 obj".encode() for n in range(1, 8)]


@pytest.mark.parametrize("kind", TYPES)
def test_documents_are_the_same_each_time(kind: str) -> None:
    assert document(kind, "title", LINES) == document(kind, "title", LINES)


def test_other_types_are_not_made() -> None:
    with pytest.raises(KeyError):
        document("ppt", "title", LINES)
