"""Pagers that a script writes: `createPageHTML` (UCAP counts from one, TRS from nought) and its older kin."""

from __future__ import annotations

import re

from crawler.extract.document import Document
from crawler.extract.paging import numbered
from crawler.extract.remembered import by_text
from records.types import Paging

_TRS = re.compile(
    r"createPageHTML\(\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*[\"']([^\"']{1,200})[\"']\s*,\s*[\"'](\w{1,8})[\"']"
)
_UCAP = re.compile(
    r"createPageHTML\(\s*[\"'][\w-]{1,40}[\"']\s*,\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*[\"']([^\"']{1,200})[\"']\s*,\s*[\"'](\w{1,8})[\"']"
)
_QUICK = "HTML("  # capitals are rare: found, or not found, several times faster than the whole name

_CALLED = re.compile(r"\(\s*\{([^{}]{10,600})\}\s*\)")
_SETTING = re.compile(r"\b(size|current|prefix|suffix)\s*:\s*[\"']?([\w./-]{1,80})[\"']?")
_SETTINGS = frozenset(("prefix", "suffix", "size", "current"))
_COUNT = re.compile(r"\bcountPage\s*=\s*[\"']?(\d{1,5})\b")
_NOW = re.compile(r"\bcurrentPage\s*=\s*[\"']?(\d{1,5})\b")
_FILE = re.compile(r"/([\w-]+)\.(s?html?)(?:[?].*)?$")


def from_one(document: Document) -> Paging | None:
    """UCAP: page N is name_N, the first has no number; only the last part of the name counts."""
    found = _UCAP.search(document.text)
    if found is None:
        return None
    count, current, name = int(found[1]), int(found[2]), found[3].rsplit("/", 1)[-1]
    return _paging(document, count, current, numbered(name, found[4], count, current, 1))


def from_nought(document: Document) -> Paging | None:
    """TRS: page N is name_{N-1}, the first has no number."""
    found = _TRS.search(document.text)
    if found is None:
        return None
    count, current, name = int(found[1]), int(found[2]), found[3]
    return _paging(document, count, current + 1, numbered(name, found[4], count, current, 0))


def from_settings(document: Document) -> Paging | None:
    """A pager called with its settings: `Pager({size:3, current:0, prefix:'index', suffix:'html'})`."""
    for script in document.scripts:
        told = _settings(script)
        if told is not None:
            count, current, prefix, suffix = told
            return _paging(document, count, current + 1, numbered(prefix, suffix, count, current, 0))
    return None


@by_text
def _settings(script: str) -> tuple[int, int, str, str] | None:
    """Count, current page from nought, prefix and suffix."""
    called = _CALLED.search(script) if all(name in script for name in _SETTINGS) else None
    told = dict(_SETTING.findall(called[1])) if called else {}
    if not told.keys() >= _SETTINGS:
        return None
    if not (told["size"].isdigit() and told["current"].isdigit()):
        return None
    return int(told["size"]), int(told["current"]), told["prefix"], told["suffix"]


def from_variables(document: Document) -> Paging | None:
    """The older TRS pager: `var currentPage = 0; var countPage = 4` beside pages index.html, index_1.html …"""
    for script in document.scripts:
        told = _counted(script)
        if told is not None:
            count, current = told
            name, ext = _own_name(document.url)
            return _paging(document, count, current + 1, numbered(name, ext, count, current, 0))
    return None


@by_text
def _counted(script: str) -> tuple[int, int] | None:
    """Count, and current page from nought."""
    count = _COUNT.search(script) if "countPage" in script else None
    now = _NOW.search(script) if count else None
    return (int(count[1]), int(now[1])) if count and now else None


def either(document: Document) -> Paging | None:
    """Whichever of these forms the page writes."""
    called = document.says(_QUICK) and document.says("createPageHTML")
    return (
        (from_one(document) or from_nought(document) if called else None)
        or from_settings(document)
        or from_variables(document)
    )


def _own_name(url: str) -> tuple[str, str]:
    found = _FILE.search(url)
    return (re.sub(r"_\d+$", "", found[1]), found[2]) if found else ("index", "html")


def _paging(document: Document, count: int, current: int, names: list[str]) -> Paging:
    return Paging(count, current, tuple(u for n in names if (u := document.join(n))))
