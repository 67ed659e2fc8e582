"""Template literals that a script or a server would have filled: what they stand in has no text and no address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element

_SIGNS = ("{{", "{%", "<%", "#foreach", "[field:")
_LITERAL = re.compile(
    r"\{\{|\}\}|\{%|%\}|\$\{|<%|%>|#foreach\b|\{\$[\w.\[\]>-]{1,60}|(?<![\w$])\$!?[A-Za-z_]\w{0,40}\.[A-Za-z_]|\[field:\w|%7B%7B|\$%7B",
    re.I,
)


def is_literal(text: str) -> bool:
    """The text holds an expression of a template language."""
    return _may_hold(text) and _LITERAL.search(text) is not None


def holds_literals(root: _Element, *, braced: bool) -> bool:
    """A text or an attribute of the tree is to be filled; `braced`: the source holds doubled braces somewhere."""
    said = etree.tostring(root, method="text", encoding="unicode")
    return _has_sign(said) or (braced and b"{{" in etree.tostring(root, encoding="utf-8"))


def blanked(elements: Sequence[_Element]) -> frozenset[_Element]:
    """Empty every text that holds a template literal; the elements that such a text stood in."""
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
    return frozenset(found)


def _may_hold(text: str) -> bool:
    """One of these signs stands in every literal and in few other texts."""
    return (
        "{" in text
        or "}" in text
        or "%" in text
        or "$" in text
        or "#f" in text
        or "#F" in text
        or "[" in text
    )


def _has_sign(text: str) -> bool:
    if "{" not in text and "<" not in text and "#" not in text and "[" not in text and "$" not in text:
        return False
    return any(sign in text for sign in _SIGNS) or ("$" in text and is_literal(text))
