"""The content area of a page: its blocks of text, how much it is, and whether it says that there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache
from itertools import zip_longest

from lxml.etree import _Element

from crawler.extract.blocks import Block
from crawler.extract.document import Document
from crawler.extract.furniture import is_furniture
from crawler.extract.words import ordered, words

_AREAS = frozenset(["div", "td", "article", "section", "ul"])
_MAX_NOTE, _MAX_NOTED = 80, 200
_SENTENCE, _REPEATED = 50, 20


def content_area(names: Mapping[str, _Element]) -> _Element | None:
    """The container that known systems put an article's text into; `names` are the page's classes and ids."""
    known = _areas()
    ranked = sorted((rank, name) for name in names.keys() & known.keys() for rank in (known[name],))
    return next((names[n] for _, n in ranked if names[n].tag in _AREAS), None)


@cache
def _areas() -> dict[str, int]:
    ids = [f"#{name}" for name in ordered("content_ids")]
    classes = ordered("content_classes")
    both = [n for pair in zip_longest(ids, classes) for n in pair if n]
    return {name: rank for rank, name in enumerate(both)}


def text_blocks(found: list[Block], area: _Element | None, around: Surroundings) -> list[Block]:
    """Blocks of the content area; without a known one, blocks of running text outside menus, headers and footers.

    What is printed twice (for phones), hidden, a tool or a template literal stays out.
    """
    if area is not None:
        inside = set(area.iter())
        kept = [b for b in found if b.element in inside and not around.hidden(b.element)]
    else:
        kept = [b for b in found if b.linked * 2 < len(b.text) and not around.apart(b.element)]
    return _once([b for b in kept if not is_furniture(b.text)])


def text_chars(kept: list[Block]) -> int:
    """Characters without blanks."""
    return sum(len(b.plain) for b in kept)


def absence_note(kept: list[Block], chars: int) -> str | None:
    """The printed note that there is nothing to publish, when the content is little more than it."""
    if not 0 < chars <= _MAX_NOTED:
        return None
    for block in kept:
        plain = block.plain
        if len(plain) <= _MAX_NOTE and any(n in plain for n in words("absence_notes")):
            return block.text
    return None


class Surroundings:
    """Whether elements stand in a header, footer, menu, toolbar, or in something hidden."""

    def __init__(self, found: list[Block], document: Document) -> None:
        self.blocks, self._document = found, document

    def chrome(self, element: _Element) -> bool:
        """In a part of the page that is not its content; a box that holds sentences is content whatever its name."""
        return element in self._chrome

    def hidden(self, element: _Element) -> bool:
        """Hidden by attribute or inline style, itself or with something around it."""
        return element in self._hidden

    def apart(self, element: _Element) -> bool:
        """Either of both."""
        return element in self._chrome or element in self._hidden

    @cached_property
    def _chrome(self) -> set[_Element]:
        weighty: set[_Element] = set()
        for block in self.blocks:
            if len(block.text) >= _SENTENCE and "。" in block.text and block.linked * 2 < len(block.text):
                weighty.update(block.element.iterancestors())
        index = self._document.index
        named = (e for e in index.marked(_names_chrome) if e not in weighty)
        return _with_all_below((*index.tagged(("header", "footer", "nav")), *named))

    @cached_property
    def _hidden(self) -> set[_Element]:
        return _with_all_below(self._document.index.hidden)


def _with_all_below(tops: Iterable[_Element]) -> set[_Element]:
    found: set[_Element] = set()
    for top in tops:
        if top not in found:
            found.update(top.iter())
    return found


@lru_cache(maxsize=4096)
def _names_chrome(marks: str) -> bool:
    names = marks.lower().replace("-", " ").replace("_", " ").split()
    return any(n in words("chrome_classes") for n in names)


def _once(kept: list[Block]) -> list[Block]:
    """Long blocks that come again word for word are a second print of the article."""
    seen: set[str] = set()
    out: list[Block] = []
    for block in kept:
        if len(block.text) >= _REPEATED:
            if block.text in seen:
                continue
            seen.add(block.text)
        out.append(block)
    return out
