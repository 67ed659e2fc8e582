"""Where on a page the quoted text stands: the smallest element that holds it, its selector, its table cell, its source line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from lxml import etree

from records.types import Evidence

_PARSER = etree.HTMLParser(encoding="utf-8")
_BLANK = re.compile(r"\s+")
_ADDRESS = re.compile(r"https?://\S+")
_PARTS = re.compile(r"[“”\"≠→|]|\s{1,}")
_SIMPLE_ID = re.compile(r"[A-Za-z][\w-]*")
_ROWS = frozenset({"li", "tr", "dd", "dt"})
_APART = frozenset({"head", "nav", "header", "footer"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})
_MENUS = re.compile(r"nav|menu|crumb|position|location|dqwz|tree", re.I)
LEAST = 2  # characters of a part of a quote that is looked for by itself


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page. `cell`: (table, row, column) from 1; `line` of the markup; `text`: what of the quote stands there."""

    element: etree._Element
    selector: str
    text: str
    line: int
    cell: tuple[int, int, int] | None = None
    piece: tuple[etree._Element, bool, int, int] | None = None  # text, or tail, and from where to where

    @property
    def is_seen(self) -> bool:
        """A visitor can see it; metadata cannot be seen."""
        return self.element.tag not in {"meta", "title"}


def parsed(markup: str) -> etree._Element | None:
    """The page as a tree; None for what is no markup."""
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None


class Page:
    """One page whose text can be searched."""

    def __init__(self, root: etree._Element, url: str) -> None:
        self.root, self.url = root, url
        self._pieces = list(_pieces(root))
        self._starts: list[int] = []
        whole: list[str] = []
        at = 0
        for _, _, text in self._pieces:
            self._starts.append(at)
            plain = _BLANK.sub("", text)
            whole.append(plain)
            at += len(plain)
        self._text = "".join(whole)

    def spot(self, evidence: Evidence, target: str) -> Spot | None:
        """Where the evidence stands: its metadata, its quote, a link it names, else the row that leads to `target`."""
        meta = next((m for m in self.root.iter("meta") if _named(m, evidence.place)), None)
        if meta is not None:
            return self._at(meta, str(meta.get("content") or ""))
        return self._quoted(evidence.quote, target) or self._linked(evidence.quote) or self._row(target)

    def _quoted(self, quote: str, target: str) -> Spot | None:
        whole = _BLANK.sub("", quote)
        for wanted in dict.fromkeys([whole, *_parts(quote)]):
            found = [self._span(n, n + len(wanted)) for n in self._found(wanted)]
            if found:
                best = min(found, key=lambda s: self._rank(s, target))
                return self._at(best[0], wanted, best[1])
        return None

    def _found(self, wanted: str) -> Iterator[int]:
        at = self._text.find(wanted) if len(wanted) >= LEAST else -1
        while at >= 0:
            yield at
            at = self._text.find(wanted, at + len(wanted))

    def _span(
        self, start: int, end: int
    ) -> tuple[etree._Element, tuple[etree._Element, bool, int, int] | None]:
        """The smallest element around a stretch of text, and the piece it stands in when it is one alone."""
        first, last = (bisect_right(self._starts, n) - 1 for n in (start, end - 1))
        holder = self._holder(first)
        if first == last:
            element, is_tail, text = self._pieces[first]
            a, b = _in_text(text, start - self._starts[first], end - self._starts[first])
            return holder, (element, is_tail, a, b)
        others = {self._holder(n) for n in range(first, last + 1) if self._pieces[n][2].strip()}
        while not all(other is holder or holder in other.iterancestors() for other in others):
            above = holder.getparent()
            if above is None:
                break
            holder = above
        return holder, None

    def _holder(self, number: int) -> etree._Element:
        element, is_tail, _ = self._pieces[number]
        above = element.getparent() if is_tail else element
        return element if above is None else above

    def _rank(self, span: tuple[etree._Element, object], target: str) -> tuple[bool, bool]:
        """Best in the row that leads to the target, and outside menus."""
        element = span[0]
        around = [element, *element.iterancestors()]
        row = next((e for e in around if e.tag in _ROWS), None)
        leads = row is not None and any(self._leads(a, target) for a in row.iter("a"))
        menu = any(
            e.tag in _APART or _MENUS.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in around
        )
        return (not leads, menu)

    def _linked(self, quote: str) -> Spot | None:
        """The link to an address that the quote names."""
        for address in _ADDRESS.findall(quote):
            link = next((a for a in self.root.iter("a") if self._leads(a, address)), None)
            if link is not None:
                return self._at(link, str(link.get("href") or ""))
        return None

    def _row(self, target: str) -> Spot | None:
        link = next((a for a in self.root.iter("a") if self._leads(a, target)), None)
        if link is None or target == self.url:
            return None
        row = next((e for e in link.iterancestors() if e.tag in _ROWS), link)
        return self._at(row, _BLANK.sub(" ", "".join(map(str, row.itertext()))).strip())

    def _leads(self, link: etree._Element, target: str) -> bool:
        href = str(link.get("href") or "").strip()
        try:
            return bool(href) and urldefrag(urljoin(self.url, href))[0] == target
        except ValueError:
            return False

    def _at(
        self, element: etree._Element, text: str, piece: tuple[etree._Element, bool, int, int] | None = None
    ) -> Spot:
        return Spot(
            element, selector_of(element), text, int(str(element.sourceline or 0)), _cell(element), piece
        )


