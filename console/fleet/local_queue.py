"""The queue on this machine: SQLite alone, in a file of its own, so that taking over a large run holds up no heartbeat."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from console.fleet.clock import URGENT, Request
from records.fleet import Audit, AuditState
from records.store import Store


def queue_file(db: Path) -> Path:
    """The queue's file beside the database: X.db → X.queue.db."""
    return db.with_suffix(".queue.db")


class LocalQueue:
    """The queue beside a database; one connection, for one thread."""

    def __init__(self, db: Path) -> None:
        self.file = queue_file(db)
        self.store = Store.open(self.file)

    def __enter__(self) -> LocalQueue:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def ask(self, requests: Iterable[Request]) -> int:
        """Ask for audits, each key once; how many are new."""
        return self.store.ask_audits(requests)

    def hurry(self, request: Request) -> None:
        """Ask for an audit that goes before all others, or put the waiting one of its site before them."""
        if not self.store.hurry_audit(request[1], URGENT, request[3]):
            self.store.ask_audits([request])

    def stop(self, number: int, now: float) -> Audit:
        """Cancel an audit; a running one stops cleanly."""
        return self.store.stop_audit(number, now)

    def repeat(self, number: int, now: float) -> Audit:
        """Let an audit that has failed or been cancelled wait again."""
        return self.store.repeat_audit(number, now)

    def listed(self, states: Iterable[AuditState] = AuditState, limit: int = 1000) -> list[Audit]:
        """Audits of these states, running ones first."""
        return self.store.audits(states, limit)

    def counts(self) -> dict[AuditState, int]:
        """How many audits stand where."""
        return self.store.audit_counts()
