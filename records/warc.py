"""Records of WARC 1.1 (ISO 28500), composed here because their writing is on the crawl's hot path."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
import zlib
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

HEAD_BYTES = 4096  # of a record: its own header is in there
LEVEL = 1  # of zlib: measured, docs/PERFORMANCE.md
_SHORT, _LONG, _SHORT_BYTES = (27, 4), (31, 8), 2048  # window (16 + its power of two) and memory level
SAME_BODY = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
Headers = tuple[tuple[str, str], ...]
_Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response. `fetched_at` ISO 8601 with zone; `body` decompressed as Scrapy hands it over.

    `told`: what else is worth keeping of the fetch, as fields of a metadata record.
    """

    url: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    fetched_at: str
    ip: str | None = None
    request_headers: Headers = ()
    told: Headers = ()


def exchanged(e: Exchange, sha: str) -> list[bytes]:
    """A response with its body, its request, and what else is told of it."""
    response = _http(f"HTTP/1.1 {e.status} {e.reason}".rstrip(), _as_stored(e.headers, len(e.body))) + e.body
    return _together(e, "response", [("WARC-Payload-Digest", _digest(sha))], response)


def copied(e: Exchange, source: str, sha: str, masked: bool) -> list[bytes]:
    """A response that was made from another one: `source` is that record's id, `sha` its body's SHA-256."""
    own = hashlib.sha256(e.body).hexdigest()
    fields = [("WARC-Payload-Digest", _digest(own)), ("WARC-Refers-To", source), (ORIGINAL, f"sha256:{sha}")]
    if masked:
        fields.append((MASKED, "personal data"))
    response = _http(f"HTTP/1.1 {e.status} {e.reason}".rstrip(), _as_stored(e.headers, len(e.body))) + e.body
    return _together(e, "response", fields, response)


def revisited(e: Exchange, sha: str, profile: str, first: tuple[str, str]) -> list[bytes]:
    """The same without the body, which lies in the archive already: at the address and the time of `first`, "" for unknown."""
    url, at = first
    fields = [("WARC-Profile", profile), ("WARC-Payload-Digest", _digest(sha))]
    if url and at:
        fields += [("WARC-Refers-To-Target-URI", url), ("WARC-Refers-To-Date", _utc(at))]
    head = _http(f"HTTP/1.1 {e.status} {e.reason}".rstrip(), e.headers)
    return _together(e, "revisit", fields, head)


def origin(start: bytes) -> tuple[str, str]:
    """Address and time of the record whose gzip member begins so; "" for what it does not say."""
    head = zlib.decompressobj(31).decompress(start, HEAD_BYTES).partition(b"\r\n\r\n")[0]
    lines = head.decode("utf-8", "replace").split("\r\n")
    named = dict(line.split(": ", 1) for line in lines if ": " in line)
    return named.get("WARC-Target-URI", ""), named.get("WARC-Date", "")


def warcinfo(name: str) -> bytes:
    """The first record of a file."""
    block = b"software: gongkai\r\nformat: WARC File Format 1.1\r\n"
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return _record("warcinfo", _new_id(), [("WARC-Date", now), ("WARC-Filename", name)], block, FIELDS)


def gzipped(data: bytes) -> bytes:
    """A record as one gzip member; a window of 2 KB for a short one, since clearing 32 KB costs more than packing it."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, *(_SHORT if len(data) <= _SHORT_BYTES else _LONG))
    return packer.compress(data) + packer.flush()


FIELDS = "application/warc-fields"
ORIGINAL, MASKED = "X-Gongkai-Original-Digest", "X-Gongkai-Masked"


def _together(e: Exchange, kind: str, fields: _Fields, block: bytes) -> list[bytes]:
    address = [("WARC-IP-Address", e.ip)] if e.ip else []
    head = [("WARC-Target-URI", e.url), ("WARC-Date", _utc(e.fetched_at)), *address]
    number = _new_id()
    beside = [*head, ("WARC-Concurrent-To", number)]
    asked = _asked(e)
    records = [
        _record(kind, number, [*head, *fields], block, "application/http; msgtype=response"),
        _record("request", _new_id(), beside, asked, "application/http; msgtype=request"),
    ]
    if e.told:
        told = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in e.told)
        records.append(_record("metadata", _new_id(), beside, told.encode("utf-8", "replace"), FIELDS))
    return records


def _asked(e: Exchange) -> bytes:
    """The request; Host is what the client adds by itself."""
    parts = urlsplit(e.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _http(f"GET {path} HTTP/1.1", (("Host", parts.netloc.rpartition("@")[2]), *e.request_headers))


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


def _record(kind: str, number: str, fields: _Fields, block: bytes, content_type: str) -> bytes:
    named = [("WARC-Type", kind), ("WARC-Record-ID", number), *fields, ("Content-Type", content_type)]
    head = "".join(f"{k}: {_one_line(v)}\r\n" for k, v in [*named, ("Content-Length", str(len(block)))])
    return b"WARC/1.1\r\n" + head.encode("utf-8", "replace") + b"\r\n" + block + b"\r\n\r\n"


def _new_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _digest(sha: str) -> str:
    return "sha256:" + base64.b32encode(bytes.fromhex(sha)).decode()


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", " ")


@lru_cache(maxsize=512)
def _utc(iso: str) -> str:
    return dt.datetime.fromisoformat(iso).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
