"""Short ways to read a document in a test."""

from __future__ import annotations

import struct
from pathlib import Path

from olefile import OleFileIO

from crawler.documents.limits import Limits
from crawler.documents.reader import read_document
from records.documents import DocumentText

FILES = Path(__file__).with_name("files")


def read(body: bytes, name: str = "", limits: Limits | None = None) -> DocumentText:
    """Read in this process."""
    return read_document(body, name, limits or Limits())


def saved(name: str) -> bytes:
    """A document saved beside the tests."""
    return (FILES / name).read_bytes()


def with_doc_password(path: Path) -> bytes:
    """The saved Word document with the mark of an encrypted one."""

    def mark(stream: bytes) -> bytes:
        (flags,) = struct.unpack_from("<H", stream, 0x0A)
        return stream[:0x0A] + struct.pack("<H", flags | 0x0100) + stream[0x0C:]

    return _changed(saved("report.doc"), "WordDocument", mark, path)


def with_xls_password(path: Path) -> bytes:
    """The saved workbook with the record of an encrypted one after its beginning."""

    def mark(stream: bytes) -> bytes:
        (size,) = struct.unpack_from("<H", stream, 2)
        second = 4 + size
        return stream[:second] + struct.pack("<H", 0x2F) + stream[second + 2 :]

    return _changed(saved("budget.xls"), "Workbook", mark, path)


def as_encrypted_package() -> bytes:
    """An OLE file that holds an encrypted office document."""
    old, new = "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
    body = saved("report.doc")
    at = body.index(old + b"\x00\x00")
    body = body[:at] + new + body[at + len(new) :]
    return body[: at + 64] + struct.pack("<H", len(new) + 2) + body[at + 66 :]


def _changed(body: bytes, stream: str, mark, path: Path) -> bytes:  # type: ignore[no-untyped-def]
    path.write_bytes(body)
    with OleFileIO(str(path), write_mode=True) as ole:
        ole.write_stream(stream, mark(ole.openstream(stream).read()))
    return path.read_bytes()
