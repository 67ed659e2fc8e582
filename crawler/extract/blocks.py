"""The page as a row of text blocks in reading order: the shape headers, breadcrumbs and notes are read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from lxml.etree import _Element

MAX_BLOCKS, MAX_PIECED = 30_000, 400
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
_ROLES = dict.fromkeys(_BLOCK, "block") | dict.fromkeys(_SILENT, "silent") | {"a": "link", "br": "break"}
_ENDING = frozenset(["block", "break"])
_CELL = frozenset(["td", "th", "dt", "dd"])
_DATEISH = re.compile(r"\d\s*[-/.年月]\s*\d")
_SHORTEST_DATE, _LONGEST_DATED = 5, 200


@dataclass(slots=True)
class Block:
    """One run of text that a reader sees as a unit; `linked` characters of it stand inside anchors.

    `plain` is the text without blanks, which most readers ask for; `pieces` are the texts it is put together from,
    where it is short and inline elements cut it.
    """

    text: str
    element: _Element
    linked: int
    plain: str
    pieces: tuple[str, ...] = ()

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
    def is_columned(self) -> bool:
        """The text fills one of several cells of a row."""
        cell = self.cell
        return cell is not None and (cell.getnext() is not None or cell.getprevious() is not None)

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


def walk(elements: Sequence[_Element]) -> Walked:
    """Blocks of non-blank text, without form fields; `elements`: one and all below it in document order."""
    steps = _Walk()
    steps.run(elements)
    return steps.found


def blocks(root: _Element) -> list[Block]:
    """Only the blocks."""
    return walk(list(root.iter())).blocks


class _Walk:
    """The text gathered so far; `linked` characters of it stand inside anchors."""

    __slots__ = ("found", "linked", "parts")

    def __init__(self) -> None:
        self.found = Walked()
        self.parts: list[str] = []
        self.linked = 0

    def run(self, elements: Sequence[_Element]) -> None:
        """One flat loop over the elements in document order.

        lxml hands out parents far cheaper than lists of children. `inner` is the innermost open element, `block` the one
        its text belongs to (None where nothing is read), `outer` the same for those around it.
        """
        outer: list[tuple[_Element | None, _Element | None, bool]] = []
        inner: _Element | None = None
        block: _Element | None = elements[0]
        in_link, parts, role_of, say, close = False, self.parts, _ROLES.get, self.say, self.close
        for element in chain(elements, (None,)):
            parent = element.getparent() if element is not None else None
            while inner is not None and inner is not parent:
                if parts and block is inner:
                    close(inner)
                ended = inner
                inner, block, in_link = outer.pop()
                text = ended.tail if block is not None else None
                if text and inner is not None and (parts or not text.isspace()):
                    say(text, in_link, inner, ended)
            if element is None:
                break
            outer.append((inner, block, in_link))
            inner = element
            if block is None:
                continue
            role = role_of(element.tag)
            if role is not None:
                if parts and role in _ENDING:
                    close(block)
                in_link = in_link or role == "link"
                block = element if role == "block" else None if role == "silent" else block
            text = element.text if block is not None else None
            if text and (parts or not text.isspace()):
                say(text, in_link, element, None)

    def say(self, text: str, in_link: bool, element: _Element, before: _Element | None) -> None:
        """Text that stands in `element`, right behind `before`."""
        self.parts.append(text)
        if in_link:
            self.linked += len(text.strip())
        if not text.isspace() and _SHORTEST_DATE <= len(text) < _LONGEST_DATED and _is_dateish(text):
            self.found.dateish.append((element, text, before))

    def close(self, block: _Element) -> None:
        """The text gathered so far is a block."""
        parts = self.parts
        words = (parts[0] if len(parts) == 1 else "".join(parts)).split()
        if words and len(self.found.blocks) < MAX_BLOCKS:
            text = " ".join(words)
            pieces = tuple(parts) if len(parts) > 1 and len(text) <= MAX_PIECED else ()
            self.found.blocks.append(Block(text, block, self.linked, "".join(words), pieces))
        parts.clear()
        self.linked = 0


@lru_cache(maxsize=4096)
def _is_dateish(text: str) -> bool:
    """Pages of a site repeat most of their short texts."""
    return _DATEISH.search(text) is not None
