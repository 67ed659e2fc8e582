"""Availability watches and their visits: a visit's slot is taken before the site is asked, so that none is made twice."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from records.probes import Probe, ProbeOutcome, ProbeWatch
from records.store_base import Tables

_WATCHES = (
    "SELECT n, site, url, started_at, stopped_at FROM probe_watch WHERE site = ? ORDER BY started_at DESC"
)
_PROBES = "SELECT slot, asked_at, outcome, seconds, status, error FROM probe WHERE watch = ? ORDER BY slot"


class ProbeTables(Tables):
    """The `probe_watch` and `probe` tables."""

    def start_watch(self, site: str, url: str, now: datetime) -> ProbeWatch:
        """Begin seven days of visits."""
        with self.writing() as db:
            made = db.execute(
                "INSERT INTO probe_watch (site, url, started_at) VALUES (?, ?, ?)",
                (site, url, now.isoformat()),
            )
        return ProbeWatch(int(made.lastrowid or 0), site, url, now)

    def stop_watch(self, watch: ProbeWatch, now: datetime) -> None:
        """End a watch before its time; its visits stay."""
        with self.writing() as db:
            db.execute("UPDATE probe_watch SET stopped_at = ? WHERE n = ?", (now.isoformat(), watch.number))

    def watches(self, site: str) -> tuple[ProbeWatch, ...]:
        """All watches of a site, newest first."""
        return tuple(self._watch(row) for row in self.conn.execute(_WATCHES, (site,)).fetchall())

    def take_slot(self, watch: ProbeWatch, slot: int, now: datetime) -> bool:
        """True for the one process that may make this visit."""
        with self.writing() as db:
            made = db.execute(
                "INSERT OR IGNORE INTO probe (watch, slot, asked_at) VALUES (?, ?, ?)",
                (watch.number, slot, now.isoformat()),
            )
        return made.rowcount == 1

    def keep_probe(self, watch: ProbeWatch, probe: Probe) -> None:
        """What the visit showed."""
        with self.writing() as db:
            db.execute(
                "UPDATE probe SET outcome = ?, seconds = ?, status = ?, error = ? WHERE watch = ? AND slot = ?",
                (probe.outcome.value, probe.seconds, probe.status, probe.error, watch.number, probe.slot),
            )

    def _watch(self, row: sqlite3.Row) -> ProbeWatch:
        number, site, url, started, stopped = row
        found = self.conn.execute(_PROBES, (number,)).fetchall()
        return ProbeWatch(
            number=number,
            site=site,
            url=url,
            started_at=datetime.fromisoformat(started),
            stopped_at=datetime.fromisoformat(stopped) if stopped else None,
            probes=tuple(_probe(p) for p in found if p[2]),
            taken=frozenset(p[0] for p in found),
        )


def _probe(row: sqlite3.Row) -> Probe:
    slot, asked, outcome, seconds, status, error = row
    return Probe(slot, datetime.fromisoformat(asked), ProbeOutcome(outcome), seconds, status, error)
