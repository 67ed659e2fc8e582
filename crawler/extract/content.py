"""The content area of a page: its blocks of text, how much it is, and whether it says that there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import zip_longest

from lxml.etree import _Element

from crawler.extract.blocks import Block
from crawler.extract.furniture import is_furniture
from crawler.extract.words import compact, ordered, words

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
    """Whether elements stand in a header, footer, menu, toolbar, or in something hidden; remembers what is above."""

    def __init__(self, found: list[Block]) -> None:
        self.blocks = found
        self._chrome: dict[_Element, bool] = {}
        self._hidden: dict[_Element, bool] = {}
        self._apart: dict[_Element, bool] = {}
        self._weighty: set[_Element] = set()
        for block in found:
            if len(block.text) >= _SENTENCE and "。" in block.text and block.linked * 2 < len(block.text):
                self._weighty.update(block.element.iterancestors())

    def chrome(self, element: _Element) -> bool:
        """In a part of the page that is not its content; a box that holds sentences is content whatever its name."""
        return _of_any_above(element, self._chrome, self._is_chrome)

    def hidden(self, element: _Element) -> bool:
        """Hidden by attribute or inline style, itself or with something around it."""
        return _of_any_above(element, self._hidden, is_hidden)

    def apart(self, element: _Element) -> bool:
        """Either of both, in one climb."""
        return _of_any_above(element, self._apart, self._is_apart)

    def _is_apart(self, element: _Element) -> bool:
        return self._is_chrome(element) or is_hidden(element)

    def _is_chrome(self, element: _Element) -> bool:
        if element.tag in {"header", "footer", "nav"}:
            return True
        classes, own = element.get("class"), element.get("id")
        if not (classes or own) or element in self._weighty:
            return False
        return _names_chrome(classes or "", own or "")


def _of_any_above(element: _Element, known: dict[_Element, bool], holds: Callable[[_Element], bool]) -> bool:
    """Whether something holds of the element or of one around it; `known` remembers the answers."""
    climbed: list[_Element] = []
    step: _Element | None = element
    found: bool | None = False
    while step is not None and (found := known.get(step)) is None:
        climbed.append(step)
        if holds(step):
            found = True
            break
        step = step.getparent()
    for one in climbed:
        known[one] = bool(found)
    return bool(found)


@lru_cache(maxsize=16_384)
def _names_chrome(classes: str, own: str) -> bool:
    names = f"{classes} {own}".lower().replace("-", " ").replace("_", " ").split()
    return any(n in words("chrome_classes") for n in names)


def is_hidden(element: _Element) -> bool:
    """Hidden by its own attribute or inline style."""
    style = element.get("style")
    if style and ("none" in style or "hidden" in style):
        plain = compact(style).lower()
        if "display:none" in plain or "visibility:hidden" in plain:
            return True
    return element.get("hidden") is not None


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
