"""The page as a row of text blocks in reading order: the shape headers, breadcrumbs and notes are read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

MAX_DEPTH, MAX_BLOCKS = 200, 30_000
_BLOCK = frozenset(
    (
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
    )
    + ("section", "article", "header", "footer", "nav", "body", "center", "form", "aside", "main", "fieldset")
    + ("tbody", "thead", "marquee")
)
_SILENT = frozenset(
    ("head", "title", "script", "style", "select", "textarea", "noscript", "button", "option", "template")
)
_CELL = frozenset(["td", "th", "dt", "dd"])
_DATEISH = re.compile(r"\d\s*[-/.年月]\s*\d")
_SHORTEST_DATE, _LONGEST_DATED = 5, 200


@dataclass(slots=True)
class Block:
    """One run of text that a reader sees as a unit; `linked` characters of it stand inside anchors."""

    text: str
    element: _Element
    linked: int

    @property
    def cell(self) -> _Element | None:
        """The table cell or definition that the text fills alone."""
        element = self.element
        for _ in range(3):
            if element.tag in _CELL:
                return element
            parent = element.getparent()
            if parent is None or len(parent) != 1:
                return None
            element = parent
        return None

    @property
    def is_cell(self) -> bool:
        """The text fills a table cell or a definition of its own."""
        return self.cell is not None


@dataclass(slots=True)
class Walked:
    """The blocks of a page, and the pieces of text that may hold a date: the element they stand in, the text,
    and the element right before them."""

    blocks: list[Block] = field(default_factory=list)
    dateish: list[tuple[_Element, str, _Element | None]] = field(default_factory=list)


def walk(root: _Element) -> Walked:
    """Blocks of non-blank text below `root`, without form fields."""
    steps = _Walk()
    steps.visit(root, root, False, 0)
    steps.close(root)
    return steps.found


def blocks(root: _Element) -> list[Block]:
    """Only the blocks."""
    return walk(root).blocks


class _Walk:
    __slots__ = ("found", "linked", "parts")

    def __init__(self) -> None:
        self.found = Walked()
        self.parts: list[str] = []
        self.linked = 0

    def visit(self, element: _Element, block: _Element, in_link: bool, depth: int) -> None:
        add, parts = self.add, self.parts
        text = element.text
        if text:
            parts.append(text) if text.isspace() else add(text, in_link, element, None)
        for child in element if depth < MAX_DEPTH else ():
            tag = child.tag
            if tag in _BLOCK:
                self.own(child, block, in_link, depth)
            elif tag == "br":
                self.close(block)
            elif tag not in _SILENT:
                self.visit(child, block, in_link or tag == "a", depth + 1)
            text = child.tail
            if text:
                parts.append(text) if text.isspace() else add(text, in_link, element, child)

    def own(self, child: _Element, block: _Element, in_link: bool, depth: int) -> None:
        """A child that begins and ends a block of its own."""
        if self.parts:
            self.close(block)
        self.visit(child, child, in_link, depth + 1)
        if self.parts:
            self.close(child)

    def add(self, text: str, in_link: bool, element: _Element, before: _Element | None) -> None:
        self.parts.append(text)
        if in_link:
            self.linked += len(text.strip())
        if _SHORTEST_DATE <= len(text) < _LONGEST_DATED and _DATEISH.search(text):
            self.found.dateish.append((element, text, before))

    def close(self, block: _Element) -> None:
        text = " ".join("".join(self.parts).split())
        if text and len(self.found.blocks) < MAX_BLOCKS:
            self.found.blocks.append(Block(text, block, self.linked))
        self.parts.clear()
        self.linked = 0
