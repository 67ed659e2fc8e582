"""The visible title of a page."""

from __future__ import annotations

import re

from lxml.etree import _Element

from crawler.extract.blocks import Block
from crawler.extract.document import parse, text_of
from crawler.extract.words import clean, compact
from records.vocabulary import PageKind

_TITLE_CLASS = re.compile(
    r"(?:^|[-_ ])(?:title|tit|bt|biaoti|headline|wz_title|article-title|xl-title)(?:$|[-_ \d])", re.I
)
_CUT = re.compile(r"\s*[-_|–—]{1,2}\s*")
MAX_TITLE = 300


def read_title(root: _Element, meta: dict[str, str], found: list[Block], kind: PageKind) -> str:
    """Of an entry ArticleTitle, else the heading, else the window title; of any other page the window title whole."""
    window = _window(root)
    if kind is not PageKind.ENTRY and window:
        return window[:MAX_TITLE]
    said = clean(_plain(meta.get("ArticleTitle", "")))
    if said and len(said) <= MAX_TITLE:
        return said
    head = _heading(root, compact(window))
    return head or _first_part(window, found)


def _heading(root: _Element, window: str) -> str:
    texts = [clean(text_of(h)) for h in root.iter("h1", "h2", "h3")]
    good = [t for t in texts if 4 <= len(t) <= MAX_TITLE and compact(t)[:20] and compact(t) in window]
    if good:
        return max(good, key=len)
    for element in root.iter("div", "p", "td", "span", "h1", "h2", "h3"):
        if _TITLE_CLASS.search(element.get("class") or "") and len(element) <= 6:
            text = clean(text_of(element))
            if 6 <= len(text) <= 150 and (compact(text) in window or element.tag in {"h1", "h2"}):
                return text
    return next((t for h in root.iter("h1") if 6 <= len(t := clean(text_of(h))) <= 150), "")


def _window(root: _Element) -> str:
    title = next(root.iter("title"), None)
    return clean(_plain(text_of(title))) if title is not None else ""


def _plain(text: str) -> str:
    return text_of(parse(f"<p>{text}</p>")) if "<" in text else text


def _first_part(window: str, found: list[Block]) -> str:
    """The window title without the site's name behind a dash, when the page itself shows the first part."""
    parts = [p for p in _CUT.split(window) if p]
    if len(parts) < 2:
        return window[:MAX_TITLE]
    shown = {compact(b.text) for b in found if len(b.text) <= MAX_TITLE}
    return next((p for p in parts if compact(p) in shown), parts[0])[:MAX_TITLE]
