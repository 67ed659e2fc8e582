"""What was exported: every file written about a run, by its hash."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from records.store_base import Tables


@dataclass(frozen=True, slots=True)
class Exported:
    """One file as it was written; `said` is what it attests."""

    run: str
    name: str
    format: str
    sha256: str
    bytes: int
    said: dict[str, Any]


class ExportTables(Tables):
    """The `exported` table."""

    def save_exports(self, run: str, files: Iterable[Exported]) -> None:
        """Remember files; the same bytes are one entry."""
        number = self.run_number(run)
        rows = [
            (number, f.sha256, f.name, f.format, f.bytes, json.dumps(f.said, ensure_ascii=False))
            for f in files
        ]
        with self.writing() as db:
            db.executemany(
                "INSERT OR REPLACE INTO exported (run, sha256, name, format, bytes, said) VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def exported(self, *, sha256: str = "", name: str = "") -> list[Exported]:
        """Files of that hash, or of that name; the newest run's first."""
        rows = self.conn.execute(
            "SELECT r.id, e.name, e.format, e.sha256, e.bytes, e.said FROM exported e JOIN run r ON r.n = e.run"
            " WHERE e.sha256 = ? OR e.name = ? ORDER BY e.run DESC, e.name",
            (sha256, name),
        )
        return [
            Exported(run, own, kind, digest, n, json.loads(said)) for run, own, kind, digest, n, said in rows
        ]
