"""Pages shown inside this one: iframes and framesets."""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.extract.document import Document

SMALL = 120  # pixels: a lower frame is a banner, a counter, a piece of the page's border
_SIDE = ("tree", "left", "menu", "top", "head", "foot", "bottom", "nav", "banner")
_MAX_FRAMES = 12


def frames(document: Document) -> tuple[str, ...]:
    """Addresses of the frames a visitor sees, in their order."""
    shown = (e for e in document.all("iframe", "frame")[:_MAX_FRAMES] if not _is_small(e, document))
    return tuple(dict.fromkeys(u for e in shown if (u := document.join(e.get("src")))))


def main_frame(document: Document) -> str | None:
    """The one frame of this host that shows what the page itself does not; None when there are none or several."""
    host = urlsplit(document.url).netloc
    found = {
        url
        for e in document.all("iframe", "frame")[:_MAX_FRAMES]
        if not _is_small(e, document)
        and not _is_side(e)
        and (url := document.join(e.get("src")))
        and urlsplit(url).netloc == host
    }
    return next(iter(found)) if len(found) == 1 else None


def _is_side(frame: _Element) -> bool:
    """A menu, a head or a foot by its name or file."""
    name = f"{frame.get('name') or ''} {frame.get('id') or ''} {(frame.get('src') or '').split('?')[0].rsplit('/', 1)[-1]}"
    return any(mark in name.lower() for mark in _SIDE)


def _is_small(frame: _Element, document: Document) -> bool:
    height = (frame.get("height") or "").removesuffix("px").strip()
    return frame in document.hidden or (height.isdigit() and int(height) < SMALL)
