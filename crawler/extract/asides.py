"""Boxes beside a page's own list or text: hot, recommended and related items, and the neighbours of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lxml.etree import _Element

from crawler.extract.document import text_of
from crawler.extract.words import compact, form, words

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:hot|hots|rank|ranking|recommend|recom|related|relate|xgwz|xgyd|xgxx|xgwj|tjyd|aside|sidebar)(?:$|[\s_\d-])",
    re.I,
)
_LEVELS, _LONGEST, _BEFORE = 4, 14, 2
_TOPS = frozenset(("body", "html"))
_HEADS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "div", "p", "span", "strong", "b", "li", "a", "caption")
)
_NEIGHBOUR = form("neighbour")


def own_lists(lists: Sequence[tuple[_Element, int]], column: str) -> set[_Element]:
    """Of the page's lists, as their boxes with the number of rows, those that are its own.

    A box that calls itself hot, recommended or related stands beside; one that calls itself the newest does where
    another, longer list is left. `column` is what the window calls the page: no heading that it repeats counts.
    """
    asides = {box: kind for box, _ in lists if (kind := _kind_of(box, column))}
    rest = {box for box, _ in lists if box not in asides}
    longest = max((rows for box, rows in lists if box in rest), default=0)
    soft = [(box, rows) for box, rows in lists if asides.get(box) in {"newest", "class"}]
    return rest | {box for box, rows in soft if rows > longest}


def is_neighbour(text: str) -> bool:
    """The row names the article before or after this one."""
    return _NEIGHBOUR.match(compact(text[:24])) is not None


def _kind_of(box: _Element, column: str) -> str:
    """`aside` by its heading, `newest` by its heading, `class` by its class alone; empty for a list like any other."""
    by_class = ""
    element: _Element | None = box
    for _ in range(_LEVELS):
        if element is None or element.tag in _TOPS:
            break
        if _CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            by_class = "class"
        for name in _headings(element):
            if name and name not in column:
                said = _said(name)
                if said:
                    return said
        element = element.getparent()
    return by_class


def _headings(element: _Element) -> Iterable[str]:
    """Short texts that may name the box: those right before it, and the first one inside."""
    before = element.getprevious()
    for _ in range(_BEFORE):
        if before is None:
            break
        yield _short(before)
        before = before.getprevious()
    if len(element):
        yield _short(element[0])


def _short(element: _Element) -> str:
    if element.tag not in _HEADS or len(element) > 4:
        return ""
    text = text_of(element)
    return _unmarked(text) if len(text) <= _LONGEST * 4 else ""


@lru_cache(maxsize=16_384)
def _unmarked(text: str) -> str:
    plain = compact(text).strip("【】[]·>＞+|")
    for word in words("more"):
        plain = plain.removesuffix(word)
    return plain if len(plain) <= _LONGEST else ""


@lru_cache(maxsize=4_096)
def _said(name: str) -> str:
    if name in words("aside_headings"):
        return "aside"
    return "newest" if name in words("newest_headings") else ""
