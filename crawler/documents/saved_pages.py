"""Word and Excel files saved as a web page, alone or with their pictures in one archive (MHT)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

from crawler.documents.gathering import Gathering
from crawler.documents.limits import UnreadableError
from crawler.extract.decoding import decode
from crawler.extract.document import Document, text_of
from crawler.extract.tables import is_data, read_table
from records.documents import DocumentProblem

_HEAD = 4096
_MARKS = re.compile(
    rb"urn:schemas-microsoft-com:office:(?:word|excel)|<meta[^>]{0,80}(?:Word\.Document|Excel\.Sheet)|Microsoft (?:Word|Excel)\b",
    re.I,
)
_LINES = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "caption"])
_AROUND = frozenset(["div", "td", "th", "tr", "table", "tbody", "body", "html", "center", "section", "span"])
_UNSEEN = frozenset(["script", "style", "head", "title", "xml"])


def is_web_archive(body: bytes) -> bool:
    """A message of several parts that belong together."""
    head = body[:_HEAD].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def read_web_archive(body: bytes, gathering: Gathering) -> None:
    """Gather the page of the archive; its other parts are pictures and styles."""
    page = next((p for p in message_from_bytes(body).walk() if p.get_content_type() == "text/html"), None)
    inner = _payload(page) if page is not None else b""
    if not inner:
        raise UnreadableError(DocumentProblem.DAMAGED, "an archive without a page")
    read_saved_page(inner, gathering)


def read_office_page(body: bytes, gathering: Gathering) -> None:
    """Gather a page that an office program wrote; any other is a page of the site where a document should stand."""
    if _MARKS.search(body[:_HEAD]) is None:
        raise UnreadableError(DocumentProblem.NO_READER, "a web page")
    read_saved_page(body, gathering)


def read_saved_page(body: bytes, gathering: Gathering) -> None:
    """Gather paragraphs and tables in their order."""
    _gather(Document(decode(body).text, "", {}), gathering)


def _payload(part: Message) -> bytes:
    inner = part.get_payload(decode=True)
    return inner if isinstance(inner, bytes) else b""


def _gather(document: Document, gathering: Gathering) -> None:
    waiting = [document.root]
    while waiting and gathering.budget.in_time():
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        if element.tag == "table" and is_data(element):
            gathering.table(read_table(element, document))
        elif element.tag in _LINES or (element.tag in _AROUND and not len(element)):
            gathering.line(" ".join(text_of(element).split()))
        else:
            gathering.line(" ".join((element.text or "").split()))
            waiting.extend(reversed(element))
