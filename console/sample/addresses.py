"""Addresses and numbers of the sample site, made from names and days so that they never change."""

from __future__ import annotations

import datetime as dt
import hashlib

from console.sample.data import Sample, SampleColumn, SampleEntry, SampleFile

ZONE = dt.timezone(dt.timedelta(hours=8))
_FIRST_DAY, _FIRST_SERIAL, _PER_DAY = dt.date(2019, 1, 1), 30_000_000, 4_000


def column_path(column: SampleColumn, page: int = 1) -> str:
    """Path of a column's page; a group has none and is asked for its own name only."""
    tail = "" if page == 1 else f"index_{page}.html"
    return f"/channel_s_srsj_{_digits(column.id, 14)}/{tail}"


def entry_path(sample: Sample, entry: SampleEntry) -> str:
    """Path of an article; its id begins with the time it was created."""
    created = dt.datetime.combine(entry.created, clock(entry), ZONE)
    name = f"{int(created.timestamp()) - 240:08x}{_hash(entry.key)[:16]}"
    return f"{column_path(sample.columns[entry.column])}doc_{name}.html"


def file_path(entry: SampleEntry, number: int, file: SampleFile) -> str:
    """Path of a document hung on an article; the folder names the day of publication."""
    return f"/resources/public/{entry.day:%Y%m%d}/{_hash(f'{entry.key}/{number}')[:13]}.{file.type}"


def clock(entry: SampleEntry) -> dt.time:
    """The time of day an article went out, within office hours."""
    minutes = int(_hash(entry.key)[:6], 16) % 480
    return dt.time(9 + minutes // 60, minutes % 60, int(_hash(entry.key)[6:8], 16) % 60)


def index_number(sample: Sample, entry: SampleEntry) -> str:
    """The full index number as the page prints it."""
    code = entry.code or sample.bureau["credit_code"]
    return f"{code}/{index_tail(sample, entry)}"


def index_tail(sample: Sample, entry: SampleEntry) -> str:
    """Year and serial: serials of a day lie beside one another and rise with the days."""
    if entry.same_as:
        return index_tail(sample, sample.entries[f"{entry.column}/{entry.same_as}"])
    if entry.tail is not None:
        return entry.tail
    days = ((entry.serial_on or entry.day) - _FIRST_DAY).days
    serial = _FIRST_SERIAL + days * _PER_DAY + int(_hash(entry.key)[8:14], 16) % _PER_DAY
    return f"{entry.year or entry.day.year}-{serial}"


def pick(seed: str, size: int) -> int:
    """A number below `size` that depends on `seed` alone."""
    return int(_hash(seed)[:8], 16) % size


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _digits(text: str, size: int) -> str:
    return str(int(_hash(text), 16))[:size]
