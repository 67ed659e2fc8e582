"""Does a visitor of the home page see a link? As far as markup, the page's own and the fetched styles tell."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from crawler.extract.document import Document, text_of
from crawler.extract.sight import Seen, Sight
from crawler.extract.words import clean
from records.types import HomeLink
from records.vocabulary import Visibility

Join = Callable[[str | None], str | None]
_REGIONS = {
    "header": "header",
    "head": "header",
    "nav": "nav",
    "menu": "nav",
    "footer": "footer",
    "foot": "footer",
}


def home_links(document: Document, styles: tuple[str, ...] = ()) -> tuple[HomeLink, ...]:
    """Every link of the home page with its visibility; `styles` are the texts of its fetched style sheets."""
    sight = Sight(document, styles)
    found = (_link(a, document.join, sight) for a in document.root.iter("a", "area"))
    return tuple(link for link in found if link is not None)


def stylesheets(root: _Element, join: Join) -> tuple[str, ...]:
    """Absolute addresses of the style sheets that the page links for screens."""
    found: dict[str, None] = {}
    for link in root.iter("link"):
        rel, media = (link.get("rel") or "").lower(), (link.get("media") or "all").lower()
        url = join(link.get("href")) if "stylesheet" in rel and "alternate" not in rel else None
        if url and ("all" in media or "screen" in media):
            found.setdefault(url)
    return tuple(found)


def _link(a: _Element, join: Join, sight: Sight) -> HomeLink | None:
    url = join(a.get("href"))
    if url is None:
        return None
    text = clean(text_of(a))
    state, why = sight.of(a)
    if not text:
        text = _alternative(a)
        if not text and state is Visibility.VISIBLE:
            state, why = _silent(a)
    return HomeLink(url, text, state, why, _region(a))


def _silent(a: _Element) -> Seen:
    """A link without text: an image that says nothing is no entry; an empty anchor may show a background."""
    if a.tag == "area" or next(a.iter("img"), None) is not None:
        return Visibility.HIDDEN, "image without alternative text"
    return Visibility.UNDECIDABLE, "no text"


def _alternative(a: _Element) -> str:
    if a.tag == "area":
        return clean(a.get("alt") or a.get("title") or "")
    texts = (clean(image.get("alt") or image.get("title") or "") for image in a.iter("img"))
    return next((t for t in texts if t), "") or clean(a.get("title") or a.get("aria-label") or "")


def _region(a: _Element) -> str:
    for element in a.iterancestors():
        marks = f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}".lower()
        region = next((name for mark, name in _REGIONS.items() if mark in marks), "")
        if region:
            return region
    return "body"
