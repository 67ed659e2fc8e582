"""Rows of a list: a link and its date, in whatever markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from lxml.etree import _Element

from crawler.extract import dates
from crawler.extract.document import text_of
from crawler.extract.words import clean, compact, labels, words
from records.types import ListItem

Join = Callable[[str | None], str | None]
_DATEISH = re.compile(r"\d{1,4}\s*[-/.年月]\s*\d")
_ROW_TAGS = frozenset(["li", "tr", "dd", "dt", "p", "div", "a"])
_PINNED = re.compile(r"置顶|\[顶\]|【顶】")
_PREFIX = re.compile(r"^(?:\[图\]|\[图文\]|【图】|·|•|\.|・|>|■|●|◆|▪)+\s*")
_CLIMB = 5
_MAX_ROW_LINKS = 3


@dataclass(slots=True)
class _Row:
    element: _Element
    day: date | None
    text: str


@dataclass(slots=True)
class _Found:
    rows: dict[_Element, _Row] = field(default_factory=dict)
    items: dict[str, ListItem] = field(default_factory=dict)


def read_items(root: _Element, join: Join, *, skip: Iterable[_Element] = ()) -> tuple[ListItem, ...]:
    """Every row with a link and a date of its own, and their undated siblings; first mention of an address wins."""
    found = _Found()
    barred = set(skip)
    for owner, text in _date_nodes(root):
        row = _row_of(owner, join)
        if row is not None and row not in found.rows and not _within(row, barred):
            found.rows[row] = _Row(row, dates.whole_date(text), text.strip())
    for row in list(found.rows.values()):
        _undated_siblings(row.element, found, join)
    for element in sorted(found.rows, key=_order(root, found.rows).__getitem__):
        item = _item(found.rows[element], join)
        if item is not None and not _duplicate(item, found.items):
            found.items[item.url] = item
    return tuple(found.items.values())


def plain_items(container: _Element, join: Join) -> tuple[ListItem, ...]:
    """Rows without dates of a list container that is known to be the list of its page."""
    rows = [e for e in container.iter("li", "tr", "dd") if _anchors(e, join)]
    items = [i for e in rows if (i := _item(_Row(e, None, ""), join)) is not None]
    return tuple({i.url: i for i in items if len(i.title) >= 4}.values())


def _order(root: _Element, rows: Iterable[_Element]) -> dict[_Element, int]:
    wanted = set(rows)
    return {e: n for n, e in enumerate(root.iter()) if e in wanted}


def _date_nodes(root: _Element) -> Iterable[tuple[_Element, str]]:
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "option"}:
            text = None
        else:
            text = element.text
        if text and 4 < len(text) < 90 and _DATEISH.search(text) and _is_date(text):
            yield element, text
        tail = element.tail
        if tail and 4 < len(tail) < 90 and _DATEISH.search(tail) and _is_date(tail):
            parent = element.getparent()
            if parent is not None:
                yield parent, tail


def _is_date(text: str) -> bool:
    plain = clean(text)
    return (
        dates.whole_date(plain) is not None
        or dates.is_short(plain)
        or (plain[-1:] in ")）]】" and dates.trailing_date(plain)[1] is not None)
    )


def _row_of(owner: _Element, join: Join) -> _Element | None:
    """The nearest element around the date that holds a link, unless it holds a whole list."""
    element: _Element | None = owner
    for _ in range(_CLIMB):
        if element is None or element.tag in {"body", "html", "table"}:
            return None
        inside = element if element.tag == "a" else next(element.iterancestors("a"), None)
        if inside is not None and join(inside.get("href")):
            return inside
        hrefs = _anchors(element, join)
        if hrefs:
            return element if len(set(hrefs.values())) <= _MAX_ROW_LINKS else _split_row(owner, join)
        element = element.getparent()
    return None


def _split_row(owner: _Element, join: Join) -> _Element | None:
    """A date that stands in a sibling row after its link (three `li` an item)."""
    element: _Element | None = owner
    while element is not None and element.tag not in _ROW_TAGS:
        element = element.getparent()
    for _ in range(3):
        element = element.getprevious() if element is not None else None
        if element is None:
            return None
        if isinstance(element.tag, str) and len(set(_anchors(element, join).values())) == 1:
            best = _best(element, join)
            if best is not None and compact(best[1]) not in words("more"):
                return element
    return None


def _undated_siblings(row: _Element, found: _Found, join: Join) -> None:
    parent = row.getparent()
    if parent is None or row.tag == "a":
        return
    own = row.get("class")
    for sibling in parent:
        if sibling.tag == row.tag and sibling not in found.rows and sibling.get("class") == own:
            hrefs = set(_anchors(sibling, join).values())
            if 1 <= len(hrefs) <= _MAX_ROW_LINKS:
                found.rows[sibling] = _Row(sibling, None, "")


def _item(row: _Row, join: Join) -> ListItem | None:
    best = _best(row.element, join)
    if best is None:
        return None
    url, title = best
    title, glued = dates.trailing_date(title)
    day = row.day or dates.short_date(row.text, url) or glued
    pinned = bool(_PINNED.search(title))
    title = _PREFIX.sub("", _PINNED.sub("", title)).strip()
    if not title or compact(title) in words("more"):
        return None
    extra = _cells(row.element) if row.element.tag == "tr" else {}
    return ListItem(
        url,
        title,
        published_on=day,
        date_text=row.text if row.text else "",
        index_number=extra.get("index_number"),
        publisher=extra.get("publisher"),
        document_number=extra.get("document_number"),
        pinned=pinned,
    )


def _cells(row: _Element) -> dict[str, str]:
    """Further columns of a table list, by its head row."""
    table = next(row.iterancestors("table"), None)
    head = next(table.iter("tr"), None) if table is not None else None
    if head is None or head is row:
        return {}
    names = [labels().get(compact(text_of(c)), "") for c in head if c.tag in {"td", "th"}]
    values = [clean(text_of(c)) for c in row if c.tag in {"td", "th"}]
    return {n: v for n, v in zip(names, values, strict=False) if n and v}


def _best(element: _Element, join: Join) -> tuple[str, str] | None:
    """Address and title of the row's main link: the longest text, the full one of `title` when the text is cut."""
    if element.tag == "a":
        url = join(element.get("href"))
        return (url, _card_title(element)) if url else None
    anchors = _anchors(element, join)
    if not anchors:
        return None
    named = [(len(t := _anchor_title(a)), -n, url, t) for n, (a, url) in enumerate(anchors.items())]
    size, _, url, title = max(named)
    return (url, title) if size else None


def _anchors(element: _Element, join: Join) -> dict[_Element, str]:
    anchors = [element] if element.tag == "a" else element.iter("a")
    return {a: url for a in anchors if (url := join(a.get("href")))}


def _anchor_title(a: _Element) -> str:
    text, title = clean(text_of(a)), clean(a.get("title") or "")
    if title and (not text or text.rstrip(".…") == "" or title.startswith(text.rstrip(".… "))):
        return title
    return text


def _card_title(a: _Element) -> str:
    """Title of a card that is one link: its heading, else its first text that is no date."""
    for head in a.iter("h1", "h2", "h3", "h4", "h5"):
        text = clean(text_of(head))
        if text:
            return text
    if a.get("title"):
        return clean(a.get("title") or "")
    return next((t for p in a.itertext() if (t := clean(str(p))) and not _is_date(t)), "")


def _duplicate(item: ListItem, known: dict[str, ListItem]) -> bool:
    former = known.get(item.url)
    return former is not None and (former.published_on is not None or item.published_on is None)


def _within(element: _Element, barred: set[_Element]) -> bool:
    return bool(barred) and any(e in barred for e in (element, *element.iterancestors()))
