"""A publication date that no label announces."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.etree import _Element

from crawler.extract import dates
from crawler.extract.blocks import Block
from crawler.extract.document import Document
from records.types import Header

_PUBDATE = re.compile(r"var\s+\w*(?:date|time)\w*\s*=\s*['\"]([^'\"]{8,30})['\"]", re.I)


def dated(header: Header, document: Document, found: list[Block]) -> Header:
    """The header with the date of a line that is nothing but a date and stands in no list, or of a script's variable."""
    for block in found:
        day = dates.whole_date(block.text) if not block.linked and len(block.text) < 60 else None
        if day is not None and day != header.formed_on and not _in_list(block.element):
            return replace(header, published_on=day, published_at=dates.printed(block.text))
    told = _PUBDATE.search(document.text) if "document.write" in document.text else None
    day = dates.whole_date(told.group(1)) if told else None
    return replace(header, published_on=day, published_at=told.group(1)) if day and told else header


def _in_list(element: _Element) -> bool:
    row = (
        element if element.tag in {"li", "tr", "dd"} else next(element.iterancestors("li", "tr", "dd"), None)
    )
    return row is not None and next(row.iter("a"), None) is not None
