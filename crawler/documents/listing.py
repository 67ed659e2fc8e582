"""What a zip or rar holds: names and sizes; nothing is unpacked."""

from __future__ import annotations

import io
from collections.abc import Iterable

import rarfile

from crawler.documents.gathering import Gathering
from crawler.documents.limits import UnreadableError
from crawler.documents.zipped import Zipped, shown_name
from records.documents import DocumentProblem, Table


def list_zip(archive: Zipped, gathering: Gathering) -> None:
    """Gather names and sizes of a zip's files, names in whatever Chinese encoding they have."""
    _list([(shown_name(m), m.file_size) for m in archive.members if not m.is_dir()], gathering)


def list_rar(body: bytes, gathering: Gathering) -> None:
    """Gather names and sizes of a rar's files, read from its headers."""
    try:
        with rarfile.RarFile(io.BytesIO(body)) as archive:
            if archive.needs_password() and not archive.infolist():
                raise UnreadableError(DocumentProblem.ENCRYPTED, "its list of files needs a password")
            files = [(m.filename or "", m.file_size or 0) for m in archive.infolist() if not m.is_dir()]
    except rarfile.Error as error:
        raise UnreadableError(DocumentProblem.DAMAGED, f"not a whole rar: {error}") from error
    if not files:
        raise UnreadableError(DocumentProblem.DAMAGED, "no file in its list")
    _list(files, gathering)


def _list(files: Iterable[tuple[str, int]], gathering: Gathering) -> None:
    rows = [(name, str(size)) for name, size in files if gathering.budget.take_row(2)]
    if rows:
        gathering.table(Table(tuple(rows)))
