"""A list that an interface answers as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crawler.extract.joining import Joiner
from crawler.platforms.json_paging import paging_of
from crawler.platforms.json_rows import Row, first, flat, item_of
from records.types import Link, PageReading, Paging
from records.vocabulary import PageKind

MAX_CHARS, MAX_ROWS, MAX_DEPTH = 8_000_000, 5_000, 6
_JSONP = re.compile(r"^\s*[\w$.]{1,60}\s*\(\s*(?=[\[{])")
_INNER = 20_000  # rows of a list that holds lists are looked into this deep


def read_list(text: str, url: str) -> PageReading | None:
    """A LIST reading of a JSON answer that holds rows with a title and an address; None for anything else."""
    data = _loaded(text)
    if data is None:
        return None
    found = max(_row_lists(data, 0), key=len, default=None)
    name = "gkmlpt" if "/gkmlpt/" in url else "json"
    if found is None:
        told = _title(data)
        empty = PageReading(url, PageKind.LIST, name, told, column=told or None)
        paging = paging_of(data, 0, url) if _has_empty_list(data) else Paging()
        return replace(empty, paging=paging) if paging.urls or _says_empty(data) else None
    join, rows = Joiner(url, {}), [flat(r) for r in found[:MAX_ROWS]]
    items = tuple(i for r in rows if (i := item_of(r, join, name)) is not None)
    links = tuple({i.url: Link(i.url, i.title) for i in items}.values())
    title = _title(data) or _one_name(rows)
    return PageReading(
        url,
        PageKind.LIST,
        name,
        title,
        column=title or None,
        items=items,
        paging=paging_of(data, len(found), url),
        links=links,
    )


def html_in(text: str) -> str | None:
    """The HTML that a JSON answer carries as one string (jpaas units); None when there is none."""
    data = _loaded(text)
    if not isinstance(data, dict) or max(_row_lists(data, 0), key=len, default=None):
        return None
    inner = data.get("data")
    html = (
        inner.get("html")
        if isinstance(inner, dict)
        else inner
        if isinstance(inner, str)
        else data.get("html")
    )
    return f"<html><body>{html}</body></html>" if isinstance(html, str) and "<" in html else None


def _loaded(text: str) -> Any:
    start = text[:200].lstrip("\ufeff \t\r\n")
    jsonp = _JSONP.match(start)
    if start[:1] not in {"{", "["} and jsonp is None or len(text) > MAX_CHARS:
        return None
    body = text.strip("\ufeff \t\r\n;")
    if jsonp is not None:
        body = body[jsonp.end() :].rstrip(") ;\n")
    return _opened(_parsed(body), 0)


def _parsed(text: str) -> Any:
    """JSON, control characters inside its strings allowed; None for anything else."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _opened(data: Any, depth: int) -> Any:
    """The data with JSON that stands in it as text read too, as Epoint and others wrap it."""
    if isinstance(data, str):
        inner = _parsed(data) if data[:1] in {"{", "["} and data[-1:] in {"}", "]"} else None
        return data if inner is None else inner
    if isinstance(data, dict) and depth < MAX_DEPTH:
        return {k: _opened(v, depth + 1) if isinstance(v, (str, dict)) else v for k, v in data.items()}
    return data


def _row_lists(data: Any, depth: int) -> Iterator[list[Row]]:
    """Lists of objects that have a title and an address, at any place."""
    if depth > MAX_DEPTH:
        return
    if isinstance(data, list):
        rows = [r for r in data if isinstance(r, dict)]
        if rows and first(rows[0], "title") and any(first(r, "url") for r in rows[:3]):
            yield rows
        for row in rows[:50]:
            yield from _row_lists(row, depth + 1)
    elif isinstance(data, dict):
        for value in data.values():
            if isinstance(value, (dict, list)):
                yield from _row_lists(value, depth + 1)


def _has_empty_list(data: Any, depth: int = 0) -> bool:
    """A list without rows: beside a total, the page asked for lies outside of the list."""
    if not isinstance(data, dict) or depth > 3:
        return False
    return any(v == [] or _has_empty_list(v, depth + 1) for v in data.values())


def _says_empty(data: Any, depth: int = 0) -> bool:
    """A total of nought beside a list without rows."""
    if not isinstance(data, dict) or depth > 3:
        return False
    if first(data, "total") in {"", "0"} and any(v == [] for v in data.values()):
        return any(not isinstance(v, bool) and v in (0, "0") for v in data.values())
    return any(_says_empty(v, depth + 1) for v in data.values())


def _title(data: Any) -> str:
    column = data.get("classify") or data.get("channel") if isinstance(data, dict) else None
    name = column.get("name") if isinstance(column, dict) else None
    return name if isinstance(name, str) else ""


def _one_name(rows: list[Row]) -> str:
    """The name of the column, where all rows bear the same."""
    names = {first(r, "name") for r in rows}
    return next(iter(names)) if len(names) == 1 else ""
