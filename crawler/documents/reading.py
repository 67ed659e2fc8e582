"""After a crawl: the documents of a run, read out of the archive once and kept in the store. No network."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from crawler.documents.limits import Limits
from crawler.documents.reading_room import ReadingRoom
from crawler.extract.masking import masked_document
from crawler.extract.words import words
from records.archive import Archive
from records.documents import DocumentProblem, DocumentText
from records.errors import ArchiveError
from records.store import Store
from records.store_documents import KeptDocument
from records.types import Fetch

READER = 3  # counts up when the readers improve: older results are then read again
_PACKED = frozenset({"pdf", "zip", "ole", "rar", "7z", "rtf", "gzip"})
_TEXT = frozenset({"text", "binary", "xml", "html"})
_BATCH = 20
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{2,5})(?=$|&)")


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a run is read at a time; what is left over is read the next time."""

    documents: int = 3000
    seconds: float = 1200.0
    limits: Limits = field(default_factory=Limits)


def read_documents(
    store: Store,
    archive: Archive,
    run_id: str,
    *,
    share: Share | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Read the documents of a run that were not read yet and keep them; `progress` gets how many of how many."""
    share = share or Share()
    fetches = list(islice(unread(store, run_id), share.documents))
    if not fetches:
        return
    ends, kept = time.monotonic() + share.seconds, list[KeptDocument]()
    with ReadingRoom(share.limits) as room:
        for number, fetch in enumerate(fetches, start=1):
            if time.monotonic() > ends:
                break
            found = _read(store, archive, room, fetch)
            if found is not None:
                kept.append(KeptDocument(fetch.sha256 or "", found))
            if len(kept) == _BATCH:
                store.save_documents(kept, READER)
                kept = []
            if progress is not None:
                progress(number, len(fetches))
    store.save_documents(kept, READER)


def unread(store: Store, run_id: str) -> Iterator[Fetch]:
    """The documents of a run that are still to be read."""
    return (f for f in store.unread_bodies(run_id, READER) if is_document(f))


def is_document(fetch: Fetch) -> bool:
    """Whether a body is a document by its first bytes, or, for plain text, by the end of its address."""
    if fetch.sniffed in _PACKED:
        return True
    return fetch.sniffed in _TEXT and bool(extensions(fetch) & words("document_types"))


def extensions(fetch: Fetch) -> set[str]:
    """Extensions that the address, its query or where it led to end with, in lower case."""
    found: set[str] = set()
    for url in (fetch.url, fetch.final_url or ""):
        parts = urlsplit(url)
        found.add(PurePosixPath(unquote(parts.path)).suffix.lower().lstrip("."))
        found.update(e.lower() for e in _EXTENSION.findall(unquote(parts.query)))
    return found - {""}


def name_of(fetch: Fetch) -> str:
    """A name with every extension of `extensions`, for readers that ask for one."""
    return "&".join(f"document.{e}" for e in sorted(extensions(fetch)))


def _read(store: Store, archive: Archive, room: ReadingRoom, fetch: Fetch) -> DocumentText | None:
    """What a body holds; None when the archive has it no longer, which says nothing about the document."""
    ref = store.body(fetch.sha256 or "")
    if ref is None:
        return None
    if ref.bytes > room.limits.bytes_in:
        return DocumentText(fetch.sniffed, problem=DocumentProblem.TOO_LARGE, reason=f"{ref.bytes} bytes")
    try:
        body = archive.read(ref).body
    except ArchiveError:
        return None
    return masked_document(room.read(body, name_of(fetch)))
