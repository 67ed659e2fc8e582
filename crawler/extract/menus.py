"""Column trees and navigation menus."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from crawler.extract.dates import find_date
from crawler.extract.document import text_of
from crawler.extract.words import clean, compact
from records.types import TreeNode

Join = Callable[[str | None], str | None]
MAX_NAME, MAX_NODES = 24, 400
_HEADS = frozenset(["h1", "h2", "h3", "h4", "h5", "dt", "p", "div", "strong", "a", "span"])
_BARS = frozenset(["div", "nav", "p", "td", "span", "center", "section"])


def read_tree(root: _Element, join: Join) -> tuple[TreeNode, ...]:
    """Menu entries of the page with their parents; a heading right above a menu is the parent of its entries."""
    reading = _Tree(join)
    for element in root.iter("ul", "ol", "dl", "table", *_BARS):
        if element in reading.done:
            continue
        if element.tag in {"ul", "ol"}:
            reading.menu(element)
        elif element.tag == "dl":
            reading.definitions(element)
        elif element.tag == "table":
            reading.levels(element)
        else:
            reading.bar(element)
        if len(reading.nodes) >= MAX_NODES:
            break
    return tuple(reading.nodes[:MAX_NODES])


class _Tree:
    def __init__(self, join: Join) -> None:
        self.join, self.nodes, self.done = join, list[TreeNode](), set[_Element]()

    def add(self, name: str, url: str | None, parent: int | None, hidden: bool) -> int:
        self.nodes.append(TreeNode(name, url, parent, hidden))
        return len(self.nodes) - 1

    def menu(self, ul: _Element) -> None:
        rows = [c for c in ul if c.tag == "li"]
        named = [n for r in rows if (n := _name(r, self.join))]
        if not named or len(named) * 10 < len(rows) * 6 or (len(named) < 2 and ul.find(".//ul") is None):
            return
        self._rows(rows, self._heading(ul), 0)
        self.done.update(ul.iter("ul", "ol", "dl", *_BARS))

    def _rows(self, rows: list[_Element], parent: int | None, depth: int) -> None:
        for row in rows:
            named = _name(row, self.join)
            own = self.add(*named, parent, _is_hidden(row)) if named else parent
            if depth < 8:
                for inner in row.iter("ul", "ol", "dl"):
                    if next(inner.iterancestors("li"), None) is row:
                        self._rows([c for c in inner if c.tag in {"li", "dd"}], own, depth + 1)

    def definitions(self, dl: _Element) -> None:
        parent: int | None = None
        rows = [c for c in dl if c.tag in {"dt", "dd"}]
        if len([r for r in rows if _name(r, self.join)]) * 10 < len(rows) * 6 or len(rows) < 2:
            return
        for row in rows:
            named = _name(row, self.join)
            if named:
                own = self.add(*named, None if row.tag == "dt" else parent, _is_hidden(row))
                parent = own if row.tag == "dt" else parent
        self.done.update(dl.iter())

    def levels(self, table: _Element) -> None:
        """SiteServer: one row a node, its depth only in an attribute."""
        last: dict[int, int] = {}
        for row in table.iter("tr"):
            level = row.get("treeitemlevel", "")
            named = _name(row, self.join) if level.isdigit() else None
            if named:
                depth = int(level)
                above = max((d for d in last if d < depth), default=None)
                last = {d: n for d, n in last.items() if d < depth}
                last[depth] = self.add(*named, None if above is None else last[above], False)

    def bar(self, box: _Element) -> None:
        """A row of bare links, as many home pages have their navigation."""
        anchors = [c for c in box if c.tag == "a"]
        if len(anchors) < 3 or len(anchors) * 10 < len([c for c in box if isinstance(c.tag, str)]) * 6:
            return
        for a in anchors:
            named = _anchor(a, self.join)
            if named:
                self.add(*named, None, _is_hidden(a))

    def _heading(self, ul: _Element) -> int | None:
        head = ul.getprevious()
        if head is None or head.tag not in _HEADS or head.find(".//ul") is not None:
            return None
        text = clean(text_of(head))
        if not 2 <= len(text) <= 16:
            return None
        named = _name(head, self.join) or (text, None)
        for n, node in enumerate(self.nodes):
            if (node.name, node.url) == named:
                return n
        return self.add(*named, None, _is_hidden(head))


def _name(row: _Element, join: Join) -> tuple[str, str | None] | None:
    """Name and address of a menu row: its own first link or text, not those of menus nested in it."""
    if row.tag == "a":
        return _anchor(row, join)
    for element in row.iter():
        if element is not row and element.tag in {"ul", "ol", "dl"}:
            break
        if element.tag == "a":
            return None if _is_dated(row) else _anchor(element, join)
    text = clean(row.text or "") or clean(" ".join(_own_text(row)))
    return (text, None) if 2 <= len(text) <= MAX_NAME and find_date(text) is None else None


def _own_text(row: _Element) -> list[str]:
    return [text_of(c) for c in row if c.tag in {"span", "p", "div", "h3", "h4", "b", "strong", "i"}][:1]


def _anchor(a: _Element, join: Join) -> tuple[str, str | None] | None:
    text = clean(text_of(a))
    if not text:
        image = a.find(".//img")
        text = clean((image.get("alt") if image is not None else None) or a.get("title") or "")
    if not 2 <= len(text) <= MAX_NAME or find_date(text) is not None:
        return None
    return text, join(a.get("href"))


def _is_dated(row: _Element) -> bool:
    text = text_of(row)
    return len(text) < 300 and find_date(text) is not None


def _is_hidden(element: _Element) -> bool:
    return "display:none" in compact(element.get("style") or "").lower() or element.get("hidden") is not None
