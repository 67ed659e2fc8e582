"""What the page of a column shows of its own: text that is no name printed elsewhere on it, and pictures."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from lxml.etree import _Element

from crawler.extract.blocks import Block
from crawler.extract.body import is_picture
from crawler.extract.content import Surroundings
from crawler.extract.document import Document
from crawler.extract.words import compact, form, words
from records.types import Crumb, TreeNode

MAX_PICTURES = 12
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


def own_text(kept: list[Block], document: Document, page: list[Block], names: frozenset[str]) -> list[Block]:
    """`kept` without names and breadcrumb, and with what stands in links that lead nowhere; `page`: all its blocks."""
    around, known = Surroundings(page), {id(b) for b in kept}
    shown = [b for b in page if id(b) in known or _leads_nowhere(b, document, around)]
    return [b for b in shown if compact(b.text) not in names and not _is_frame(b.text)]


def own_pictures(document: Document, page: list[Block]) -> tuple[str, ...]:
    """Marks of the pictures outside header, footer and menus that link nothing, each shown once."""
    around = Surroundings(page)
    sources = Counter(i.get("src") or i.get("data-src") or "" for i in document.all("img"))
    found: dict[str, None] = {}
    for image in document.all("img"):
        source = image.get("src") or image.get("data-src") or ""
        plain = is_picture(image) and not _DRAWN.search(source) and sources[source] == 1
        if plain and not around.chrome(image) and not around.hidden(image) and not _is_link(image, document):
            found.setdefault(hashlib.sha256((document.join(source) or source).encode()).hexdigest()[:12])
    return tuple(found)[:MAX_PICTURES]


def _is_frame(text: str) -> bool:
    """The breadcrumb, or a line of the page's foot."""
    if len(text) > _LONGEST_LINE or "。" in text:
        return False
    plain = compact(text)
    return _CRUMB.match(plain) is not None or any(mark in plain for mark in words("foot_marks"))


def _leads_nowhere(block: Block, document: Document, around: Surroundings) -> bool:
    """A block of links without an address, outside menus, header and footer."""
    if not block.linked or len(compact(block.text)) < 2:
        return False
    anchors = [a for a in block.element.iter("a") if a in document.anchors]
    anchors += [a for a in block.element.iterancestors("a") if a in document.anchors]
    scripted = bool(anchors) and all(document.anchors[a][0] is None for a in anchors)
    return scripted and not around.chrome(block.element) and not around.hidden(block.element)


def _is_link(image: _Element, document: Document) -> bool:
    return any(document.anchors.get(a, (None, ""))[0] is not None for a in image.iterancestors("a"))
