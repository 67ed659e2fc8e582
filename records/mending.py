"""What a process that died in the middle of writing leaves behind: the last record of its archive file may be half there."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from records.claim import Claim

OPEN = ".open"  # beside an archive file while a process writes to it, and after a process that died
_CHUNK = 1 << 20


def mend(folder: Path) -> Iterator[str]:
    """Cut half records off the files whose writers died; the names of the files looked at. OSError as it comes."""
    for mark in sorted(folder.glob(f"*{OPEN}")):
        claim = Claim(mark)
        if not claim.take():
            continue  # its writer lives
        file = mark.with_name(mark.name.removesuffix(OPEN))
        if file.is_file():
            _cut(file)
        claim.release()
        yield file.name


def _cut(file: Path) -> None:
    whole = whole_length(file)
    if whole < file.stat().st_size:
        with file.open("r+b") as out:
            out.truncate(whole)


def whole_length(file: Path) -> int:
    """The bytes that are whole gzip members, from the beginning on."""
    whole = at = 0
    unpacker = zlib.decompressobj(31)
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            at += len(chunk)
            while chunk:
                try:
                    unpacker.decompress(chunk)
                except zlib.error:
                    return whole
                if not unpacker.eof:
                    break
                chunk = unpacker.unused_data
                whole, unpacker = at - len(chunk), zlib.decompressobj(31)
    return whole
