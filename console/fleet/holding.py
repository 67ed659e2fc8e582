"""Holding a running audit: heartbeats while it is held, and the end of the child as soon as it may be lost."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from console.fleet.lifeline import FENCE_SECONDS
from console.fleet.runner import Child
from records.errors import StoreError
from records.fleet import Audit
from records.store import Store

BEAT_SECONDS = 2.0
LEASE_SECONDS = (
    20.0  # an audit whose holder was not heard of for so long is taken over; longer than the fence
)
LOG = logging.getLogger("gongkai.runner")


class Holding:
    """Beats in a thread of its own. `lost`: the audit may have another holder, so nothing more is done in its name."""

    def __init__(
        self, queue: Path, audit: Audit, child: Child, clock: Callable[[], float] = time.time
    ) -> None:
        self.lost = self.stopping = False
        self._queue, self._audit, self._child, self._clock = queue, audit, child, clock
        self._heard = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"holding-{audit.number}", daemon=True)

    def __enter__(self) -> Holding:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(timeout=LEASE_SECONDS)

    def _beat(self) -> None:
        with Store.open(self._queue) as store:
            while not self.lost and not self._over.wait(BEAT_SECONDS):
                self._once(store)
        if self.lost:
            LOG.warning("audit %d of %s was lost to another worker", self._audit.number, self._audit.site)
            self._child.kill()

    def _once(self, store: Store) -> None:
        """One heartbeat. A process that was frozen first looks how long that was."""
        if time.monotonic() - self._heard > FENCE_SECONDS:
            self.lost = True
            return
        try:
            answer = store.beat(self._audit, self._child.progress, self._clock())
        except StoreError as error:
            LOG.warning("no heartbeat could be written: %s", error)
            return
        self._heard = time.monotonic()
        if answer is None:
            self.lost = True
            return
        self._child.ping()
        if answer:
            self.stopping = True
            self._child.stop()
