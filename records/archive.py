"""Bodies as they came, in WARC 1.1 files (ISO 28500), one gzip member a record, addressed by SHA-256.

They are read back with warcio, and a test holds that warcio reads every one of them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator

from records.claim import Claim
from records.errors import ArchiveError
from records.faults import fault_words
from records.mending import OPEN, mend
from records.recent import Recent
from records.types import BodyRef
from records.warc import (
    NOT_MODIFIED,
    SAME_BODY,
    Exchange,
    Headers,
    exchanged,
    gzipped,
    origin,
    revisited,
    warcinfo,
)

__all__ = ["Archive", "ArchivedBody", "Exchange"]

ROLL_BYTES = 200 * 1024 * 1024
WRITTEN_HELD = 5000  # bodies kept at hand until the store tells them; a crawl saves every 64 pages
ORIGIN_BYTES, KEPT_ORIGINS = 4096, 1000  # of the records that revisit records point to


@dataclass(frozen=True, slots=True)
class ArchivedBody:
    """A response read back."""

    url: str
    status: int
    headers: Headers
    body: bytes
    fetched_at: str


class Archive:
    """A folder of WARC files; only one process writes to it, and each process begins a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: BinaryIO | None = None
        self._name = ""
        self._offset = 0
        self._origins: dict[str, tuple[str, str]] = {}
        self._written: Recent[str, BodyRef] = Recent(WRITTEN_HELD)
        self.known: Callable[[str], BodyRef | None] = self._written.get  # bodies of earlier processes too

    def append(self, exchange: Exchange, sha256: str | None = None) -> BodyRef:
        """Archive a response and its request; of a body that lies here already only a revisit record is written.

        `sha256`: of the body, where the caller knows it.
        """
        sha = sha256 or hashlib.sha256(exchange.body).hexdigest()
        there = (self._written.get(sha) or self.known(sha)) if exchange.body else None
        if there is not None and (self.folder / there.file).is_file():
            self._write(revisited(exchange, sha, SAME_BODY, self._origin(there)))
            return there
        offset = self._write(exchanged(exchange, sha))
        ref = BodyRef(sha, self._name, offset, len(exchange.body))
        self._written.put(sha, ref)
        return ref

    def revisit(self, exchange: Exchange, sha: str, before: str) -> None:
        """Archive that the server said at this address that nothing had changed since `before` (ISO 8601)."""
        self._write(revisited(exchange, sha, NOT_MODIFIED, (exchange.url, before)))

    def mend(self) -> list[str]:
        """Cut off what writers that died left half written; the files this was done for."""
        with _telling(self.folder):
            return list(mend(self.folder))

    def _write(self, records: Sequence[bytes]) -> int:
        """Append records, each a gzip member of its own; the byte at which the first one begins."""
        with _telling(self.folder):
            out = self._open_file()
            offset = self._offset
            self._offset += sum(out.write(gzipped(record)) for record in records)
        return offset

    def flush(self) -> None:
        """Hand everything written to the operating system, before the store says it is there."""
        if self._file is not None:
            with _telling(self.folder):
                self._file.flush()

    def read(self, ref: BodyRef) -> ArchivedBody:
        """The response a reference points to; ArchiveError when it is not there or was altered."""
        path = self.folder / ref.file
        try:
            with path.open("rb") as file:
                file.seek(ref.offset)
                return _read_one(file, ref, str(path))
        except FileNotFoundError:
            raise ArchiveError("archive file is missing", where=str(path)) from None

    def close(self) -> None:
        """Close the file being written."""
        file, self._file = self._file, None
        if file is None:
            return
        try:
            with _telling(self.folder):
                file.close()
        except ArchiveError:
            self._mark.leave()  # the next process cuts off what is half written
            raise
        self._mark.release()

    def _origin(self, ref: BodyRef) -> tuple[str, str]:
        """Address and time of the record that holds a body, as it says itself."""
        if ref.sha256 not in self._origins:
            if ref.file == self._name:
                self.flush()
            with _telling(self.folder), (self.folder / ref.file).open("rb") as file:
                file.seek(ref.offset)
                found = origin(file.read(ORIGIN_BYTES))
            if len(self._origins) >= KEPT_ORIGINS:
                self._origins.clear()
            self._origins[ref.sha256] = found
        return self._origins[ref.sha256]

    def _open_file(self) -> BinaryIO:
        if self._file is not None and self._offset < ROLL_BYTES:
            return self._file
        self.close()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._name = f"gongkai-{uuid.uuid4().hex[:12]}.warc.gz"
        path = self.folder / self._name
        self._mark = Claim(path.with_name(path.name + OPEN))
        self._mark.take()
        file = path.open("xb")
        with contextlib.suppress(NotImplementedError, PermissionError):
            os.chmod(path, 0o600)  # noqa: PTH101 - bodies may hold personal data
        self._offset = file.write(gzipped(warcinfo(self._name)))
        self._file = file
        return file


@contextlib.contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Turn a failing disk into ArchiveError with the remedy."""
    try:
        yield
    except OSError as error:
        means, remedy = fault_words(str(error))
        raise ArchiveError(f"{means} ({error})", where=str(folder), remedy=remedy) from error


def _read_one(file: BinaryIO, ref: BodyRef, where: str) -> ArchivedBody:
    records: Iterator[object] = iter(ArchiveIterator(file))
    for record in records:
        body = record.content_stream().read()  # type: ignore[attr-defined]
        if hashlib.sha256(body).hexdigest() != ref.sha256:
            raise ArchiveError(
                "the archived body does not agree with its SHA-256", where=f"{where}@{ref.offset}"
            )
        http, warc = record.http_headers, record.rec_headers  # type: ignore[attr-defined]
        headers = tuple((str(k), str(v)) for k, v in http.headers)
        uri, date = warc.get_header("WARC-Target-URI"), warc.get_header("WARC-Date")
        return ArchivedBody(uri, int(http.get_statuscode()), headers, body, date)
    raise ArchiveError("no record there", where=f"{where}@{ref.offset}")
