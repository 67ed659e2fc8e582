"""Whose turn it is: all crawls of this user on this machine ask one address one after the other, as one platform hosts many bodies."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import platformdirs

from records.errors import StoreError
from records.store_base import telling

LONGEST_AHEAD = 600.0  # seconds; a turn further ahead comes of a clock that was set back
BUSY_SECONDS = 5.0
_TABLE = "CREATE TABLE IF NOT EXISTS turn (address TEXT PRIMARY KEY, next_at REAL NOT NULL) WITHOUT ROWID"
_BOOK = "INSERT INTO turn VALUES (?, ?) ON CONFLICT (address) DO UPDATE SET next_at = excluded.next_at"


def state_folder() -> Path:
    """Where what all processes share lies: GONGKAI_STATE, else the user's state folder."""
    told = os.environ.get("GONGKAI_STATE")
    return Path(told) if told else platformdirs.user_state_path("gongkai")


class PaceBook:
    """The turns of all addresses. StoreError where the folder cannot be written."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "pace.db"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(str(error), where=str(folder), remedy="GONGKAI_STATE=…") from error
        with telling(self._file), closing(self._open()) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute(_TABLE)

    def turn(self, address: str, seconds: float, now: float) -> float:
        """Book the next turn at `address` and keep it free for `seconds` from then on; how long to wait for it.

        `now`: seconds since the epoch, as all processes of the machine have them.
        """
        with telling(self._file), closing(self._open()) as db:
            db.execute("BEGIN IMMEDIATE")
            row = db.execute("SELECT next_at FROM turn WHERE address = ?", (address,)).fetchone()
            ahead = row[0] - now if row else 0.0
            wait = ahead if 0.0 < ahead <= LONGEST_AHEAD else 0.0
            db.execute(_BOOK, (address, now + wait + seconds))
            db.execute("COMMIT")
        return wait

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._file, timeout=BUSY_SECONDS, isolation_level=None)
        db.execute("PRAGMA synchronous = OFF")  # a turn that a power cut forgets harms nobody
        return db
