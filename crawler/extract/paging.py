"""Further pages of a list: script pagers of the common systems, and plain links."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from crawler.extract.document import Document, text_of
from crawler.extract.remembered import by_text
from crawler.extract.words import compact, form, words
from records.types import Paging

Join = Callable[[str | None], str | None]
MAX_PAGES = 500
_TOTAL, _CURRENT = form("page_total"), form("page_current")
_SCRIPTED = ("mricode.pagination", "jpage", "laypage", ".pagination(", "dataproxy.jsp", ".jqPaginator(")
_MAX_BOX = 60


def read_paging(document: Document) -> Paging:
    """What a pager of links tells; empty `Paging` when there is none."""
    urls, boxes = _links(document)
    if urls:
        said = " ".join(text_of(b) for b in boxes)[:2000]
        total = _TOTAL.search(said) or _TOTAL.search(document.text)
        now = _CURRENT.search(said)
        current = int(next(g for g in now.groups() if g)) if now else 1
        return Paging(int(total.group(1)) if total else None, current, urls)
    return Paging(scripted=True) if _is_scripted(document) else Paging()


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
    """Links of a pager, the one to the next page and the numbers beside it; and the boxes they stand in."""
    found: dict[str, None] = {}
    boxes: list[_Element] = []
    next_page = words("next_page")
    for a, (_, text) in document.anchors.items():
        if len(text) <= 8 and text in next_page and not _is_article_link(a):
            boxes.append(_box(a))
            for other in boxes[-1].iter("a"):
                target, label = document.anchors.get(other, (None, ""))
                good = label.strip("[]").isdigit() or compact(label) in words("next_page")
                if target and target != document.url and good:
                    found.setdefault(target)
    return tuple(found)[:MAX_PAGES], boxes


def _box(a: _Element) -> _Element:
    """The pager around a link: its parent, or the parent's parent when each link has a box of its own."""
    box = a.getparent()
    if box is None:
        return a
    above = box.getparent()
    alone = sum(1 for _ in box.iter("a")) == 1
    return (
        above
        if alone and above is not None and above.tag not in {"body", "html"} and len(above) <= _MAX_BOX
        else box
    )


def _is_article_link(a: _Element) -> bool:
    """The next article, not the next page of a list."""
    return any(mark in (a.get("title") or "") for mark in words("next_article"))
