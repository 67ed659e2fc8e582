"""The child process of one audit: crawl, assess, bundle. Its lifeline is in lifeline.py."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from console.fleet.order import Order, Word, done_of, note_done, read_order
from console.pipeline import Assessing, Crawling, archive_of, assess_run, crawl_site
from console.texts import say
from records.bundle import Place, export_bundle
from records.claim import Claim
from records.errors import GongkaiError, StoreError
from records.fleet import Progress
from records.serial import to_json
from records.store import Store
from records.types import Run

TELL_SECONDS = 1.0
_LOCK_SECONDS = 20.0


def serve(path: Path) -> int:
    """Do the order in `path`; the exit code is that of an audit (DESIGN 5): 2 could not be done."""
    order = read_order(path)
    try:
        with _alone(order):
            _tell(Word(run=_done(order).id))
        return 0
    except GongkaiError as error:
        _tell(Word(error=str(error)))
        return error.exit_code
    except OSError as error:
        _tell(Word(error=say("os_error", error=error)))
        return 2


def _done(order: Order) -> Run:
    """The run of an order; what an earlier child has finished of it is not done again."""
    with Store.open(order.database) as store:
        done = done_of(order)
        run = store.run(done.run) if done else _crawled(order, store)
        note_done(order, run.id)
        if not store.is_judged(run.id):
            _tell(Word(Progress("assess")))
            assess_run(store, run, Assessing(rules=Path(order.rules) if order.rules else None))
        _tell(Word(Progress("bundle")))
        export_bundle(Place(store, archive_of(order.database)), run.id, order.bundle)
    return run


def _crawled(order: Order, store: Store) -> Run:
    """Crawl, telling how far it is once a second."""
    from crawler.job import CrawlProgress

    told = 0.0

    def show(now: CrawlProgress) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_SECONDS:
            told = time.monotonic()
            phase = "documents" if now.documents else "crawl"
            _tell(Word(Progress(phase, now.known, now.seen, round(now.rate, 2))))

    _tell(Word(Progress("crawl")))
    return crawl_site(order.site, store, Crawling(progress=show))


def _tell(word: Word) -> None:
    sys.stdout.write(to_json(word) + "\n")
    sys.stdout.flush()


@contextlib.contextmanager
def _alone(order: Order) -> Iterator[None]:
    """The site's folder for this process alone, whatever a queue may say. StoreError when another child does not go."""
    until, claim = time.monotonic() + _LOCK_SECONDS, Claim(Path(order.folder) / "lock")
    while not claim.take():
        if time.monotonic() > until:
            raise StoreError(say("fleet.locked"), where=order.folder)
        time.sleep(0.2)
    try:
        yield
    finally:
        claim.release()
