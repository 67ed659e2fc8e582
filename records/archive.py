"""Bodies as they came, in WARC 1.1 files (ISO 28500), one gzip member a record, addressed by SHA-256.

Records are composed here because the writing is on the crawl's hot path and wants zlib level 1; they are read back with
warcio, and a test holds that warcio reads every one of them.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import hashlib
import os
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator

from records.errors import ArchiveError
from records.types import BodyRef

ROLL_BYTES = 200 * 1024 * 1024
LEVEL = 1
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response. `fetched_at` ISO 8601 with zone; `body` decompressed as Scrapy hands it over."""

    url: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    fetched_at: str
    ip: str | None = None
    request_headers: Headers = ()


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
        self._written: dict[str, BodyRef] = {}

    def append(self, exchange: Exchange) -> BodyRef:
        """Archive a response and its request; a body this process already wrote is not written again."""
        sha = hashlib.sha256(exchange.body).hexdigest()
        if sha in self._written:
            return self._written[sha]
        with _telling(self.folder):
            out = self._open_file()
            offset = self._offset
            response, request = _records(exchange, sha)
            self._offset += out.write(response) + out.write(request)
        ref = BodyRef(sha, self._name, offset, len(exchange.body))
        self._written[sha] = ref
        return ref

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
        if file is not None:
            with _telling(self.folder):
                file.close()

    def _open_file(self) -> BinaryIO:
        if self._file is not None and self._offset < ROLL_BYTES:
            return self._file
        self.close()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._name = f"gongkai-{uuid.uuid4().hex[:12]}.warc.gz"
        path = self.folder / self._name
        file = path.open("xb")
        with contextlib.suppress(NotImplementedError, PermissionError):
            os.chmod(path, 0o600)  # noqa: PTH101 - bodies may hold personal data
        self._offset = file.write(_gzip(_warcinfo(self._name)))
        self._file = file
        return file


@contextlib.contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Turn a failing disk into ArchiveError with the remedy."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            f"cannot write: {error}",
            where=str(folder),
            remedy="free disk space and run again / 清理磁盘后重新运行",
        ) from error


def _records(e: Exchange, sha: str) -> tuple[bytes, bytes]:
    date = _utc(e.fetched_at)
    response_id, ip = f"<urn:uuid:{uuid.uuid4()}>", [("WARC-IP-Address", e.ip)] if e.ip else []
    http = _http(f"HTTP/1.1 {e.status} {e.reason}".rstrip(), _as_stored(e.headers, len(e.body))) + e.body
    digest = "sha256:" + base64.b32encode(bytes.fromhex(sha)).decode()
    head = [("WARC-Target-URI", e.url), ("WARC-Date", date), *ip]
    response = _record(
        "response",
        response_id,
        [*head, ("WARC-Payload-Digest", digest)],
        http,
        "application/http; msgtype=response",
    )
    asked = _http(f"GET {e.url} HTTP/1.1", e.request_headers)
    request = _record(
        "request",
        f"<urn:uuid:{uuid.uuid4()}>",
        [*head, ("WARC-Concurrent-To", response_id)],
        asked,
        "application/http; msgtype=request",
    )
    return _gzip(response), _gzip(request)


def _as_stored(headers: Headers, length: int) -> Headers:
    """Headers that describe the stored body; what told of the transfer is kept under X-Archive-Orig-."""
    moved = {"content-encoding", "transfer-encoding", "content-length"}
    kept = tuple((("X-Archive-Orig-" + k) if k.lower() in moved else k, v) for k, v in headers)
    return (*kept, ("Content-Length", str(length)))


def _http(first: str, headers: Headers) -> bytes:
    lines = [first, *(f"{k}: {v}" for k, v in headers)]
    return ("\r\n".join(" ".join(x.split("\n")).replace("\r", "") for x in lines) + "\r\n\r\n").encode(
        "utf-8", "replace"
    )


def _record(
    kind: str, record_id: str, fields: list[tuple[str, str]], block: bytes, content_type: str
) -> bytes:
    named = [("WARC-Type", kind), ("WARC-Record-ID", record_id), *fields, ("Content-Type", content_type)]
    head = "".join(f"{k}: {_one_line(v)}\r\n" for k, v in [*named, ("Content-Length", str(len(block)))])
    return b"WARC/1.1\r\n" + head.encode("utf-8", "replace") + b"\r\n" + block + b"\r\n\r\n"


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", " ")


def _warcinfo(name: str) -> bytes:
    block = b"software: gongkai\r\nformat: WARC File Format 1.1\r\n"
    return _record(
        "warcinfo",
        f"<urn:uuid:{uuid.uuid4()}>",
        [("WARC-Date", dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")), ("WARC-Filename", name)],
        block,
        "application/warc-fields",
    )


def _gzip(data: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def _utc(iso: str) -> str:
    return dt.datetime.fromisoformat(iso).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
