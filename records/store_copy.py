"""One run from one database into another, with everything its findings rest on; numbers are given anew there."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from records.errors import InputError
from records.store import Store
from records.store_base import telling
from records.types import BodyRef

# What belongs to a run and is the same in every database but for the run's number.
OF_RUN = ("entry", "exported", "finding", "outlink", "paper", "site_page")
# What belongs to a run and is written in numbers of its database, or is copied in another way.
TURNED = ("page", "verdict")
# What stays where the run was made: how the crawl went, and what the next crawl on that machine is to know.
LEFT = ("frontier", "page_history")
_SHARED = (
    "INSERT OR IGNORE INTO tree SELECT * FROM given.tree WHERE hash IN (SELECT tree FROM given.page WHERE run = :old)",
    "INSERT OR REPLACE INTO document SELECT d.* FROM given.document d WHERE d.sha256 IN (SELECT sha256 FROM given.page"
    " WHERE run = :old) AND d.reader >= coalesce((SELECT reader FROM document k WHERE k.sha256 = d.sha256), 0)",
    "INSERT OR IGNORE INTO word (text) SELECT text FROM given.word",
    "INSERT OR IGNORE INTO ruleset SELECT * FROM given.ruleset WHERE digest IN"
    " (SELECT rules_digest FROM given.run WHERE n = :old)",
)
_VERDICTS = (
    "INSERT INTO verdict (run, rule, subject, outcome, cause) SELECT :new, r.n, s.n, v.outcome, c.n FROM given.verdict v"
    " JOIN given.word gr ON gr.n = v.rule JOIN given.word gs ON gs.n = v.subject LEFT JOIN given.word gc ON gc.n = v.cause"
    " JOIN word r ON r.text = gr.text JOIN word s ON s.text = gs.text LEFT JOIN word c ON c.text = gc.text WHERE v.run = :old"
)
_OLDER = (
    "UPDATE finding SET first_seen = o.first_seen, json = json_set(finding.json, '$.first_seen', o.first_seen)"
    " FROM finding o WHERE finding.run = :new AND o.id = finding.id AND o.first_seen < finding.first_seen"
    " AND finding.outcome IN ('fail', 'review') AND o.outcome IN ('fail', 'review') AND o.run ="
    " (SELECT b.n FROM run a JOIN run b ON b.site = a.site AND b.started_at < a.started_at AND b.today IS NOT NULL"
    " WHERE a.n = :new ORDER BY b.started_at DESC LIMIT 1)"
)


def bodies_of(store: Store, run: str) -> Iterator[BodyRef]:
    """Where the bodies of a run's pages lie in the archive, each once, in the order of the archive."""
    rows = store.conn.execute(
        "SELECT DISTINCT body.sha256, file, offset, bytes FROM page JOIN body USING (sha256) WHERE run = ?"
        " ORDER BY file, offset",
        (store.run_number(run),),
    )
    yield from (BodyRef(*row) for row in rows)


def copy_run(given: Path, run: str, store: Store, bodies: list[BodyRef], mark: Callable[[], None]) -> None:
    """Copy a run out of the database `given`, in one transaction; one of the same id that is here is replaced.

    `bodies`: where those that are new here lie in the archive of `store`; `mark` writes what else belongs to the same
    transaction. StoreError when it cannot be done; then nothing is changed.
    """
    with _attached(store, given), store.writing() as db:
        row = db.execute("SELECT n FROM given.run WHERE id = ?", (run,)).fetchone()
        if row is None:
            raise InputError(f"no run {run!r} in {given}")
        db.execute("DELETE FROM run WHERE id = ?", (run,))
        number = {"old": row[0], "new": _same(db, "run", "n", row[0])}
        for statement in _SHARED:
            db.execute(statement, {"old": number["old"]})
        for table in OF_RUN:
            _same(db, table, "run", number["old"], number["new"])
        _pages(db, number)
        db.execute(_VERDICTS, number)
        db.execute(_OLDER, {"new": number["new"]})
        rows = [(b.sha256, b.file, b.offset, b.bytes) for b in bodies]
        db.executemany("INSERT OR REPLACE INTO body (sha256, file, offset, bytes) VALUES (?, ?, ?, ?)", rows)
        mark()


@contextmanager
def _attached(store: Store, given: Path) -> Iterator[None]:
    """The other database under the name `given`; what its schema holds is not trusted to call functions."""
    with telling(given):
        store.conn.execute("PRAGMA trusted_schema = OFF")
        store.conn.execute("ATTACH DATABASE ? AS given", (str(given),))
    try:
        yield
    finally:
        store.conn.execute("DETACH DATABASE given")


def _same(db: sqlite3.Connection, table: str, key: str, old: int, new: int | None = None) -> int:
    """Copy the rows whose `key` is `old`, the key alone written anew; the number of the last row."""
    names = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})") if row[1] != key]
    columns = ", ".join(f'"{name}"' for name in names)
    into = f"{columns}, {key}" if new is not None else columns
    value = f"{columns}, {int(new)}" if new is not None else columns
    done = db.execute(
        f"INSERT INTO {table} ({into}) SELECT {value} FROM given.{table} WHERE {key} = ?", (old,)
    )
    return int(done.lastrowid or 0)


def _pages(db: sqlite3.Connection, number: dict[str, int]) -> None:
    """Pages; their links are numbers that mean other addresses here."""
    numbers = _Targets(db)
    names = [row[1] for row in db.execute("PRAGMA main.table_info(page)") if row[1] not in {"run", "links"}]
    columns = ", ".join(f'"{name}"' for name in names)
    rows = db.execute(f"SELECT {columns}, links FROM given.page WHERE run = ?", (number["old"],))
    marks = ", ".join("?" * len(names))
    kept = f"INSERT INTO page ({columns}, links, run) VALUES ({marks}, ?, {int(number['new'])})"
    while some := rows.fetchmany(500):
        db.executemany(kept, [(*row[:-1], numbers.turned(row[-1])) for row in some])


class _Targets:
    """Numbers of link targets there and here."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[int, int] = {}

    def turned(self, links: bytes | None) -> bytes | None:
        """The same links in the numbers of this database."""
        if links is None:
            return None
        return array("I", [self._here(n) for n in array("I", links)]).tobytes()

    def _here(self, there: int) -> int:
        if there not in self._known:
            row = self._db.execute(
                "SELECT url, text, title FROM given.target WHERE n = ?", (there,)
            ).fetchone()
            self._db.execute("INSERT OR IGNORE INTO target (url, text, title) VALUES (?, ?, ?)", row)
            found = self._db.execute("SELECT n FROM target WHERE url = ? AND text = ? AND title = ?", row)
            self._known[there] = int(found.fetchone()[0])
        return self._known[there]
