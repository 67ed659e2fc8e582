"""Documents that hang on a page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import _Element

from crawler.extract.content import Surroundings
from crawler.extract.document import Document, text_of
from crawler.extract.words import clean, words
from records.types import AttachmentLink

MAX_ATTACHMENTS = 500
_EXT = re.compile(r"\.([A-Za-z0-9]{2,4})$")
_TYPES = words("document_types")
_DOWNLOAD = re.compile(r"down|attach|file", re.I)
_BOX = re.compile(r"attach|fujian|annex|appendix|accessory|(?:^|[\s_-])(?:fj|xgfj|files?)(?:$|[\s_-])", re.I)
_ROWS = 8
_PAGES = (".html", ".shtml", ".htm", "/")


def attachments(
    area: _Element | None, document: Document, around: Surroundings
) -> tuple[AttachmentLink, ...]:
    """Documents linked in the content area and in boxes for attachments, once each, in page order."""
    inside: set[_Element] | None = None
    found: dict[str, AttachmentLink] = {}
    for a, (url, text) in document.anchors.items():
        if url is None or url.endswith(_PAGES) or url in found:
            continue
        kind = document_type(a)
        if not kind or around.chrome(a):
            continue
        if inside is None and area is not None:
            inside = set(area.iter("a"))
        if inside is None or a in inside or _in_box(a) or _is_announced(a):
            name = text or clean(a.get("title") or "") or url.rsplit("/", 1)[-1]
            found[url] = AttachmentLink(url, name[:300], kind)
            if len(found) >= MAX_ATTACHMENTS:
                break
    return tuple(found.values())


def document_type(a: _Element) -> str:
    """The extension of the document an anchor leads to, by its path, query or download name; else empty."""
    href, saved_as = a.get("href"), a.get("download") or ""
    if not href or not (href[href.rfind(".") + 1 :].lower() in _TYPES or "?" in href or saved_as):
        return ""
    kind, by_text = _told(href, saved_as)
    return kind or (_type_of(text_of(a)) if by_text else "")


@lru_cache(maxsize=4096)
def _told(href: str, saved_as: str) -> tuple[str, bool]:
    """The type that the address or download name tells, and whether the link's text may tell it instead.

    Menus repeat the same addresses on every page.
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        return "", False
    names = (parts.path, saved_as, *(value for _, value in parse_qsl(parts.query)))
    kind = next((k for n in names if (k := _type_of(n))), "")
    return kind, bool(parts.query) and _DOWNLOAD.search(parts.path) is not None


def _type_of(name: str) -> str:
    found = _EXT.search(name.strip())
    kind = found.group(1).lower() if found else ""
    return kind if kind in _TYPES else ""


def _in_box(a: _Element) -> bool:
    steps = [a, *a.iterancestors()][:4]
    return any(_BOX.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in steps)


def _is_announced(a: _Element) -> bool:
    """The words before the link in its small box say that it is an attachment."""
    for box in list(a.iterancestors())[:3]:
        if len(box) > _ROWS:
            return False
        if any(
            w in (box.text or "") or any(w in text_of(e)[:20] for e in box) for w in words("attachment_words")
        ):
            return True
    return False
