"""One row of a JSON list as an item."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crawler.extract import dates
from crawler.extract.document import parse, text_of
from crawler.extract.joining import Joiner
from crawler.extract.words import clean
from records.types import ListItem

Row = dict[str, Any]
_CHINA = timezone(timedelta(hours=8))
_OLDEST, _NEWEST, _MILLISECONDS = 100_000_000, 4_000_000_000, 100_000_000_000
_NOTHING = frozenset({"", "null", "None", "undefined"})


def keys(field: str) -> list[str]:
    """The keys of one part of a row, in the order in which they are believed."""
    return _data()[field]


def first(row: Row, field: str) -> str:
    """The first of the known keys that holds something."""
    for key in keys(field):
        value = row.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and (text := str(value).strip()):
            return text
    return ""


def flat(row: Row) -> Row:
    """The row with what it keeps in groups of named values (UCAP's `domainMetaList`) beside its own keys."""
    groups = row.get("domainMetaList")
    told: Row = {}
    for group in groups if isinstance(groups, list) else ():
        pairs = group.get("resultList") if isinstance(group, dict) else None
        for pair in pairs if isinstance(pairs, list) else ():
            if isinstance(pair, dict) and str(pair.get("value") or "") not in _NOTHING:
                told.setdefault(str(pair.get("key")), pair["value"])
    return told | row


def item_of(row: Row, join: Joiner, platform: str) -> ListItem | None:
    """The item, or None for a row without a title."""
    title = _plain(first(row, "title"))
    if not title or "{{" in title:
        return None
    day, printed = _day(row, f"{platform}_date" if platform == "gkmlpt" else "date")
    return ListItem(
        join(first(row, "url") or None) or "",
        title,
        published_on=day,
        date_text=printed,
        index_number=_plain(first(row, "index_number")) or None,
        publisher=_plain(first(row, "publisher")) or None,
        document_number=_plain(first(row, "document_number")) or None,
        pinned=first(row, "pinned") in {"1", "true"},
    )


def _plain(text: str) -> str:
    return clean(text_of(parse(text))) if "<" in text or "&" in text else clean(text)


def _day(row: Row, field: str) -> tuple[date | None, str]:
    """The first of the known date keys that holds a day: text, or seconds or milliseconds since 1970."""
    for key in keys(field):
        value = row.get(key)
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            continue
        day = _written(value) if isinstance(value, str) else _counted(float(value))
        if day is not None:
            return day, str(value)[:60]
    return None, ""


def _written(text: str) -> date | None:
    text = text.strip()
    if not text.isdigit():
        return dates.find_date(text)
    if len(text) == 8:
        return dates.find_date(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    if len(text) == 14:
        return dates.find_date(f"{text[:4]}-{text[4:6]}-{text[6:8]}")
    return _counted(float(text)) if len(text) < 16 else None


def _counted(number: float) -> date | None:
    """Seconds or milliseconds since 1970, in China."""
    if number <= _OLDEST:
        return None
    seconds = number / (1000 if number > _MILLISECONDS else 1)
    return datetime.fromtimestamp(seconds, UTC).astimezone(_CHINA).date() if seconds < _NEWEST else None


@cache
def _data() -> dict[str, list[str]]:
    data: dict[str, list[str]] = yaml.safe_load(
        Path(__file__).with_name("json_lists.yml").read_text(encoding="utf-8")
    )
    return data
