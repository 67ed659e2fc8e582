"""The store: what runs saw and judged, in one SQLite file. Functions are named for the question they answer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from records.errors import StoreError
from records.papers import Beside
from records.schema import VERSION, migrate, version_of
from records.store_audits import AuditTables
from records.store_base import telling
from records.store_bundles import BundleTables
from records.store_documents import DocumentTables
from records.store_exports import ExportTables
from records.store_frontier import FrontierTables
from records.store_history import HistoryTables
from records.store_judgement import JudgementTables
from records.store_outlinks import OutlinkTables
from records.store_overview import OverviewTables
from records.store_pages import PageRecord
from records.store_papers import PaperTables
from records.store_probes import ProbeTables
from records.store_reviews import ReviewTables
from records.store_runs import RunTables
from records.store_schedules import ScheduleTables
from records.store_sites import SiteTables
from records.store_slim import SlimTables

__all__ = ["PageRecord", "Store"]

BUSY_SECONDS, PATIENCE = 15, 4


class Store(
    RunTables,
    FrontierTables,
    SlimTables,
    PaperTables,
    DocumentTables,
    HistoryTables,
    ProbeTables,
    OutlinkTables,
    ReviewTables,
    ExportTables,
    JudgementTables,
    SiteTables,
    ScheduleTables,
    AuditTables,
    BundleTables,
    OverviewTables,
):
    """One database. Use it as a context manager; every sqlite failure comes out as StoreError with a remedy."""

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False) -> Store:
        """Open (and create or bring up to date) the database at `path`."""
        with telling(path):
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level="DEFERRED")
            db = Database(connection)
            found = version_of(db)
            if found > VERSION:
                connection.close()
                raise StoreError(
                    f"made by a newer gongkai (schema {found}, this one knows {VERSION})",
                    where=str(path),
                    remedy="update gongkai / 请升级程序",
                )
            if not readonly:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                migrate(db)
            connection.execute("PRAGMA foreign_keys = ON")
        return cls(path, db)

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def beside(self, run: str) -> Beside:
        """What checks read beside the run's dossier."""
        papers, links = self.text_views(run)
        return Beside(papers, links, self.watches(self.site_of(run).code))

    def be_patient(self) -> None:
        """Wait longer for another writer: a crawl has more to lose than a question."""
        self.conn.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * PATIENCE * 1000)}")

    def close(self) -> None:
        """Close the database; unsaved work of an unfinished transaction is rolled back."""
        self.db.conn.close()
