"""Endless address spaces – calendars, sessions, parameters that multiply – are bounded by their shape and by content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from urllib.parse import parse_qsl

MAX_LENGTH = 1000  # of an address; the longest real ones seen are about 300
MAX_SEGMENTS = 20  # folders in a path
MAX_REPEATS = 3  # times the same folder name may stand in one path: /a/b/a/b/a/b/ is a relative-link loop
MAX_VARIANTS = (
    5000  # addresses of one path that differ in one to three parameters: id=1, id=2 … are real documents
)
MAX_FACETS = 200  # the same with four parameters and more: filters and sort orders multiply
MAX_DATES = 60  # the same where a parameter is a date: five years of months
MAX_DATE_FOLDERS = 400  # folders /2026/05/ or /2026/05/12/ below one folder
MAX_SAME = 20  # pages of one shape that show the very same: the parameter means nothing
MAX_TOLD, MAX_TOLD_FOLDERS, MAX_DROPPED = 20, 6, 1000  # of traps that are named
OLDEST_YEAR = 1990
_DATE_NAME = re.compile(r"^(?:year|month|day|date|ym|rq|riqi|nian|yue|calendar\w*|\w+date|date\w+)$", re.I)
_YEAR = re.compile(r"^(\d{4})(?:[-/.]?\d{1,2}){0,2}$")
_DATE_FOLDERS = re.compile(r"^(.*?/)(\d{4})/(?:\d{1,2}/)*(?:\d{1,2}/?)?$")

Shape = tuple[str, tuple[str, ...]]


class Traps:
    """Counts addresses by shape. `year` is the year of the crawl: dates beyond the next one are not real."""

    def __init__(self, year: int) -> None:
        self._last_year = year + 1
        self._variants: Counter[Shape] = Counter()
        self._signatures: Counter[int] = Counter()  # by hash: pages are many, titles long
        self._closed: set[Shape] = set()
        self.dropped: Counter[str] = Counter()  # beginning of an address -> how many were left out

    def admits(self, url: str) -> bool:
        """False for an address that belongs to a trap; an admitted one is counted."""
        path, _, query = url.partition("?")
        if self._plausible(url, path) and (self._counted(path, query)):
            return True
        self._drop(path)
        return False

    def told(self) -> tuple[str, ...]:
        """The traps that were met, those with the most addresses first."""
        return tuple(path for path, _ in self.dropped.most_common(MAX_TOLD))

    def met(self, trap: str) -> None:
        """A trap that a former process of the run has met."""
        self.dropped[trap] += 1

    def saw(self, url: str, signature: Hashable) -> None:
        """What a page with parameters showed: the same again and again closes its shape."""
        path, _, query = url.partition("?")
        if query:
            shape = _shape(path, parse_qsl(query, keep_blank_values=True))
            same = hash((shape, signature))
            self._signatures[same] += 1
            if self._signatures[same] >= MAX_SAME:
                self._closed.add(shape)

    def _drop(self, path: str) -> None:
        """Count by the first folders, and no more of them than can be told."""
        start = "/".join(path[:120].split("/")[:MAX_TOLD_FOLDERS])
        if start in self.dropped or len(self.dropped) < MAX_DROPPED:
            self.dropped[start] += 1

    def _plausible(self, url: str, path: str) -> bool:
        folders = [s for s in path.split("/")[3:] if s]
        if len(url) > MAX_LENGTH or len(folders) > MAX_SEGMENTS:
            return False
        return len(folders) <= MAX_REPEATS or max(Counter(folders).values()) <= MAX_REPEATS

    def _counted(self, path: str, query: str) -> bool:
        if not query:
            dated = _DATE_FOLDERS.match(path)
            if dated is None:
                return True
            return self._real_year(dated[2]) and self._count((dated[1], ("/",)), MAX_DATE_FOLDERS)
        pairs = parse_qsl(query, keep_blank_values=True)
        shape, dates = _shape(path, pairs), [value for name, value in pairs if _DATE_NAME.match(name)]
        if shape in self._closed or not all(self._real_year(d) for d in dates):
            return False
        return self._count(shape, MAX_DATES if dates else MAX_FACETS if len(pairs) > 3 else MAX_VARIANTS)

    def _count(self, shape: Shape, limit: int) -> bool:
        self._variants[shape] += 1
        return self._variants[shape] <= limit

    def _real_year(self, text: str) -> bool:
        year = _YEAR.match(text)
        return year is None or OLDEST_YEAR <= int(year[1]) <= self._last_year


def _shape(path: str, pairs: list[tuple[str, str]]) -> Shape:
    return path, tuple(sorted({name for name, _ in pairs}))
