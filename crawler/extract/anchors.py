"""Where an anchor leads and what it is called."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element

from crawler.extract.document import Document, text_of
from crawler.extract.index import PRESSED
from crawler.extract.inline_labels import inline_pairs
from crawler.extract.words import clean

Join = Callable[[str | None], str | None]
_DATA = PRESSED[1:]
_ADDRESS = re.compile(
    r"^(?:https?:/)?/[^\s{}<>]{1,400}$|^[^\s{}<>:]{1,200}\.(?:s?html?|aspx?|jsp|php|psp)(?:[?#][^\s{}<>]{0,300})?$|^\?[\w=&%-]{3,200}$",
    re.I,
)
_OPENED = re.compile(
    r"(?:window\.open|location\.(?:replace|assign)|openUrl|goto|jump)\s*\(\s*[\"']([^\"']+)[\"']"
    r"|location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']"
)


def address_of(a: _Element, join: Join) -> str | None:
    """The address of an anchor: its href, else a literal in its handler, else what a script finds in its data."""
    href = a.get("href")
    url = join(href) if href else None
    return url if url is not None else opened(a, join)


def opened(element: _Element, join: Join) -> str | None:
    """What any element opens when pressed, as far as a literal of its handler or its data tell."""
    for script in (element.get("href"), element.get("onclick")):
        found = _OPENED.search(script) if script and "(" in script or script and "=" in script else None
        if found and (url := join(found.group(1) or found.group(2))):
            return url
    for name in _DATA:
        value = element.get(name)
        if value and _ADDRESS.search(value):
            return join(value)
    return None


def said_in(tooltip: str) -> dict[str, str]:
    """What a tooltip of labelled lines tells: old systems put title, author and day there."""
    if "：" not in tooltip and ":" not in tooltip or "\n" not in tooltip and "\r" not in tooltip:
        return {}
    told: dict[str, str] = {}
    for line in tooltip.splitlines():
        for field, value in inline_pairs(line):
            told.setdefault(field, value)
    return told


def pressed(document: Document) -> list[tuple[_Element, str]]:
    """Elements that are no anchors and open a page when pressed or chosen."""
    return document.opening(lambda: _pressed(document))


def _pressed(document: Document) -> list[tuple[_Element, str]]:
    found: dict[_Element, str] = {}
    for name in PRESSED:
        for element in document.index.carried[name]:
            if element.tag != "a" and (url := opened(element, document.join)):
                found.setdefault(element, url)
    for option in document.all("option"):
        value = option.get("value") or ""
        if _ADDRESS.search(value) and (url := document.join(value)):
            found[option] = url
    return list(found.items())


def title_of(a: _Element) -> str:
    """The anchor's text, the full one of its `title` when the text is cut."""
    text, title = clean(text_of(a)), a.get("title")
    if not title:
        return text
    full = said_in(title).get("title") or clean(title)
    if full and (not text or full.startswith(text.rstrip(".… "))):
        return full
    return text
