"""Further pages of a list that a script fetches by their number, where the page tells how many there are."""

from __future__ import annotations

import re

from crawler.extract.calls import address_of_call, calls
from crawler.extract.document import Document
from crawler.extract.paging import MAX_PAGES
from crawler.extract.remembered import by_text
from crawler.extract.script_values import Values
from crawler.extract.words import form
from records.types import Paging

_MAX_SCRIPT = 300_000
_ANY = "0073170073"  # stands for the number of a page in an address
_PAGER = re.compile(r"pagination|laypage|paging|paginator|createPage|pageCount|totalPage|pageTotal", re.I)
_COUNT = re.compile(
    r"\b(?:pageCount|totalPages?|pageTotal|countPage|pages)['\"]?\s*[:=]\s*['\"]?(\d{1,5})\b", re.I
)
_TOTAL = re.compile(
    r"\b(?:total(?:Count|Records?|Num|Size)?|recordCount|count|items_total)['\"]?\s*[:=]\s*['\"]?(\d{1,7})\b",
    re.I,
)
_SIZE = re.compile(
    r"\b(?:page_?Size|per_?page|limit|size|items_per_page)['\"]?\s*[:=]\s*['\"]?(\d{1,4})\b", re.I
)
_FROM_NOUGHT = re.compile(
    r"\b(?:pageIndex|currPage|curPage|current|current_page|pageNo|page)['\"]?\s*[:=]\s*['\"]?0\b", re.I
)
_PAGES = form("page_total")


def script_pages(document: Document) -> Paging | None:
    """The addresses of all pages but the first; None where no script fetches pages or nothing counts them."""
    scripts = [s for s in document.scripts if len(s) <= _MAX_SCRIPT]
    if not any(_has_pager(s) for s in scripts):
        return None
    count = _count(document, scripts)
    if count < 2:
        return None
    first = 0 if any(_FROM_NOUGHT.search(s) for s in scripts) else 1
    values = Values(document, scripts)
    for script in scripts:
        for call in calls(script):
            urls = _pages(document, script, call, values, range(first + 1, first + min(count, MAX_PAGES)))
            if urls:
                return Paging(count, 1, urls)
    return None


@by_text
def _has_pager(script: str) -> bool:
    return _PAGER.search(script) is not None


def _pages(
    document: Document, script: str, call: re.Match[str], values: Values, numbers: range
) -> tuple[str, ...]:
    """What the call asks for each page; nothing for a call that asks the same whatever the page."""
    values.page, values.paged = _ANY, False
    address = address_of_call(script, call, values)
    if not address or not values.paged:
        return ()
    joined = (document.join(address.replace(_ANY, str(n))) for n in numbers)
    return tuple(dict.fromkeys(u for u in joined if u))


def _count(document: Document, scripts: list[str]) -> int:
    """How many pages there are: as the script says, else by total and size, else as the page prints it."""
    for script in scripts:
        if _has_pager(script):
            told, total, size = (_number(f, script) for f in (_COUNT, _TOTAL, _SIZE))
            if told or (total and size):
                return told or -(-total // size)
    printed = _PAGES.search(document.text)
    return int(printed[1]) if printed else 0


def _number(wanted: re.Pattern[str], script: str) -> int:
    found = wanted.search(script)
    return int(found[1]) if found else 0
