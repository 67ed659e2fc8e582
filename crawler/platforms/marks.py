"""Whether a page shows the marks of a platform; the marks are data in marks.yml."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from crawler.extract.document import Document
from crawler.extract.remembered import by_text
from crawler.platforms.platform import Platform

_LOOKED_AT, _ENOUGH = 150, 3


def shows(platform: str) -> Callable[[Document], bool]:
    """A test for the address and the class names of one platform."""
    given = _marks()[platform]
    names: frozenset[str] = frozenset(given.get("names", ()))
    address = re.compile(given["address"]) if "address" in given else None

    def shown(document: Document) -> bool:
        if address is not None and address.search(document.url):
            return True
        return not document.names.keys().isdisjoint(names)

    return shown


def tells(platform: str) -> Callable[[Document], bool]:
    """A test for what the scripts of one platform say."""
    return lambda document: platform in _told_by(document.told)


@by_text
def _told_by(told: str) -> frozenset[str]:
    """The platforms whose scripts say so; pages of a site begin with the same scripts."""
    return frozenset(
        name for name, given in _marks().items() if any(mark in told for mark in given.get("told", ()))
    )


def known(name: str, **parts: Any) -> Platform:
    """A platform with the marks of marks.yml and the given parts of its own."""
    return Platform(name, shows(name), tells(name), **parts)


def by_links(document: Document) -> str | None:
    """The platform whose kind of address several links of the page have."""
    counts = Counter(
        name for url, _ in list(document.anchors.values())[:_LOOKED_AT] if url for name in _made_by(url)
    )
    best = max(counts, key=lambda name: counts[name], default=None)
    return best if best is not None and counts[best] >= _ENOUGH else None


@lru_cache(maxsize=4096)
def _made_by(url: str) -> tuple[str, ...]:
    return tuple(name for name, form in _addresses().items() if form.search(url))


@cache
def _addresses() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(given["address"]) for name, given in _marks().items() if "address" in given}


@cache
def _marks() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("marks.yml").read_text(encoding="utf-8")
    )
    return data
