"""What all groups of tables share: the connection, run numbers and one transaction."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from records.errors import InputError, StoreError

PACK_ABOVE = 400
_REMEDIES = (
    ("locked", "another gongkai is writing to it: wait or stop that one / 另一个进程正在写入，请稍候"),
    ("readonly", "make file and folder writable, or choose another --db / 检查文件和目录的写权限"),
    (
        "full",
        "free disk space, then run the same command again; the crawl goes on where it was / 清理磁盘后重新运行即可续跑",
    ),
    ("not a database", "choose another --db; this file was not made by gongkai / 该文件不是 gongkai 数据库"),
    ("malformed", "restore a backup, or choose another --db / 文件损坏，请恢复备份"),
    ("unable to open", "check that the folder exists and is writable / 检查目录是否存在且可写"),
)


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
        text = str(error)
        remedy = next((r for word, r in _REMEDIES if word in text), "")
        raise StoreError(text, where=str(path), remedy=remedy) from error
