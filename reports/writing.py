"""Writes the reports of a run: every file beside its place first, then renamed, so a failure never harms the former one."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from records.errors import InputError
from reports.csv import write_csv
from reports.html import write_html
from reports.jsonl import write_jsonl
from reports.material import ReportInput
from reports.xlsx import write_xlsx

WRITERS: dict[str, Callable[[ReportInput, Path], None]] = {
    "html": write_html,
    "xlsx": write_xlsx,
    "csv": write_csv,
    "jsonl": write_jsonl,
}


def write_reports(material: ReportInput, out: Path, formats: Iterable[str]) -> list[Path]:
    """Write one file a format into the folder `out` and return their paths, in the order asked for.

    InputError for an unknown format or when `out` is a file; OSError when a file cannot be written.
    """
    wanted = list(dict.fromkeys(formats))
    unknown = [f for f in wanted if f not in WRITERS]
    if unknown:
        raise InputError(f"no report format {', '.join(unknown)}", remedy=", ".join(WRITERS))
    if out.exists() and not out.is_dir():
        raise InputError("the place for the reports is a file, not a folder", where=str(out))
    out.mkdir(parents=True, exist_ok=True)
    stem = file_stem(material)
    return [_write(WRITERS[f], material, out / f"{stem}.{f}") for f in wanted]


def file_stem(material: ReportInput) -> str:
    """Site code and day, only letters, digits, dot, dash and underscore."""
    code = re.sub(r"[^A-Za-z0-9._-]+", "-", material.site.code).strip(".-")[:80] or "site"
    return f"{code}-{material.today:%Y%m%d}"


def _write(writer: Callable[[ReportInput, Path], None], material: ReportInput, path: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=f".part{path.suffix}", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        writer(material, part)
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path
