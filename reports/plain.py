"""Text from crawled sites made harmless: no control or direction characters, no false links, no formulas, no full
citizen ids, cards or mobile numbers."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from records.personal_numbers import address_without_personal_numbers, without_personal_numbers

_BLANKS = re.compile(r"[\t\r\n\x0b\x0c\x85\u2028\u2029]+")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ufffe\uffff\U000e0000-\U000e007f]"
)
_LONE = re.compile(r"[\ud800-\udfff]")
_FORMULA = frozenset("=+-@＝＋－＠")


def one_line(text: str) -> str:
    """One line of text without control, direction and zero-width characters; halves of characters become U+FFFD."""
    text = without_personal_numbers(text)
    if text.isprintable():
        return text
    return _LONE.sub("\ufffd", _HIDDEN.sub("", _BLANKS.sub(" ", text)))


def plain(text: str) -> str:
    """The same without blanks at either end."""
    return one_line(text).strip()


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis when it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def shown_address(url: str) -> str:
    """An address as text, hidden and direction characters percent-encoded so that it cannot pass for another."""
    url = address_without_personal_numbers(url)
    if url.isprintable() and " " not in url:
        return url
    kept = _LONE.sub("\ufffd", url)
    return "".join(quote(c) if _HIDDEN.match(c) or c.isspace() else c for c in kept)


def safe_address(url: str) -> str:
    """The address when it is http(s) with a host, else empty: nothing else becomes a link."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return shown_address(url) if parts.scheme in {"http", "https"} and host else ""


def defused(text: str) -> str:
    """Text for a CSV cell: a leading apostrophe where a spreadsheet would read a formula."""
    starts = text[:1] in {"\t", "\r", "\n"} or is_formula(text)
    return "'" + plain(text) if starts else plain(text)


def is_formula(text: str) -> bool:
    """A spreadsheet would read this as a formula."""
    return text.lstrip(" \u3000\u00a0")[:1] in _FORMULA
