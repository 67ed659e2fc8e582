"""Masking for copies that are handed out: every citizen id, bank card and mobile number, whatever stands beside it.

Reading masks what is certainly a person's. A copy masks more: a number that only looks like one is no loss there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from crawler.extract.decoding import decode
from crawler.extract.personal import is_bank_card, is_citizen_id
from records.documents import DocumentText

_D, _BY = "[0-9０-９]", "[0-9A-Za-z０-９]"
_ID = re.compile(rf"(?<!{_BY}){_D}{{6}}[ -]?{_D}{{8}}[ -]?{_D}{{3}}[0-9０-９xXｘＸ](?!{_BY})")
_OLD_ID = re.compile(rf"(?<!{_BY})[1-8]\d{{5}}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}(?!{_BY})")
_CARD = re.compile(rf"(?<!{_BY})(?:{_D}[ -]?){{15,18}}{_D}(?!{_BY})")
_MOBILE = re.compile(
    rf"(?<!{_BY})(?:(?:\+|00)?86[ -]?)?[1１][3-9３-９]{_D}[ -]?{_D}{{4}}[ -]?{_D}{{4}}(?!{_BY})"
)
_LONG = re.compile(rf"{_D}{{3}}[ -]?{_D}{{4}}[ -]?{_D}{{4}}")
_IN_QUERY = re.compile(r"(?<==)(?:1[3-9]\d{9}|[3-6]\d{15,18})(?![0-9A-Za-z])")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_RUNNING = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "label", "mark", "q", "s", "small"}
)
_RUNNING |= {
    "span",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
    "var",
    "wbr",
    "ins",
    "del",
    "kbd",
    "samp",
    "big",
    "strike",
}
_CODE = frozenset({"script", "style"})
_TEXTS = ("text/", "json", "xml", "javascript", "x-www-form-urlencoded")
_PARSER = etree.HTMLParser(encoding="utf-8")


def masked_text(text: str) -> str:
    """Any text without full numbers of persons; each keeps its first three and last two characters."""
    if not _LONG.search(_UNSEEN.sub("", text)):
        return text
    hidden = bytearray(len(text))
    seen = [n for n, c in enumerate(text) if not _UNSEEN.match(c)]
    for start, end in _numbers("".join(text[n] for n in seen)):
        for n in seen[start:end]:
            hidden[n] = 1
    return "".join("*" if hide else c for c, hide in zip(text, hidden, strict=True))


def masked_address(url: str) -> str:
    """An address without citizen ids, and without cards and mobile numbers that are values of its query."""
    found = _ID.sub(lambda m: _starred(m.group()) if is_citizen_id(m.group()) else m.group(), url)
    return _IN_QUERY.sub(
        lambda m: _starred(m.group()) if len(m.group()) == 11 or is_bank_card(m.group()) else m.group(), found
    )


def masked_body(body: bytes, content_type: str) -> bytes | None:
    """A page, script, style or data as bytes in its own encoding, untouched where there is nothing to mask.

    None for what is no text: a document or a picture cannot be masked so.
    """
    is_html = "html" in content_type or body.lstrip()[:1] == b"<"
    if not is_html and not any(kind in content_type for kind in _TEXTS):
        return None
    decoded = decode(body, content_type)
    text = masked_text(decoded.text)
    if is_html:
        text = _masked_markup(text)
    if text == decoded.text:
        return body
    return text.encode(decoded.encoding, "xmlcharrefreplace" if is_html else "replace")


def masked_document(document: DocumentText) -> bytes | None:
    """What a document says as masked text, b"" where it holds nothing to mask; None when it was not read whole."""
    if document.problem is not None or document.truncated or document.pictures or document.picture_pages:
        return None
    told = "\n".join([document.text, *("\t".join(row) for table in document.tables for row in table.rows)])
    if not document.hits and masked_text(told) == told:
        return b""
    return masked_text(document.text).encode("utf-8", "replace")


def _masked_markup(text: str) -> str:
    """The markup with numbers masked that tags, entities or unseen characters take apart; the same text where there are none."""
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return text
    if root is None:
        return text
    changed = _mask_running(list(_pieces(root)))
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            masked = masked_text(str(value))
            if masked != value:
                element.set(name, masked)
                changed = True
    return etree.tostring(root, encoding="unicode", method="html") if changed else text


@dataclass(slots=True)
class _Piece:
    """A run of text in the tree: an element's own text or its tail. `apart`: a new line begins before it."""

    element: etree._Element
    is_tail: bool
    apart: bool

    @property
    def text(self) -> str:
        """What it says."""
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def put(self, text: str) -> None:
        """Say something else."""
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


def _pieces(root: etree._Element) -> Iterator[_Piece]:
    """Every text of a page in its order, those of scripts and styles left out."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end" and element.tail:
                yield _Piece(element, True, False)
            continue
        apart = element.tag not in _RUNNING
        if event == "start" and element.text and element.tag not in _CODE:
            yield _Piece(element, False, apart)
        elif event == "end" and element is not root:
            yield _Piece(element, True, apart)


def _mask_running(pieces: list[_Piece]) -> bool:
    whole, starts = [], []
    at = 0
    for piece in pieces:
        at += piece.apart
        starts.append(at)
        whole.append(("\n" if piece.apart else "") + piece.text)
        at += len(piece.text)
    text = "".join(whole)
    masked = masked_text(text)
    if masked == text:
        return False
    for piece, start in zip(pieces, starts, strict=True):
        said = masked[start : start + len(piece.text)]
        if said != piece.text:
            piece.put(said)
    return True


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts to hide stand: of each number all but its first three and last two characters."""
    taken: list[tuple[int, int]] = []
    for pattern, holds in (
        (_ID, is_citizen_id),
        (_OLD_ID, bool),
        (_CARD, is_bank_card),
        (_MOBILE, bool),
    ):
        for found in pattern.finditer(text):
            free = all(found.end() <= a or found.start() >= b for a, b in taken)
            if free and holds(found.group()):
                taken.append(found.span())
    for start, end in taken:
        yield start + 3, end - 2


def _starred(value: str) -> str:
    return value[:3] + "*" * (len(value) - 5) + value[-2:]
