"""Rows that an inline script holds as JSON beside an empty list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from crawler.extract.document import Document
from crawler.platforms.json_lists import read_list
from records.types import ListItem

_START = re.compile(r"\[\s*\{\s*\"")
_OBJECT = re.compile(r"\{\s*[A-Za-z_]\w{0,30}\s*:[^{}]{10,2000}\}")
_PAIR = re.compile(r"([A-Za-z_]\w{0,30})\s*:\s*(?:'([^'\\\n]*)'|\"([^\"\\\n]*)\"|(\d{1,15}))")
_DAY = re.compile(r"(?:19|20)\d\d[-/.]\d")
_MAX_SCRIPT, _MAX_STARTS, _MAX_OBJECTS, _FEWEST, _FEWEST_KEYS = 400_000, 20, 2_000, 2, 3
_DECODER = json.JSONDecoder()


def script_rows(document: Document) -> tuple[ListItem, ...]:
    """The longest list of rows with title, address and day in the page's scripts; nothing is run."""
    best: tuple[ListItem, ...] = ()
    for script in document.scripts:
        if len(script) > _MAX_SCRIPT or not _DAY.search(script):
            continue
        for told in (*_json(script), _objects(script)):
            reading = read_list(told, document.url) if told else None
            dated = sum(i.published_on is not None for i in reading.items) if reading else 0
            if reading and dated > max(len(best), _FEWEST - 1):
                best = reading.items
    return best


def _json(script: str) -> Iterator[str]:
    """Arrays of objects in strict notation."""
    end = 0
    for start in islice(_START.finditer(script), _MAX_STARTS):
        if start.start() < end:
            continue
        try:
            _, end = _DECODER.raw_decode(script, start.start())
        except (ValueError, RecursionError):
            continue
        yield script[start.start() : end]


def _objects(script: str) -> str:
    """Flat objects with bare keys or single quotes, as JSON; empty when there are none."""
    rows = []
    for found in islice(_OBJECT.finditer(script), _MAX_OBJECTS):
        pairs = {
            m.group(1): m.group(2) or m.group(3) or m.group(4) or "" for m in _PAIR.finditer(found.group())
        }
        if len(pairs) >= _FEWEST_KEYS:
            rows.append(pairs)
    return json.dumps(rows) if len(rows) >= _FEWEST else ""
