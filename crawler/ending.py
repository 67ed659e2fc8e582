"""How a crawl ends: every address gets a final state, and the run says why it is over."""

from __future__ import annotations

import datetime as dt
import logging

from crawler.answers import now_iso
from crawler.job import CrawlJob
from crawler.rendering.round import leave_unrendered
from records.errors import CrawlError
from records.vocabulary import FetchState, FrontierState, Reason, RunState

MANY, SHARE = 40, 0.5  # pages before; what is left of them that is too few to be believed at once
RESUMABLE = frozenset({"stopped", "window", "away"})
log = logging.getLogger("gongkai.crawl")


def end_run(job: CrawlJob, *, stopped: bool) -> None:
    """Give the run its state. After an error the run stays as it is on disk, to be gone on with; without a home page
    it is forgotten."""
    if job.error is not None:
        if isinstance(job.error, CrawlError) and not job.home_seen:
            job.store.drop_run(job.run.id)
        return
    job.feed.settle()
    reason = job.ending or ("stopped" if stopped else "finished")
    if reason in RESUMABLE and not job.home_seen:
        job.store.drop_run(job.run.id)
        job.fail(CrawlError("stopped before the home page was read", where=job.site.home))
        return
    if reason not in RESUMABLE:
        leave_unrendered(job, Reason.RENDER_BUDGET)
        job.feed.close_out(FetchState.OVER_BUDGET, reason)
        _check_final(job)
    if reason == "finished" and job.pages_used_up:
        reason = "pages"
    if reason == "finished" and _saw_far_fewer(job):
        reason = "fewer"
    _set_state(job, reason)
    job.store.set_traps(job.run.id, job.traps.told())
    for path, count in job.traps.dropped.most_common(5):
        log.info("%d addresses left out as endless: %s", count, path)


def _set_state(job: CrawlJob, reason: str) -> None:
    state = RunState.PARTIAL
    if reason in RESUMABLE:
        state = RunState.STOPPED
    elif reason == "finished":
        state = RunState.FINISHED
    day = dt.date.fromisoformat(job.newest[:10]) if job.newest else None
    job.store.set_run(job.run.id, state=state, finished_at=now_iso(), crawled_on=day, finish_reason=reason)
    job.run = job.store.run(job.run.id)


def _saw_far_fewer(job: CrawlJob) -> bool:
    """Less than half of the pages of the run before opened: more likely a fault of the day than a site made so small.

    The next run is compared with this one, so a site that has really shrunk is believed the second time.
    """
    before = job.store.previous_run(job.run.id)
    if before is None:
        return False
    then, now = (job.store.opened(run) for run in (before.id, job.run.id))
    if then >= MANY and now < then * SHARE:
        log.warning("only %d pages opened, %d the time before", now, then)
        return True
    return False


def _check_final(job: CrawlJob) -> None:
    """The promise of a finished crawl: no address was lost on the way."""
    counts = job.store.frontier_counts(job.run.id)
    lost = counts.get(FrontierState.QUEUED, 0) + counts.get(FrontierState.IN_FLIGHT, 0)
    lost += len(job.store.unseen(job.run.id))
    if lost:
        raise CrawlError(
            f"{lost} addresses ended without a state", where=job.site.home, remedy="run it again"
        )