def selector_of(element: etree._Element) -> str:
    """A CSS selector that leads to this element alone."""
    steps: list[str] = []
    current: etree._Element | None = element
    while current is not None:
        name, own = str(current.tag), current.get("id") or ""
        root = current.getroottree().getroot()
        if _SIMPLE_ID.fullmatch(own) and sum(e.get("id") == own for e in root.iter(etree.Element)) == 1:
            steps.append(f"#{own}")
            break
        above = current.getparent()
        alike = [e for e in above if e.tag == current.tag] if above is not None else [current]
        steps.append(name if len(alike) == 1 else f"{name}:nth-of-type({alike.index(current) + 1})")
        current = above
    return " > ".join(reversed(steps))


def _pieces(root: etree._Element) -> Iterator[tuple[etree._Element, bool, str]]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and isinstance(element.tag, str) and element.text and _shown(element):
            yield element, False, str(element.text)
        elif event == "end" and element.tail and element is not root:
            above = element.getparent()
            if above is not None and _shown(above):
                yield element, True, str(element.tail)


def _shown(element: etree._Element) -> bool:
    return element.tag not in _UNSEEN


def _in_text(text: str, start: int, end: int) -> tuple[int, int]:
    """Places in a text from places in the same text without blanks."""
    full = [n for n, c in enumerate(text) if not c.isspace()]
    return full[start], full[end - 1] + 1


def _parts(quote: str) -> Sequence[str]:
    """The parts of a quote that is put together from several places, the longest first."""
    found = [_BLANK.sub("", p) for p in _PARTS.split(_ADDRESS.sub(" ", quote))]
    return sorted((p for p in found if len(p) > LEAST), key=len, reverse=True)


def _named(meta: etree._Element, name: str) -> bool:
    return bool(name) and str(meta.get("name") or "").lower() == name.lower()


def _cell(element: etree._Element) -> tuple[int, int, int] | None:
    """Table, row and column of the cell around an element."""
    around = [element, *element.iterancestors()]
    cell = next((e for e in around if e.tag in {"td", "th"}), None)
    row = next((e for e in around if e.tag == "tr"), None)
    table = next((e for e in around if e.tag == "table"), None)
    if cell is None or row is None or table is None:
        return None
    tables = list(table.getroottree().getroot().iter("table"))
    cells = [e for e in row if e.tag in {"td", "th"}]
    if cell not in cells:
        return None
    return tables.index(table) + 1, list(table.iter("tr")).index(row) + 1, cells.index(cell) + 1
