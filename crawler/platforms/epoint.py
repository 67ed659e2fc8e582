"""Epoint: table lists; the pager is a script that leads to `N.html` beside the first page."""

from __future__ import annotations

import re

from crawler.extract.document import Document
from crawler.extract.paging import MAX_PAGES
from crawler.platforms.marks import known
from records.types import Paging

_FIRST = re.compile(r"/(?:subpage\w*|moreinfo\w*|list|index|about|secondpage\w*|tradeinfo)?(?:\.html?)?$")
_TOTAL = re.compile(r"\btotal(?:Count)?\s*:\s*[\"']?(\d{1,7})")
_SIZE = re.compile(r"\bpageSize\s*:\s*[\"']?(\d{1,4})")


def paging(document: Document) -> Paging | None:
    """Pages that the script's total and page size announce; without both only that a script pages."""
    script = next((s for s in document.scripts if "pagination" in s), None)
    if script is None or not _FIRST.search(document.url):
        return None
    total, size = _TOTAL.search(script), _SIZE.search(script)
    if total is None or size is None or int(size[1]) == 0:
        return Paging(scripted=True)
    count = -(-int(total[1]) // int(size[1]))
    urls = (document.join(f"{n}.html") for n in range(2, min(count, MAX_PAGES) + 1))
    return Paging(count, 1, tuple(u for u in urls if u))


PLATFORM = known("epoint", paging=paging)
