"""One document read in this process: its kind by its content, then the reader for it.

Readers that need a library of their own are imported when the first document of that kind comes: a run without PDFs
does not wait for PDFium, and a machine that cannot have it reads everything else.
"""

from __future__ import annotations

import io
import re

from olefile import OleFileIO

from crawler.documents import doc, docx, ofd, xlsx
from crawler.documents.gathering import Gathering
from crawler.documents.limits import Budget, Limits, UnreadableError
from crawler.documents.office_xml import read_office_xml
from crawler.documents.plain import read_csv, read_text
from crawler.documents.rtf import read_rtf
from crawler.documents.saved_pages import is_web_archive, read_office_page, read_web_archive
from crawler.documents.zipped import Zipped
from crawler.extract.sniffing import sniff
from records.documents import DocumentProblem, DocumentText

_EXTENSION = re.compile(r"\.([a-z0-9]{1,5})(?:$|[?#&])", re.I)
_LONGEST_REASON = 300
_SAVED = {"rtf": read_rtf, "xml": read_office_xml, "html": read_office_page}


def read_document(body: bytes, name: str, limits: Limits) -> DocumentText:
    """Text and tables of a document, or the problem; `name` (or address) only tells csv from other text.

    Never raises for what is in the document: readers of broken formats fail in ways of their own, and every one
    of them is the document's problem, told by its name.
    """
    gathering = Gathering(sniff(body), Budget(limits))
    try:
        _read(body, name, gathering)
    except UnreadableError as error:
        return _failed(gathering, error.problem, error.reason)
    except ImportError as error:
        return _failed(gathering, DocumentProblem.NO_READER, f"{error.name} is not installed")
    except MemoryError:
        return _failed(gathering, DocumentProblem.TOO_LARGE, "needs more memory than a document may")
    except Exception as error:  # any failure of a reader of hostile input is a finding about the input
        return _failed(gathering, DocumentProblem.DAMAGED, f"{type(error).__name__}: {error}")
    return gathering.document()


def _failed(gathering: Gathering, problem: DocumentProblem, reason: str) -> DocumentText:
    """The problem alone: half a document is none."""
    return DocumentText(
        gathering.kind, pages=gathering.pages, problem=problem, reason=reason[:_LONGEST_REASON]
    )


def _read(body: bytes, name: str, gathering: Gathering) -> None:
    if len(body) > gathering.budget.limits.bytes_in:
        raise UnreadableError(DocumentProblem.TOO_LARGE, f"{len(body)} bytes")
    kind = gathering.kind
    if kind == "pdf":
        from crawler.documents.pdf import read_pdf

        read_pdf(body, gathering)
    elif kind == "zip":
        _read_zip(Zipped(body, gathering.budget), gathering)
    elif kind == "ole":
        _read_ole(body, gathering)
    elif kind == "rar":
        from crawler.documents.listing import list_rar

        list_rar(body, gathering)
    elif kind == "text":
        _read_plain(body, name, gathering)
    elif kind in _SAVED:
        _SAVED[kind](body, gathering)
    elif kind == "empty":
        raise UnreadableError(DocumentProblem.DAMAGED, "the file is empty")
    else:
        raise UnreadableError(DocumentProblem.NO_READER, f"nothing here reads {kind}")


def _read_zip(archive: Zipped, gathering: Gathering) -> None:
    for part, kind, read in (
        (docx.body_of(archive) or "", "docx", docx.read_docx),
        (xlsx.BOOK, "xlsx", xlsx.read_xlsx),
        (ofd.ROOT, "ofd", ofd.read_ofd),
    ):
        if part in archive:
            gathering.kind = kind
            read(archive, gathering)
            return
    if "[content_types].xml" in archive.names() or "mimetype" in archive.names():
        gathering.kind = "office"
        raise UnreadableError(DocumentProblem.NO_READER, "an office file that is neither text nor sheets")
    from crawler.documents.listing import list_zip

    list_zip(archive, gathering)


def _read_ole(body: bytes, gathering: Gathering) -> None:
    with OleFileIO(io.BytesIO(body)) as ole:
        if ole.exists("EncryptedPackage"):
            raise UnreadableError(DocumentProblem.ENCRYPTED, "the file needs a password")
        if ole.exists(doc.STREAM):
            gathering.kind = "doc"
            doc.read_doc(ole, gathering)
            return
        is_book = ole.exists("Workbook") or ole.exists("Book")
    if not is_book:
        raise UnreadableError(DocumentProblem.NO_READER, "an office file that is neither text nor sheets")
    gathering.kind = "xls"
    from crawler.documents.xls import read_xls

    read_xls(body, gathering)


def _read_plain(body: bytes, name: str, gathering: Gathering) -> None:
    if is_web_archive(body):
        gathering.kind = "mht"
        read_web_archive(body, gathering)
        return
    extensions = [e.lower() for e in _EXTENSION.findall(name)]
    if "csv" in extensions:
        gathering.kind = "csv"
        read_csv(body, gathering)
    else:
        read_text(body, gathering)
