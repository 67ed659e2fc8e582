"""Which runs came with which bundle."""

from __future__ import annotations

from collections.abc import Callable

from records.store_base import Tables


class BundleTables(Tables):
    """The `bundle` table."""

    def bundle_digest(self, run: str) -> str | None:
        """The digest of the bundle a run came with, empty for a run that was made here, None for one that is not here."""
        row = self.conn.execute(
            "SELECT coalesce(bundle.digest, '') FROM run LEFT JOIN bundle ON bundle.run = run.id WHERE run.id = ?",
            (run,),
        ).fetchone()
        return str(row[0]) if row else None

    def bundle_marker(self, run: str, digest: str, now: str) -> Callable[[], None]:
        """Notes, inside the caller's transaction, that a run came with a bundle."""
        values = (run, digest, now)

        def mark() -> None:
            self.conn.execute(
                "INSERT OR REPLACE INTO bundle (run, digest, imported_at) VALUES (?, ?, ?)", values
            )

        return mark
