"""Pagers that are nothing but numbers: `1 2 3`, without words for turning the page."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml.etree import _Element

from crawler.extract.document import Document

_DIGITS = re.compile(r"\d+")
_LEAST = 2  # numbers that make a pager where nothing else says that it is one
_NAMED = re.compile(r"pag|fenye|pg(?:$|[_-])", re.I)


def numbered_links(document: Document) -> dict[_Element, list[str]]:
    """Box -> addresses of the pages whose numbers are its links; each address has the number its link prints, or one less."""
    found: dict[_Element, dict[int, str]] = defaultdict(dict)
    for a, (url, text) in document.anchors.items():
        if url and len(text) <= 4 and text.isdigit() and _is_page(url, int(text), document.url):
            found[_box(a)].setdefault(int(text), url)
    return {
        box: list(urls.values()) for box, urls in found.items() if _follows(urls) and _is_pager(box, urls)
    }


def _is_page(url: str, number: int, own: str) -> bool:
    """The address lies beside the page's own and ends on the number, apart from its file's ending; page 1 may be any."""
    folder = own.split("?", 1)[0].rsplit("/", 1)[0]
    if not url.startswith(folder + "/"):
        return False
    numbers = _DIGITS.findall(url[len(folder) :])
    return number == 1 or (bool(numbers) and int(numbers[-1]) in {number, number - 1})


def _box(a: _Element) -> _Element:
    """The box around the numbers: where each stands in one of its own, the one around these."""
    box = a.getparent()
    if box is None:
        return a
    above = box.getparent()
    return above if box.tag in {"li", "span", "td"} and len(box) == 1 and above is not None else box


def _follows(urls: dict[int, str]) -> bool:
    """The numbers run on from the first pages, at most one (the page shown) left out."""
    numbers = sorted(urls)
    return numbers[0] <= 2 and numbers[-1] - numbers[0] <= len(numbers)


def _is_pager(box: _Element, urls: dict[int, str]) -> bool:
    own = (box, box.getparent())
    named = any(_NAMED.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in own if e is not None)
    return named or len(urls) >= _LEAST
