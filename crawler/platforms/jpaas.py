"""Hanweb's newer system: parts of a page are units that `unitbuild.js` asks for by GET and that come as HTML inside JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import yaml

from crawler.extract.document import Document
from crawler.extract.paging import MAX_PAGES
from records.types import Paging

MAX_UNITS = 4
_INTERFACE = "/front/page/build/unit"
_TAG = re.compile(r"<(?:script|div|ul|nav|span)\b[^>]{0,400}?\bquerydata\s*=\s*[^>]{10,3000}>", re.I)
_ATTRIBUTE = re.compile(r"\b(querydata|url|uniturl|count|rows|pageno)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_PAIR = re.compile(r"['\"]?(\w{2,20})['\"]?\s*:\s*['\"]([^'\"]{0,120})['\"]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: the interface and its query, and what the pager it may carry counts."""

    url: str
    query: tuple[tuple[str, str], ...]
    count: int = 0
    rows: int = 0
    current: int = 1

    def address(self, page: int | None = None) -> str:
        """What to ask for, of a page when one is given."""
        asked = dict(self.query)
        if page is not None:
            asked["paramJson"] = json.dumps({"pageNo": page, "pageSize": self.rows}, separators=(",", ":"))
        return f"{self.url}{'&' if '?' in self.url else '?'}{urlencode(asked)}"


def paging(document: Document) -> Paging | None:
    """Further pages of the unit that carries a pager."""
    pager = next((u for u in _lists(document) if u.count and u.rows), None)
    if pager is None:
        return None
    count = -(-pager.count // pager.rows)
    pages = (n for n in range(1, min(count, MAX_PAGES) + 1) if n != pager.current)
    return Paging(count, pager.current, tuple(u for n in pages if (u := document.join(pager.address(n)))))


def fills(document: Document) -> tuple[str, ...]:
    """The units that may hold the list of a page without rows; a unit itself asks for none."""
    if _INTERFACE in document.url:
        return ()
    asked = (document.join(unit.address()) for unit in _lists(document)[:MAX_UNITS])
    return tuple(dict.fromkeys(u for u in asked if u))


def _lists(document: Document) -> list[Unit]:
    if not (document.says("queryData") or document.says("querydata")):
        return []
    return [u for u in _units(document.text) if not _is_frame(u)]


def _units(text: str) -> Iterator[Unit]:
    for tag in _TAG.finditer(text):
        told = {n.lower(): unescape(one or two) for n, one, two in _ATTRIBUTE.findall(tag.group())}
        url, query = (
            told.get("url") or told.get("uniturl") or "",
            tuple(_PAIR.findall(told.get("querydata", ""))),
        )
        if url and query:
            yield Unit(
                url, query, _number(told, "count"), _number(told, "rows"), _number(told, "pageno") or 1
            )


def _number(told: dict[str, str], name: str) -> int:
    return int(told[name]) if told.get(name, "").isdigit() else 0


def _is_frame(unit: Unit) -> bool:
    """Navigation, head or foot of the page by the name of its tag."""
    tag = dict(unit.query).get("tagId", "")
    return any(word in tag for word in _frames())


@cache
def _frames() -> tuple[str, ...]:
    data: dict[str, list[str]] = yaml.safe_load(
        Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    )
    return tuple(data["frames"])
