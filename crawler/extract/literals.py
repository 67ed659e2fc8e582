"""Template literals that a script or a server would have filled: what they stand in has no text and no address."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element

_SIGNS = (b"{{", b"{%", b"<%", b"#foreach", b"[field:")
_LITERAL = re.compile(
    r"\{\{|\}\}|\{%|%\}|\$\{|<%|%>|#foreach\b|\{\$[\w.\[\]>-]{1,60}|(?<![\w$])\$!?[A-Za-z_]\w{0,40}\.[A-Za-z_]|\[field:\w|%7B%7B|\$%7B",
    re.I,
)
_RARE = ("{", "}", "%", "$", "#", "[")  # one of them stands in every literal and in few other texts


def is_literal(text: str) -> bool:
    """The text holds an expression of a template language."""
    return any(sign in text for sign in _RARE) and _LITERAL.search(text) is not None


def blanked(root: _Element, elements: Iterable[_Element], *, braced: bool) -> frozenset[_Element]:
    """Empty every text and attribute that holds a template literal; the elements that such a text stood in.

    `braced`: the page holds doubled braces somewhere, perhaps only in attributes.
    """
    said = etree.tostring(root, method="text", encoding="utf-8")
    if not _has_sign(said) and not (braced and b"{{" in etree.tostring(root, encoding="utf-8")):
        return frozenset()
    found: set[_Element] = set()
    for element in elements:
        if element.text and is_literal(element.text):
            element.text = None
            found.add(element)
        above = element.getparent()
        if element.tail and is_literal(element.tail):
            element.tail = None
            if above is not None:
                found.add(above)
        for name, value in element.items():
            if is_literal(value):
                element.set(name, "")
    return frozenset(found)


def _has_sign(text: bytes) -> bool:
    return any(sign in text for sign in _SIGNS) or (
        b"$" in text and is_literal(text.decode("utf-8", "replace"))
    )
