"""Boxes beside a page's own list or text: hot, recommended and related items, and the neighbours of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lxml.etree import _Element

from crawler.extract.document import text_of
from crawler.extract.words import compact, form, ordered, words

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:hot|hots|rank|ranking|recommend|recom|gundong|marquee|ticker|related|relate|xgwz|xgyd|xgxx|xgwj|tjyd|aside|sidebar)(?:$|[\s_\d-])",
    re.I,
)
_LEVELS, _LONGEST, _BEFORE, _LIST = 4, 14, 2, 5
_TOPS = frozenset(("body", "html"))
_HEADS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "div", "p", "span", "strong", "b", "li", "a", "caption")
)
_MARKS = "【】[]·>＞+|：:"
_SOFT = frozenset(("newest", "preview", "class", "related"))
_BELOW = frozenset(("related", "newest"))  # beside a text, whatever else there is
_NEIGHBOUR = form("neighbour")
NEIGHBOUR = 24  # characters of a row that tell whether it is a neighbour


def own_lists(lists: Sequence[tuple[_Element, int]], column: str, has_text: bool) -> set[_Element]:
    """Of the page's lists, as their boxes with the number of rows, those that are its own.

    A box that calls itself hot, recommended or related stands beside; one that calls itself the newest, or that shows
    the first rows of another column with a link to more, does where another list is left that is no shorter. One of related or newest items does so beside a text, too. `column` holds what the page calls itself: no heading
    that it repeats counts.
    """
    asides = {box: kind for box, _ in lists if (kind := _kind_of(box, column))}
    soft_kinds = _SOFT - _BELOW if has_text else _SOFT
    rest = {box for box, _ in lists if box not in asides}
    longest = max((rows for box, rows in lists if box in rest), default=0)
    soft = [(box, rows, asides[box]) for box, rows in lists if asides.get(box) in soft_kinds]
    return rest | {box for box, rows, kind in soft if rows > longest or kind == "preview" and longest < _LIST}


def is_neighbour(text: str) -> bool:
    """The row names the article before or after this one."""
    return _NEIGHBOUR.match(compact(text[:NEIGHBOUR])) is not None


def _kind_of(box: _Element, column: str) -> str:
    """`aside`, `related` or `newest` by its heading, `preview` by its link to more, `class` by its class alone; else empty."""
    weaker = ""
    element: _Element | None = box
    for _ in range(_LEVELS):
        if element is None or element.tag in _TOPS:
            break
        if _names_aside(f"{element.get('class') or ''} {element.get('id') or ''}"):
            weaker = "class"
        for name, leads_on in _headings(element):
            if name and name not in column:
                said = _said(name)
                if said:
                    return said
                weaker = weaker or ("preview" if leads_on else "")
        element = element.getparent()
    return weaker


@lru_cache(maxsize=4096)
def _names_aside(marks: str) -> bool:
    return _CLASS.search(marks) is not None


def _headings(element: _Element) -> Iterable[tuple[str, bool]]:
    """Short texts that may name the box, those right before it and the first one inside; and whether they end in a link to more."""
    before = element.getprevious()
    for _ in range(_BEFORE):
        if before is None:
            break
        yield _short(before)
        before = before.getprevious()
    if len(element):
        yield _short(element[0])


def _short(element: _Element) -> tuple[str, bool]:
    if element.tag not in _HEADS or len(element) > 4:
        return "", False
    text = text_of(element)
    return _unmarked(text) if len(text) <= _LONGEST * 4 else ("", False)


@lru_cache(maxsize=4096)
def _unmarked(text: str) -> tuple[str, bool]:
    """The name without marks around it and without the link to more, and whether there was one."""
    plain = compact(text).strip(_MARKS)
    more = next((w for w in ordered("more") if len(w) > 1 and plain.endswith(w.strip(_MARKS))), "").strip(
        _MARKS
    )
    name = plain.removesuffix(more).strip(_MARKS)
    return (name, bool(more)) if len(name) <= _LONGEST else ("", False)


@lru_cache(maxsize=4_096)
def _said(name: str) -> str:
    if name in words("aside_headings"):
        return "aside"
    if name in words("related_headings"):
        return "related"
    return "newest" if name in words("newest_headings") else ""
