"""What the page of a column shows of its own: text that is no name printed elsewhere on it, and parts without text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from lxml.etree import _Element

from crawler.extract.blocks import Block
from crawler.extract.body import is_picture
from crawler.extract.content import Surroundings
from crawler.extract.document import Document
from crawler.extract.words import any_of, compact, form
from records.types import Crumb, TreeNode

MAX_PARTS, _FOLDED = 24, 20
_CRUMB, _LONGEST_LINE = form("crumb_mark"), 200
_TITLE_PARTS = re.compile(r"[-_|—–]+")
_DRAWN = re.compile(r"\.(?:gif|svg|ico)(?:\?|$)", re.I)


def names_on(
    title: str, meta: dict[str, str], crumbs: Iterable[Crumb], tree: Iterable[TreeNode]
) -> frozenset[str]:
    """Names that the page prints as heading, breadcrumb or menu: of themselves they are no content."""
    said = [title, *_TITLE_PARTS.split(title), meta.get("SiteName", ""), meta.get("ColumnName", "")]
    said += [c.name for c in crumbs]
    said += [n.name for n in tree]
    return frozenset(compact(s) for s in said)


def own_text(
    kept: list[Block], document: Document, around: Surroundings, names: frozenset[str]
) -> list[Block]:
    """`kept` without names and breadcrumb, and with what stands in links that lead nowhere."""
    known = {id(b) for b in kept}
    shown = [b for b in around.blocks if id(b) in known or _leads_nowhere(b, document, around)]
    return [b for b in shown if b.plain not in names and not _is_frame(b)]


def own_parts(document: Document, around: Surroundings) -> tuple[str, ...]:
    """Marks of what may be content though no text is shown: pictures, folded text, frames, fields to fill in."""
    told = (*_pictures(document, around), *_folded(around), *_embedded(document, around))
    marks = (hashlib.sha256(t.encode("utf-8", "replace")).hexdigest()[:12] for t in told)
    return tuple(dict.fromkeys(marks))[:MAX_PARTS]


def _pictures(document: Document, around: Surroundings) -> Iterator[str]:
    """Addresses of pictures outside header, footer and menus that link nothing, each shown once."""
    sources = Counter(i.get("src") or i.get("data-src") or "" for i in document.all("img"))
    for image in document.all("img"):
        source = image.get("src") or image.get("data-src") or ""
        plain = is_picture(image, document) and not _DRAWN.search(source) and sources[source] == 1
        if plain and not _is_apart(image, around) and not _is_link(image, document):
            yield document.join(source) or source


def _folded(around: Surroundings) -> Iterator[str]:
    """Texts that stand hidden in the content, as behind tabs."""
    for block in around.blocks:
        long = len(block.plain) >= _FOLDED and block.linked * 2 < len(block.text)
        if long and around.hidden(block.element) and not around.chrome(block.element):
            yield block.text


def _embedded(document: Document, around: Surroundings) -> Iterator[str]:
    """Addresses of frames and media, names of fields that are no search."""
    for element in document.all("iframe", "frame", "embed", "object", "video"):
        target = document.join(element.get("src") or element.get("data"))
        if target and target != document.url and not _is_apart(element, around):
            yield target
    for field in document.all("textarea", "select"):
        if field.get("name") and not _is_apart(field, around):
            yield f"field {field.get('name')}"


def _is_apart(element: _Element, around: Surroundings) -> bool:
    return around.apart(element)


def _is_frame(block: Block) -> bool:
    """The breadcrumb, or a line of the page's foot."""
    if len(block.text) > _LONGEST_LINE or "。" in block.text:
        return False
    return _CRUMB.match(block.plain) is not None or any_of("foot_marks").search(block.plain) is not None


def _leads_nowhere(block: Block, document: Document, around: Surroundings) -> bool:
    """A block of links without an address, outside menus, header and footer."""
    if not block.linked or len(block.plain) < 2:
        return False
    if around.apart(block.element):
        return False
    found = False
    for a in chain(block.element.iterancestors("a"), block.element.iter("a")):
        url, _ = document.anchors.get(a, (None, ""))
        if url is not None:
            return False
        found = True
    return found


def _is_link(image: _Element, document: Document) -> bool:
    return any(document.anchors.get(a, (None, ""))[0] is not None for a in image.iterancestors("a"))
