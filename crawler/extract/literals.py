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


def blanked(elements: Sequence[_Element], *, braced: bool) -> frozenset[_Element]:
    """Empty every text and attribute that holds a template literal; the elements that such a text stood in.

    `braced`: the page holds doubled braces somewhere, perhaps only in attributes.
    """
    said = etree.tostring(elements[0], method="text", encoding="unicode")
    if not _has_sign(said) and not (braced and b"{{" in etree.tostring(elements[0], encoding="utf-8")):
        return frozenset()
    for element in elements:
        for name, value in element.items():
            if _may_hold(value) and is_literal(value):
                element.set(name, "")
    return _without_literals(elements) if is_literal(said) else frozenset()


def _without_literals(elements: Sequence[_Element]) -> frozenset[_Element]:
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
    return any(sign in text for sign in _SIGNS) or ("$" in text and is_literal(text))
