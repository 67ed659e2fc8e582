"""A list that an interface answers as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import yaml

from crawler.extract import dates
from crawler.extract.document import parse, text_of
from crawler.extract.joining import Joiner
from crawler.extract.paging import MAX_PAGES
from crawler.extract.words import clean
from records.types import Link, ListItem, PageReading, Paging
from records.vocabulary import PageKind

MAX_CHARS, MAX_ROWS, MAX_DEPTH = 8_000_000, 5_000, 6
_CHINA = timezone(timedelta(hours=8))
_JSONP = re.compile(r"^\s*[\w$.]{1,60}\s*\(\s*(?=[\[{])")
Row = dict[str, Any]


def read_list(text: str, url: str) -> PageReading | None:
    """A LIST reading of a JSON answer that holds rows with a title and an address; None for anything else."""
    data = _loaded(text)
    rows = max(_row_lists(data, 0), key=len, default=None) if data is not None else None
    if rows is None:
        return PageReading(url, PageKind.LIST, "json", "") if _says_empty(data) else None
    join = Joiner(url, {})
    items = tuple(i for r in rows[:MAX_ROWS] if (i := _item(r, join)) is not None)
    links = tuple({i.url: Link(i.url, i.title) for i in items}.values())
    name = "gkmlpt" if "/gkmlpt/" in url else "json"
    paging = _paging(data, len(rows), url)
    return PageReading(url, PageKind.LIST, name, _title(data), items=items, paging=paging, links=links)


def html_in(text: str) -> str | None:
    """The HTML that a JSON answer carries as one string (jpaas units); None when there is none."""
    data = _loaded(text)
    if not isinstance(data, dict) or max(_row_lists(data, 0), key=len, default=None):
        return None
    inner = data.get("data")
    html = inner.get("html") if isinstance(inner, dict) else data.get("html")
    return f"<html><body>{html}</body></html>" if isinstance(html, str) and "<" in html else None


def _loaded(text: str) -> Any:
    start = text[:200].lstrip("\ufeff \t\r\n")
    jsonp = _JSONP.match(start)
    if start[:1] not in {"{", "["} and jsonp is None or len(text) > MAX_CHARS:
        return None
    body = text.strip("\ufeff \t\r\n;")
    if jsonp is not None:
        body = body[jsonp.end() :].rstrip(") ;\n")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _row_lists(data: Any, depth: int) -> Iterator[list[Row]]:
    """Lists of objects that have a title and an address, at any place."""
    if depth > MAX_DEPTH:
        return
    if isinstance(data, list):
        rows = [r for r in data if isinstance(r, dict)]
        if rows and _first(rows[0], "title") and _first(rows[0], "url"):
            yield rows
        for row in rows[:50]:
            yield from _row_lists(row, depth + 1)
    elif isinstance(data, dict):
        for value in data.values():
            if isinstance(value, (dict, list)):
                yield from _row_lists(value, depth + 1)


def _says_empty(data: Any, depth: int = 0) -> bool:
    """A total of nought beside a list without rows."""
    if not isinstance(data, dict) or depth > 3:
        return False
    nought = any(
        not isinstance(v, bool) and v in (0, "0") for k in _keys()["total"] if (v := data.get(k)) is not None
    )
    if nought and any(v == [] for v in data.values()):
        return True
    return any(_says_empty(v, depth + 1) for v in data.values())


def _item(row: Row, join: Joiner) -> ListItem | None:
    title, url = _first(row, "title"), join(_first(row, "url") or None)
    if not title or not url:
        return None
    plain = clean(text_of(parse(title))) if "<" in title else clean(title)
    day, printed = _day(row)
    return ListItem(
        url,
        plain,
        published_on=day,
        date_text=printed,
        index_number=_first(row, "index_number") or None,
        publisher=_first(row, "publisher") or None,
        document_number=_first(row, "document_number") or None,
        pinned=str(row.get("is_top", "")) in {"1", "True"},
    )


def _day(row: Row) -> tuple[date | None, str]:
    """The first of the known date keys that holds a day: text, or seconds or milliseconds since 1970."""
    for key in _keys()["date"]:
        value = row.get(key)
        if isinstance(value, str) and not value.isdigit():
            if day := dates.find_date(value):
                return day, value
        elif isinstance(value, (int, float, str)) and value and float(value) > 100_000_000:
            seconds = float(value) / (1000 if float(value) > 100_000_000_000 else 1)
            if seconds < 4_000_000_000:
                return datetime.fromtimestamp(seconds, UTC).astimezone(_CHINA).date(), str(value)
    return None, ""


def _first(row: Row, field: str) -> str:
    return next((str(v) for k in _keys()[field] if (v := row.get(k)) and isinstance(v, (str, int))), "")


def _title(data: Any) -> str:
    column = data.get("classify") or data.get("channel") if isinstance(data, dict) else None
    name = column.get("name") if isinstance(column, dict) else None
    return name if isinstance(name, str) else ""


def _paging(data: Any, rows: int, url: str) -> Paging:
    """Further pages by the `page` of the address and the answer's total; the first page tells the page size."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    key = next((k for k in _keys()["page"] if query.get(k, "").isdigit()), None)
    total = _total(data)
    if key is None or not total or not rows:
        return Paging()
    current = int(query[key])
    size = next((int(query[k]) for k in _keys()["size"] if query.get(k, "").isdigit()), 0) or (
        rows if current <= 1 else 0
    )
    count = -(-total // size) if size else current
    numbers = (n for n in range(1, min(count, MAX_PAGES) + 1) if n != current)
    urls = (urlunsplit(parts._replace(query=urlencode(query | {key: str(n)}))) for n in numbers)
    return Paging(count, max(current, 1), tuple(urls))


def _total(data: Any, depth: int = 0) -> int:
    if not isinstance(data, dict) or depth > 3:
        return 0
    for key in _keys()["total"]:
        value = data.get(key)
        if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
            return min(int(value), 1_000_000)
    return max((_total(v, depth + 1) for v in data.values() if isinstance(v, dict)), default=0)


@cache
def _keys() -> dict[str, list[str]]:
    data: dict[str, list[str]] = yaml.safe_load(
        Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    )
    return data
