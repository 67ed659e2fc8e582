"""The frontier: which addresses a crawl knows, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from records.store_base import Tables
from records.types import FrontierRow
from records.vocabulary import FrontierState

INSERT = "INSERT OR IGNORE INTO frontier (run, key, url, depth, priority, found_on, tries) VALUES (?, ?, ?, ?, ?, ?, ?)"


def frontier_values(number: int, row: FrontierRow) -> tuple[object, ...]:
    """A row as INSERT wants it."""
    return (number, row.key, row.url, row.depth, row.priority, row.found_on, row.tries)


class FrontierTables(Tables):
    """The `frontier` table."""

    def enqueue(self, run: str, rows: Iterable[FrontierRow]) -> int:
        """Add addresses; known ones are left as they are. Returns how many were new."""
        number = self.run_number(run)
        with self.writing() as db:
            before = db.total_changes
            db.executemany(INSERT, (frontier_values(number, r) for r in rows))
            return db.total_changes - before

    def take(self, run: str, limit: int, batch: int = 0) -> list[FrontierRow]:
        """The next addresses, lowest priority number first; they are in flight from now on, as one `batch`."""
        number = self.run_number(run)
        with self.writing() as db:
            rows = db.execute(
                "SELECT key, url, depth, priority, found_on, tries FROM frontier WHERE run = ? AND state = 'queued'"
                " ORDER BY priority, depth, key LIMIT ?",
                (number, limit),
            ).fetchall()
            db.executemany(
                "UPDATE frontier SET state = 'in_flight', batch = ? WHERE run = ? AND key = ?",
                ((batch, number, r[0]) for r in rows),
            )
        return [FrontierRow(*r) for r in rows]

    def in_flight(self, run: str) -> list[tuple[int, list[FrontierRow]]]:
        """What was being fetched when a crawl ended, batch by batch as it was taken: to be fetched again first."""
        rows = self.conn.execute(
            "SELECT batch, key, url, depth, priority, found_on, tries FROM frontier"
            " WHERE run = ? AND state = 'in_flight' ORDER BY batch, priority, depth, key",
            (self.run_number(run),),
        )
        batches: dict[int, list[FrontierRow]] = {}
        for batch, *row in rows:
            batches.setdefault(batch, []).append(FrontierRow(*row))
        return list(batches.items())

    def requeue_failed(self, run: str, max_tries: int, lost_tries: int) -> int:
        """Another look at what failed, later in the run; `lost_tries` where no answer came at all. Returns how many."""
        number = self.run_number(run)
        with self.writing() as db:
            return db.execute(
                "UPDATE frontier SET state = 'queued' WHERE run = ? AND state = 'failed' AND (tries < ? OR (tries < ? AND"
                " key IN (SELECT key FROM page WHERE run = ? AND state = 'failed' AND status IS NULL)))",
                (number, max_tries, lost_tries, number),
            ).rowcount

    def leave_failed(self, run: str) -> None:
        """What failed before and waits for another try is left as failed."""
        with self.writing() as db:
            db.execute(
                "UPDATE frontier SET state = 'failed' WHERE run = ? AND state IN ('queued', 'in_flight') AND tries > 0",
                (self.run_number(run),),
            )

    def requeue_lost(self, run: str, sizes: dict[str, int]) -> int:
        """Queue the pages again whose bodies lie beyond the end of an archive file (name → bytes); returns how many."""
        number, count = self.run_number(run), 0
        gone = "SELECT sha256 FROM body WHERE file = ? AND offset >= ?"
        with self.writing() as db:
            for place in sizes.items():
                keys = db.execute(
                    f"SELECT key FROM page WHERE run = ? AND sha256 IN ({gone})", (number, *place)
                ).fetchall()
                for change in ("DELETE FROM page", "UPDATE frontier SET state = 'queued', tries = 0"):
                    db.executemany(f"{change} WHERE run = ? AND key = ?", ((number, key) for (key,) in keys))
                db.execute("DELETE FROM body WHERE file = ? AND offset >= ?", place)
                count += len(keys)
        return count

    def known(self, run: str) -> Iterator[tuple[str, str]]:
        """(key, address) of every address of the run."""
        yield from self.conn.execute("SELECT key, url FROM frontier WHERE run = ?", (self.run_number(run),))

    def frontier_counts(self, run: str) -> dict[FrontierState, int]:
        """How many addresses stand where."""
        rows = self.conn.execute(
            "SELECT state, count(*) FROM frontier WHERE run = ? GROUP BY state", (self.run_number(run),)
        )
        return {FrontierState(state): count for state, count in rows}

    def unseen(self, run: str) -> list[FrontierRow]:
        """Addresses that were never asked for, by key."""
        rows = self.conn.execute(
            "SELECT f.key, f.url, f.depth, f.priority, f.found_on, f.tries FROM frontier f"
            " LEFT JOIN page p ON p.run = f.run AND p.key = f.key WHERE f.run = ? AND p.key IS NULL ORDER BY f.key",
            (self.run_number(run),),
        )
        return [FrontierRow(*r) for r in rows]
