"""The page as a row of text blocks in reading order: the shape headers, breadcrumbs and notes are read from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

_BLOCK = frozenset(
    [
        "td",
        "th",
        "li",
        "dt",
        "dd",
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "ul",
        "ol",
        "dl",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "body",
        "center",
        "form",
    ]
)
_SILENT = frozenset(["script", "style", "select", "textarea", "noscript", "button", "option", "template"])
_CELL = frozenset(["td", "th", "dt", "dd"])
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Block:
    """One run of text that a reader sees as a unit; `linked` characters of it stand inside anchors."""

    text: str
    element: _Element
    linked: int

    @property
    def is_cell(self) -> bool:
        """The text fills a table cell or a definition of its own."""
        return self.element.tag in _CELL


def blocks(root: _Element) -> list[Block]:
    """Blocks of non-blank text below `root`, without scripts and form fields."""
    walk = _Walk()
    walk.visit(root, root, 0, 0)
    walk.close(root)
    return walk.found


class _Walk:
    __slots__ = ("found", "linked", "parts")

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.parts: list[str] = []
        self.linked = 0

    def visit(self, element: _Element, block: _Element, in_link: int, depth: int) -> None:
        if element.text:
            self.add(element.text, in_link)
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag not in _SILENT and depth < 200:
                if tag in _BLOCK:
                    self.close(block)
                    self.visit(child, child, in_link, depth + 1)
                    self.close(child)
                elif tag == "br":
                    self.close(block)
                else:
                    self.visit(child, block, in_link or tag == "a", depth + 1)
            if child.tail:
                self.add(child.tail, in_link)

    def add(self, text: str, in_link: int) -> None:
        self.parts.append(text)
        if in_link:
            self.linked += len(text.strip())

    def close(self, block: _Element) -> None:
        if not self.parts:
            return
        text = _BLANKS.sub(" ", "".join(self.parts)).strip()
        if text:
            self.found.append(Block(text, block, self.linked))
        self.parts, self.linked = [], 0
