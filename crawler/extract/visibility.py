"""Does a visitor of the home page see a link? As far as markup and the page's own styles tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from crawler.extract.words import clean, compact
from records.types import HomeLink
from records.vocabulary import Visibility

Join = Callable[[str | None], str | None]
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"^(?:[a-z]+)?([.#])([\w-]+)$", re.I)
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)
_TOGGLED = re.compile(
    r"(?:getElementById\(\s*|\$\(\s*)[\"'][#.]?([\w-]+)[\"']\s*\)\s*\.(?:style\.display|show|hide|toggle|slide|fade)"
)
_REGIONS = ("header", "nav", "footer", "foot", "menu", "head")


def home_links(root: HtmlElement, join: Join) -> tuple[HomeLink, ...]:
    """Every link of the home page with its visibility."""
    sight = _Sight(root)
    found = (_link(a, join, sight) for a in root.iter("a", "area"))
    return tuple(link for link in found if link is not None)


def _link(a: HtmlElement, join: Join, sight: _Sight) -> HomeLink | None:
    url = join(a.get("href"))
    if url is None:
        return None
    text = clean(str(a.text_content()))
    state, why = sight.of(a)
    if not text:
        text = _alternative(a)
        if not text and state is Visibility.VISIBLE:
            state, why = Visibility.HIDDEN, "image without alt"
    return HomeLink(url, text, state, why, _region(a))


def _alternative(a: HtmlElement) -> str:
    if a.tag == "area":
        return clean(a.get("alt") or a.get("title") or "")
    image = a.find(".//img")
    return clean((image.get("alt") if image is not None else None) or a.get("title") or "")


class _Sight:
    def __init__(self, root: HtmlElement) -> None:
        self.hidden = {s for style in root.iter("style") for s in _hiding(style.text or "")}
        scripts = " ".join(s.text or "" for s in root.iter("script"))
        self.toggled = set(_TOGGLED.findall(scripts)) if "display" in scripts or "show(" in scripts else set()
        self.known: dict[HtmlElement, tuple[Visibility, str]] = {}

    def of(self, element: HtmlElement) -> tuple[Visibility, str]:
        if element not in self.known:
            own = self._own(element)
            parent = element.getparent()
            if own[0] is not Visibility.HIDDEN and parent is not None:
                above = self.of(parent)
                own = above if above[0] is not Visibility.VISIBLE else own
            self.known[element] = own
        return self.known[element]

    def _own(self, element: HtmlElement) -> tuple[Visibility, str]:
        why = _marked(element) or next((s for s in _selectors(element) if s in self.hidden), "")
        if not why:
            return Visibility.VISIBLE, ""
        if any(s[1:] in self.toggled for s in _selectors(element)):
            return Visibility.UNDECIDABLE, f"{why}; a script toggles it"
        return Visibility.HIDDEN, why


def _marked(element: HtmlElement) -> str:
    if element.get("hidden") is not None:
        return "hidden"
    style = compact(element.get("style") or "").lower()
    return next((m for m in ("display:none", "visibility:hidden") if m in style), "")


def _selectors(element: HtmlElement) -> Iterator[str]:
    yield from (f".{c}" for c in (element.get("class") or "").split())
    if element.get("id"):
        yield f"#{element.get('id')}"


def _hiding(style: str) -> Iterator[str]:
    """Simple class and id selectors that this style sheet hides at any width."""
    for selectors, body in _RULE.findall(_MEDIA.sub("", style)):
        plain = compact(body).lower()
        if "display:none" in plain or "visibility:hidden" in plain:
            for selector in selectors.split(","):
                found = _SIMPLE.match(selector.strip())
                if found:
                    yield found.group(1) + found.group(2)


def _region(a: HtmlElement) -> str:
    for element in a.iterancestors():
        marks = f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}".lower()
        region = next((r for r in _REGIONS if r in marks), "")
        if region:
            return "footer" if region == "foot" else "header" if region == "head" else region
    return "body"
