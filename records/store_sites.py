"""Registered sites."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence

from records.errors import InputError
from records.fleet import RegisteredSite
from records.sitefile import site_from_json, site_to_json
from records.store_base import Tables

_FIELDS = "site_json, text, tags, platform, paused"
_KEEP = (
    "INSERT INTO registered_site (code, site_json, text, tags, platform, paused) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (code) DO UPDATE SET site_json = excluded.site_json, text = excluded.text, tags = excluded.tags,"
    " platform = excluded.platform, paused = excluded.paused"
)


class SiteTables(Tables):
    """The `registered_site` table."""

    def register_sites(self, sites: Iterable[RegisteredSite]) -> None:
        """Keep sites, all or none of them; a known code is described anew."""
        rows = [
            (
                s.code,
                site_to_json(s.site),
                s.text,
                json.dumps(s.tags),
                s.platform,
                int(s.paused),
            )
            for s in sites
        ]
        with self.writing() as db:
            db.executemany(_KEEP, rows)

    def unregister_site(self, code: str) -> None:
        """Watch a site no longer; its runs stay."""
        self.registered_site(code)
        with self.writing() as db:
            db.execute("DELETE FROM registered_site WHERE code = ?", (code,))

    def registered_site(self, code: str) -> RegisteredSite:
        """The site of that code; InputError with the nearest ones."""
        row = self.conn.execute(f"SELECT {_FIELDS} FROM registered_site WHERE code = ?", (code,)).fetchone()
        if row is None:
            codes = [r[0] for r in self.conn.execute("SELECT code FROM registered_site")]
            near = difflib.get_close_matches(code, codes, n=3)
            raise InputError(f"no registered site {code!r} in {self.path}", remedy=", ".join(near))
        return _site(row)

    def registered_sites(self, scope: str = "all") -> list[RegisteredSite]:
        """The sites of a scope (`all`, `group:NAME`, `site:CODE`) by code; InputError for a scope that names none of these."""
        kind, _, name = scope.partition(":")
        rows = self.conn.execute(f"SELECT {_FIELDS} FROM registered_site ORDER BY code")
        found = [_site(row) for row in rows]
        if kind == "all":
            return found
        if kind == "site":
            return [s for s in found if s.code == name]
        if kind == "group":
            return [s for s in found if name in s.site.groups]
        raise InputError(f"unknown scope {scope!r}", remedy="all, group:NAME, site:CODE")


def _site(row: Sequence[str]) -> RegisteredSite:
    site, text, tags, platform, paused = row
    return RegisteredSite(site_from_json(site), text, tuple(json.loads(tags)), platform, bool(paused))
