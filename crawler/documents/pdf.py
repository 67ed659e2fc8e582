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
_MOST_LINES = 12_000  # more is a drawing, and following its lines would take minutes
_OBJECTS = 4000  # objects of a page looked at
_FEW = 8  # characters: a page number or a stamp, on a page that is a picture for the rest
_DRAWN = 500  # points of lines from which a page without text may be text drawn as curves
_MOST_UNKNOWN = 0.3  # share of characters without a meaning from which a text is none


def read_pdf(body: bytes, gathering: Gathering) -> None:
    """Gather the text of all pages, then their tables; scripts, forms and links are neither run nor followed."""
    budget, ruled = gathering.budget, list[int]()
    document = _opened(body)
    try:
        gathering.pages = len(document)
        if gathering.pages > budget.limits.pages:
            budget.cut()
        for number in range(min(gathering.pages, budget.limits.pages)):
            if not budget.in_time():
                return
            try:
                if _page(document[number], gathering):
                    ruled.append(number)
            except pdfium.PdfiumError as error:
                gathering.leave_out(f"page {number + 1}: {error}")
    finally:
        document.close()
    if gathering.note and not gathering.has_text and not gathering.picture_pages:
        raise UnreadableError(DocumentProblem.DAMAGED, gathering.note)
    _tables(body, ruled, gathering)


def _tables(body: bytes, ruled: list[int], gathering: Gathering) -> None:
    """Gather the tables of these pages; where lines cannot be followed the text stands, and it is said."""
    tables = PageTables(io.BytesIO(body), gathering)
    for number in ruled:
        if not gathering.budget.in_time():
            return
        try:
            tables.read(number)
        except MemoryError:
            raise
        except Exception as error:  # pdfminer fails in ways of its own on files that others read
            gathering.leave_out(f"tables of page {number + 1}: {type(error).__name__}")


def _opened(body: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in _NEEDS_PASSWORD:
            raise UnreadableError(DocumentProblem.ENCRYPTED, "the file needs a password") from error
        raise UnreadableError(DocumentProblem.DAMAGED, str(error)) from error


def _page(page: pdfium.PdfPage, gathering: Gathering) -> bool:
    """Gather a page's text; whether its lines may be a table's."""
    text_page = page.get_textpage()
    text = text_page.get_text_bounded()
    text_page.close()
    pictures, lines = _objects(page)
    page.close()
    gathering.pictures += pictures
    written = _written(text)
    if written < _FEW and (pictures or lines > _DRAWN or (text.strip() and not written)):
        gathering.picture_pages += 1
    if not written:
        return False
    for line in text.splitlines():
        gathering.line(line.replace("\ufffe", ""))
    if lines > _MOST_LINES:
        gathering.budget.cut()
    return _LINES <= lines <= _MOST_LINES


def _written(text: str) -> int:
    """How many characters are written there; 0 when too many of them mean nothing."""
    written = [c for c in text if not c.isspace()]
    unknown = sum(1 for c in written if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " ")
    return 0 if unknown > _MOST_UNKNOWN * len(written) else len(written)


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
