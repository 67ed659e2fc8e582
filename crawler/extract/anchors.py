"""Where an anchor leads and what it is called."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element

from crawler.extract.document import text_of
from crawler.extract.inline_labels import inline_pairs
from crawler.extract.words import clean

Join = Callable[[str | None], str | None]
_OPENED = re.compile(
    r"(?:window\.open|location\.(?:replace|assign)|openUrl|goto|jump)\s*\(\s*[\"']([^\"']+)[\"']"
    r"|location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']"
)


def address_of(a: _Element, join: Join) -> str | None:
    """The address of an anchor: its href, else a literal in its handler."""
    href = a.get("href")
    url = join(href) if href else None
    if url is not None:
        return url
    for script in (href, a.get("onclick")):
        found = _OPENED.search(script) if script and "(" in script or script and "=" in script else None
        if found:
            return join(found.group(1) or found.group(2))
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


def title_of(a: _Element) -> str:
    """The anchor's text, the full one of its `title` when the text is cut."""
    text, title = clean(text_of(a)), a.get("title")
    if not title:
        return text
    full = said_in(title).get("title") or clean(title)
    if full and (not text or full.startswith(text.rstrip(".… "))):
        return full
    return text
