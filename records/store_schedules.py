"""Schedules, and up to when each has been looked at."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence

from records.errors import InputError
from records.fleet import Schedule
from records.store_base import Tables

_FIELDS = "name, scope, cron, considered_at, jitter, hours, skipped, until, paused"
_KEEP = (
    f"INSERT INTO schedule ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
    " scope = excluded.scope, cron = excluded.cron, considered_at = excluded.considered_at, jitter = excluded.jitter,"
    " hours = excluded.hours, skipped = excluded.skipped, until = excluded.until, paused = excluded.paused"
)


class ScheduleTables(Tables):
    """The `schedule` table."""

    def keep_schedule(self, schedule: Schedule) -> None:
        """Add a schedule, or replace the one of its name."""
        s = schedule
        head = (s.name, s.scope, s.cron, s.considered_at, s.jitter, s.window)
        with self.writing() as db:
            db.execute(_KEEP, (*head, json.dumps(s.skipped), s.until, int(s.paused)))

    def drop_schedule(self, name: str) -> None:
        """Forget a schedule; audits it asked for stay."""
        self.schedule(name)
        with self.writing() as db:
            db.execute("DELETE FROM schedule WHERE name = ?", (name,))

    def schedule(self, name: str) -> Schedule:
        """The schedule of that name; InputError with the nearest ones."""
        found = {s.name: s for s in self.schedules()}
        if name not in found:
            near = difflib.get_close_matches(name, found, n=3)
            raise InputError(f"no schedule {name!r} in {self.path}", remedy=", ".join(near))
        return found[name]

    def schedules(self) -> list[Schedule]:
        """All schedules by name."""
        rows = self.conn.execute(f"SELECT {_FIELDS} FROM schedule ORDER BY name")
        return [_schedule(row) for row in rows.fetchall()]

    def considered(self, name: str, before: float, now: float) -> bool:
        """A schedule has been looked at up to `now`; False when another clock has moved it on from `before`."""
        with self.writing() as db:
            moved = db.execute(
                "UPDATE schedule SET considered_at = ? WHERE name = ? AND considered_at = ?",
                (now, name, before),
            )
        return moved.rowcount == 1


def _schedule(row: Sequence[object]) -> Schedule:
    name, scope, cron, considered, jitter, hours, skipped, until, paused = row
    return Schedule(
        name=str(name),
        scope=str(scope),
        cron=str(cron),
        considered_at=float(str(considered)),
        jitter=int(str(jitter)),
        window=str(hours),
        skipped=tuple(json.loads(str(skipped))),
        until=str(until),
        paused=bool(paused),
    )
