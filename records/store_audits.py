"""The queue of audits: asked for once, run by one worker at a time, ended once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from records.errors import InputError
from records.fleet import Audit, AuditState, Progress
from records.store_base import Tables, telling

_FIELDS = (
    "n, key, site, platform, due_at, priority, state, attempts, holder, beat_at, started_at, ended_at, run, error,"
    " phase, planned, seen, rate, stopping"
)
_ASK = (
    "INSERT OR IGNORE INTO audit (key, site, platform, due_at, priority) SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS"
    " (SELECT 1 FROM audit WHERE site = ? AND state = 'waiting' AND attempts = 0 AND due_at <= ?)"
)
_NEXT = (
    f"SELECT {_FIELDS} FROM audit a WHERE state = 'waiting' AND due_at <= ? AND NOT EXISTS (SELECT 1 FROM audit r"
    " WHERE r.state = 'running' AND (r.platform = a.platform OR r.site = a.site)) ORDER BY priority, due_at, n LIMIT 1"
)
_TAKE = (
    "UPDATE audit SET state = 'running', holder = ?, beat_at = ?, started_at = ?, attempts = attempts + 1, error = '',"
    " stopping = 0 WHERE n = ?"
)
_BEAT = (
    "UPDATE audit SET beat_at = ?, phase = ?, planned = ?, seen = ?, rate = ? WHERE n = ? AND holder = ?"
    " AND state = 'running' RETURNING stopping"
)
_END = (
    "UPDATE audit SET state = ?, ended_at = ?, run = ?, error = ?, due_at = ?, holder = '', stopping = 0,"
    " attempts = attempts - ? WHERE n = ? AND holder = ? AND state = 'running'"
)


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of an audit, or of an attempt that is made again from `due_at` on. `run`: the run it made.

    `counted`: it was an attempt; not so where only the worker was stopped.
    """

    state: AuditState
    at: float
    run: str = ""
    error: str = ""
    due_at: float | None = None
    counted: bool = True


