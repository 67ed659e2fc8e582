"""Is an element of a page seen? As far as markup, the page's own and the fetched styles tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import _Element

from crawler.extract.document import Document
from crawler.extract.stylesheets import StyleRule, effect_of, visibility_rules
from crawler.extract.words import clean
from records.vocabulary import Visibility

Seen = tuple[Visibility, str]
_VISIBLE: Seen = (Visibility.VISIBLE, "")
_TOGGLED = re.compile(
    r"(?:getElementById\(\s*|\$\(\s*)[\"'](?:[\w-]+\s+)?[#.]?([\w-]+)[\"']\s*\)\s*(?:\.\w+\([^()]*\)\s*)?"
    r"\.(?:style\.(?:display|visibility)|show|hide|toggle|slide|fade|css\(|addClass|removeClass)"
)
_MAX_DEPTH = 150


class Sight:
    """Answers for elements, remembering those above them."""

    def __init__(self, document: Document, styles: tuple[str, ...]) -> None:
        self._rules = _by_key(
            rule for sheet in (*styles, *document.styles) for rule in visibility_rules(sheet)
        )
        self._toggled = set(_TOGGLED.findall("\n".join(document.scripts)))
        self._known: dict[_Element, Seen] = {}

    def of(self, element: _Element) -> Seen:
        """Visible, hidden (with what hides it), or undecidable; a hidden ancestor decides."""
        chain: list[_Element] = [element]
        while chain[-1] not in self._known and len(chain) < _MAX_DEPTH:
            parent = chain[-1].getparent()
            if parent is None:
                break
            chain.append(parent)
        above = self._known.get(chain[-1], _VISIBLE)
        for step in reversed(chain):
            if step not in self._known:
                own = self._own(step)
                self._known[step] = _worse(above, own)
            above = self._known[step]
        return above

    def _own(self, element: _Element) -> Seen:
        effect, why = _inline(element)
        if not effect:
            effect, why = self._styled(element)
        if effect == "trick":
            return Visibility.UNDECIDABLE, why
        if effect != "hide":
            return _VISIBLE
        names = {m[1:] for m in _marks(element)}
        if names & self._toggled:
            return Visibility.UNDECIDABLE, f"{why}; a script toggles it"
        if self._revealed(element) or _is_submenu(element):
            return Visibility.UNDECIDABLE, f"{why}; a menu that opens"
        return Visibility.HIDDEN, why

    def _revealed(self, element: _Element) -> bool:
        return any(
            rule.effect == "reveal" and _fits(rule, element, _marks(element))
            for key in (*_marks(element), str(element.tag))
            for _, rule in self._rules.get(key, ())
        )

    def _styled(self, element: _Element) -> tuple[str, str]:
        """The effect of the heaviest matching rule, the later one of equals."""
        marks = _marks(element)
        keys = [*marks, str(element.tag)]
        fitting = [
            (rule.weight, order, rule)
            for key in keys
            for order, rule in self._rules.get(key, ())
            if rule.effect != "reveal" and _fits(rule, element, marks)
        ]
        if not fitting:
            return "", ""
        rule = max(fitting, key=lambda f: f[:2])[2]
        return rule.effect, rule.selector


def _by_key(rules: Iterable[StyleRule]) -> dict[str, list[tuple[int, StyleRule]]]:
    """Rules under one mark (or the tag) of their last step, so that few are tried on an element."""
    found: dict[str, list[tuple[int, StyleRule]]] = {}
    for order, rule in enumerate(rules):
        last = rule.steps[-1]
        key = min(last.marks) if last.marks else last.tag
        if key:
            found.setdefault(key, []).append((order, rule))
    return found


def _fits(rule: StyleRule, element: _Element, marks: set[str]) -> bool:
    last = rule.steps[-1]
    if not last.marks <= marks or (last.tag and last.tag != element.tag):
        return False
    step: _Element | None = element
    for wanted in reversed(rule.steps[:-1]):
        step = step.getparent() if step is not None else None
        while step is not None and not (
            wanted.marks <= _marks(step) and (not wanted.tag or wanted.tag == step.tag)
        ):
            step = step.getparent()
        if step is None:
            return False
    return True


def _is_submenu(element: _Element) -> bool:
    """A list or box that follows the heading link of its menu row."""
    before = element.getprevious()
    inside = next(element.iterancestors("li", "dl"), None)
    return (
        element.tag in {"ul", "ol", "dl", "div", "dd"}
        and inside is not None
        and before is not None
        and before.tag in {"a", "span", "h2", "h3", "h4", "p", "dt", "i"}
    )


def _inline(element: _Element) -> tuple[str, str]:
    if element.get("hidden") is not None:
        return "hide", "hidden"
    style = element.get("style")
    effect = effect_of(style) if style else ""
    return effect, clean(style or "")[:80] if effect else ""


def _marks(element: _Element) -> set[str]:
    marks = {f".{c}" for c in (element.get("class") or "").split()}
    if element.get("id"):
        marks.add(f"#{element.get('id')}")
    return marks


def _worse(above: Seen, own: Seen) -> Seen:
    if above[0] is Visibility.HIDDEN or own[0] is Visibility.VISIBLE:
        return above
    return own if own[0] is Visibility.HIDDEN or above[0] is Visibility.VISIBLE else above
