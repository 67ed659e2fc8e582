"""webplus (Sudy) and Boda, the systems of schools and many bureaus: `list2.htm`, `c12a345/page.htm`; `1001/9.htm`."""

from __future__ import annotations

import re

from crawler.extract.document import Document, text_of
from crawler.extract.paging import MAX_PAGES
from crawler.platforms.marks import known
from records.types import Paging

_LIST = re.compile(r"/list(\d*)\.(htm|psp)(?:\?.*)?$")


def paging(document: Document) -> Paging | None:
    """All pages from the pager's own count: list.htm, list2.htm …"""
    found = _LIST.search(document.url)
    all_pages = document.names.get("all_pages")
    count = text_of(all_pages).strip() if all_pages is not None else ""
    if found is None or not count.isdigit():
        return None
    current, last = int(found[1] or 1), min(int(count), MAX_PAGES)
    names = (f"list{n if n > 1 else ''}.{found[2]}" for n in range(1, last + 1) if n != current)
    return Paging(int(count), current, tuple(u for n in names if (u := document.join(n))))


WEBPLUS = known("webplus", paging=paging)
BODA = known("boda")
