"""What earlier crawls of the site remember: which pages can be asked for only if they have changed, and what they said."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from crawler.likeness import likeness
from crawler.scope import Priority
from records.archive import Archive
from records.history import Memo
from records.store import Store
from records.types import Fetch, FrontierRow, Page, PageReading
from records.vocabulary import FetchState, PageKind

READ_ANEW = frozenset({PageKind.HOME, PageKind.PORTAL, PageKind.COLUMN, PageKind.LIST})
_READERS = ("extract", "platforms", "documents")


class Memory:
    """The pages of the site's earlier runs. With `full` everything is asked for anew."""

    def __init__(self, store: Store, archive: Archive, site: str) -> None:
        self._store, self._archive, self._site = store, archive, site
        self.full = False
        self.told: Callable[[str], bool] = _untold  # addresses that the crawl has decided about
        self._asked: dict[str, Memo] = {}
        self._files: dict[str, bool] = {}

    def conditions(self, row: FrontierRow) -> dict[str, str]:
        """The headers that ask for an address only if it has changed; none where it is wanted in full."""
        found = None if self.full else self._store.memo(self._site, row.key, reader_digest())
        if found is None or not self._has(found[1]):
            return {}
        memo = found[0]
        self._asked[row.key] = memo
        told = {"If-None-Match": memo.etag, "If-Modified-Since": memo.modified}
        return {name: value for name, value in told.items() if value}

    def recall(self, row: FrontierRow) -> tuple[Page, Memo] | None:
        """The page as it was, for an address that was asked for with `conditions`."""
        memo = self._asked.pop(row.key, None)
        if memo is None or memo.copied is None:
            return None
        told = self.told if row.priority > Priority.PORTAL else _untold
        page = self._store.page_of(memo.copied, row.key, told)
        return (page, memo) if page else None

    def forget(self, row: FrontierRow) -> None:
        """The address has been answered in full."""
        self._asked.pop(row.key, None)

    def _has(self, file: str) -> bool:
        """The body that a page would go on referring to is still there."""
        if file not in self._files:
            self._files[file] = (self._archive.folder / file).is_file()
        return self._files[file]


def _untold(url: str) -> bool:
    return False


def memo_of(fetch: Fetch, reading: PageReading | None, etag: str | None) -> Memo | None:
    """What to remember of an answer in full; None for what was no answer."""
    if fetch.state is not FetchState.OK:
        return None
    memo = Memo(likeness(reading) if reading is not None else fetch.sha256 or "")
    if fetch.final_url or _hangs_on_others(reading):
        return memo
    if reading is not None and (reading.kind in READ_ANEW or reading.items or reading.paging.urls):
        return replace(memo, etag=_strong(etag))
    return replace(memo, etag=etag or "", modified=fetch.last_modified or "")


def _hangs_on_others(reading: PageReading | None) -> bool:
    """What a visitor sees is written by scripts or stands elsewhere: the markup's version says nothing about it."""
    return reading is not None and bool(
        reading.redirect
        or reading.scripted_list
        or reading.unwritten
        or reading.rendered
        or reading.unrendered
    )


def _strong(etag: str | None) -> str:
    """A list counts as unchanged only by a validator that names its bytes, not by a time."""
    return etag if etag and not etag.startswith("W/") else ""


@cache
def reader_digest() -> str:
    """Names the readers by their own text and words: other readers may see something else on the same page."""
    digest = hashlib.sha256()
    for room in _READERS:
        for file in sorted((Path(__file__).parent / room).rglob("*")):
            if file.suffix in {".py", ".yml"}:
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
