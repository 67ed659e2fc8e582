"""All platforms, in the order in which a page is asked whether it is theirs."""

from __future__ import annotations

from crawler.extract.document import Document
from crawler.platforms import (
    anhui,
    dedecms,
    epoint,
    gkmlpt,
    hanweb,
    liaocheng,
    shells,
    siteserver,
    trs,
    ucap,
    webplus,
)
from crawler.platforms.json_lists import html_in
from crawler.platforms.marks import by_links
from crawler.platforms.platform import Platform, nothing
from records.types import PageReading

GENERIC = Platform("generic", nothing, unpack=html_in)
PLATFORMS: tuple[Platform, ...] = (
    liaocheng.PLATFORM,
    gkmlpt.GKMLPT,
    hanweb.PLATFORM,
    webplus.WEBPLUS,
    webplus.BODA,
    siteserver.PLATFORM,
    epoint.PLATFORM,
    anhui.PLATFORM,
    gkmlpt.NFCMS,
    trs.PLATFORM,
    ucap.PLATFORM,
    dedecms.PLATFORM,
)
BY_NAME = {p.name: p for p in (*PLATFORMS, *(s for s, _ in shells.SHELLS), GENERIC)}


def of(document: Document, pinned: str | None = None) -> Platform:
    """The platform a site file pins, else the first one whose marks the page shows."""
    if pinned in BY_NAME:
        return BY_NAME[pinned]
    sure = next((p for p in PLATFORMS if p.shown(document)), None)
    told = sure or next((p for p in PLATFORMS if p.told(document)), None)
    if told is not None:
        return told
    shell = shells.shell_of(document)
    return shell or BY_NAME.get(by_links(document) or "", GENERIC)


def unpacked(text: str) -> str:
    """The HTML inside an interface's answer; any other text as it is."""
    opened = (p.unpack(text) for p in (*PLATFORMS, GENERIC) if p.unpack is not None)
    return next((t for t in opened if t is not None), text)


def shown_at(url: str) -> str | None:
    """The page on which a visitor sees what an interface answers; None for the address of a page."""
    told = (p.shown_at(url) for p in PLATFORMS if p.shown_at is not None)
    return next((u for u in told if u is not None), None)


def answer(text: str, url: str) -> PageReading | None:
    """The reading of an answer that is no HTML (a JSON list), or None."""
    read = (p.answer(text, url) for p in PLATFORMS if p.answer is not None)
    return next((r for r in read if r is not None), None)
