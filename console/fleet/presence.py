"""Workers of this machine know of each other whether they live: each holds a lock that the system takes back with its life."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def present(folder: Path, name: str) -> Iterator[None]:
    """Hold the lock of worker `name` in the folder that all workers of a database share."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def is_gone(folder: Path, name: str) -> bool:
    """The worker has ended, in whatever way; one that hangs or sleeps is still there."""
    path = folder / name
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
            return True
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
