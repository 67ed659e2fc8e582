"""Parts of an archive as an archive of their own: records are taken over byte for byte."""

from __future__ import annotations

import os
import uuid
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from records.errors import ArchiveError
from records.types import BodyRef
from records.warc import gzipped, warcinfo

_PIECE = 64 * 1024
_LARGEST = 512 * 1024 * 1024  # of one record, unpacked


def slice_bodies(folder: Path, bodies: Iterable[BodyRef], into: Path) -> list[BodyRef]:
    """Copy the records of these bodies into one new file of the folder `into`; where they lie there.

    `bodies` in the order of the archive. No file is made for no bodies, and none is left when it fails.
    ArchiveError names the file that is missing or damaged.
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
            return [_moved(folder, ref, out, name) for ref in refs]
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _moved(folder: Path, ref: BodyRef, out: BinaryIO, name: str) -> BodyRef:
    offset, path = out.tell(), folder / ref.file
    try:
        with path.open("rb") as file:
            file.seek(ref.offset)
            for number, (packed, head) in enumerate(_members(file, path)):
                if number and _begins_another(head):
                    break
                out.write(packed)
    except FileNotFoundError:
        raise ArchiveError("archive file is missing", where=str(path)) from None
    if out.tell() == offset:
        raise ArchiveError("no record there", where=f"{path}@{ref.offset}")
    return replace(ref, file=name, offset=offset)


def _begins_another(head: bytes) -> bool:
    """The record belongs to another exchange: requests and metadata follow the response they belong to."""
    kind = head.split(b"WARC-Type:", 1)[-1].split(b"\r\n", 1)[0].strip()
    return kind not in {b"request", b"metadata"}


def _members(file: BinaryIO, path: Path) -> Iterator[tuple[bytes, bytes]]:
    """(a gzip member as it lies there, the beginning of what it holds) from the file's place on."""
    left = b""
    while piece := left or file.read(_PIECE):
        unpacker, packed, head, size = zlib.decompressobj(31), bytearray(), b"", 0
        while piece:
            try:
                data = unpacker.decompress(piece)
            except zlib.error as error:
                raise ArchiveError(f"damaged: {error}", where=str(path)) from None
            size += len(data)
            head = head if len(head) > 2000 else head + data[:4000]
            left = unpacker.unused_data
            packed += piece[: len(piece) - len(left)]
            if unpacker.eof or size > _LARGEST:
                break
            piece = file.read(_PIECE)
        if not unpacker.eof:
            raise ArchiveError("damaged: a record ends too early", where=str(path))
        yield bytes(packed), head
