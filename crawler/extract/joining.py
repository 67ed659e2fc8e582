"""Absolute addresses, remembered: menus repeat the same links on every page."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

from records.addresses import normalise

MAX_LENGTH = 2000
_UNFILLED = ("{{", "${", "{%", "<%")  # what a script or a server would have filled
_WHOLE = ("http://", "https://")
_OWN_QUERIES = frozenset(
    {"gb18030", "gbk", "gb2312", "big5"}
)  # browsers send queries of all other pages in UTF-8
_CONTROL = re.compile("[\x7f-\x9f]")  # some terminals obey them
Known = dict[tuple[str, str], str | None]


class Joiner:
    """Joins links of one page, which is written in `charset`; the memory is shared by all pages of a crawl."""

    __slots__ = ("_base", "_charset", "_folder", "_known", "_root")

    def __init__(self, url: str, known: Known, charset: str = "utf-8") -> None:
        self._base = url
        self._charset = charset if charset in _OWN_QUERIES else ""
        self._folder = url.rsplit("/", 1)[0] if url.count("/") > 2 else url
        self._root = "/".join(url.split("/", 3)[:3])
        self._known = known

    def __call__(self, href: str | None) -> str | None:
        """The address without fragment, or None for what cannot be followed."""
        if not href or len(href) > MAX_LENGTH:
            return None
        if self._charset and not href.isascii():
            href = _in_charset(href, self._charset)
        first, known = href[0], self._known
        # what the address hangs on: the site where it begins there, as menus do; the page itself; the folder
        if first == "/" or (first == "h" and href.startswith(_WHOLE)):
            key = (self._root, href)
        else:
            key = (self._base if first in "?#" else self._folder, href)
        if key in known:
            return known[key]
        joined = known[key] = self._join(href)
        return joined

    def _join(self, href: str) -> str | None:
        href = href.strip().replace("\\", "/")
        start = href[:12].lower()
        if (
            not href
            or href[0] == "#"
            or any(sign in href for sign in _UNFILLED)
            or start.startswith(("javascript:", "mailto:", "tel:", "data:", "about:"))
        ):
            return None
        try:
            url = normalise(urljoin(self._base, _CONTROL.sub(_quoted, "".join(c for c in href if c >= " "))))
        except ValueError:
            return None
        host = url.split("/", 3)[2:3]
        good = url.startswith(("http://", "https://")) and bool(host and host[0]) and len(url) <= MAX_LENGTH
        return url if good else None


def _quoted(control: re.Match[str]) -> str:
    return quote(control[0])


def _in_charset(href: str, charset: str) -> str:
    """The query in the bytes of the page's own encoding, as browsers send it; the path stays (it is sent in UTF-8)."""
    path, mark, rest = href.partition("?")
    query, sign, fragment = rest.partition("#")
    sent = "".join(chr(b) if b < 128 else f"%{b:02X}" for b in query.encode(charset, "xmlcharrefreplace"))
    return f"{path}{mark}{sent}{sign}{fragment}"
