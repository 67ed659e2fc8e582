"""Rows of a list: a link and its date, in whatever markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from lxml.etree import _Element

from crawler.extract import dates
from crawler.extract.anchors import address_of, title_of
from crawler.extract.asides import NEIGHBOUR, is_neighbour, own_lists
from crawler.extract.blocks import Walked
from crawler.extract.document import Document, start_of, text_of
from crawler.extract.row_dates import is_other_day, labelled_day, split_day
from crawler.extract.rows import Row, make_item
from crawler.extract.words import clean, compact, words
from crawler.extract.years import by_headings
from records.types import ListItem

Join = Callable[[str | None], str | None]
MAX_ITEMS = 2_000
_STOPS = frozenset(("body", "html", "table", "tbody", "ul", "ol", "dl", "form"))
_ROWS = frozenset(("li", "tr", "dd", "dt"))
_CLIMB, _MAX_DATED = 7, 4_000
_MAX_LINKS, _MAX_ROW_LINKS, _SHORTEST_TITLE, _TITLE = 3, 12, 5, 6


def read_items(
    walked: Walked, document: Document, column: str | None, *, has_text: bool = False
) -> tuple[ListItem, ...]:
    """Every row with a link and a date of its own, and their undated siblings; first mention of an address wins.

    `column` is what the page calls itself, for leaving out boxes beside its own list or text; None keeps them all.
    """
    reading = _Reading(document, column, has_text)
    for owner, text, before in walked.dateish[:_MAX_DATED]:
        reading.dated(owner, clean(text), before)
    return reading.items()


def plain_items(container: _Element, join: Join) -> tuple[ListItem, ...]:
    """Rows without dates of a list container that is known to be the list of its page."""
    rows = (e for e in container.iter("li", "tr", "dd") if next(e.iter("a"), None) is not None)
    items = [i for e in rows if (i := make_item(Row(e), join)) is not None and i.url]
    return tuple({i.url: i for i in items if len(i.title) >= 4}.values())[:MAX_ITEMS]


class _Reading:
    def __init__(self, document: Document, column: str | None, has_text: bool) -> None:
        self.column, self.elements, self.has_text = column, document.elements, has_text
        self.join, self.anchors = document.join, document.anchors
        self.rows: dict[_Element, Row] = {}
        self.owners: set[_Element] = set()
        self.labelled: set[_Element] = (
            set()
        )  # dates among other labels; one alone is an article's line of source
        self.crowd: dict[_Element, int] = {}
        self.waiting: list[tuple[_Element, date | None, str, _Element | None]] = []

    def dated(self, owner: _Element, text: str, before: _Element | None) -> None:
        """Remember a piece of text that is a date, and count it for the elements around it."""
        day = dates.whole_date(text) or dates.glued(text)
        if day is None:
            day, joined = split_day(owner, text, before)
            if day is None and not dates.is_short(text):
                day, joined = labelled_day(text), text
                if day is None:
                    return
                self.labelled.add(owner)
            text = joined or text
        self.waiting.append((owner, day, text, before))
        element: _Element | None = owner
        for _ in range(_CLIMB):
            if element is None:
                break
            self.crowd[element] = self.crowd.get(element, 0) + 1
            element = element.getparent()

    def items(self) -> tuple[ListItem, ...]:
        """Rows in document order, as items."""
        others: set[_Element] = set()  # rows that have only the day of something else so far
        for owner, day, text, before in self.waiting:
            if owner in self.labelled and len(self.labelled) == 1:
                continue
            element = self._row_of(owner, before)
            known = self.rows.get(element) if element is not None else None
            if element is None or is_neighbour(start_of(element, NEIGHBOUR)):
                continue
            other = is_other_day(text, before)
            if known is None or known.day is None or (element in others and not other):
                self.rows[element] = Row(element, day, text)
                (others.add if other else others.discard)(element)
        self._add_years()
        found: dict[str, ListItem] = {}
        for parent in self._own_parents():
            for row in self._group(parent):
                item = make_item(row, self.join)
                if item is not None and len(found) < MAX_ITEMS:
                    _keep(item, found)
        return tuple(found.values())

    def _own_parents(self) -> list[_Element]:
        """The boxes of rows in document order, without those beside the page's own list."""
        counted: dict[_Element, int] = {}
        for e in self.rows:
            parent = e.getparent()
            if parent is not None:
                counted[parent] = counted.get(parent, 0) + 1
        own = (
            own_lists(list(counted.items()), self.column, self.has_text)
            if self.column is not None
            else counted.keys()
        )
        return [p for p in counted if p in own]

    def _add_years(self) -> None:
        short = [(e, r.text) for e, r in self.rows.items() if r.day is None and dates.is_short(r.text)]
        for element, day in (by_headings(short, self.elements) if short else {}).items():
            self.rows[element] = replace(self.rows[element], day=day)

    def _group(self, parent: _Element) -> list[Row]:
        """The dated rows below one parent and, between them, rows of the same make without a date."""
        makes = {(e.tag, e.get("class")) for e in parent if e in self.rows and e.tag in _ROWS}
        group: list[Row] = []
        for e in parent:
            if e in self.rows:
                group.append(self.rows[e])
            elif (e.tag, e.get("class")) in makes and 1 <= len(self._links(e)) <= _MAX_LINKS:
                group.append(Row(e))
        return group

    def _row_of(self, owner: _Element, before: _Element | None) -> _Element | None:
        """The nearest element around the date that holds its link, unless it holds a whole list."""
        element: _Element | None = owner
        for _ in range(_CLIMB):
            if element is None or element.tag in _STOPS:
                return self._row_before(owner)
            if element.tag == "a":
                card = clean(text_of(element))
                if not dates.is_date(card):
                    return element
            links = self._links(element)
            if links and not (element.tag == "a" or self._only_dates(links)):
                if self._is_row(element, links):
                    return element
                near = self._beside(owner, element, before)
                return near if near is not None else self._row_before(owner)
            if element.tag in _ROWS and not links and _opens_by_script(element):
                return element
            element = element.getparent()
        return None

    def _is_row(self, element: _Element, links: dict[str, _Element]) -> bool:
        """The element is one row, not a flat run of links and dates."""
        if len(links) == 1:
            return True
        dated = self.crowd.get(element, 0)
        if dated == len(links) and self._takes_turns(element, set(links.values())):
            return False  # rows side by side
        if dated <= 1:
            return len(links) <= (_MAX_ROW_LINKS if element.tag in _ROWS else _MAX_LINKS)
        return element.tag in {"li", "tr", "dd"} and len(links) <= _MAX_LINKS

    def _takes_turns(self, element: _Element, links: set[_Element]) -> bool:
        """Titles and dates follow one another by turns."""
        if any(len(self.anchors[a][1]) < _TITLE for a in links):
            return False
        self.owners = self.owners or {owner for owner, *_ in self.waiting}
        turns = [e in links for e in element.iter() if e in links or e in self.owners]
        return all(one is not other for one, other in pairwise(turns))

    def _beside(self, owner: _Element, box: _Element, before: _Element | None) -> _Element | None:
        """The link next to a date in a flat run."""
        if owner is box and before is None:
            before = box[0]  # the date is the first text of the run
            return before if len(self._links(before)) == 1 else None
        step = owner
        while (above := step.getparent()) is not None and above is not box and step is not box:
            step = above
        if step is box and before is None:
            return None
        around = (
            (before, before.getnext())
            if step is box and before is not None
            else (step.getprevious(), step.getnext())
        )
        return next((n for n in around if n is not None and len(self._links(n)) == 1), None)

    def _row_before(self, owner: _Element) -> _Element | None:
        """A date that stands in a sibling row after its link (three `li` an item)."""
        element: _Element | None = owner
        while element is not None and element.tag not in {"li", "dd", "dt", "p", "div", "tr"}:
            element = element.getparent()
        for _ in range(3):
            element = element.getprevious() if element is not None else None
            if element is None:
                return None
            links = self._links(element)
            if len(links) == 1:
                (key, a), *_ = links.items()
                title = title_of(a)
                if compact(title) not in words("more") and (key != title or len(title) >= _SHORTEST_TITLE):
                    return element if element not in self.rows or self.rows[element].day is None else None
        return None

    def _links(self, element: _Element) -> dict[str, _Element]:
        """One anchor for each address below the element; those that lead nowhere count by their text."""
        found: dict[str, _Element] = {}
        for a in [element] if element.tag == "a" else element.iter("a"):
            url, text = self.anchors.get(a, (None, ""))
            key = url or address_of(a, self.join) or (text if a.get("href") is not None else "")
            if key and (key not in found or dates.is_date(self.anchors[found[key]][1])):
                found[key] = a
                if len(found) > _MAX_ROW_LINKS:
                    break
        return found

    def _only_dates(self, links: dict[str, _Element]) -> bool:
        return all(dates.is_date(clean(text_of(a))) for a in links.values())


def _opens_by_script(row: _Element) -> bool:
    return any(e.get("onclick") for e in row.iter())


def _keep(item: ListItem, found: dict[str, ListItem]) -> None:
    key = item.url or f"{item.title}\n{item.published_on}"
    former = found.get(key)
    if former is None or (former.published_on is None and item.published_on is not None):
        found[key] = item
    elif item.published_on and not _same(former.title, item.title):
        found.setdefault(f"{key}\n{item.title}", item)


def _same(one: str, other: str) -> bool:
    short, long = sorted((compact(one).rstrip(".…"), compact(other)), key=len)
    return long.startswith(short[:8]) or short in long
