"""Reviews, appeals and the log of evidence packages: rows are added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from records.reviews import Appeal, PackNote, Review
from records.serial import from_json, to_json
from records.store_base import Tables


class ReviewTables(Tables):
    """The `review`, `appeal` and `pack_log` tables."""

    def save_reviews(self, reviews: Sequence[Review]) -> None:
        """Keep reviews, all of them or none."""
        rows = [(r.site, r.finding, r.run, r.rule, r.verdict.value, r.who, r.at, to_json(r)) for r in reviews]
        with self.writing() as db:
            db.executemany(
                "INSERT INTO review (site, finding, run, rule, verdict, who, at, json)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def reviews(self, site: str | None = None, finding: str | None = None) -> list[Review]:
        """Every review ever given, oldest first."""
        rows = self.conn.execute(
            "SELECT n, json FROM review WHERE site = coalesce(?, site) AND finding = coalesce(?, finding) ORDER BY n",
            (site, finding),
        )
        return [replace(from_json(Review, text), number=n) for n, text in rows]

    def latest_reviews(self, site: str) -> dict[str, Review]:
        """Finding id -> its last review."""
        return {r.finding: r for r in self.reviews(site)}

    def save_appeal(self, appeal: Appeal) -> None:
        """Keep an appeal; its files lie beside the database already."""
        with self.writing() as db:
            row = (appeal.site, appeal.finding, to_json(appeal))
            db.execute("INSERT INTO appeal (site, finding, json) VALUES (?, ?, ?)", row)

    def appeals(self, site: str, finding: str | None = None) -> list[Appeal]:
        """The appeals of a site, or those against one finding, oldest first."""
        rows = self.conn.execute(
            "SELECT n, json FROM appeal WHERE site = ? AND finding = coalesce(?, finding) ORDER BY n",
            (site, finding),
        )
        return [replace(from_json(Appeal, text), number=n) for n, text in rows]

    def log_pack(self, note: PackNote) -> None:
        """Remember that a package was written."""
        with self.writing() as db:
            db.execute("INSERT INTO pack_log (finding, json) VALUES (?, ?)", (note.finding, to_json(note)))

    def packs(self, finding: str | None = None) -> list[PackNote]:
        """The packages written so far, oldest first."""
        rows = self.conn.execute(
            "SELECT n, json FROM pack_log WHERE finding = coalesce(?, finding) ORDER BY n", (finding,)
        )
        return [replace(from_json(PackNote, text), number=n) for n, text in rows]
