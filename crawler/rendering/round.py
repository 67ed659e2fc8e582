"""Rendering what waits, once the ordinary crawl has nothing left to ask for."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.answers import now_iso
from crawler.asking import Asker
from crawler.feed import Seen
from crawler.job import CrawlJob
from crawler.rendering.found import executable
from crawler.settings import user_agent
from records.addresses import page_key
from records.archive import Exchange
from records.types import FrontierRow, PageReading

if TYPE_CHECKING:
    from crawler.rendering.browser import Browser

HTML = "text/html; charset=utf-8"
log = logging.getLogger("gongkai.crawl")


async def render_waiting(job: CrawlJob, asker: Asker) -> None:
    """Render every page that waits and keep it in place of its static reading; without a browser none."""
    if not executable():
        log.warning("%d pages are written by scripts, and there is no browser", job.renders.give_up())
        return
    from crawler.rendering.browser import Browser  # playwright is an extra

    async with Browser(user_agent(), job.renders.limit) as browser:
        while job.renders.waiting and not job.over():
            await _render_one(job, asker, browser)
    job.renders.give_up()
    log.info("%d pages rendered in %.1f seconds", job.renders.done, job.renders.seconds)


async def _render_one(job: CrawlJob, asker: Asker, browser: Browser) -> None:
    from crawler.rendering.network import Network  # playwright is an extra

    row, seen, why = job.renders.take()
    url = seen.fetch.final_url or seen.fetch.url
    network, began = Network(job, asker, url), time.monotonic()
    markup = await browser.render(url, network.answer)
    seconds = round(time.monotonic() - began, 2)
    job.renders.done += 1
    job.renders.seconds += seconds
    log.info("rendered (%s) in %.2f s, %d requests: %s", why, seconds, network.asked, url)
    for refused in network.refused[:5]:
        log.info("refused to the page's script: %s", refused)
    for reply in network.data:
        _keep_data(job, row, job.eye.see(_data_row(row, reply.url), reply))
    if markup and seen.reading is not None:
        job.feed.keep(_rendered(job, seen, markup, (why, seconds, tuple(network.refused[:20]))))


def _data_row(row: FrontierRow, url: str) -> FrontierRow:
    return FrontierRow(page_key(url), url, row.depth + 1, 0, row.key)


def _keep_data(job: CrawlJob, row: FrontierRow, data: Seen) -> None:
    """The answer of an interface is kept as evidence; its rows are read from the page that shows them."""
    if data.row.key != row.key and job.store.page(job.run.id, data.row.key) is None:
        job.scope.remember(data.row.key, data.row.url)
        job.feed.keep(Seen(data.row, data.fetch, data.body))


def _rendered(job: CrawlJob, seen: Seen, markup: str, cost: tuple[str, float, tuple[str, ...]]) -> Seen:
    old, body = seen.reading, markup.encode()
    assert old is not None
    why, seconds, refused = cost
    headers = (("Content-Type", HTML), ("X-Gongkai-Rendered", why))
    ref = job.archive.append(Exchange(old.url, seen.fetch.status or 200, "OK", headers, body, now_iso()))
    reading = job.eye.read_again(old.url, body, HTML, is_home=seen.row.key == job.home.key)
    reading = replace(reading, rendered=why, render_seconds=seconds, render_refused=refused)
    fetch = replace(seen.fetch, sha256=ref.sha256, bytes=ref.bytes)
    return Seen(seen.row, fetch, ref, _still_unread(old, reading))


def _still_unread(old: PageReading, new: PageReading) -> PageReading:
    """A list that stays without rows is unread, not empty, unless the page says that it is."""
    if new.items or new.absence_note or not old.scripted_list:
        return new
    return replace(new, scripted_list=True)
