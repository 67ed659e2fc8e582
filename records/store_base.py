"""What all groups of tables share: the connection, run numbers and one transaction."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from records.errors import InputError, StoreError
from records.faults import fault_words

PACK_ABOVE = 400


class Tables:
    """Base of the groups of tables that make up `Store`."""

    path: Path
    db: Database

    @property
    def conn(self) -> sqlite3.Connection:
        """The connection under sqlite-utils."""
        connection = self.db.conn
        assert connection is not None
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. sqlite's errors become StoreError."""
        with telling(self.path), self.conn as connection:
            yield connection

    def run_number(self, run: str) -> int:
        """The internal number of a run; InputError when there is none of that id."""
        row = self.conn.execute("SELECT n FROM run WHERE id = ?", (run,)).fetchone()
        if row is None:
            raise InputError(f"no run {run!r} in {self.path}")
        return int(row[0])


def pack(text: str) -> bytes:
    """Text as bytes, compressed when that pays (first byte: z or t)."""
    raw = text.encode("utf-8", "surrogatepass")
    return b"z" + zlib.compress(raw, 1) if len(raw) > PACK_ABOVE else b"t" + raw


def unpack(data: bytes) -> str:
    """The text from `pack`."""
    raw = zlib.decompress(data[1:]) if data[:1] == b"z" else data[1:]
    return raw.decode("utf-8", "surrogatepass")


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn sqlite's errors into StoreError with the place and the remedy."""
    try:
        yield
    except sqlite3.Error as error:
        means, remedy = fault_words(str(error))
        raise StoreError(f"{means} ({error})", where=str(path), remedy=remedy) from error
