"""Meta tags of the 2017 site specification, and the followable links of a page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from lxml.etree import _Element

from crawler.extract.anchors import address_of, pressed
from crawler.extract.document import Document, text_of
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
    join, silent, title_of = document.join, [], document.index.carried["title"].get
    for a, (url, text) in document.anchors.items():
        if url and (url not in found or not found[url].text):
            found[url] = _link(url, text, title_of(a))
            if len(found) >= MAX_LINKS:
                break
        elif url is None:
            silent.append((a, text))
    for other in document.all("area", "iframe", "frame"):
        url = join(other.get("href") or other.get("src"))
        if url:
            found.setdefault(url, Link(url, clean(other.get("alt") or ""), clean(other.get("title") or "")))
    for url, text in _opened(document, silent):
        found.setdefault(url, Link(url, text[:MAX_TEXT]))
    return tuple(found.values())[:MAX_LINKS]


def _opened(document: Document, silent: list[tuple[_Element, str]]) -> Iterator[tuple[str, str]]:
    """What handlers and data lead to: of anchors without an address, then of other elements and options."""
    for a, text in silent:
        if document.index.may_open(a) and (opened := address_of(a, document.join)):
            yield opened, text
    for element, url in pressed(document):
        yield url, clean(text_of(element))


@lru_cache(maxsize=4096)
def _link(url: str, text: str, title: str | None) -> Link:
    """Menus repeat the same links on every page."""
    return Link(url, text[:MAX_TEXT], clean(title)[:MAX_TEXT] if title else "")


@cache
def _canonical() -> dict[str, str]:
    return {n.lower(): n for n in ordered("meta_names")}
