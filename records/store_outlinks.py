"""What came of asking for links that leave the site: status alone, by address."""

from __future__ import annotations

from collections.abc import Iterable

from records.serial import from_json, to_json
from records.store_base import Tables
from records.types import Fetch


class OutlinkTables(Tables):
    """The `outlink` table."""

    def save_outlinks(self, run: str, fetches: Iterable[Fetch]) -> None:
        """Keep what was found, in place of what a former process of the run found."""
        number = self.run_number(run)
        with self.writing() as db:
            db.execute("DELETE FROM outlink WHERE run = ?", (number,))
            rows = ((number, f.url, to_json(f)) for f in fetches)
            db.executemany("INSERT INTO outlink (run, url, fetch) VALUES (?, ?, ?)", rows)

    def outlinks(self, run: str) -> dict[str, Fetch]:
        """By address what came of it; addresses never meant to be asked are not there."""
        rows = self.conn.execute("SELECT url, fetch FROM outlink WHERE run = ?", (self.run_number(run),))
        return {url: from_json(Fetch, text) for url, text in rows}
