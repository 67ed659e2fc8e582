"""Meta tags of the 2017 site specification, and the followable links of a page."""

from __future__ import annotations

from functools import cache

from lxml.etree import _Element

from crawler.extract.document import Document, text_of
from crawler.extract.words import clean, ordered
from records.types import Link

MAX_TEXT = 200
MAX_LINKS = 5_000


def meta(root: _Element) -> tuple[tuple[str, str], ...]:
    """Tags of the specification under their canonical names, content as written, the first of each."""
    canonical, found = _canonical(), dict[str, str]()
    for tag in root.iter("meta"):
        name = canonical.get((tag.get("name") or "").strip().lower())
        if name and name not in found:
            found[name] = tag.get("content") or ""
    return tuple(found.items())


def links(document: Document) -> tuple[Link, ...]:
    """Every followable address once, in document order, with the longest text of its anchors."""
    found: dict[str, Link] = {}
    join = document.join
    for a in document.root.iter("a", "area", "iframe", "frame"):
        url = join(a.get("href") or a.get("src"))
        if not url:
            continue
        known = found.get(url)
        if known is None or not known.text:
            title = a.get("title")
            found[url] = Link(url, clean(text_of(a))[:MAX_TEXT], clean(title)[:MAX_TEXT] if title else "")
            if len(found) >= MAX_LINKS:
                break
    return tuple(found.values())


@cache
def _canonical() -> dict[str, str]:
    return {n.lower(): n for n in ordered("meta_names")}
