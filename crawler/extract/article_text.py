"""The text of a document for rules that read it: clean paragraphs, off the hot path (BeautifulSoup)."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from lxml import etree

from crawler.extract.blocks import blocks
from crawler.extract.content import Surroundings, content_area, text_blocks
from crawler.extract.decoding import decode
from crawler.extract.document import Document
from crawler.extract.furniture import is_furniture
from crawler.extract.words import compact

MAX_TEXT = 400_000
_PARAGRAPHS = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "br", "dd", "dt")


def article_text(body: bytes, url: str, content_type: str | None = None) -> str:
    """Paragraphs of the document, one a line; without menus, tools, hidden copies and template literals."""
    document = Document(decode(body, content_type).text, url, {})
    area = content_area(document.names)
    if area is None:
        found = blocks(document.root)
        return "\n".join(b.text for b in text_blocks(found, None, Surroundings(found, document)))[:MAX_TEXT]
    soup = BeautifulSoup(etree.tostring(area, encoding="unicode", with_tail=False), "lxml")
    for tag in soup.find_all(_is_noise):
        tag.decompose()
    for tag in soup.find_all(_PARAGRAPHS):
        tag.insert_before("\n")
        tag.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    kept = [n for n in lines if n and not is_furniture(n)]
    return "\n".join(dict.fromkeys(kept))[:MAX_TEXT]


def _is_noise(tag: Tag) -> bool:
    style = compact(str(tag.get("style") or "")).lower()
    hidden = "display:none" in style or "visibility:hidden" in style or tag.has_attr("hidden")
    return hidden or tag.name in {"select", "button", "textarea", "noscript", "template"}
