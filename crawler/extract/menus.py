"""Column trees and navigation menus."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.etree import _Element

from crawler.extract.dates import find_date
from crawler.extract.document import Document, text_of
from crawler.extract.panes import groups, headed_links, panes
from crawler.extract.words import clean, turns_page, words
from records.types import TreeNode

MAX_NAME, MAX_NODES, MAX_DEPTH = 24, 400, 8
_SHORT = 10  # characters of a column's name in a menu that folds out
Named = tuple[str, str | None]
_HEADS = frozenset(["h1", "h2", "h3", "h4", "h5", "dt", "p", "div", "strong", "a", "span"])
_LISTS = ("ul", "ol", "dl", "table")
_BARS = frozenset(
    ["div", "nav", "aside", "header", "p", "td", "tr", "span", "center", "section", "li", "h2", "h3"]
)
_SHELLS = frozenset(["div", "span", "p", "h3", "h4", "td"])
_OWN_TEXT = frozenset(["span", "p", "div", "h3", "h4", "b", "strong", "i"])
_FOLDS = frozenset(["div", "ul", "ol", "dl"])
_CONTROLS = frozenset(["input", "button", "form", "select", "label", "script", "style", "br", "img"])
_STEP = re.compile(r"\S\s*[>＞»›→]\s*\S")  # a breadcrumb, no heading
_CUT = ("...", "…")
_NOTHING: tuple[str | None, str] = (None, "")
_DIGITS = re.compile(r"\d\d")


def read_tree(document: Document) -> tuple[TreeNode, ...]:
    """Menu entries of the page with their parents; a heading right above a menu is the parent of its entries."""
    reading = _Tree(document)
    for element in document.all(*_LISTS):
        if element in reading.done:
            continue
        tag = element.tag
        if tag == "dl":
            reading.definitions(element)
        elif tag == "table":
            reading.levels(element)
        else:
            reading.menu(element)
        if len(reading.nodes) >= MAX_NODES:
            break
    reading.bars()
    reading.tabs()
    return tuple(reading.nodes[:MAX_NODES])


class _Tree:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.nodes: list[TreeNode] = []
        self.at: dict[Named, int] = {}
        self.done: set[_Element] = set()
        self.panes = panes(document)
        self.anchors = document.anchors

    def add(self, named: Named, parent: int | None, hidden: bool) -> int:
        nodes = self.nodes
        own = len(nodes)
        self.at.setdefault(named, own)
        nodes.append(_node(named[0], named[1], parent, hidden))
        return own

    def menu(self, ul: _Element) -> None:
        rows = [c for c in ul if c.tag == "li"]
        if not rows:
            return
        named = [self._name(r) for r in rows]
        count = len(named) - named.count(None)
        if not count or count * 10 < len(rows) * 6 or (count < 2 and next(ul.iter("ul", "dl"), ul) is ul):
            return
        self._rows(rows, named, self._above(ul), 0)
        self.done.update(ul.iter(*_LISTS))
        self.done.update(rows)

    def _rows(self, rows: list[_Element], names: list[Named | None], parent: int | None, depth: int) -> None:
        hidden = self.document.hidden
        for row, named in zip(rows, names, strict=True):
            own = self.add(named, parent, row in hidden) if named else parent
            children = len(row)
            if depth >= MAX_DEPTH or children == 0 or children == 1 and len(row[0]) == 0:
                continue
            inners = [e for e in row.iter("ul", "ol", "dl") if next(e.iterancestors("li"), None) is row]
            for inner in inners:
                inside = [c for c in inner if c.tag in {"li", "dd"}]
                self._rows(inside, [self._name(r) for r in inside], own, depth + 1)
            if named and not inners:
                self._folded_out(row, own)

    def _folded_out(self, row: _Element, parent: int | None) -> None:
        """Short links in a box of their own below an entry of the navigation, as menus that fold out have them."""
        boxes = [c for c in list(row)[1:] if c.tag in {"div", "p", "span"}]
        anchors = [a for box in boxes for a in box.iter("a")]
        names = [self._anchor(a) for a in anchors]
        if len(anchors) < 2 or any(n is None or n[1] is None or len(n[0]) > _SHORT for n in names):
            return
        for a, named in zip(anchors, names, strict=True):
            if named:
                self.add(named, parent, a in self.document.hidden)
        self.done.update(boxes)

    def definitions(self, dl: _Element) -> None:
        parent: int | None = None
        rows = [c for c in dl if c.tag in {"dt", "dd"}]
        names = [self._name(r) for r in rows]
        few = len(rows) < 2 and not _is_one_of_several(dl, rows)
        if few or sum(n is not None for n in names) * 10 < len(rows) * 6:
            return
        for row, named in zip(rows, names, strict=True):
            if named:
                own = self.add(named, None if row.tag == "dt" else parent, row in self.document.hidden)
                parent = own if row.tag == "dt" else parent
        self.done.update(dl.iter(*_LISTS))

    def levels(self, table: _Element) -> None:
        """SiteServer: one row a node, its depth only in an attribute; rows not yet unfolded are hidden."""
        last: dict[int, int] = {}
        for row in table.iter("tr"):
            level = row.get("treeitemlevel", "")
            named = (self._name(row) or _spelled(row)) if level.isdigit() else None
            if named:
                depth = int(level)
                above = max((d for d in last if d < depth), default=None)
                last = {d: n for d, n in last.items() if d < depth}
                last[depth] = self.add(named, None if above is None else last[above], False)

    def bars(self) -> None:
        """Rows of bare links, as many home pages have their navigation."""
        beside: dict[_Element, list[_Element]] = {}
        for a, (url, _) in self.document.anchors.items():
            box = a.getparent()
            if url and box is not None and box.tag in _SHELLS and _is_alone(a, box):
                box = box.getparent()
            if box is not None and box.tag in _BARS and box not in self.done:
                beside.setdefault(box, []).append(a)
        for box, anchors in beside.items():
            beside_them = sum(e.tag not in _CONTROLS for e in box)
            if len(anchors) < 3 or len(anchors) * 10 < beside_them * 6 or len(self.nodes) >= MAX_NODES:
                continue
            parent = self._above(box)
            for a in anchors:
                named = self._anchor(a)
                if named:
                    self.add(named, parent, a in self.document.hidden)

    def tabs(self) -> None:
        """Columns that a part of the page names beside their 更多 links or below a heading, below the tab that opens it."""
        for pane, name in self.panes.items():
            for named in headed_links(self.document, pane):
                if len(self.nodes) < MAX_NODES:
                    self.add(named, self._tab(name), False)
            for heading, columns in groups(self.document, pane):
                if len(self.nodes) + len(columns) < MAX_NODES and (heading, None) not in self.at:
                    above = self.add((heading, None), self._tab(name), False)
                    for column in columns:
                        self.add(column, above, False)

    def _tab(self, name: str) -> int:
        known = self.at.get((name, None))
        return known if known is not None else self.add((name, None), None, False)

    def _above(self, menu: _Element) -> int | None:
        """The heading right above a menu, else the tab that opens the part in which it stands."""
        found = self._heading(menu)
        if found is not None or not self.panes:
            return found
        pane = next((e for e in menu.iterancestors() if e in self.panes), None)
        return self._tab(self.panes[pane]) if pane is not None else None

    def _heading(self, ul: _Element) -> int | None:
        """The node of the short heading right above a menu, or above the box that holds nothing but the menu."""
        head = ul.getprevious()
        box = ul.getparent()
        if head is None and box is not None and box.tag == "div" and len(box) == 1:
            head = box.getprevious()
        if head is None or head.tag not in _HEADS or next(head.iter("ul"), None) is not None:
            return None
        text = clean(text_of(head))
        if not 2 <= len(text) <= 16 or _STEP.search(text):
            return None
        named = self._name(head) or (text, None)
        known = self.at.get(named)
        return known if known is not None else self.add(named, None, head in self.document.hidden)

    def _name(self, row: _Element) -> Named | None:
        """Name and address of a menu row: its own first link or text, not those of menus nested in it."""
        if row.tag == "a":
            return self._anchor(row)
        children = len(row)
        first = row[0] if children else row
        if first.tag == "a":
            named = self._anchor(first)
            return None if named and not (children == 1 and _ends(row, first)) and _is_dated(row) else named
        for element in row.iter("a", "ul", "ol", "dl"):
            if element.tag != "a":
                if element is row:
                    continue
                break
            named = self._anchor(element)
            return None if named and _is_dated(row) else named
        text = clean(row.text or "") or clean(" ".join(_own_text(row)))
        return (text, None) if 2 <= len(text) <= MAX_NAME and not _has_date(text) else None

    def _anchor(self, a: _Element) -> Named | None:
        url, text = self.anchors.get(a, _NOTHING)
        if not text:
            image = next(a.iter("img"), None)
            text = clean((image.get("alt") if image is not None else None) or a.get("title") or "")
        if text.endswith(_CUT) and (full := clean(a.get("title") or "")).startswith(text.rstrip("….")):
            text = full
        return (text, url) if _is_name(text) else None


def _spelled(row: _Element) -> Named | None:
    """All the text of a row that links nothing: a heading of the tree."""
    text = clean(text_of(row)) if next(row.iter("a"), None) is None else ""
    return (text, None) if _is_name(text) else None


@lru_cache(maxsize=4096)
def _node(name: str, url: str | None, parent: int | None, hidden: bool) -> TreeNode:
    """The same menu stands on every page of a site."""
    return TreeNode(name, url, parent, hidden)


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    if not 2 <= len(text) <= MAX_NAME or text in words("more") or _has_date(text):
        return False
    return text in words("crumb_home") or not turns_page(text)


def _is_one_of_several(dl: _Element, rows: list[_Element]) -> bool:
    """A menu made of several definition lists, of which this one holds nothing but its head."""
    return [r.tag for r in rows] == ["dt"] and any(e is not None and e.tag == "dl" for e in _beside(dl))


def _beside(element: _Element) -> tuple[_Element | None, _Element | None]:
    return element.getprevious(), element.getnext()


def _is_alone(a: _Element, box: _Element) -> bool:
    """The box is there for this one link: it holds nothing else, or only what folds out below it, and boxes of its kind
    stand beside it."""
    below = list(box)[1:] if box[0] is a else None
    if below is None or (box.text or "").strip() or (a.tail or "").strip():
        return False
    if any(e.tag not in _FOLDS or next(e.iter("a"), None) is None for e in below) or len(below) > 1:
        return False
    return any(e is not None and e.tag == box.tag for e in _beside(box))


def _ends(row: _Element, a: _Element) -> bool:
    """Nothing that could be a date stands beside the row's only link."""
    tail = a.tail
    return not tail or (tail.isspace() and not (row.text or "").strip())


def _own_text(row: _Element) -> list[str]:
    return [text_of(c) for c in row if c.tag in _OWN_TEXT][:1]


def _is_dated(row: _Element) -> bool:
    text = text_of(row)
    return len(text) < 300 and _has_date(text)


def _has_date(text: str) -> bool:
    return _DIGITS.search(text) is not None and find_date(text) is not None
