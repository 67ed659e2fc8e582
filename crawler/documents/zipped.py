"""Parts of a zip, bounded before and while they are unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from crawler.documents.limits import MIB, Budget, UnreadableError
from records.documents import DocumentProblem

_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_UTF8 = 0x800


class Zipped:
    """A zip that is a document, or holds some; nothing is ever written to disk."""

    def __init__(self, body: bytes, budget: Budget) -> None:
        self._budget = budget
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise UnreadableError(DocumentProblem.DAMAGED, f"not a whole zip: {error}") from error
        self.members = self._zip.infolist()
        if len(self.members) > budget.limits.members:
            raise UnreadableError(DocumentProblem.TOO_LARGE, f"{len(self.members)} parts in one zip")
        self._by_name = {m.filename.replace("\\", "/").lstrip("/").lower(): m for m in self.members}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._by_name

    def names(self) -> list[str]:
        """Every part's name, in lower case, in the order of the zip."""
        return list(self._by_name)

    def part(self, name: str) -> bytes:
        """One part unpacked; UnreadableError when it is missing, encrypted, damaged or swells too much."""
        member = self._by_name.get(_key(name))
        if member is None:
            raise UnreadableError(DocumentProblem.DAMAGED, f"no part {name}")
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableError(DocumentProblem.ENCRYPTED, f"part {name} needs a password")
        packed, limit = max(member.compress_size, 1), self._budget.limits.ratio
        if member.file_size > MIB and member.file_size / packed > limit:
            raise UnreadableError(
                DocumentProblem.TOO_LARGE, f"part {name} swells {member.file_size // packed} times"
            )
        return self._unpacked(member)

    def optional(self, name: str) -> bytes | None:
        """One part unpacked, None when there is none of that name."""
        return self.part(name) if name in self else None

    def _unpacked(self, member: zipfile.ZipInfo) -> bytes:
        """What comes out, counted as it comes: the sizes a zip claims are not believed."""
        out = io.BytesIO()
        most = max(MIB, max(member.compress_size, 1) * self._budget.limits.ratio)
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    self._budget.take_unpacked(len(chunk))
                    out.write(chunk)
                    if out.tell() > most:
                        raise UnreadableError(DocumentProblem.TOO_LARGE, f"part {member.filename} swells")
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise UnreadableError(
                DocumentProblem.DAMAGED, f"part {member.filename} is broken: {error}"
            ) from error
        return out.getvalue()


def shown_name(member: zipfile.ZipInfo) -> str:
    """A part's name as its maker wrote it: Chinese programs write GB18030 without saying so."""
    if member.flag_bits & _UTF8:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
