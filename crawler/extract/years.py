"""The year of rows that print a month and a day only, from the headings that group a list by years."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from lxml.etree import _Element

from crawler.extract import dates

_YEAR = re.compile(r"^\s*((?:19|20)\d\d)\s*\u5e74?\u5ea6?\s*$")
_HEADS = frozenset(
    (
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "div",
        "p",
        "span",
        "strong",
        "b",
        "dt",
        "td",
        "th",
        "li",
        "em",
        "i",
        "a",
        "font",
    )
)
_LONGEST = 12


def by_headings(rows: Iterable[tuple[_Element, str]], elements: list[_Element]) -> dict[_Element, date]:
    """The day of every row that stands below a year.

    Years in a row without rows between them are a menu of years, no headings.
    """
    waiting = [(e, text) for e, text in rows]
    order = {e: n for n, e in enumerate(elements)}
    heads = [(order[e], m.group(1)) for e in elements if e.tag in _HEADS and (m := _year_of(e))]
    if not heads or not waiting:
        return {}
    starts = [n for n, _ in heads]
    found: dict[_Element, date] = {}
    used: set[int] = set()
    for element, text in waiting:
        at = bisect_right(starts, order.get(element, -1)) - 1
        day = dates.with_year(text, heads[at][1]) if at >= 0 else None
        if day is not None:
            used.add(at)
            found[element] = day
    return found if len(used) * 2 >= len(heads) else {}


def _year_of(element: _Element) -> re.Match[str] | None:
    text = element.text
    return _YEAR.match(text) if text and len(text) <= _LONGEST and len(element) == 0 else None
