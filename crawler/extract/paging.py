"""Further pages of a list: script pagers of the common systems, and plain links."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element

from crawler.extract.anchors import address_of, pressed
from crawler.extract.document import Document, text_of
from crawler.extract.numbered_links import numbered_links
from crawler.extract.remembered import by_text
from crawler.extract.words import form, leads_on, words
from records.types import Paging

Join = Callable[[str | None], str | None]
MAX_PAGES = 500
_TOTAL, _CURRENT = form("page_total"), form("page_current")
_SCRIPTED = ("mricode.pagination", "jpage", "laypage", ".pagination(", "dataproxy.jsp", ".jqPaginator(")
_MAX_BOX = 60
_TURNS = tuple(sorted(w for w in words("next_page") if len(w) > 1 and not w.isascii()))
_LABEL = 10  # characters of a pager's link
_NUMBER = re.compile(r"^[\[(]?\s*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*\d{1,4}(?:\s*页)?)?\s*[\])]?$")


def read_paging(document: Document) -> Paging:
    """What a pager of links tells; empty `Paging` when there is none."""
    urls, boxes = _links(document)
    if not urls:
        numbers = numbered_links(document)
        urls = tuple(dict.fromkeys(u for us in numbers.values() for u in us if u != document.url))
        urls, boxes = urls[:MAX_PAGES], list(numbers)
    if urls:
        said = " ".join(text_of(b) for b in boxes)[:2000]
        total = _TOTAL.search(said) or _TOTAL.search(document.text)
        now = _CURRENT.search(said)
        current = int(next(g for g in now.groups() if g)) if now else 1
        return Paging(int(total.group(1)) if total else None, current, urls)
    return Paging(scripted=True) if _is_scripted(document) else Paging()


def printed_pages(document: Document) -> int:
    """How many pages the page says its list has, beside the words for turning them; 0 when it does not say."""
    found = _TOTAL.search(document.text)
    return int(found[1]) if found and any(document.says(w) for w in _TURNS) else 0


def numbered(name: str, ext: str, count: int, current: int, first: int) -> list[str]:
    """File names of all pages but the current one; page `first` has no number."""
    last = min(count, MAX_PAGES) + first
    return [
        f"{name}.{ext}" if n == first else f"{name}_{n}.{ext}" for n in range(first, last) if n != current
    ]


def _is_scripted(document: Document) -> bool:
    return any(_pages(script) for script in document.scripts)


@by_text
def _pages(script: str) -> bool:
    return "pag" in script and any(mark in script for mark in _SCRIPTED)


def _links(document: Document) -> tuple[tuple[str, ...], list[_Element]]:
    """Links of a pager, the one to the next page and the numbers beside it; and the boxes they stand in.

    Where no plain links make a pager, also what handlers, data and options open.
    """
    nexts = [a for a in _turning(document) if not _is_article_link(a)]
    found = _beside(nexts, document, {})
    if found[0]:
        return found
    opening = {e: (u, " ".join(text_of(e).split())) for e, u in pressed(document)}
    nexts += [e for e, (_, text) in opening.items() if len(text) <= _LABEL and _is_next(e, text)]
    return _beside(nexts, document, opening) if nexts else found


def _turning(document: Document) -> list[_Element]:
    """Anchors whose label is the word for the next or the last page, or that say so themselves."""
    said = document.index.carried["rel"]
    return [
        a
        for a, (_, text) in document.anchors.items()
        if len(text) <= _LABEL and (leads_on(text or _pictured(a)) or (said and said.get(a) == "next"))
    ]


def _beside(
    nexts: list[_Element], document: Document, opening: dict[_Element, tuple[str, str]]
) -> tuple[tuple[str, ...], list[_Element]]:
    found: dict[str, None] = {}
    boxes = [_box(a) for a in nexts]
    for box in boxes:
        for other in box.iter():
            target, label = opening.get(other) or document.anchors.get(other, (None, ""))
            if target is None and label and other.tag == "a":
                target = address_of(other, document.join)
            if target and target != document.url and (_NUMBER.match(label) or _is_next(other, label)):
                found.setdefault(target)
    return tuple(found)[:MAX_PAGES], boxes


def _is_next(a: _Element, text: str) -> bool:
    """The words for the next or the last page, whatever arrows and brackets stand around them, or an arrow alone."""
    return leads_on(text or _pictured(a)) or a.get("rel") == "next"


def _pictured(a: _Element) -> str:
    """What the picture or the title of an anchor without text says."""
    if a.tag != "a":
        return ""
    return next((i.get("alt") or "" for i in a.iter("img")), "") or a.get("title") or ""


def _box(a: _Element) -> _Element:
    """The pager around a link: its parent, or the parent's parent when each link has a box of its own."""
    box = a.getparent()
    if box is None:
        return a
    above = box.getparent()
    alone = sum(1 for e in box.iter() if e.tag == a.tag) == 1
    return (
        above
        if alone and above is not None and above.tag not in {"body", "html"} and len(above) <= _MAX_BOX
        else box
    )


def _is_article_link(a: _Element) -> bool:
    """The next article, not the next page of a list."""
    return any(mark in (a.get("title") or "") for mark in words("next_article"))
