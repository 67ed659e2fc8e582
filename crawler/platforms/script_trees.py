"""Column trees that a script draws from data: dTree's `add`, zTree's nodes, nested objects with children. Nothing is run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from crawler.extract.document import Document, parse, text_of
from crawler.extract.menus import MAX_DEPTH, MAX_NAME, MAX_NODES
from crawler.extract.remembered import by_text
from crawler.extract.words import clean
from records.types import TreeNode

_MAX_SCRIPT, _MAX_TREES = 2_000_000, 5
_STRING = r"(?:'((?:[^'\\\n]|\\.){0,300})'|\"((?:[^\"\\\n]|\\.){0,300})\")"
_ADDED = re.compile(
    rf"\.add\(\s*['\"]?([\w-]{{1,40}})['\"]?\s*,\s*['\"]?(-?[\w-]{{1,40}})['\"]?\s*,\s*{_STRING}(?:\s*,\s*{_STRING})?"
)
_OBJECT = re.compile(r"\{([^{}]{8,800})\}")
_FIELD = re.compile(rf"['\"]?\b(\w{{1,20}})['\"]?\s*:\s*(?:{_STRING}|(-?[\w.]{{1,40}}))")
_NAMED = ("TREE", "tree", "zNodes", "columns")
_NESTED = re.compile(r"\b(?:TREE|tree|treeData|zNodes|columns)['\"]?\s*[:=]\s*(?=\[\s*\{)")
_MARKS = ("zNodes", "zTree", "pId", "pid", "dTree", "TREE", "children")
_NAMES, _ADDRESSES = ("name", "title", "text", "label"), ("url", "href", "link", "jump_url", "click")
_PARENTS = ("pId", "pid", "parentId", "pID", "parent_id")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One entry as the script has it: `parent` is the id of another one."""

    id: str
    parent: str
    name: str
    told: str


def script_tree(document: Document, opened: Callable[[str], str | None]) -> tuple[TreeNode, ...]:
    """The entries in their order. `opened` gives the address for a call that stands where an address would."""
    for script in document.scripts:
        if len(script) <= _MAX_SCRIPT:
            drawn = _told(script)
            if len(drawn) > 1:
                return _nodes(document, drawn, opened)
    return ()


def drawn_tree(document: Document) -> tuple[TreeNode, ...]:
    """The entries of a page of any platform, as far as they have plain addresses."""
    nodes = script_tree(document, lambda told: None)
    return nodes if any(n.url for n in nodes) else ()


def nested(script: str) -> list[dict[str, Any]]:
    """The first array of objects that a script gives a name of a tree, as JSON; empty when it is none."""
    for found in islice(_NESTED.finditer(script), _MAX_TREES) if any(n in script for n in _NAMED) else ():
        try:
            data, _ = json.JSONDecoder(strict=False).raw_decode(script, found.end())
        except (ValueError, RecursionError):
            continue
        return [n for n in data if isinstance(n, dict)] if isinstance(data, list) else []
    return []


@by_text
def _told(script: str) -> list[Drawn]:
    return list(islice(_drawn(script), MAX_NODES)) if any(mark in script for mark in _MARKS) else []


def _drawn(script: str) -> Iterator[Drawn]:
    for own, above, one, two, three, four in _ADDED.findall(script) if ".add(" in script else ():
        yield Drawn(own, above, _plain(one or two), three or four)
    data = nested(script)
    if data and any("children" in n for n in data):
        yield from _walked(data, "", 0)
    elif any(mark in script for mark in _PARENTS):
        yield from _flat(script)


def _flat(script: str) -> Iterator[Drawn]:
    for found in _OBJECT.finditer(script):
        told = {name: one or two or other for name, one, two, other in _FIELD.findall(found[1])}
        name, parent = _first(told, _NAMES), next((told[p] for p in _PARENTS if p in told), None)
        if name and parent is not None and told.get("id"):
            yield Drawn(told["id"], parent, _plain(name), _first(told, _ADDRESSES))


def _walked(data: list[Any], parent: str, depth: int) -> Iterator[Drawn]:
    for node in data if depth <= MAX_DEPTH else ():
        if not isinstance(node, dict):
            continue
        texts = {k: str(v) for k, v in node.items() if isinstance(v, (str, int))}
        own = texts.get("id") or f"{parent}/{_first(texts, _NAMES)}"
        yield Drawn(own, parent, _plain(_first(texts, _NAMES)), _first(texts, _ADDRESSES))
        children = node.get("children")
        yield from _walked(children, own, depth + 1) if isinstance(children, list) else ()


def _first(told: dict[str, str], names: tuple[str, ...]) -> str:
    return next((told[n] for n in names if told.get(n)), "")


def _nodes(
    document: Document, drawn: list[Drawn], opened: Callable[[str], str | None]
) -> tuple[TreeNode, ...]:
    nodes: list[TreeNode] = []
    at: dict[str, int] = {}
    for entry in drawn:
        if not 2 <= len(entry.name) <= MAX_NAME:
            continue
        called = "(" in entry.told
        url = opened(entry.told or entry.id) or (None if called else document.join(entry.told))
        at.setdefault(entry.id, len(nodes))
        nodes.append(TreeNode(entry.name, url, at.get(entry.parent) if entry.parent != entry.id else None))
    return tuple(nodes)


def _plain(name: str) -> str:
    """A name without the markup and escapes that a script wraps it in."""
    name = name.replace("\\/", "/").replace("\\'", "'").replace('\\"', '"')
    return clean(text_of(parse(name))) if "<" in name or "&" in name else clean(name)
