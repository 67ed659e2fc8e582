"""Addresses go out in batches, and what came of them is kept in the order they went out, so that no result hangs on timing.

Two batches are out at a time. A batch is saved – pages, links, new addresses, states – in one transaction once all of it has come
back and all before it is saved; only then is the next one taken. What a kill interrupts is simply asked for again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from crawler.answers import LOST_TRIES, MAX_TRIES, asks_again
from crawler.scope import Scope
from records.archive import Archive
from records.history import Memo
from records.store import PageRecord, Store
from records.types import BodyRef, Fetch, FrontierRow, Page, PageReading
from records.vocabulary import FetchState, FrontierState

OUT = 2  # batches: one is filled up while the other comes in
LEFT_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of asking for one address of the frontier."""

    row: FrontierRow
    fetch: Fetch
    body: BodyRef | None = None
    reading: PageReading | None = None
    memo: Memo | None = None


@dataclass(slots=True)
class _Batch:
    rows: list[FrontierRow]
    back: dict[str, Seen] = field(default_factory=dict)


class Feed:
    """The frontier of one run, as the crawl takes from it and gives back to it."""

    def __init__(self, store: Store, archive: Archive, run: str, scope: Scope) -> None:
        self._store, self._archive, self._run, self._scope = store, archive, run, scope
        self._ready: deque[FrontierRow] = deque()
        self._out: deque[_Batch] = deque()
        self._where: dict[str, _Batch] = {}
        self._number = 0
        self.size = 32  # addresses a batch
        self.budget = 0  # addresses that may still be asked for
        self.watchers: list[Callable[[Seen], None]] = []  # told of every page once it is saved

    def resume(self) -> None:
        """Begin with what was in flight when the last process ended, in its old batches."""
        for number, rows in self._store.in_flight(self._run):
            self._number = max(self._number, number)
            self._add(rows)
        self.refill()

    def next(self) -> FrontierRow | None:
        """The next address to ask for, None when all that is known is out."""
        return self._ready.popleft() if self._ready else None

    def waits(self) -> bool:
        """An address is ready to be asked for."""
        return bool(self._ready)

    def out(self) -> int:
        """How many addresses are out and not yet back."""
        return len(self._where)

    def back(self, seen: Seen) -> None:
        """An address has come back; saves every batch that is complete now and takes the next ones."""
        batch = self._where.pop(seen.row.key)
        batch.back[seen.row.key] = seen
        while self._out and len(self._out[0].back) == len(self._out[0].rows):
            self._save(self._out.popleft())
        self.refill()

    def refill(self) -> None:
        """Take batches until enough are out or nothing is left."""
        while len(self._out) < OUT and self.budget > 0:
            rows = self._store.take(self._run, min(self.size, self.budget), self._number + 1)
            if not rows:
                return
            self._number += 1
            self.budget -= len(rows)
            self._add(rows)

    def ask_failed_again(self) -> int:
        """Queue what failed and has tries left, beyond the budget; returns how many."""
        again = self._store.requeue_failed(self._run, MAX_TRIES, LOST_TRIES)
        self.budget += again
        self.refill()
        return again

    def keep(self, seen: Seen) -> None:
        """Save one page by itself: the home page, before anything is out."""
        self._keep([seen])

    def settle(self) -> None:
        """Save what has come back of unfinished batches; the rest stays in flight, for the next process."""
        while self._out:
            self._save(self._out.popleft())
        self._ready.clear()
        self._where.clear()

    def close_out(self, state: FetchState, error: str = "") -> int:
        """Give every address that was never asked for a final state; returns how many. A failure stays one."""
        self._store.leave_failed(self._run)
        count = 0
        while rows := self._store.take(self._run, LEFT_CHUNK, self._number + 1):
            self._keep(Seen(row, Fetch(row.url, state, row.tries, error=error)) for row in rows)
            count += len(rows)
        flying = [row for _, rows in self._store.in_flight(self._run) for row in rows]
        self._keep(Seen(row, Fetch(row.url, state, row.tries, error=error)) for row in flying)
        return count + len(flying)

    def _add(self, rows: list[FrontierRow]) -> None:
        batch = _Batch(rows)
        self._out.append(batch)
        self._ready.extend(rows)
        self._where.update((row.key, batch) for row in rows)

    def _save(self, batch: _Batch) -> None:
        self._keep(batch.back[row.key] for row in batch.rows if row.key in batch.back)

    def _keep(self, seen: Iterable[Seen]) -> None:
        kept = list(seen)
        self._archive.flush()
        self._store.save_pages(self._run, [self._record(s) for s in kept])
        for watcher in self.watchers:
            for one in kept:
                watcher(one)

    def _record(self, seen: Seen) -> PageRecord:
        row = seen.row
        new = tuple(self._scope.discovered(row, seen.reading)) if seen.reading is not None else ()
        state = FrontierState.FAILED if asks_again(seen.fetch) else FrontierState.DONE
        return PageRecord(
            Page(row.key, seen.fetch, row.depth, seen.reading), seen.body, new, state, seen.memo
        )
