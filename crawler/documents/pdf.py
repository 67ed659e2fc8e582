"""PDF: text by PDFium, which is quick and knows Chinese fonts; ruled tables by pdfplumber, only on pages with lines."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from crawler.documents.gathering import Gathering
from crawler.documents.limits import UnreadableError
from crawler.documents.pdf_tables import PageTables
from records.documents import DocumentProblem

_NEEDS_PASSWORD = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_LINES = 8  # points of drawn lines from which a page may hold a table: four lines, two boxes
_OBJECTS = 4000  # objects of a page looked at
_MOST_UNKNOWN = 0.3  # share of characters without a meaning from which a text is none


def read_pdf(body: bytes, gathering: Gathering) -> None:
    """Gather page by page; scripts, forms and links are neither run nor followed."""
    document = _opened(body)
    try:
        gathering.pages = len(document)
        with PageTables(io.BytesIO(body), gathering) as tables:
            for number in range(min(gathering.pages, gathering.budget.limits.pages)):
                if not gathering.budget.in_time():
                    return
                _page(document[number], number, gathering, tables)
        if gathering.pages > gathering.budget.limits.pages:
            gathering.budget.cut()
    finally:
        document.close()


def _opened(body: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in _NEEDS_PASSWORD:
            raise UnreadableError(DocumentProblem.ENCRYPTED, "the file needs a password") from error
        raise UnreadableError(DocumentProblem.DAMAGED, str(error)) from error


def _page(page: pdfium.PdfPage, number: int, gathering: Gathering, tables: PageTables) -> None:
    text_page = page.get_textpage()
    text = text_page.get_text_bounded()
    text_page.close()
    pictures, lines = _objects(page)
    page.close()
    if not _is_text(text):
        if pictures or text.strip():
            gathering.picture_pages += 1
        return
    for line in text.splitlines():
        gathering.line(line.replace("\ufffe", ""))
    if lines >= _LINES:
        tables.read(number)


def _is_text(text: str) -> bool:
    """Whether anything is written there, in characters that mean something."""
    written = [c for c in text if not c.isspace()]
    unknown = sum(1 for c in written if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " ")
    return bool(written) and unknown <= _MOST_UNKNOWN * len(written)


def _objects(page: pdfium.PdfPage) -> tuple[int, int]:
    """(pictures, points of drawn lines) of a page, also those inside forms."""
    pictures = lines = 0
    for count, item in enumerate(page.get_objects(max_depth=4)):
        if count >= _OBJECTS:
            break
        pictures += item.type == raw.FPDF_PAGEOBJ_IMAGE
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            lines += raw.FPDFPath_CountSegments(item.raw)
    return pictures, lines
