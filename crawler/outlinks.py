"""Links that leave the site: whether what they lead to is still there. Nothing but the answer's status is kept.

Each address is asked at most twice, the second time later and only where it seemed to be gone; HEAD first, GET where HEAD brings
no plain answer; a few addresses a host; never what the answer leads to. What may be our own network's fault proves nothing:
an unknown name counts when another outside name was known, a refusal when another outside host answered.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from crawler.asking import Asker
from crawler.job import AGAIN_LOOPBACK, AGAIN_SECONDS, CrawlJob
from crawler.outside import GONE, Trip
from crawler.settings import is_loopback
from records.addresses import host_of
from records.types import Fetch
from records.vocabulary import FetchState

MOST = 300  # addresses of one crawl; setting crawl.outside_links, 0 asks for none


async def try_outlinks(job: CrawlJob, asker: Asker) -> None:
    """Ask for the links that leave the site, and again for what seemed to be gone; save what came of it."""
    most = int(job.site.settings.get("crawl.outside_links", MOST))
    if most <= 0:
        return
    trip = Trip(job, asker, 0 if job.pages_used_up else most)
    trip.choose(_outside(job))
    await trip.ask(trip.wanted)
    again = [url for url, fetch in trip.found.items() if _seems_gone(fetch)]
    if again:
        await asyncio.sleep(AGAIN_LOOPBACK if job.loopback else AGAIN_SECONDS)
        await trip.ask(again)
    job.store.save_outlinks(job.run.id, trip.proved())


def _outside(job: CrawlJob) -> Iterator[str]:
    """Addresses on other hosts that pages show to visitors, those on most pages first."""
    shown: Counter[int] = Counter()
    for _, numbers in job.store.link_numbers(job.run.id):
        shown.update(numbers)
    pages: Counter[str] = Counter()
    for number, link in job.store.numbered_links():
        if number in shown and (link.text or link.title) and _may_be_asked(job, link.url):
            pages[link.url] += shown[number]
    yield from sorted(pages, key=lambda url: (-pages[url], url))


def _may_be_asked(job: CrawlJob, url: str) -> bool:
    """Another host's own page: no address of the site, none that hands an address on (share buttons, logins)."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or not host or parts.username or port == 0:
        return False
    if host_of(url) in job.scope.hosts or "://" in unquote(parts.query):
        return False
    return job.loopback or not is_loopback(url)  # a link to this machine leads every visitor to his own


def _seems_gone(fetch: Fetch) -> bool:
    return fetch.state is FetchState.FAILED and (fetch.status in GONE or fetch.error in {"dns", "refused"})
