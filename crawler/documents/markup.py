"""XML parts read without entities, document types, network or outsized trees."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from crawler.documents.limits import MIB, UnreadableError
from records.documents import DocumentProblem

_HEAD = 4096
_TREE_BYTES = 48 * MIB
_TREE_TAGS = 4_000_000  # a tree costs some hundred bytes a tag, far more than its text


def parsed(part: bytes, name: str) -> _Element:
    """The root of an XML part; UnreadableError when it is broken or declares a document type."""
    _refuse_doctype(part, name)
    if len(part) > _TREE_BYTES or part.count(b"<") > _TREE_TAGS:
        raise UnreadableError(
            DocumentProblem.TOO_LARGE, f"{name} has {len(part)} bytes, {part.count(b'<')} tags"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(DocumentProblem.DAMAGED, f"{name}: {error.msg}") from error


def elements(part: bytes, name: str, tags: tuple[str, ...]) -> Iterator[_Element]:
    """Elements of some tags as they end, each freed after use: for parts of many rows."""
    _refuse_doctype(part, name)
    events = etree.iterparse(
        io.BytesIO(part),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise UnreadableError(DocumentProblem.DAMAGED, f"{name}: {error.msg}") from error


def local(element: _Element) -> str:
    """A tag without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: _Element, name: str) -> str | None:
    """An attribute by its name, with whatever namespace."""
    found = element.get(name)
    if found is not None:
        return found
    return next((str(v) for k, v in element.attrib.items() if str(k).rsplit("}", 1)[-1] == name), None)


def _refuse_doctype(part: bytes, name: str) -> None:
    plain = part[:_HEAD].replace(b"\x00", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in part:
        raise UnreadableError(DocumentProblem.DAMAGED, f"{name} declares a document type")
