"""One row of a list as an item: its main link, its title without the date, and what further cells tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lxml.etree import _Element

from crawler.extract import dates
from crawler.extract.anchors import address_of, opened, said_in, title_of
from crawler.extract.document import text_of
from crawler.extract.words import clean, compact, form, labels, words
from records.types import ListItem

Join = Callable[[str | None], str | None]
MAX_TITLE = 400
_PINNED, _PREFIX = form("pinned"), form("title_prefix")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "dt", "strong")
_BLOCKS = frozenset(("div", "p", "h1", "h2", "h3", "h4", "h5", "ul", "dl", "table"))


@dataclass(frozen=True, slots=True)
class Row:
    """An element that is one row, with the date that stands in it."""

    element: _Element
    day: date | None = None
    text: str = ""


def make_item(row: Row, join: Join) -> ListItem | None:
    """The item, or None for a row that names nothing."""
    url, title = _best(row.element, join)
    title, glued = dates.trailing_date(title)
    day = row.day or (_year_told(row, url) if row.text else None) or glued
    pinned = bool(_PINNED.search(title))
    title = _PINNED.sub("", title) if pinned else title
    prefix = _PREFIX.match(title)
    title = (title[prefix.end() :] if prefix else title).strip()[:MAX_TITLE]
    plain = compact(title)
    if (
        not title
        or plain in words("more")
        or plain in words("chrome_words")
        or "{{" in title
        or dates.is_date(title)
    ):
        return None
    cells = _cells(row.element) if row.element.tag == "tr" else {}
    told = dates.find_date(cells.get("published_on", ""))
    return ListItem(
        url,
        title,
        published_on=told or day,
        date_text=row.text[:60],
        index_number=cells.get("index_number"),
        publisher=cells.get("publisher"),
        document_number=cells.get("document_number"),
        pinned=pinned,
    )


def _year_told(row: Row, url: str) -> date | None:
    """`12-30` with the year of the link's address, or of the day that its tooltip tells."""
    told = dates.short_date(row.text, url)
    tip = next((t for a in row.element.iter("a") if (t := a.get("title"))), "") if told is None else ""
    said = said_in(tip) if tip else {}
    day = dates.find_date(said.get("published_on") or said.get("updated_on", ""))
    return told or (day if day is not None and dates.with_year(row.text, str(day.year)) == day else None)


def _best(element: _Element, join: Join) -> tuple[str, str]:
    """Address and title of the row's main link: the longest text; an address that leads nowhere is empty."""
    if element.tag == "a":
        return address_of(element, join) or "", _card_title(element)
    best_size, best_url, best_title = 0, "", ""
    for a in element.iter("a"):
        url = address_of(a, join)
        title = _card_title(a) if len(a) and _has_block(a) else title_of(a)
        size = 0 if compact(title) in words("more") else len(title) + (1000 if url else 0)
        if size > best_size and not dates.is_date(title):
            best_size, best_url, best_title = size, url or "", title
    if best_title:
        return best_url, best_title
    return next((u for e in element.iter() if (u := opened(e, join))), ""), _scripted_title(element)


def _scripted_title(element: _Element) -> str:
    """The longest text of a row that a script opens."""
    if not any(e.get("onclick") for e in element.iter()):
        return ""
    texts = [clean(str(t)) for t in element.itertext()]
    return max((t for t in texts if not dates.is_date(t)), key=len, default="")


def _has_block(a: _Element) -> bool:
    return any(e.tag in _BLOCKS for e in a.iter())


def _card_title(a: _Element) -> str:
    """Title of a card that is one link: its heading, its `title`, its first block, else its text without the date."""
    for head in a.iter(*_HEADS):
        text = title_of(head)
        if len(text) > 1:
            return text
    if a.get("title"):
        return clean(a.get("title") or "")
    pieces = [t for p in a.itertext() if (t := clean(str(p))) and not dates.is_date(t)]
    if _has_block(a):
        return next((t for t in pieces if len(t) > 3), "")
    return clean("".join(pieces))


def _cells(row: _Element) -> dict[str, str]:
    """Further columns of a table list, by its head row."""
    table = next(row.iterancestors("table"), None)
    head = next(table.iter("tr"), None) if table is not None else None
    if head is None or head is row or len(head) != len(row):
        return {}
    said = [compact(text_of(c)).strip("：:") for c in head]
    values = [clean(text_of(c)) for c in row]
    cells = {n: v for s, v in zip(said, values, strict=True) if v and (n := labels().get(s, ""))}
    if "published_on" not in cells:
        came_out = next((v for s, v in zip(said, values, strict=True) if v and s in words("listed_on")), "")
        cells |= {"published_on": came_out} if came_out else {}
    return cells
