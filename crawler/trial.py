"""Carrying out the one search."""

from __future__ import annotations

from crawler.answers import now_iso
from crawler.asking import Asker, Limits
from crawler.extract.decoding import decode
from crawler.job import CrawlJob
from crawler.searching import outcome
from records.addresses import host_of, page_key
from records.types import Fetch, FrontierRow, SearchTrial
from records.vocabulary import FetchState, SearchState


async def try_search(job: CrawlJob, asker: Asker) -> None:
    """Search once and save what became of it."""
    state, note, plan = job.notes.plan()
    if plan is None:
        job.store.save_search(job.run.id, SearchTrial(state, note=note))
        return
    allowed = job.scope.hosts | set(job.site.known_hosts)
    if host_of(plan.url) not in allowed:
        trial = SearchTrial(SearchState.NOT_TRIED, plan.url, plan.title, note="the search is on another host")
    elif not job.robots.allows(plan.url):
        fetch = Fetch(plan.url, FetchState.ROBOTS, fetched_at=now_iso(), error="robots")
        trial = SearchTrial(SearchState.NOT_TRIED, plan.url, plan.title, fetch, "robots.txt forbids it")
    else:
        reply = await asker.get(plan.url, Limits())
        seen = job.eye.see(FrontierRow(page_key(plan.url), plan.url, 0, 0), reply)
        state = SearchState.FAILED
        if seen.reading is not None and reply.response is not None:
            state = outcome(plan, seen.reading, decode(reply.response.body, seen.fetch.content_type).text)
        trial = SearchTrial(state, plan.url, plan.title, seen.fetch)
    job.store.save_search(job.run.id, trial)
