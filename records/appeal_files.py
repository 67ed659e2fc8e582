"""Files handed in with appeals, copied beside the database under their own hash."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path

from records.errors import InputError
from records.reviews import AppealFile

MOST_BYTES = 100 * 1024**2
_UNSAFE = re.compile(r"[^\w.-]+")


def appeals_of(db: Path) -> Path:
    """The folder of appeals beside the database: X.db → X.appeals."""
    return db.with_suffix(".appeals")


def keep_file(db: Path, path: Path) -> AppealFile:
    """Copy a file beside the database. InputError for what is no plain file, or too large."""
    if not path.is_file():
        raise InputError("no such file / 没有这个文件", where=str(path))
    if path.stat().st_size > MOST_BYTES:
        raise InputError("too large (100 MB at most) / 文件过大（上限 100 MB）", where=str(path))
    content = path.read_bytes()
    sha = hashlib.sha256(content).hexdigest()
    folder = appeals_of(db)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = folder / f"{sha[:16]}-{_safe(path.name)}"
    if not kept.exists():
        part = kept.with_name(kept.name + ".part")
        part.write_bytes(content)
        with contextlib.suppress(NotImplementedError, PermissionError):
            os.chmod(part, 0o600)  # noqa: PTH101 - may hold personal data
        part.replace(kept)
    return AppealFile(path.name, kept.name, sha, len(content))


def _safe(name: str) -> str:
    """The name without anything that leads elsewhere: letters of any script, digits, dot, dash, underscore."""
    return _UNSAFE.sub("_", name).strip("._")[-60:] or "file"
