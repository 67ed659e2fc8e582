"""Further pages of a JSON list: by the page or the first row that its address names, and the answer's total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.extract.paging import MAX_PAGES
from crawler.platforms.json_rows import keys
from records.types import Paging

_MOST, _DEPTH = 1_000_000, 3
_FILED = re.compile(r"\b(pageIndex|pageNo|page)=(\d{1,5})(?=[,.&])")


def paging_of(data: Any, rows: int, url: str) -> Paging:
    """What an answer of so many rows tells; a total beyond them that nothing leads to is paging by script."""
    total, told = _number(data, "total"), _number(data, "pages")
    if not (total or told):
        return Paging()
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    size = _asked(query, "size")
    key = next((k for k in keys("page") if query.get(k, "").isdigit()), None)
    if key is not None:
        current = int(query[key])
        from_nought = _counts_from_nought(data, current, rows, (size, total))
        each = size or (rows if current <= 1 else 0)
        count = (-(-total // each) if each and total else 0) or told or max(current, 1)
        return _by_number(url, key, current, (1 - from_nought, count)) if rows or from_nought else Paging()
    if not rows:
        return Paging()
    filed = _FILED.search(urlsplit(url).path)
    if filed is not None:
        return _by_file(url, filed, told or -(-total // rows))
    return _by_first_row(url, query, rows, total)


def _counts_from_nought(data: Any, current: int, rows: int, told: tuple[int, int]) -> bool:
    """Page 0 was asked; or page 1 says that it is not the first, or holds what the second page of so many rows would."""
    size, total = told
    if current == 0:
        return True
    if current == 1 and _says_no(data, "first"):
        return True
    if not size:
        return current == 1 and not rows
    as_first, as_nought = (max(0, min(size, total - before * size)) for before in (current - 1, current))
    return rows == as_nought != as_first


def _says_no(data: Any, field: str, depth: int = 0) -> bool:
    """The answer denies something under one of the known keys."""
    if not isinstance(data, dict) or depth > _DEPTH:
        return False
    return any(data.get(k) is False for k in keys(field)) or any(
        _says_no(v, field, depth + 1) for v in data.values() if isinstance(v, dict)
    )


def _by_number(url: str, key: str, current: int, pages: tuple[int, int]) -> Paging:
    """`page=2`: so many pages, the first of them by that number."""
    least, count = pages
    numbers = (n for n in range(least, min(count, MAX_PAGES) + least) if n != current)
    return Paging(count, max(current, 1), tuple(_with(url, key, n) for n in numbers))


def _by_file(url: str, filed: re.Match[str], count: int) -> Paging:
    """A file of its own for each page: `data_itemId=915,pageIndex=1.json`."""
    current = int(filed[2])
    numbers = (n for n in range(1, min(count, MAX_PAGES) + 1) if n != current)
    urls = tuple(url.replace(filed[0], f"{filed[1]}={n}", 1) for n in numbers)
    return Paging(count, max(current, 1), urls)


def _by_first_row(url: str, query: dict[str, str], rows: int, total: int) -> Paging:
    key = next((k for k in keys("offset") if query.get(k, "").isdigit()), None)
    size = _asked(query, "size") or rows
    if key is None:
        return Paging() if total <= rows else Paging(-(-total // rows), 1, scripted=True)
    current = int(query[key])
    count = -(-total // size)
    firsts: Iterator[int] = (n * size for n in range(min(count, MAX_PAGES)))
    return Paging(count, current // size + 1, tuple(_with(url, key, n) for n in firsts if n != current))


def _with(url: str, key: str, value: int) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return urlunsplit(parts._replace(query=urlencode(query | {key: str(value)})))


def _asked(query: dict[str, str], field: str) -> int:
    return next((int(query[k]) for k in keys(field) if query.get(k, "").isdigit()), 0)


def _number(data: Any, field: str, depth: int = 0) -> int:
    """The number the answer gives under one of the known keys, the outermost one."""
    if not isinstance(data, dict) or depth > _DEPTH:
        return 0
    for key in keys(field):
        value = data.get(key)
        if isinstance(value, bool):
            continue
        if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
            return min(int(value), _MOST)
    return max((_number(v, field, depth + 1) for v in data.values() if isinstance(v, dict)), default=0)