class AuditTables(Tables):
    """The `audit` table. `now` is epoch seconds, as all processes of the machine have them."""

    def ask_audits(self, audits: Iterable[tuple[str, str, str, float, int]]) -> int:
        """Ask for audits (key, site, platform, due time, priority), one transaction; how many are new.

        A key that was asked for before is left as it is, and so is a site for which one waits already that is due no later.
        """
        with self.writing() as db:
            before = db.total_changes
            for key, site, platform, due_at, priority in audits:
                db.execute(_ASK, (key, site, platform, due_at, priority, site, due_at))
            return db.total_changes - before

    def hurry_audit(self, site: str, priority: int, now: float) -> bool:
        """The waiting audit of a site goes before those of a larger priority, and at once; False when none waits."""
        with self.writing() as db:
            changed = db.execute(
                "UPDATE audit SET priority = min(priority, ?), due_at = min(due_at, ?) WHERE site = ? AND state = 'waiting'",
                (priority, now, site),
            )
        return changed.rowcount > 0

    def take_audit(self, holder: str, now: float) -> Audit | None:
        """The next audit that is due, for `holder` alone; none of a site or platform of which one is running."""
        with self._alone() as db:
            row = db.execute(_NEXT, (now,)).fetchone()
            if row is None:
                return None
            db.execute(_TAKE, (holder, now, now, row[0]))
            return _audit(db.execute(f"SELECT {_FIELDS} FROM audit WHERE n = ?", (row[0],)).fetchone())

    def beat(self, audit: Audit, progress: Progress, now: float) -> bool | None:
        """Say that the holder is alive, and how far it is. None: it has lost the audit; else whether it is asked to stop."""
        p = progress
        values = (now, p.phase, p.planned, p.seen, p.rate, audit.number, audit.holder)
        with self.writing() as db:
            row = db.execute(_BEAT, values).fetchone()
        return None if row is None else bool(row[0])

    def end_audit(self, audit: Audit, ended: Ended) -> bool:
        """What became of an audit; False where the holder has lost it, and nothing is changed."""
        values = (
            ended.state.value,
            ended.at,
            ended.run,
            ended.error,
            ended.due_at or audit.due_at,
            not ended.counted,
        )
        with self.writing() as db:
            done = db.execute(_END, (*values, audit.number, audit.holder))
        return done.rowcount == 1

    def stale_audits(self, before: float) -> list[Audit]:
        """Running audits whose holder has not been heard of since `before`."""
        return self._audits("state = 'running' AND beat_at < ? ORDER BY n", (before,))

    def stop_audit(self, number: int, now: float) -> Audit:
        """Cancel an audit: a waiting one at once, a running one is asked to stop. InputError for one that has ended."""
        with self._alone() as db:
            ended = db.execute(
                "UPDATE audit SET state = 'cancelled', ended_at = ? WHERE n = ? AND state = 'waiting'",
                (now, number),
            )
            asked = db.execute("UPDATE audit SET stopping = 1 WHERE n = ? AND state = 'running'", (number,))
            if not ended.rowcount and not asked.rowcount:
                raise InputError(f"audit {number} is neither waiting nor running")
        return self.audit(number)

    def repeat_audit(self, number: int, now: float) -> Audit:
        """Let an ended audit wait again, with all its attempts. InputError for one that has not ended badly."""
        with self.writing() as db:
            again = db.execute(
                "UPDATE audit SET state = 'waiting', attempts = 0, error = '', due_at = ?, ended_at = NULL"
                " WHERE n = ? AND state IN ('failed', 'cancelled')",
                (now, number),
            )
        if not again.rowcount:
            raise InputError(f"audit {number} has not failed or been cancelled")
        return self.audit(number)

    def audit(self, number: int) -> Audit:
        """One audit; InputError when there is none of that number."""
        found = self._audits("n = ?", (number,))
        if not found:
            raise InputError(f"no audit {number} in {self.path}", remedy="gongkai queue list")
        return found[0]

    def audits(self, states: Iterable[AuditState] = AuditState, limit: int = 1000) -> list[Audit]:
        """Audits of these states: running ones first, then by due time."""
        wanted = [s.value for s in states]
        marks = ",".join("?" * len(wanted))
        order = "ORDER BY state != 'running', state != 'waiting', priority, due_at, n LIMIT ?"
        return self._audits(f"state IN ({marks}) {order}", (*wanted, limit))

    def audit_counts(self) -> dict[AuditState, int]:
        """How many audits stand where."""
        rows = self.conn.execute("SELECT state, count(*) FROM audit GROUP BY state").fetchall()
        return {AuditState(state): count for state, count in rows}

    def _audits(self, where: str, values: Sequence[object]) -> list[Audit]:
        rows = self.conn.execute(f"SELECT {_FIELDS} FROM audit WHERE {where}", values)
        return [_audit(row) for row in rows.fetchall()]

    @contextmanager
    def _alone(self) -> Iterator[sqlite3.Connection]:
        """One transaction that no other writer can begin beside."""
        with telling(self.path), self.conn as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection


def _audit(row: Sequence[object]) -> Audit:
    (
        *head,
        state,
        attempts,
        holder,
        beat,
        started,
        ended,
        run,
        error,
        phase,
        planned,
        seen,
        rate,
        stopping,
    ) = row
    number, key, site, platform, due, priority = head
    return Audit(
        number=int(str(number)),
        key=str(key),
        site=str(site),
        platform=str(platform),
        due_at=float(str(due)),
        priority=int(str(priority)),
        state=AuditState(str(state)),
        attempts=int(str(attempts)),
        holder=str(holder),
        beat_at=_time(beat),
        started_at=_time(started),
        ended_at=_time(ended),
        run=str(run),
        error=str(error),
        progress=Progress(str(phase), int(str(planned)), int(str(seen)), float(str(rate))),
        stopping=bool(stopping),
    )


def _time(value: object) -> float | None:
    return None if value is None else float(str(value))
