"""Where tags, classes, ids and styles stand on a page: found in one loop, because asking lxml costs more than remembering."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import cast

from lxml.etree import _Element

from crawler.extract.literals import is_literal
from crawler.extract.words import compact

_CALL = 8  # characters that any call or assignment has
Places = dict[str, list[int]]
PRESSED = ("onclick", "data-href", "data-url", "data-link")  # where an address may stand that is no link
OPENS = ("href", "data-target", "aria-controls", "data-for")  # where a tab names the part that it opens
_CARRIED = (*PRESSED, *OPENS, "title", "rel", "rowspan", "colspan")

_ITEMS = cast(Callable[[_Element], list[tuple[str, str]]], _Element.items)


class Index:
    """Places (numbers in document order) of the elements that have a tag, or a value of a class or id attribute.

    `names` holds the first element of each class and, with "#", of each id; `carried` the values of further
    attributes by element.
    """

    __slots__ = ("carried", "classes", "elements", "hidden", "ids", "names", "others", "tags")

    def __init__(self, elements: list[_Element], *, blank: bool = False) -> None:
        """`blank`: attributes that hold a template literal are emptied on the way."""
        self.elements = elements
        self.tags: Places = {}
        self.classes: Places = {}
        self.ids: Places = {}
        self.hidden: list[_Element] = []  # by their own attribute or inline style
        self.names: dict[str, _Element] = {}
        self.others: set[str] = set()  # names of all other attributes
        self.carried: dict[str, dict[_Element, str]] = {name: {} for name in _CARRIED}
        self._fill(is_literal if blank else None)

    def _fill(self, is_empty: Callable[[str], bool] | None) -> None:
        tags, carried, kept = self.tags, self.carried, {"class": self.classes, "id": self.ids}
        for n, element in enumerate(self.elements):
            tag = element.tag
            if tag in tags:
                tags[tag].append(n)
            else:
                tags[tag] = [n]
            for name, value in _ITEMS(element):
                if is_empty is not None and is_empty(value):
                    element.set(name, "")
                    value = ""
                if (places := kept.get(name)) is not None:
                    if value in places:
                        places[value].append(n)
                    else:
                        places[value] = [n]
                        self._name(name, value, element)
                elif (values := carried.get(name)) is not None:
                    values[element] = value
                elif name == "hidden" or (name == "style" and _hides(value)):
                    self.hidden.append(element)
                else:
                    self.others.add(name)

    def _name(self, attribute: str, value: str, element: _Element) -> None:
        """An element with a class attribute or id that none before it has."""
        if attribute == "class":
            names = self.names
            for name in value.split():
                if name not in names:
                    names[name] = element
        elif attribute == "id" and value:
            self.names.setdefault(f"#{value}", element)

    def tagged(self, tags: Iterable[str]) -> list[_Element]:
        """The elements of these tags in document order."""
        known = self.tags
        found = [known[t] for t in tags if t in known]
        if not found:
            return []
        return self._at(found[0] if len(found) == 1 else sorted(chain.from_iterable(found)))

    def may_open(self, a: _Element) -> bool:
        """Something of an anchor without an address may tell one: a call in its link, or one of PRESSED."""
        carried = self.carried
        link = carried["href"].get(a)
        return (link is not None and len(link) > _CALL) or any(a in carried[name] for name in PRESSED)

    def marked(self, says: Callable[[str], bool]) -> list[_Element]:
        """The elements whose class attribute or id `says` so, in document order."""
        told = chain(self.classes.items(), self.ids.items())
        return self._at(sorted({n for value, places in told if says(value) for n in places}))

    def _at(self, places: Iterable[int]) -> list[_Element]:
        elements = self.elements
        return [elements[n] for n in places]


def _hides(style: str) -> bool:
    if "none" not in style and "hidden" not in style:
        return False
    plain = compact(style).lower()
    return "display:none" in plain or "visibility:hidden" in plain
