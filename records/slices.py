"""Archived exchanges as they lie in the archive: responses with their requests and what else was told of them, byte for byte."""

from __future__ import annotations

import hashlib
import os
import uuid
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from records.errors import ArchiveError
from records.types import BodyRef
from records.warc import Headers, gzipped, warcinfo


@dataclass(frozen=True, slots=True)
class Slice:
    """A response read back. `members`: its gzip members as they lie there, the response first; `fetched_at` in UTC."""

    ref: BodyRef
    record: str  # WARC-Record-ID
    url: str
    fetched_at: str
    ip: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    members: tuple[bytes, ...]


def slice_of(folder: Path, ref: BodyRef) -> Slice:
    """The exchange whose response holds this body; ArchiveError when it is missing, damaged or altered."""
    path = folder / ref.file
    where = f"{path}@{ref.offset}"
    try:
        with path.open("rb") as file:
            return _read(file, ref, where)
    except FileNotFoundError:
        raise ArchiveError("archive file is missing / 存档文件缺失", where=str(path)) from None
    except (OSError, EOFError, zlib.error, ArchiveLoadFailed, ValueError) as error:
        raise ArchiveError(f"damaged / 存档损坏: {error}", where=where) from error


def copied_slices(folder: Path, bodies: Iterable[BodyRef], into: Path) -> list[BodyRef]:
    """Copy the exchanges of these bodies into one new file of the folder `into`, byte for byte; where they lie there.

    No file is made for no bodies, and none is left when it fails. ArchiveError names what is missing, damaged or altered.
    """
    refs = list(bodies)
    if not refs:
        return []
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"gongkai-{uuid.uuid4().hex[:12]}.warc.gz"
    path = into / name
    try:
        with path.open("xb") as out:
            with suppress(NotImplementedError, PermissionError):
                os.chmod(path, 0o600)  # noqa: PTH101 - bodies may hold personal data
            out.write(gzipped(warcinfo(name)))
            return [_copied(folder, ref, out, name) for ref in refs]
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _copied(folder: Path, ref: BodyRef, out: BinaryIO, name: str) -> BodyRef:
    offset = out.tell()
    for member in slice_of(folder, ref).members:
        out.write(member)
    return replace(ref, file=name, offset=offset)


def _read(file: BinaryIO, ref: BodyRef, where: str) -> Slice:
    file.seek(ref.offset)
    records = ArchiveIterator(file)
    first = next(iter(records), None)
    if first is None or first.http_headers is None:
        raise ArchiveError("no response there / 该处没有响应记录", where=where)
    body = first.content_stream().read()
    if hashlib.sha256(body).hexdigest() != ref.sha256:
        raise ArchiveError(
            "the archived body does not agree with its SHA-256 / 存档内容与摘要不符", where=where
        )
    warc, http = first.rec_headers, first.http_headers
    record = str(warc.get_header("WARC-Record-ID"))
    ends = [ref.offset, *_ends(records, record)]
    members = []
    for start, end in zip(ends, ends[1:], strict=False):
        file.seek(start)
        members.append(file.read(end - start))
    return Slice(
        ref=ref,
        record=record,
        url=str(warc.get_header("WARC-Target-URI")),
        fetched_at=str(warc.get_header("WARC-Date")),
        ip=str(warc.get_header("WARC-IP-Address") or ""),
        status=int(http.get_statuscode()),
        reason=http.statusline.partition(" ")[2],
        headers=tuple((str(k), str(v)) for k, v in http.headers),
        body=body,
        members=tuple(members),
    )


def _ends(records: Any, record: str) -> list[int]:
    """Where the response ends, and each record after it that belongs to it."""
    ends: list[int] = []
    for following in records:
        ends.append(records.get_record_offset())
        if following.rec_headers.get_header("WARC-Concurrent-To") != record:
            return ends
    ends.append(records.offset)
    return ends
