"""A file is written beside its place first and then renamed, so that a failure never harms the former one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def beside(path: Path, write: Callable[[Path], object]) -> Path:
    """`path`, once `write` has made it; what `write` raises leaves the former file whole and no rest behind."""
    handle, name = tempfile.mkstemp(
        prefix=f".{path.stem[:60]}.", suffix=f".part{path.suffix}", dir=path.parent
    )
    os.close(handle)
    part = Path(name)
    try:
        write(part)
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path
