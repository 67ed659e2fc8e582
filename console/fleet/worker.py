"""The embedded worker: takes audits from the queue on this machine and has a few children do them at a time."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from console.fleet.clock import tick
from console.fleet.holding import LEASE_SECONDS, Holding
from console.fleet.local_queue import LocalQueue, queue_file
from console.fleet.order import Order, write_order
from console.fleet.postbox import Post
from console.fleet.presence import is_gone, present
from console.fleet.runner import Child
from console.fleet.telling import letters_due, send
from console.fleet.timing import CHINA
from console.pipeline import archive_of
from console.texts import say
from records.bundle import Place, import_bundle
from records.errors import GongkaiError
from records.fleet import ATTEMPTS, Audit, AuditState
from records.store import Store
from records.store_audits import Ended

LOOK_SECONDS = 0.5
TELL_SECONDS = 60.0
SILENT_SECONDS = 3.0  # without a heartbeat: look whether the worker is still there
DONE_CODES = frozenset({0, 1, 3})  # an audit that saw too little is done, and its run says so
LOG = logging.getLogger("gongkai.worker")


@dataclass(frozen=True, slots=True)
class Shop:
    """Where a worker works: the database that results go to, children at a time, rules, pause before a second attempt, letters."""

    db: Path
    slots: int = 1
    rules: str = ""
    again_seconds: float = 60.0
    post: Post | None = None

    @property
    def presence(self) -> Path:
        """Where the workers of this database hold their locks."""
        return self.db.with_suffix(".workers")

    def folder_of(self, site: str) -> Path:
        """The site's own folder, kept from audit to audit."""
        return self.db.with_suffix(".sites") / site


class Worker:
    """One worker process. `run` works until it is told to stop, or until the queue is empty."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.name = uuid.uuid4().hex[:12]
        self.stopping = threading.Event()
        self._jobs: dict[int, threading.Thread] = {}
        self._taking_over = threading.Lock()
        self._told_at = 0.0

    def run(self, *, until_empty: bool = False) -> None:
        """Look after the clock and the queue. What runs when it is told to stop goes on where it was, later."""
        with (
            present(self.shop.presence, self.name),
            Store.open(self.shop.db) as store,
            LocalQueue(self.shop.db) as queue,
        ):
            while not self.stopping.is_set():
                with _told("clock"):
                    tick(store, time.time(), queue.ask)
                self._forsaken(queue)
                self._begin(store, queue)
                self._tell(store)
                if until_empty and not self._jobs and not _comes(queue):
                    break
                self.stopping.wait(LOOK_SECONDS)
            for job in list(self._jobs.values()):
                job.join()
            self._told_at = 0.0
            self._tell(store)

    def _tell(self, store: Store) -> None:
        """Letters that are due, looked for once a minute."""
        if self.shop.post is None or time.monotonic() - self._told_at < TELL_SECONDS:
            return
        self._told_at = time.monotonic()
        with _told("notices"):
            now = dt.datetime.now(CHINA)
            for due in letters_due(
                store, self.shop.post, now, Path(self.shop.rules) if self.shop.rules else None
            ):
                send(store, self.shop.post, due, now)

    def _begin(self, store: Store, queue: LocalQueue) -> None:
        """Children for audits that are due, as far as there are slots."""
        self._jobs = {n: job for n, job in self._jobs.items() if job.is_alive()}
        while len(self._jobs) < self.shop.slots:
            audit = queue.store.take_audit(f"{self.name}-{uuid.uuid4().hex[:8]}", time.time())
            if audit is None:
                return
            try:
                site = store.registered_site(audit.site).site
            except GongkaiError as error:
                queue.store.end_audit(audit, Ended(AuditState.FAILED, time.time(), error=str(error)))
                continue
            order = Order(audit.key, site, str(self.shop.folder_of(audit.site).resolve()), self.shop.rules)
            job = threading.Thread(target=self._job, args=(audit, order), name=f"audit-{audit.number}")
            self._jobs[audit.number] = job
            job.start()

    def _job(self, audit: Audit, order: Order) -> None:
        """One audit from its child's start to its end in the queue."""
        child = Child(write_order(order))
        with Holding(queue_file(self.shop.db), audit, child) as holding, LocalQueue(self.shop.db) as queue:
            code = self._waited(child)
            if holding.lost:
                return
            ended = self._result(audit, order, child, code, holding)
            if not queue.store.end_audit(audit, ended):
                LOG.warning("audit %d of %s had another holder at its end", audit.number, audit.site)

    def _waited(self, child: Child) -> int:
        while (code := child.ended()) is None:
            if self.stopping.wait(LOOK_SECONDS / 5):
                child.stop()
                time.sleep(LOOK_SECONDS / 5)
        return code

    def _result(self, audit: Audit, order: Order, child: Child, code: int, holding: Holding) -> Ended:
        """What became of the attempt; a good result is in the database by then."""
        now = time.time()
        if code in DONE_CODES and child.run:
            try:
                self._take_over(order)
                return Ended(AuditState.FINISHED, time.time(), run=child.run)
            except GongkaiError as error:
                return again(audit, str(error), time.time(), self.shop.again_seconds)
        if holding.stopping:
            return Ended(AuditState.CANCELLED, now, error=say("fleet.cancelled"))
        if self.stopping.is_set():
            return Ended(AuditState.WAITING, now, due_at=now, counted=False)
        why = child.complaint() or say("fleet.died", code=code)
        return again(audit, why, now, self.shop.again_seconds)

    def _take_over(self, order: Order) -> None:
        with self._taking_over, Store.open(self.shop.db) as store:
            import_bundle(order.bundle, Place(store, archive_of(self.shop.db)), replace=True)
        order.bundle.unlink()

    def _forsaken(self, queue: LocalQueue) -> None:
        """Audits whose worker has died, or was not heard of for too long, are for others to take."""
        now = time.time()
        for audit in queue.store.stale_audits(now - SILENT_SECONDS):
            name = audit.holder.partition("-")[0]
            if (audit.beat_at or 0) < now - LEASE_SECONDS or is_gone(self.shop.presence, name):
                LOG.warning("audit %d of %s was left by its worker", audit.number, audit.site)
                queue.store.end_audit(audit, again(audit, say("fleet.forsaken"), time.time(), 0.0))


def again(audit: Audit, why: str, now: float, pause: float) -> Ended:
    """Another attempt after a pause that grows, or the end of an audit that has failed too often."""
    if audit.attempts >= ATTEMPTS:
        return Ended(AuditState.FAILED, now, error=say("fleet.gave_up", attempts=audit.attempts, why=why))
    return Ended(AuditState.WAITING, now, error=why, due_at=now + pause * 4 ** (audit.attempts - 1))


def _comes(queue: LocalQueue) -> bool:
    counts = queue.counts()
    return bool(counts.get(AuditState.WAITING) or counts.get(AuditState.RUNNING))


@contextmanager
def _told(what: str) -> Iterator[None]:
    """A fault of one part is told, and the others go on."""
    try:
        yield
    except GongkaiError as error:
        LOG.error("%s: %s", what, error)
