"""A claim on a file: held by one process at a time, and gone with it, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


class Claim:
    """Taken with `take`, given back with `release`; the operating system gives it back when the process dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """False while another process holds it. OSError when the file cannot be made."""
        while True:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _locked(handle):
                os.close(handle)
                return False
            if self._is_there(handle):
                self._handle = handle
                return True
            os.close(handle)  # another process gave it back and removed it in between

    def release(self) -> None:
        """Give the claim back and remove its file."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(handle)
        with contextlib.suppress(OSError):
            self.path.unlink()
        if sys.platform != "win32":
            os.close(handle)

    def leave(self) -> None:
        """Give the claim back and let its file lie, as a process that dies does."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def _is_there(self, handle: int) -> bool:
        try:
            return os.fstat(handle).st_ino == self.path.stat().st_ino
        except FileNotFoundError:
            return False


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
