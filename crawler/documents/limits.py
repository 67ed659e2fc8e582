"""How much of a document is read, and how long."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from records.documents import DocumentProblem

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one document. `seconds`: reading stops by itself; `kill_seconds`: the child is ended."""

    bytes_in: int = 64 * MIB
    unpacked: int = 192 * MIB  # of all parts of a zip that are read
    ratio: int = 250  # unpacked to packed, of a part above a megabyte
    members: int = 10_000
    chars: int = 1_000_000
    cell_chars: int = 32_767
    pages: int = 500
    table_pages: int = 60  # pages whose ruled lines are followed
    rows: int = 30_000
    columns: int = 300
    cells: int = 600_000
    tables: int = 300
    seconds: float = 20.0
    kill_seconds: float = 30.0
    memory: int = 2048 * MIB  # address space of the child, where the platform can bound it


class UnreadableError(Exception):
    """A document that cannot be read, with the problem and a few words."""

    def __init__(self, problem: DocumentProblem, reason: str) -> None:
        super().__init__(reason)
        self.problem = problem
        self.reason = reason


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one document is read; `spent` is True once something was left out."""

    limits: Limits
    spent: bool = False
    chars: int = 0
    rows: int = 0
    cells: int = 0
    unpacked: int = 0
    ends: float = field(init=False)

    def __post_init__(self) -> None:
        self.ends = time.monotonic() + self.limits.seconds

    def in_time(self) -> bool:
        """False, and the document is cut, when the seconds are used up."""
        return self._holds(time.monotonic() < self.ends)

    def take_row(self, cells: int) -> bool:
        """Whether another row of so many cells fits."""
        fits = self.rows < self.limits.rows and self.cells + cells <= self.limits.cells
        if self._holds(fits) and (self.rows % 256 or self.in_time()):
            self.rows += 1
            self.cells += cells
            return True
        return False

    def take_text(self, text: str) -> str:
        """As much of `text` as still fits."""
        left = self.limits.chars - self.chars
        kept = text if len(text) <= left else text[:left]
        self._holds(len(kept) == len(text))
        self.chars += len(kept)
        return kept

    def take_unpacked(self, count: int) -> None:
        """Count bytes that came out of a zip; UnreadableError beyond the limit."""
        self.unpacked += count
        if self.unpacked > self.limits.unpacked:
            raise UnreadableError(
                DocumentProblem.TOO_LARGE, f"unpacks to more than {self.limits.unpacked} bytes"
            )

    def cut(self) -> None:
        """Say that something was left out."""
        self.spent = True

    def _holds(self, fits: bool) -> bool:
        if not fits:
            self.spent = True
        return fits
