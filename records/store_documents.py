"""Documents by the SHA-256 of their bodies: read once, kept for every run that meets them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from records.documents import DocumentText
from records.serial import from_json, to_json
from records.store_base import Tables, pack, unpack
from records.types import Fetch
from records.vocabulary import FetchState

_UNREAD = (
    "SELECT fetch FROM page WHERE run = ? AND state = ? AND reading IS NULL AND sha256 IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM document WHERE document.sha256 = page.sha256 AND document.reader >= ?) ORDER BY sha256, key"
)
_OF_RUN = (
    "SELECT DISTINCT document.sha256, json FROM page JOIN document USING (sha256) WHERE run = ?"
    " ORDER BY document.sha256"
)


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """What a document holds, by its body's SHA-256."""

    sha256: str
    text: DocumentText


class DocumentTables(Tables):
    """The `document` table."""

    def save_documents(self, documents: list[KeptDocument], reader: int) -> None:
        """Keep what reader number `reader` read, in one transaction; a later reader replaces an earlier one."""
        rows = [(d.sha256, reader, pack(to_json(d.text))) for d in documents]
        with self.writing() as db:
            db.executemany("INSERT OR REPLACE INTO document (sha256, reader, json) VALUES (?, ?, ?)", rows)

    def document(self, sha256: str) -> DocumentText | None:
        """What a document holds, None when it was never read."""
        row = self.conn.execute("SELECT json FROM document WHERE sha256 = ?", (sha256,)).fetchone()
        return from_json(DocumentText, unpack(row[0])) if row else None

    def documents(self, run: str) -> Iterator[KeptDocument]:
        """Every document of a run that was read, by SHA-256."""
        for sha256, packed in self.conn.execute(_OF_RUN, (self.run_number(run),)):
            yield KeptDocument(sha256, from_json(DocumentText, unpack(packed)))

    def unread_bodies(self, run: str, reader: int) -> Iterator[Fetch]:
        """Answers of a run without a page reading, each body once, that reader `reader` has not read yet."""
        last = None
        rows = self.conn.execute(_UNREAD, (self.run_number(run), FetchState.OK.value, reader))
        for fetch in (from_json(Fetch, row[0]) for row in rows.fetchall()):
            if fetch.sha256 != last:
                last = fetch.sha256
                yield fetch
