"""The database's tables, as numbered migrations: a change of schema is a new function at the end of the list."""

from __future__ import annotations

from sqlite_utils import Database


def migrate(db: Database) -> None:
    """Bring a database up to `VERSION`; one transaction a step, so that a kill leaves no half of one and two processes none twice."""
    for number, step in enumerate(MIGRATIONS, start=1):
        if version_of(db) < number:
            with db.conn:
                db.conn.execute("BEGIN IMMEDIATE")
                if version_of(db) < number:  # nobody else has done it while we waited
                    _take(db, number, step)


def _take(db: Database, number: int, step: tuple[str, ...]) -> None:
    for statement in step:
        db.conn.execute(statement)
    db.conn.execute(f"PRAGMA user_version = {number}")


def version_of(db: Database) -> int:
    """The schema number a database is at, 0 for a new one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


_FIRST = (
    """CREATE TABLE run (
        n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, site TEXT NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL,
        finished_at TEXT, crawled_on TEXT, finish_reason TEXT NOT NULL DEFAULT '', tool_version TEXT NOT NULL,
        site_json TEXT NOT NULL, home_tries TEXT NOT NULL DEFAULT '[]', search TEXT, dossier TEXT,
        today TEXT, rules_digest TEXT, evaluator TEXT)""",
    "CREATE INDEX run_site ON run(site, n)",
    """CREATE TABLE frontier (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, key TEXT NOT NULL, url TEXT NOT NULL, depth INTEGER NOT NULL,
        priority INTEGER NOT NULL, found_on TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'queued',
        PRIMARY KEY (run, key)) WITHOUT ROWID""",
    "CREATE INDEX frontier_next ON frontier(run, state, priority, depth)",
    """CREATE TABLE page (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, key TEXT NOT NULL, url TEXT NOT NULL, depth INTEGER NOT NULL,
        kind TEXT, title TEXT, state TEXT NOT NULL, status INTEGER, sha256 TEXT, fetch TEXT NOT NULL, reading BLOB, tree TEXT,
        PRIMARY KEY (run, key)) WITHOUT ROWID""",
    "CREATE TABLE tree (hash TEXT PRIMARY KEY, json BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE target (n INTEGER PRIMARY KEY, url TEXT UNIQUE NOT NULL, text TEXT NOT NULL, title TEXT NOT NULL)",
    """CREATE TABLE link (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, page TEXT NOT NULL, target INTEGER NOT NULL,
        PRIMARY KEY (run, page, target)) WITHOUT ROWID""",
    "CREATE TABLE body (sha256 TEXT PRIMARY KEY, file TEXT NOT NULL, offset INTEGER NOT NULL, bytes INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE entry (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, key TEXT NOT NULL, json BLOB NOT NULL,
        PRIMARY KEY (run, key)) WITHOUT ROWID""",
    """CREATE TABLE finding (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, id TEXT NOT NULL, rule TEXT NOT NULL, outcome TEXT NOT NULL,
        severity TEXT NOT NULL, subject TEXT NOT NULL, site TEXT NOT NULL, "column" TEXT NOT NULL, url TEXT NOT NULL,
        title TEXT NOT NULL, message TEXT NOT NULL, cause TEXT NOT NULL, first_seen TEXT NOT NULL, json TEXT NOT NULL,
        PRIMARY KEY (run, id)) WITHOUT ROWID""",
    "CREATE INDEX finding_rule ON finding(run, rule, outcome)",
    "CREATE TABLE word (n INTEGER PRIMARY KEY, text TEXT UNIQUE NOT NULL)",
    """CREATE TABLE verdict (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, rule INTEGER NOT NULL REFERENCES word(n),
        subject INTEGER NOT NULL REFERENCES word(n), outcome TEXT NOT NULL, cause INTEGER REFERENCES word(n),
        PRIMARY KEY (run, rule, subject)) WITHOUT ROWID""",
)

_CRAWL = (
    # Addresses are fetched in batches; a killed crawl takes its last ones up as they were.
    "ALTER TABLE frontier ADD COLUMN batch INTEGER NOT NULL DEFAULT 0",
    # A page's links are one value, not a hundred rows: numbers into `target`, four bytes each, in document order.
    "DROP TABLE link",
    "DROP TABLE target",
    """CREATE TABLE target (
        n INTEGER PRIMARY KEY, url TEXT NOT NULL, text TEXT NOT NULL, title TEXT NOT NULL, UNIQUE (url, text, title))""",
    "ALTER TABLE page ADD COLUMN links BLOB",
)

_DOCUMENTS = (
    # What documents hold, by their body; `reader` is the number of the reader that found it out.
    "CREATE TABLE document (sha256 TEXT PRIMARY KEY NOT NULL, reader INTEGER NOT NULL, json BLOB NOT NULL)",
)

_PAGES = (
    # Pages that are no entry's own, as the page rules look at them.
    """CREATE TABLE site_page (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, key TEXT NOT NULL, json BLOB NOT NULL,
        PRIMARY KEY (run, key)) WITHOUT ROWID""",
)

_PAPERS = (
    # The text of pages that are documents, apart from their readings: checks take it one at a time.
    """CREATE TABLE paper (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, key TEXT NOT NULL, json BLOB NOT NULL,
        PRIMARY KEY (run, key))""",
)

