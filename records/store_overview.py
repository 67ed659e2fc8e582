"""Many sites at a glance: what the newest run of each shows beside the one before."""

from __future__ import annotations

import json
from dataclasses import dataclass

from records.store_base import Tables
from records.vocabulary import RunState

_ENDED = (RunState.FINISHED.value, RunState.PARTIAL.value)
# The newest judged run of each site and the judged one before it.
_NEWEST = (
    "WITH judged AS (SELECT n, id, site, state, finish_reason, crawled_on, site_json, row_number() OVER"
    " (PARTITION BY site ORDER BY started_at DESC, n DESC) AS age FROM run WHERE today IS NOT NULL AND state IN (?, ?))"
    " SELECT a.n, a.id, a.site, a.state, a.finish_reason, a.crawled_on, a.site_json, b.n FROM judged a"
    " LEFT JOIN judged b ON b.site = a.site AND b.age = 2 WHERE a.age = 1 ORDER BY a.site"
)
_COUNTS = "SELECT rule, outcome, count(*) FROM finding WHERE run = ? GROUP BY rule, outcome"
_ONLY = (
    "SELECT count(*) FROM finding a WHERE a.run = ? AND a.outcome = 'fail' AND NOT EXISTS"
    " (SELECT 1 FROM finding b WHERE b.run = ? AND b.id = a.id AND b.outcome IN ('fail', 'review', 'unchecked'))"
)
_NEW_ENTRIES = "SELECT count(*) FROM entry a WHERE a.run = ? AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.run = ? AND b.key = a.key)"


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site in a digest. Counts are findings; `new`, `fixed` and `entries` None without a whole run before."""

    code: str
    name: str
    run: str
    day: str
    whole: bool
    why: str = ""
    fails: int = 0
    reviews: int = 0
    unreachable: bool = False
    stale_home: bool = False
    stale_columns: int = 0
    empty_columns: int = 0
    new: int | None = None
    fixed: int | None = None
    entries: int | None = None

    @property
    def is_abnormal(self) -> bool:
        """Not whole, unreachable, or with something that stands still or empty."""
        stands = self.stale_home or self.stale_columns or self.empty_columns
        return bool(not self.whole or self.unreachable or stands)


class OverviewTables(Tables):
    """Questions over all sites."""

    def site_lines(self) -> list[SiteLine]:
        """The newest judged run of every site, by code."""
        return [self._line(*row) for row in self.conn.execute(_NEWEST, _ENDED).fetchall()]

    def _line(self, n: int, run: str, site: str, state: str, why: str, day: str, text: str, before: int | None) -> SiteLine:  # fmt: skip
        counts = {(rule, outcome): count for rule, outcome, count in self.conn.execute(_COUNTS, (n,))}
        whole = state == RunState.FINISHED.value
        compared = whole and before is not None
        return SiteLine(
            code=site,
            name=json.loads(text).get("name", site),
            run=run,
            day=day or "",
            whole=whole,
            why="" if whole else why,
            fails=sum(c for (_, outcome), c in counts.items() if outcome == "fail"),
            reviews=sum(c for (_, outcome), c in counts.items() if outcome == "review"),
            unreachable=bool(counts.get(("site-reachable", "fail"))),
            stale_home=bool(counts.get(("home-updated", "fail"))),
            stale_columns=counts.get(("column-updated", "fail"), 0),
            empty_columns=counts.get(("column-not-empty", "fail"), 0),
            new=self._count(_ONLY, n, before) if compared else None,
            fixed=self._count(_ONLY, before, n) if compared else None,
            entries=self._count(_NEW_ENTRIES, n, before) if compared else None,
        )

    def _count(self, question: str, a: int | None, b: int | None) -> int:
        return int(self.conn.execute(question, (a, b)).fetchone()[0])

    def was_told(self, about: str, to: str) -> bool:
        """A letter about this (a run, or a day's digest) went out to that receiver."""
        row = self.conn.execute("SELECT 1 FROM told WHERE about = ? AND receiver = ?", (about, to)).fetchone()
        return row is not None

    def note_told(self, about: str, to: str, now: str) -> None:
        """A letter went out."""
        with self.writing() as db:
            db.execute("INSERT OR IGNORE INTO told (about, receiver, at) VALUES (?, ?, ?)", (about, to, now))
