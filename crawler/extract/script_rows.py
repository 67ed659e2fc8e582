"""Rows that an inline script holds as JSON beside an empty list."""

from __future__ import annotations

import json
import re
from itertools import islice

from crawler.extract.document import Document
from crawler.platforms.json_lists import read_list
from records.types import ListItem

_START = re.compile(r"\[\s*\{\s*\"")
_MAX_SCRIPT, _MAX_STARTS, _FEWEST = 400_000, 20, 2
_DECODER = json.JSONDecoder()


def script_rows(document: Document) -> tuple[ListItem, ...]:
    """The longest list of rows with title, address and day in the page's scripts; nothing is run."""
    best: tuple[ListItem, ...] = ()
    for script in document.scripts:
        if len(script) > _MAX_SCRIPT:
            continue
        end = 0
        for start in islice(_START.finditer(script), _MAX_STARTS):
            if start.start() < end:
                continue
            try:
                _, end = _DECODER.raw_decode(script, start.start())
            except (ValueError, RecursionError):
                continue
            reading = read_list(script[start.start() : end], document.url)
            dated = tuple(i for i in reading.items if i.published_on) if reading else ()
            if len(dated) > max(len(best), _FEWEST - 1):
                best = reading.items if reading else ()
    return best
