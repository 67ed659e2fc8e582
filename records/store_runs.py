"""Runs: begin, find, end, forget; and what was put in order of them."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import replace
from datetime import date

from records.collector import collector_paused
from records.errors import InputError
from records.serial import from_json, to_json
from records.sharing import Sharing
from records.sitefile import site_from_json, site_to_json
from records.store_base import Tables, pack, unpack
from records.types import Dossier, Entry, Fetch, Run, SearchTrial, Site, SitePage
from records.vocabulary import RunState, SearchState

_ENDED = (RunState.FINISHED.value, RunState.PARTIAL.value)
_FIELDS = "id, site, state, started_at, finished_at, crawled_on, finish_reason, tool_version"


class RunTables(Tables):
    """The `run` and `entry` tables."""

    def new_run(self, site: Site, *, started_at: str, tool_version: str) -> Run:
        """Begin a run; its id is the start time and the site's code."""
        stamp = re.sub(r"[^0-9]", "", started_at[:19])
        base = f"{stamp[:8]}-{stamp[8:14]}-{site.code}"
        with self.writing() as db:
            same = db.execute(
                "SELECT count(*) FROM run WHERE id = ? OR id LIKE ?", (base, base + ".%")
            ).fetchone()[0]
            run_id = f"{base}.{same + 1}" if same else base
            db.execute(
                "INSERT INTO run (id, site, state, started_at, tool_version, site_json) VALUES (?, ?, ?, ?, ?, ?)",
                (run_id, site.code, RunState.CRAWLING.value, started_at, tool_version, site_to_json(site)),
            )
        return self.run(run_id)

    def drop_run(self, run: str) -> None:
        """Forget a run and everything under it."""
        with self.writing() as db:
            db.execute("DELETE FROM run WHERE id = ?", (run,))

    def run(self, which: str = "latest", site: str | None = None) -> Run:
        """The run of that id, or the newest ended one (of `site`); InputError with the nearest ids."""
        if which == "latest":
            ended = [r for r in self.runs(site) if r.state.value in _ENDED]
            if not ended:
                raise InputError(f"no finished run in {self.path}", remedy="gongkai audit SITE --db …")
            return ended[0]
        row = self.conn.execute(f"SELECT {_FIELDS} FROM run WHERE id = ?", (which,)).fetchone()
        if row is None:
            near = difflib.get_close_matches(which, [r.id for r in self.runs()], n=3, cutoff=0.3)
            raise InputError(f"no run {which!r} in {self.path}", remedy=", ".join(near))
        return _run(row)

    def runs(self, site: str | None = None) -> list[Run]:
        """All runs, newest first."""
        rows = self.conn.execute(
            f"SELECT {_FIELDS} FROM run WHERE site = coalesce(?, site) ORDER BY started_at DESC, n DESC",
            (site,),
        )
        return [_run(row) for row in rows]

    def unfinished_run(self, site: str) -> Run | None:
        """The newest run of the site, if it never ended."""
        newest = next(iter(self.runs(site)), None)
        return newest if newest and newest.state.value not in _ENDED else None

    def previous_run(self, run: str) -> Run | None:
        """The newest ended run of the same site before this one."""
        this, number = self.run(run), self.run_number(run)
        row = self.conn.execute(
            f"SELECT {_FIELDS} FROM run WHERE site = ? AND n < ? AND state IN (?, ?) ORDER BY n DESC LIMIT 1",
            (this.site, number, *_ENDED),
        ).fetchone()
        return _run(row) if row else None

    def set_run(
        self,
        run: str,
        *,
        state: RunState,
        finished_at: str | None = None,
        crawled_on: date | None = None,
        finish_reason: str | None = None,
    ) -> None:
        """Change a run's state; what is None stays as it was."""
        with self.writing() as db:
            db.execute(
                "UPDATE run SET state = ?, finished_at = coalesce(?, finished_at), crawled_on = coalesce(?, crawled_on),"
                " finish_reason = coalesce(?, finish_reason) WHERE id = ?",
                (
                    state.value,
                    finished_at,
                    crawled_on.isoformat() if crawled_on else None,
                    finish_reason,
                    run,
                ),
            )

    def site_of(self, run: str) -> Site:
        """The site as it was described when the run began."""
        row = self.conn.execute("SELECT site_json FROM run WHERE id = ?", (run,)).fetchone()
        if row is None:
            raise InputError(f"no run {run!r} in {self.path}")
        return site_from_json(row[0])

    def save_site(self, run: str, site: Site) -> None:
        """Describe the run's site anew: a person has confirmed columns since; its dossier is then to be made again."""
        with self.writing() as db:
            db.execute("UPDATE run SET site_json = ? WHERE id = ?", (site_to_json(site), run))

    def save_home_tries(self, run: str, tries: tuple[Fetch, ...]) -> None:
        """Every attempt to open the home page, in order."""
        with self.writing() as db:
            db.execute("UPDATE run SET home_tries = ? WHERE id = ?", ("\n".join(map(to_json, tries)), run))

    def home_tries(self, run: str) -> tuple[Fetch, ...]:
        """What `save_home_tries` kept."""
        text = self.conn.execute("SELECT home_tries FROM run WHERE id = ?", (run,)).fetchone()[0]
        return tuple(from_json(Fetch, line) for line in text.splitlines() if line.startswith("{"))

    def save_search(self, run: str, trial: SearchTrial) -> None:
        """The one search of the crawl."""
        with self.writing() as db:
            db.execute("UPDATE run SET search = ? WHERE id = ?", (to_json(trial), run))

    def search(self, run: str) -> SearchTrial:
        """What became of the search; NOT_TRIED when there was none."""
        text = self.conn.execute("SELECT search FROM run WHERE id = ?", (run,)).fetchone()[0]
        return from_json(SearchTrial, text) if text else SearchTrial(SearchState.NOT_TRIED)

    def set_traps(self, run: str, traps: tuple[str, ...]) -> None:
        """The beginnings of addresses that the crawl left out as endless."""
        with self.writing() as db:
            db.execute("UPDATE run SET traps = ? WHERE id = ?", (json.dumps(traps), run))

    def traps(self, run: str) -> tuple[str, ...]:
        """What `set_traps` kept."""
        text = self.conn.execute("SELECT traps FROM run WHERE id = ?", (run,)).fetchone()[0]
        return tuple(json.loads(text))

    def is_in_order(self, run: str) -> bool:
        """The run has a dossier."""
        row = self.conn.execute("SELECT dossier IS NOT NULL FROM run WHERE id = ?", (run,)).fetchone()
        return bool(row and row[0])

    def save_dossier(self, dossier: Dossier) -> None:
        """Keep a run's dossier, replacing a former one."""
        number = self.run_number(dossier.run.id)
        bare = replace(dossier, entries=(), pages=())
        with self.writing() as db:
            db.execute("UPDATE run SET dossier = ? WHERE n = ?", (pack(to_json(bare)), number))
            for table, found in (("entry", dossier.entries), ("site_page", dossier.pages)):
                db.execute(f"DELETE FROM {table} WHERE run = ?", (number,))
                rows = ((number, x.key, pack(to_json(x))) for x in found)
                db.executemany(f"INSERT INTO {table} (run, key, json) VALUES (?, ?, ?)", rows)

    def outline(self, run: str) -> Dossier:
        """The dossier without its entries and pages; InputError when the crawl has not got that far."""
        row = self.conn.execute("SELECT dossier FROM run WHERE n = ?", (self.run_number(run),)).fetchone()
        if row[0] is None:
            raise InputError(f"run {run} has not been put in order yet", remedy=f"gongkai assess {run}")
        return from_json(Dossier, unpack(row[0]))

    def dossier(self, run: str) -> Dossier:
        """The dossier of a run, entries and pages by key; InputError when the crawl has not got that far."""
        number, bare = self.run_number(run), self.outline(run)
        kept = "SELECT json FROM {} WHERE run = ? ORDER BY key"
        entries = self.conn.execute(kept.format("entry"), (number,))
        pages = self.conn.execute(kept.format("site_page"), (number,))
        sharing = Sharing()
        with collector_paused():
            return replace(
                bare,
                entries=tuple(sharing.entry(from_json(Entry, unpack(r[0]))) for r in entries),
                pages=tuple(sharing.page(from_json(SitePage, unpack(r[0]))) for r in pages),
            )


def _run(row: tuple[str, ...]) -> Run:
    run_id, site, state, started, finished, crawled, reason, version = row
    day = date.fromisoformat(crawled) if crawled else None
    return Run(run_id, site, RunState(state), started, finished, day, reason, version)
