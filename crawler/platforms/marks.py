"""Whether a page shows the marks of a platform; the marks are data in marks.yml."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crawler.extract.document import Document


def shows(platform: str) -> Callable[[Document], bool]:
    """A test for the marks of one platform."""
    given = _marks()[platform]
    names: frozenset[str] = frozenset(given.get("names", ()))
    told: tuple[str, ...] = tuple(given.get("told", ()))
    address = re.compile(given["address"]) if "address" in given else None

    def shown(document: Document) -> bool:
        if address is not None and address.search(document.url):
            return True
        if not names.isdisjoint(document.names):
            return True
        return any(mark in document.told for mark in told)

    return shown


@cache
def _marks() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("marks.yml").read_text(encoding="utf-8")
    )
    return data
