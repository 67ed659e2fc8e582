"""A disk that is full is told as such, by whichever call meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.archive import Archive, Exchange
from records.errors import ArchiveError

FULL = Path("/dev/full")
AT = "2026-11-19T22:04:31+08:00"


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("ends_with", ["flush", "close"])
def test_a_full_disk_is_an_archive_error_with_a_remedy(tmp_path: Path, ends_with: str) -> None:
    archive = Archive(tmp_path)
    archive.append(Exchange("http://a/", 200, "OK", (), b"x", AT))
    archive._file = FULL.open("wb")
    archive.append(Exchange("http://b/", 200, "OK", (), b"y", AT))
    with pytest.raises(ArchiveError, match="free disk space"):
        getattr(archive, ends_with)()