_PROBES = (
    # Availability: a watch of seven days, its visits; without an outcome a visit was begun and never ended.
    """CREATE TABLE probe_watch (
        n INTEGER PRIMARY KEY, site TEXT NOT NULL, url TEXT NOT NULL, started_at TEXT NOT NULL, stopped_at TEXT)""",
    "CREATE INDEX probe_watch_site ON probe_watch(site, started_at)",
    """CREATE TABLE probe (
        watch INTEGER NOT NULL REFERENCES probe_watch(n) ON DELETE CASCADE, slot INTEGER NOT NULL, asked_at TEXT NOT NULL,
        outcome TEXT, seconds REAL, status INTEGER, error TEXT NOT NULL DEFAULT '', PRIMARY KEY (watch, slot)) WITHOUT ROWID""",
)

_HISTORY = (
    # Pages over all runs of a site; which readers read a run, as only the same ones' readings may be taken over.
    "ALTER TABLE run ADD COLUMN reader TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE page_history (
        site TEXT NOT NULL, key TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, changed_at TEXT NOT NULL,
        likeness TEXT NOT NULL, etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '', run INTEGER NOT NULL,
        PRIMARY KEY (site, key)) WITHOUT ROWID""",
)

_TRAPS = (
    # Beginnings of addresses that a crawl left out as endless.
    "ALTER TABLE run ADD COLUMN traps TEXT NOT NULL DEFAULT '[]'",
)

_OUTLINKS = (
    # Links that leave the site: the answer's status, nothing else.
    """CREATE TABLE outlink (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, url TEXT NOT NULL, fetch TEXT NOT NULL,
        PRIMARY KEY (run, url)) WITHOUT ROWID""",
)

_REVIEWS = (
    # The rules a run was judged by, as they then stood: file -> text, once for each digest.
    "CREATE TABLE ruleset (digest TEXT PRIMARY KEY NOT NULL, files BLOB NOT NULL) WITHOUT ROWID",
    # What a change of rules alone changed, where a crawl was judged again.
    "ALTER TABLE run ADD COLUMN rule_change TEXT",
    # What a finding says, in a hash; and the values that its rule looked at, which only its evidence asks for.
    "ALTER TABLE finding ADD COLUMN mark TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE finding ADD COLUMN compared BLOB",
    # Persons' verdicts: only ever added to; they outlive the runs they speak of, and hold what the machine had said.
    """CREATE TABLE review (
        n INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, finding TEXT NOT NULL, run TEXT NOT NULL, rule TEXT NOT NULL,
        verdict TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL)""",
    "CREATE INDEX review_finding ON review(site, finding, n)",
    """CREATE TABLE appeal (
        n INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, finding TEXT NOT NULL, json TEXT NOT NULL)""",
    "CREATE INDEX appeal_finding ON appeal(site, finding, n)",
    # Evidence packages that were handed out, those with unmasked personal data among them.
    "CREATE TABLE pack_log (n INTEGER PRIMARY KEY AUTOINCREMENT, finding TEXT NOT NULL, json TEXT NOT NULL)",
)

_EXPORTS = (
    # Every file written about a run, by its hash: a copy can be proved later.
    """CREATE TABLE exported (
        run INTEGER NOT NULL REFERENCES run(n) ON DELETE CASCADE, sha256 TEXT NOT NULL, name TEXT NOT NULL, format TEXT NOT NULL,
        bytes INTEGER NOT NULL, said TEXT NOT NULL, PRIMARY KEY (run, name, sha256)) WITHOUT ROWID""",
    "CREATE INDEX exported_hash ON exported(sha256)",
)

_FLEET = (
    # Sites that are watched, when, and the audits that are asked for; `holder` is the claim of the worker that runs one.
    """CREATE TABLE registered_site (
        code TEXT PRIMARY KEY, site_json TEXT NOT NULL, text TEXT NOT NULL, tags TEXT NOT NULL, platform TEXT NOT NULL,
        paused INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE schedule (
        name TEXT PRIMARY KEY, scope TEXT NOT NULL, cron TEXT NOT NULL, considered_at REAL NOT NULL, jitter INTEGER NOT NULL,
        hours TEXT NOT NULL, skipped TEXT NOT NULL, until TEXT NOT NULL, paused INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE audit (
        n INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, site TEXT NOT NULL, platform TEXT NOT NULL, due_at REAL NOT NULL,
        priority INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', attempts INTEGER NOT NULL DEFAULT 0,
        holder TEXT NOT NULL DEFAULT '', beat_at REAL, started_at REAL, ended_at REAL, run TEXT NOT NULL DEFAULT '',
        error TEXT NOT NULL DEFAULT '', phase TEXT NOT NULL DEFAULT '', planned INTEGER NOT NULL DEFAULT 0,
        seen INTEGER NOT NULL DEFAULT 0, rate REAL NOT NULL DEFAULT 0, stopping INTEGER NOT NULL DEFAULT 0)""",
    "CREATE TABLE bundle (run TEXT PRIMARY KEY, digest TEXT NOT NULL, imported_at TEXT NOT NULL) WITHOUT ROWID",
    # Letters that went out, so that none goes twice.
    """CREATE TABLE told (
        about TEXT NOT NULL, receiver TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (about, receiver)) WITHOUT ROWID""",
    "CREATE INDEX audit_next ON audit(state, priority, due_at)",
    "CREATE INDEX audit_site ON audit(site, state)",
    # Whatever a program does: no two audits of one site or platform run at the same time.
    "CREATE UNIQUE INDEX audit_alone ON audit(platform) WHERE state = 'running'",
    "CREATE UNIQUE INDEX audit_site_alone ON audit(site) WHERE state = 'running'",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    _CRAWL,
    _DOCUMENTS,
    _PAGES,
    _PAPERS,
    _PROBES,
    _HISTORY,
    _TRAPS,
    _OUTLINKS,
    _REVIEWS,
    _EXPORTS,
    _FLEET,
)
VERSION = len(MIGRATIONS)
