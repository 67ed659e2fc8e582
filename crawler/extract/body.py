"""What stands in the content area of a document's page beside its heading and its line of source and date."""

from __future__ import annotations

import hashlib
import re

from lxml.etree import _Element

from crawler.extract import dates
from crawler.extract.blocks import Block
from crawler.extract.content import Surroundings, text_chars
from crawler.extract.document import Document
from crawler.extract.inline_labels import inline_pairs
from crawler.extract.related import waits_for_related
from crawler.extract.words import any_of, compact, form, labels
from records.types import Body

_LINE, _SENTENCE, _ENOUGH, _SMALL = 200, 20, 40, 50
_MANY = 20  # pictures of a text whose addresses are looked at
_YEAR = re.compile(r"/(?:[PW]0)?(?:19|20)\d\d")
_EMBEDS = ("iframe", "embed", "object", "video", "audio", "canvas")
_NAMED = form("named_body")
_FILLS = re.compile(r"innerHTML|\.(?:html|append|load|text)\s*\(|v-html|new\s+Vue|createApp")
_ICON = ("icon", "ico_", "/ico", "filetype", "file_type", "blank", "spacer", "loading", "logo")


def read_body(area: _Element | None, text: list[Block], document: Document, around: Surroundings) -> Body:
    """The content area's figures; `text`: its blocks, `around`: all blocks of the page."""
    page = around.blocks
    kept = [b for b in text if not _is_line_of_source(b)]
    named, waits = _named(page), waits_for_related(page, document)
    if area is None:
        beside = [i for i in document.all("img") if is_picture(i, document) and not around.apart(i)]
        return Body(
            digest=_digest([b for b in kept if _is_sentence(b)]),
            named=named,
            related_unwritten=waits,
            dated_pictures=_dated(beside, document),
        )
    chars: int | None = text_chars(kept)
    shown = [i for i in area.iter("img") if is_picture(i, document)]
    embedded = sum(1 for _ in area.iter(*_EMBEDS))
    if chars == 0 and (_stands_elsewhere(around) or _is_filled(area, document)):
        chars = None
    return Body(
        chars,
        len(shown),
        embedded,
        _digest(kept),
        named=named,
        related_unwritten=waits,
        dated_pictures=_dated(shown, document),
    )


def _dated(shown: list[_Element], document: Document) -> tuple[str, ...]:
    """Addresses in which a year stands, the first few; never a picture that is written into the page."""
    sources = [i.get("src") or i.get("data-src") or "" for i in shown[:_MANY]]
    found = (s for s in sources if len(s) <= _LINE and _YEAR.search(s))
    return tuple(dict.fromkeys(url for s in found if (url := document.join(s))))


def is_fragment(document: Document) -> bool:
    """No head and no window title: what a script or a frame fetches into another page."""
    start = document.text[:20_000]
    if "<head" in start or "<title" in start:
        return False
    start = start.lower()
    return "<head" not in start and "<title" not in start and "<meta" not in start


def is_printed(title: str, page: list[Block]) -> bool:
    """A line of the page, no link, holds the title."""
    wanted = compact(title)
    lines = (b for b in page if len(b.text) >= len(wanted) and b.linked * 2 < len(b.text))
    return any(wanted in b.plain for b in lines)


def _is_line_of_source(block: Block) -> bool:
    """Labels with their values, a date alone, a counter of visits."""
    text = block.text
    if len(text) > _LINE or "。" in text:
        return False
    plain = block.plain
    if dates.whole_date(text) is not None or labels().get(plain.strip("：:[]【】")) is not None:
        return True
    if "：" not in text and ":" not in text:
        return False
    return any_of("meta_line_marks").search(text) is not None or next(inline_pairs(text), None) is not None


def _named(page: list[Block]) -> str:
    """The body that a line of the page names as its author or supplier."""
    found = (
        _NAMED.search(b.text) for b in page if len(b.text) <= _LINE and ("：" in b.text or ":" in b.text)
    )
    return next((m.group(1) for m in found if m), "")


def _is_sentence(block: Block) -> bool:
    return len(block.text) >= _SENTENCE and "。" in block.text


def is_picture(image: _Element, document: Document) -> bool:
    """An image that shows something: no icon, nothing tiny, nothing hidden."""
    source = image.get("src") or image.get("data-src") or ""
    size = [image.get(n) or "" for n in ("width", "height")]
    tiny = any(s.rstrip("px").isdigit() and int(s.rstrip("px")) < _SMALL for s in size)
    return bool(source) and not tiny and image not in document.hidden and not _is_icon(source)


def _is_icon(source: str) -> bool:
    """By its address; a picture that is written into the page has a very long one."""
    name = source.lower()
    return any(mark in name for mark in _ICON)


def _stands_elsewhere(around: Surroundings) -> bool:
    """Running text outside menus, header and footer: the area was not the one that holds the text."""
    found = (b for b in around.blocks if _is_sentence(b) and b.linked * 2 < len(b.text))
    return any(not around.chrome(b.element) and not around.hidden(b.element) for b in found)


def _is_filled(area: _Element, document: Document) -> bool:
    """A script names the area, or a part of it, and fills something."""
    if "{{" in document.text or document.says("v-html") or document.says("ng-bind"):
        return True
    named = [e.get("id") or "" for e in area.iter() if e.get("id")]
    named += (area.get("class") or "").split()
    return any(_FILLS.search(s) and any(len(n) > 2 and n in s for n in named) for s in document.scripts)


def _digest(kept: list[Block]) -> str:
    text = "".join(b.plain for b in kept)
    if len(text) < _ENOUGH:
        return ""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
