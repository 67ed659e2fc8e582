"""Waiting for a site that has gone away."""

from __future__ import annotations

import asyncio

from crawler.asking import Asker, Limits
from crawler.job import CrawlJob
from crawler.settings import HOME_SECONDS
from crawler.telling import tell


async def await_home(job: CrawlJob, asker: Asker) -> None:
    """Ask for the home page until it answers; a site that stays away ends the crawl, which can be gone on with later."""
    outage = job.outage
    try:
        while outage.suspected and not job.over():
            wait = outage.next_wait()
            if wait is None:
                job.ending = "away"
                return
            await asyncio.sleep(wait)
            reply = await asker.get(job.site.home, Limits(HOME_SECONDS))
            if reply.response is not None:
                outage.end()
            else:
                tell(
                    "away",
                    "{home} does not answer; nothing else is asked for until it does",
                    home=job.site.home,
                )
    finally:
        outage.looking = False
