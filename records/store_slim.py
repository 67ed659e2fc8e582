"""Pages read for putting them in order: of documents first what places them, the rest later and in batches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from records.serial import from_json, from_plain
from records.store_base import unpack
from records.store_pages import PageTables
from records.types import Page, PageReading
from records.vocabulary import PageKind

PLACING = frozenset({"SiteName", "SiteDomain"})  # tags that tell whose page it is
MOST_AT_ONCE = 200
_LATER = ("body", "headline", "items", "search_forms", "links")


class SlimTables(PageTables):
    """Pages of a run in two steps, so that 100,000 readings need not be held at once."""

    def slim_pages(self, run: str) -> Iterator[Page]:
        """`pages`, but documents without their tags, lists, text facts and most of their header: see `full_readings`."""
        return self.pages(run, _slim)

    def full_readings(self, run: str, keys: Sequence[str]) -> dict[str, PageReading]:
        """Readings by page key without links and menus, of at most `MOST_AT_ONCE` pages."""
        marks = ",".join("?" * len(keys))
        rows = self.conn.execute(
            f"SELECT key, reading FROM page WHERE run = ? AND key IN ({marks}) AND reading IS NOT NULL",
            (self.run_number(run), *keys),
        )
        return {key: from_json(PageReading, unpack(packed)) for key, packed in rows}


def _slim(packed: bytes) -> PageReading:
    data: dict[str, Any] = json.loads(unpack(packed))
    if data["kind"] == PageKind.ENTRY.value:
        for name in _LATER:
            data.pop(name, None)
        data["meta"] = [tag for tag in data.get("meta", ()) if tag[0] in PLACING]
        shown = data.get("header", {}).get("published_on")
        data["header"] = {"published_on": shown} if shown else {}
    return from_plain(PageReading, data)
