"""Meta tags of the 2017 site specification, and the followable links of a page."""

from __future__ import annotations

from functools import cache, lru_cache

from crawler.extract.anchors import address_of
from crawler.extract.document import Document
from crawler.extract.words import clean, ordered
from records.types import Link

MAX_TEXT = 200
MAX_LINKS = 5_000


def meta(document: Document) -> tuple[tuple[str, str], ...]:
    """Tags of the specification under their canonical names, content as written, the first of each."""
    canonical, found = _canonical(), dict[str, str]()
    for tag in document.all("meta"):
        name = canonical.get((tag.get("name") or "").strip().lower())
        if name and name not in found:
            found[name] = tag.get("content") or ""
    return tuple(found.items())


def links(document: Document) -> tuple[Link, ...]:
    """Every followable address once: anchors in document order, then frames, then what handlers open."""
    found: dict[str, Link] = {}
    join, silent = document.join, []
    for a, (url, text) in document.anchors.items():
        if url and (url not in found or not found[url].text):
            title = a.get("title")
            found[url] = _link(url, text, title)
            if len(found) >= MAX_LINKS:
                break
        elif url is None:
            silent.append((a, text))
    for other in document.all("area", "iframe", "frame"):
        url = join(other.get("href") or other.get("src"))
        if url:
            found.setdefault(url, Link(url, clean(other.get("alt") or ""), clean(other.get("title") or "")))
    for a, text in silent:
        opened = address_of(a, join)
        if opened:
            found.setdefault(opened, Link(opened, text[:MAX_TEXT]))
    return tuple(found.values())


@lru_cache(maxsize=65_536)
def _link(url: str, text: str, title: str | None) -> Link:
    """Menus repeat the same links on every page."""
    return Link(url, text[:MAX_TEXT], clean(title)[:MAX_TEXT] if title else "")


@cache
def _canonical() -> dict[str, str]:
    return {n.lower(): n for n in ordered("meta_names")}
