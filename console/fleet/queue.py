"""What the rest of the house knows of a queue of audits; which engine keeps it is one module's business."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from console.fleet.clock import Request
from records.fleet import Audit, AuditState


class Queue(Protocol):
    """A queue of audits. Numbers are those of its audits; times are epoch seconds."""

    def ask(self, requests: Iterable[Request]) -> int:
        """Ask for audits, each key once; how many are new."""

    def hurry(self, request: Request) -> None:
        """Ask for an audit that goes before all others, or put the waiting one of its site before them."""

    def stop(self, number: int, now: float) -> Audit:
        """Cancel an audit; a running one stops cleanly."""

    def repeat(self, number: int, now: float) -> Audit:
        """Let an audit that has failed or been cancelled wait again."""

    def listed(self, states: Iterable[AuditState], limit: int) -> list[Audit]:
        """Audits of these states, running ones first."""

    def counts(self) -> dict[AuditState, int]:
        """How many audits stand where."""
