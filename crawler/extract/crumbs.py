"""The breadcrumb of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from lxml.etree import _Element

from crawler.extract.blocks import Block
from crawler.extract.document import Document, start_of, text_of
from crawler.extract.words import clean, compact, form, words
from records.types import Crumb

Join = Callable[[str | None], str | None]
MAX_STEPS, MAX_NAME, MAX_TEXT = 12, 80, 400
_MARK, _LEAD = form("crumb_mark"), form("crumb_lead")
_WORD = next(iter(words("crumb_word")))
_CLASS = re.compile(
    r"crumb|bread|(?:^|[\s_-])(?:position|location|loc|dqwz|weizhi|curpos|currentpath|site-?path|mbx)(?:$|[\s_\d-])",
    re.I,
)
_LOOSE = re.compile(r"(?:^|[\s_-])(?:path|route|where|here|place|posi?|wz|addr|now)(?:$|[\s_\d-])", re.I)
_STEPS = re.compile(r"\s*(?:-+>|[>＞»›→⇒]|::|/(?=\s|$)|\\)+\s*")
_NEXT = re.compile(r"\s*(?:-+>|[>＞»›→⇒])")
_DASHES = re.compile(r"(?:^|\s+)[-–—|·](?:\s+|$)")  # where no other mark stands between the steps
_EDGE = " \t\u3000>＞»›→/\\-|·：:【】[]()（）,，"
_BOXES = frozenset(["div", "ol", "ul", "p", "td", "span", "nav", "section", "h3", "h4", "dl"])


def read_crumbs(document: Document, found: list[Block]) -> tuple[Crumb, ...]:
    """Links in order, then plain text; without the mark and the home page's name."""
    for box in _boxes(document, found):
        crumbs = _crumbs(box, document.join)
        if crumbs:
            return tuple(c for c in crumbs if "{{" not in c.name)
    return ()


def _boxes(document: Document, found: list[Block]) -> Iterator[_Element]:
    for block in found:
        text = block.text
        if len(text) <= MAX_TEXT and _WORD in text and _WORD in text[:24] and _MARK.match(block.plain):
            yield from _around(block)
    for name, box in document.names.items():
        if _names_crumbs(name) and box.tag in _BOXES and len(text_of(box)) <= MAX_TEXT * 2:
            yield box
    yield from (
        b for name, b in document.names.items() if _LOOSE.search(name.lstrip("#")) and _starts_home(b)
    )
    yield from (n for n in document.all("nav", "ol") if "bread" in (n.get("aria-label") or "").lower())
    yield from _after_home(document)
    step = document.names.get("CurrChnlCls")
    parent = step.getparent() if step is not None else None
    if parent is not None:
        yield parent


def _after_home(document: Document) -> Iterator[_Element]:
    """Boxes in which a mark of a next step follows the link to the home page."""
    for a, (_, text) in document.anchors.items():
        if text not in words("crumb_home"):
            continue
        box, following = a.getparent(), a.getnext()
        after = (a.tail or "").strip() or (text_of(following) if following is not None else "")
        if box is not None and box.tag in _BOXES and _NEXT.match(after) and len(text_of(box)) <= MAX_TEXT:
            yield box


def _starts_home(box: _Element) -> bool:
    """A short box whose first link is that to the home page, followed by a mark of a next step."""
    first = next(box.iter("a"), None) if box.tag in _BOXES and len(text_of(box)) <= MAX_TEXT else None
    if first is None or compact(text_of(first)) not in words("crumb_home"):
        return False
    return _STEPS.match(first.tail or "") is not None


@lru_cache(maxsize=4096)
def _names_crumbs(name: str) -> bool:
    return _CLASS.search(name.lstrip("#")) is not None


def _around(block: Block) -> Iterator[_Element]:
    """The block with the mark, or a small box around it that also holds a link or the mark of a next step.

    Where a script was to write the steps, what else stands around the mark is no breadcrumb.
    """
    if not _MARK.fullmatch(block.plain):
        yield block.element
        if block.linked and _STEPS.search(block.text):
            return
    box: _Element | None = block.element
    for _ in range(2):
        box = box.getparent() if box is not None else None
        if box is None or box.tag in {"body", "html"}:
            return
        text = start_of(box, MAX_TEXT + 1)
        if len(text) > MAX_TEXT:
            return
        if _STEPS.search(text) or next(box.iter("a"), None) is not None:
            yield box


def _crumbs(box: _Element, join: Join) -> tuple[Crumb, ...]:
    steps: list[Crumb] = []
    parts = [clean(p) if isinstance(p, str) else p for p in _parts(box, any(c.tag == "a" for c in box))]
    marks = _STEPS if any(isinstance(p, str) and _STEPS.search(p) for p in parts) else _DASHES
    for part in parts:
        if isinstance(part, str):
            names = (clean(p).strip(_EDGE) for p in marks.split(part))
            steps.extend(Crumb(n) for n in names if n)
        elif name := clean(text_of(part)).strip(_EDGE):
            steps.append(Crumb(name, join(part.get("href"))))
    kept: list[Crumb] = []
    for step in steps:
        plain = compact(step.name)
        if _MARK.match(plain) and len(plain) < 14 or plain in words("crumb_home"):
            continue
        if plain in words("chrome_words") or len(step.name) > MAX_NAME:
            break
        kept.append(Crumb(_unmarked(step.name), step.url))
    return tuple(c for c in kept if any(x.isalnum() for x in c.name))[:MAX_STEPS]


def _parts(element: _Element, flat: bool) -> Iterator[str | _Element]:
    """Texts and anchors in order; boxes beside a flat run of anchors are tools and stay out."""
    if element.text:
        yield element.text
    for child in element:
        if child.tag == "a":
            yield child
        elif not (flat and child.tag in {"div", "ul", "table"}) and child.tag not in {"select", "script"}:
            yield from _parts(child, False)
            if child.tag in {"li", "dd"}:
                yield ">"
        if child.tail:
            yield child.tail


def _unmarked(name: str) -> str:
    found = _LEAD.match(name)
    return name[found.end() :].strip(_EDGE) if found else name
