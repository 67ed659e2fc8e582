"""The memory of a site's pages over all its runs."""

from __future__ import annotations

from collections.abc import Mapping

from records.history import Memo, Times
from records.store_base import Tables
from records.types import Page

REMEMBER = """
INSERT INTO page_history (site, key, first_seen, last_seen, changed_at, likeness, etag, modified, run)
SELECT site, :key, :at, :at, :at, :likeness, :etag, :modified, :run FROM run WHERE n = :run
ON CONFLICT (site, key) DO UPDATE SET
  changed_at = CASE WHEN likeness = excluded.likeness OR (SELECT reader FROM run WHERE n = page_history.run) IS NOT
    (SELECT reader FROM run WHERE n = excluded.run) THEN changed_at ELSE excluded.changed_at END,
  last_seen = excluded.last_seen, likeness = excluded.likeness, etag = excluded.etag, modified = excluded.modified,
  run = excluded.run"""
_MEMO = """
SELECT h.likeness, h.etag, h.modified, h.run, body.file FROM page_history h
JOIN run ON run.n = h.run JOIN page ON page.run = h.run AND page.key = h.key JOIN body ON body.sha256 = page.sha256
WHERE h.site = ? AND h.key = ? AND run.reader = ? AND (h.etag != '' OR h.modified != '')"""
_TIMES = (
    "SELECT h.key, h.first_seen, h.last_seen, h.changed_at FROM page_history h JOIN page USING (key)"
    " WHERE page.run = ? AND h.site = ?"
)


def remembered(number: int, page: Page, memo: Memo) -> Mapping[str, object]:
    """The values of `REMEMBER`."""
    return {
        "run": number,
        "key": page.key,
        "at": page.fetch.fetched_at,
        "likeness": memo.likeness,
        "etag": memo.etag,
        "modified": memo.modified,
    }


class HistoryTables(Tables):
    """The `page_history` table."""

    def set_reader(self, run: str, reader: str) -> None:
        """Which readers read the pages of a run: only what the same ones read may be taken over."""
        with self.writing() as db:
            db.execute("UPDATE run SET reader = ? WHERE id = ?", (reader, run))

    def memo(self, site: str, key: str, reader: str) -> tuple[Memo, str] | None:
        """What is known of a page that these readers read, with the archive file of its body; None: ask for it in full."""
        row = self.conn.execute(_MEMO, (site, key, reader)).fetchone()
        return (Memo(row[0], row[1], row[2], row[3]), row[4]) if row else None

    def page_times(self, run: str) -> Mapping[str, Times]:
        """Page key → when it was first seen, last seen and changed, over all runs of the site, for the pages of a run."""
        number = self.run_number(run)
        site = self.conn.execute("SELECT site FROM run WHERE n = ?", (number,)).fetchone()[0]
        return {key: Times(*times) for key, *times in self.conn.execute(_TIMES, (number, site))}
