"""Absolute addresses, remembered: menus repeat the same links on every page."""

from __future__ import annotations

from urllib.parse import urljoin

from records.addresses import normalise

MAX_LENGTH = 2000
_UNFILLED = ("{{", "${", "{%", "<%")  # what a script or a server would have filled
Known = dict[tuple[str, str], str | None]


class Joiner:
    """Joins links of one page; the memory is shared by all pages of a crawl."""

    __slots__ = ("_base", "_folder", "_known", "_root")

    def __init__(self, url: str, known: Known) -> None:
        self._base = url
        self._folder = url.rsplit("/", 1)[0] if url.count("/") > 2 else url
        self._root = "/".join(url.split("/", 3)[:3])
        self._known = known

    def __call__(self, href: str | None) -> str | None:
        """The address without fragment, or None for what cannot be followed."""
        if not href:
            return None
        key = (self._place(href), href)
        if key not in self._known:
            self._known[key] = self._join(href)
        return self._known[key]

    def _place(self, href: str) -> str:
        """What the address hangs on: the site where it begins there, as menus do; the folder; or the page itself."""
        first = href[0]
        if first == "/" or (first == "h" and href.startswith(("http://", "https://"))):
            return self._root
        return self._base if first in "?#" else self._folder

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
            url = normalise(urljoin(self._base, "".join(c for c in href if c >= " ")))
        except ValueError:
            return None
        host = url.split("/", 3)[2:3]
        good = url.startswith(("http://", "https://")) and bool(host and host[0]) and len(url) <= MAX_LENGTH
        return url if good else None
