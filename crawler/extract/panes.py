"""Tabs that open a part of their own page, and the columns that such a part names by a heading with a 更多 link."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from crawler.extract.document import Document, text_of
from crawler.extract.index import OPENS
from crawler.extract.words import clean, words

MAX_NAME, FEWEST = 16, 2


def panes(document: Document) -> dict[_Element, str]:
    """The parts of the page that tabs open, with the name of the tab."""
    found: dict[_Element, str] = {}
    carried = [document.index.carried[key] for key in OPENS if document.index.carried[key]]
    for a, (url, text) in document.anchors.items():
        if url is None and 2 <= len(text) <= MAX_NAME:
            pane = next((p for told in carried if (p := _opened(document, told.get(a))) is not None), None)
            if pane is not None and sum(1 for _ in pane.iter("a")) >= FEWEST:
                found.setdefault(pane, text)
    return found


def headed_links(document: Document, pane: _Element) -> Iterator[tuple[str, str]]:
    """Names and addresses of the columns in a part: the heading beside each link to more of it."""
    for a in pane.iter("a"):
        url, text = document.anchors.get(a, (None, ""))
        box = a.getparent()
        if url is None or text not in words("more") or box is None or box is pane:
            continue
        name = clean(text_of(box)).removesuffix(text).strip(" \u3000:：")
        if 2 <= len(name) <= MAX_NAME:
            yield name, url


def groups(document: Document, pane: _Element) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Headings without a link of their own in a part, each with the columns that its box links."""
    for head in pane.iter("b", "strong", "h3", "h4", "h5", "dt"):
        name, box = clean(text_of(head)), head.getparent()
        if box is not None and len(box) == 1:
            box = box.getparent()
        if box is None or box is pane or not 2 <= len(name) <= MAX_NAME:
            continue
        linked = [document.anchors.get(a, (None, "")) for a in box.iter("a")]
        named = [(text, url) for url, text in linked if url and 2 <= len(text) <= MAX_NAME]
        if len(named) == len(linked) >= FEWEST and not any(text in words("more") for text, _ in named):
            yield name, named


def _opened(document: Document, target: str | None) -> _Element | None:
    name = (target or "").strip()
    return document.names.get(name if name.startswith("#") else f"#{name}") if len(name) > 1 else None
