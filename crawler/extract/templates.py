"""What a page leaves to its scripts, lists apart: the whole of an application's shell, or a menu of template literals."""

from __future__ import annotations

from lxml.etree import _Element

from crawler.extract.document import Document

SHELL_CHARS = 50  # a page with less text than this, without links, says nothing
_MENUS = ("ul", "ol", "dl", "nav")
_BOUND = frozenset({"v-text", "v-html", "ng-bind", "ng-href", ":href", "v-bind:href", "ms-attr-href"})
_SIGNS = ("{{", "v-text", "v-html", "ng-bind", "ms-attr-href")


def unwritten(document: Document, chars: int) -> str:
    """shell, menu, or "" for a page whose markup has what it shows."""
    if not document.anchors and chars < SHELL_CHARS:
        return "shell" if document.scripts or ".js" in document.told else ""
    if not document.literal and _BOUND.isdisjoint(document.index.others):
        return ""
    waiting = {a for a in document.anchors if _waits(a, document)}
    if not waiting or not any(document.says(sign) for sign in _SIGNS):
        return ""
    return "menu" if any(_is_template(box, waiting) for box in document.all(*_MENUS)) else ""


def _is_template(box: _Element, waiting: set[_Element]) -> bool:
    """A menu whose every link waits for its name or address."""
    anchors = list(box.iter("a"))
    return bool(anchors) and waiting.issuperset(anchors)


def _waits(a: _Element, document: Document) -> bool:
    url, text = document.anchors[a]
    if document.literal and not document.literal.isdisjoint(a.iter()):
        return True
    return (not text or url is None) and not _BOUND.isdisjoint(a.keys())
