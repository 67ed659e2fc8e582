"""The `createPageHTML` pagers: UCAP counts from one and names a box first, TRS counts from nought."""

from __future__ import annotations

import re

from crawler.extract.document import Document
from crawler.extract.paging import numbered
from records.types import Paging

_TRS = re.compile(
    r"createPageHTML\(\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*[\"']([^\"']{1,200})[\"']\s*,\s*[\"'](\w{1,8})[\"']"
)
_UCAP = re.compile(
    r"createPageHTML\(\s*[\"'][\w-]{1,40}[\"']\s*,\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*[\"']([^\"']{1,200})[\"']\s*,\s*[\"'](\w{1,8})[\"']"
)


def from_one(document: Document) -> Paging | None:
    """UCAP: page N is name_N, the first has no number; only the last part of the name counts."""
    found = _UCAP.search(document.text) if document.says("createPageHTML") else None
    if found is None:
        return None
    count, current, name = int(found[1]), int(found[2]), found[3].rsplit("/", 1)[-1]
    return _paging(document, count, current, numbered(name, found[4], count, current, 1))


def from_nought(document: Document) -> Paging | None:
    """TRS: page N is name_{N-1}, the first has no number."""
    found = _TRS.search(document.text) if document.says("createPageHTML") else None
    if found is None:
        return None
    count, current, name = int(found[1]), int(found[2]), found[3]
    return _paging(document, count, current + 1, numbered(name, found[4], count, current, 0))


def either(document: Document) -> Paging | None:
    """Whichever of the two forms the page writes."""
    return from_one(document) or from_nought(document)


def _paging(document: Document, count: int, current: int, names: list[str]) -> Paging:
    return Paging(count, current, tuple(u for n in names if (u := document.join(n))))
