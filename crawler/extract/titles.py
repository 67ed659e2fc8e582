"""The visible title of a page."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from itertools import islice

from lxml.etree import _Element

from crawler.extract import dates
from crawler.extract.blocks import Block
from crawler.extract.document import Document, parse, text_of
from crawler.extract.words import any_of, clean, compact, form

_TITLE_CLASS = re.compile(
    r"(?:^|[-_ ])(?:title|tit|bt|biaoti|headline|wz_title|arti_title|newstitle|con_title|h3class|xl-title|xxgktitle)(?:$|[-_ \d])",
    re.I,
)
_CUT = re.compile(r"\s*[-_|–—]+\s*")
_JOIN = re.compile(r"\s*[-_|–—]+\s*|\s+")
_NO_TITLE = re.compile(r"[。；：:>＞]$|[：:>＞]\s")
_MAX_CUTS, _MAX_PARTS = 12, 6
_SITE = form("site_part")
_ELLIPSIS = re.compile(r"\.{2,}|…")
_HEADS = ("h1", "h2", "h3", "h4")
_BOXES = frozenset(("div", "p", "td", "span", "strong"))
MAX_TITLE, _MAX_HEAD, _FEWEST, _SHORTEST = 300, 180, 8, 4
_SEARCHED, _ABOVE, _LONGEST_SOURCE = 400, 3, 200


def read_title(document: Document, meta: dict[str, str], found: list[Block]) -> tuple[str, bool]:
    """The title of the one document of a page: ArticleTitle, else its heading, else what the window says of it.

    The second value tells whether the page prints it as a heading or tag of its own.
    """
    said = clean(_plain(meta.get("ArticleTitle", "")))
    if (
        said
        and len(said) <= MAX_TITLE
        and "{{" not in said
        and compact(said) != compact(meta.get("SiteName", ""))
    ):
        return said, True
    return _printed(document, found)


def headline(document: Document, meta: dict[str, str], found: list[Block], title: str) -> str:
    """The heading the page prints, where ArticleTitle says something else; empty when both agree or none is printed."""
    if not meta.get("ArticleTitle", "").strip():
        return ""
    if compact(window_title(document)).startswith(compact(title)):
        return ""
    printed, _ = _printed(document, found)
    return "" if compact(printed) == compact(title) else printed


def _printed(document: Document, found: list[Block]) -> tuple[str, bool]:
    window = window_title(document)
    head = _heading(document, compact(window))
    if head:
        return head, True
    title, stands_alone = _first_part(window, found)
    return title or _first_line(found), stands_alone


def window_title(document: Document) -> str:
    """The text of the window title, without markup that slipped into it."""
    titles = document.all("title")
    return clean(_plain(text_of(titles[0])))[:MAX_TITLE] if titles else ""


def without_site(title: str) -> str:
    """A window title without the part, first or last, that calls itself a website's name, where more is said."""
    cuts = list(islice(_CUT.finditer(title), _MAX_CUTS))
    if not cuts:
        return title
    if _SITE.search(title[: cuts[0].start()]) and title[cuts[0].end() :]:
        return title[cuts[0].end() :]
    if _SITE.search(title[cuts[-1].end() :]) and title[: cuts[-1].start()]:
        return title[: cuts[-1].start()]
    return title


def _heading(document: Document, window: str) -> str:
    """A heading that the window title repeats; else the first one long enough to be a title."""
    heads = [_head_text(h) for h in document.all(*_HEADS)]
    start = _ELLIPSIS.split(window, maxsplit=1)[0] if _ELLIPSIS.search(window) else ""
    good = [t for t in heads if _SHORTEST <= len(t) <= MAX_TITLE and _repeats(window, start, compact(t))]
    if good:
        return max(good, key=len)
    first = compact(_CUT.split(window, maxsplit=1)[0])
    named = next((t for t in heads if 2 <= len(compact(t)) < _SHORTEST and compact(t) == first != window), "")
    if named:
        return named
    boxes: list[str] = []
    for element in document.index.marked(_names_title):
        if element.tag in _BOXES:
            text = (
                _head_text(element) if len(element) <= _MAX_PARTS else clean(element.text or "")
            )  # never closed
            if 6 <= len(text) <= _MAX_HEAD:
                boxes.append(text)
    return next((t for t in boxes if _repeats(window, start, compact(t))), "") or next(
        (t for h in document.all("h1") if 6 <= len(t := _head_text(h)) <= _MAX_HEAD), ""
    )


def _repeats(window: str, start: str, heading: str) -> bool:
    """The window title holds the heading, or begins with as much of it as it had room for."""
    return heading in window or (len(start) >= _FEWEST and heading.startswith(start))


@lru_cache(maxsize=4096)
def _names_title(marks: str) -> bool:
    """A class attribute or id speaks of a title; pages of a site repeat the same ones."""
    return _TITLE_CLASS.search(f"{marks} ") is not None


def _head_text(element: _Element) -> str:
    """The text of a heading without a date or a line of source in small print."""
    if len(element) == 0:
        return clean(element.text or "")
    pieces = [element.text or ""]
    for child in element:
        if child.tag not in {"small", "div", "p", "ul"}:
            pieces.append(text_of(child) if child.tag != "br" else " ")
        pieces.append(child.tail or "")
    text = clean("".join(pieces)) or clean(text_of(element))
    return dates.trailing_date(text)[0]


def _plain(text: str) -> str:
    text = unescape(text) if "&" in text else text
    return text_of(parse(f"<p>{text}</p>")) if "<" in text else text


def _first_part(window: str, found: list[Block]) -> tuple[str, bool]:
    """The part of the window title that the page prints as a line, without the site's name.

    True where the window does not tell and the page prints a title above its line of source.
    """
    above, end = _above_source(found)
    shown = {b.plain for b in found[:end] if len(b.text) <= MAX_TITLE and b.linked * 2 < len(b.text)}
    if compact(window) in shown:
        return window, False
    cuts = [(m.start(), m.end()) for m in islice(_JOIN.finditer(window), _MAX_CUTS)]
    starts, ends = [0, *(e for _, e in cuts)], [*(s for s, _ in cuts), len(window)]
    spans = [window[s:e] for s in starts for e in reversed(ends) if e - s >= 4]
    printed = max((t for t in spans if compact(t) in shown), key=len, default="")
    if not printed and above and compact(above) not in compact(window):
        return above, True
    return printed or _CUT.split(window, maxsplit=1)[0] or window, False


def _above_source(found: list[Block]) -> tuple[str, int | None]:
    """The line right above the line of source and date, and where that is; a signature below is no title.

    Old pages have neither a heading nor a window title of their own.
    """
    for n, block in enumerate(found[:_SEARCHED]):
        if (
            len(block.text) > _LONGEST_SOURCE
            or not (dates.has_year(block.text) and dates.FULL.search(block.text))
            or block.linked * 2 > len(block.text)
        ):
            continue
        if any_of("meta_line_marks").search(block.text):
            above = (b for b in reversed(found[max(0, n - _ABOVE) : n]) if _could_be_title(b))
            text = next((b.text for b in above), "")
            return text, n if text else None
    return "", None


def _could_be_title(block: Block) -> bool:
    return 6 <= len(block.text) <= _MAX_HEAD and not block.linked and not _NO_TITLE.search(block.text)


def _first_line(found: list[Block]) -> str:
    """Of a fragment without a window title: its first line that could be a title."""
    return next((b.text for b in found[:6] if 8 <= len(b.text) <= 120 and b.text[-1] not in "。；"), "")
