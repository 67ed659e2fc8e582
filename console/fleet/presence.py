"""Workers of this machine know of each other whether they live: each holds a claim that the system takes back with its life."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from records.claim import Claim


@contextlib.contextmanager
def present(folder: Path, name: str) -> Iterator[None]:
    """Hold the claim of worker `name` in the folder that all workers of a database share."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    claim = Claim(folder / name)
    claim.take()
    try:
        yield
    finally:
        claim.release()


def is_gone(folder: Path, name: str) -> bool:
    """The worker has ended, in whatever way; one that hangs or sleeps is still there."""
    if not (folder / name).exists():
        return True
    claim = Claim(folder / name)
    gone = claim.take()
    claim.release()
    return gone
