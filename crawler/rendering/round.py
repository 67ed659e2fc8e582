"""Rendering what waits, once the ordinary crawl has nothing left to ask for."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapy.http import TextResponse

from crawler.answers import now_iso
from crawler.feed import Seen
from crawler.opening import style_texts
from crawler.platforms.registry import answer
from crawler.rendering.found import executable
from crawler.seeing import PLAIN, Lens
from crawler.settings import user_agent
from records.addresses import page_key
from records.archive import Exchange
from records.types import FrontierRow, PageReading
from records.vocabulary import FetchState, Reason

if TYPE_CHECKING:
    from crawler.asking import Asker
    from crawler.job import CrawlJob
    from crawler.rendering.browser import Browser
    from crawler.rendering.network import Network, Shared

HTML = "text/html; charset=utf-8"
log = logging.getLogger("gongkai.crawl")


@dataclass(frozen=True, slots=True)
class Cost:
    """Why a page was rendered, the seconds it took, and what its script was refused."""

    why: str
    seconds: float
    refused: tuple[str, ...]


async def render_waiting(job: CrawlJob, asker: Asker) -> None:
    """Render every page that waits and keep it in place of its static reading; without a browser none."""
    if not executable():
        leave_unrendered(job, Reason.RENDERER_MISSING)
        return
    from crawler.rendering.browser import Browser  # playwright is an extra
    from crawler.rendering.network import Shared

    shared = Shared(job, asker)
    async with Browser(user_agent(), job.renders.limit) as browser:
        while browser.starts and job.renders.waiting and not job.over():
            await _render_one(shared, browser)
        if not browser.starts:
            leave_unrendered(job, Reason.RENDERER_MISSING)
    log.info("%d pages rendered in %.1f seconds", job.renders.done, job.renders.seconds)


def leave_unrendered(job: CrawlJob, reason: Reason) -> None:
    """The pages that still wait stay as they came, each with the reason why."""
    left = job.renders.give_up()
    if left:
        why = reason if executable() else Reason.RENDERER_MISSING
        log.warning("%d pages are written by scripts and were not rendered: %s", len(left), why.value)
        job.store.amend_reading(job.run.id, left, lambda reading: replace(reading, unrendered=why))


async def _render_one(shared: Shared, browser: Browser) -> None:
    from crawler.rendering.network import Network  # playwright is an extra

    job = shared.job
    seen, why = job.renders.take()
    url = seen.fetch.final_url or seen.fetch.url
    network, began = Network(shared, url), time.monotonic()
    markup = await browser.render(url, network.answer)
    cost = Cost(why, round(time.monotonic() - began, 2), tuple(network.refused[:20]))
    job.renders.rendered(seen.row, cost.seconds)
    log.info("rendered (%s) in %.2f s, %d requests: %s", why, cost.seconds, network.asked, url)
    for refused in network.refused[:5]:
        log.info("refused to the page's script: %s", refused)
    _keep_data(job, seen.row, network)
    if markup and seen.reading is not None:
        job.feed.keep(await _rendered(network, seen, markup, cost))
    else:
        failed = Reason.RENDER_FAILED if browser.starts else Reason.RENDERER_MISSING
        job.store.amend_reading(job.run.id, [seen.row.key], lambda r: _failed(r, failed, cost))


def _failed(reading: PageReading, reason: Reason, cost: Cost) -> PageReading:
    return replace(reading, unrendered=reason, render_seconds=cost.seconds, render_refused=cost.refused)


def _keep_data(job: CrawlJob, row: FrontierRow, network: Network) -> None:
    """The answers of interfaces are kept as evidence, without a reading: their rows are read from the page that shows them."""
    for reply in network.data:
        data = job.eye.see(FrontierRow(page_key(reply.url), reply.url, row.depth + 1, 0, row.key), reply)
        new = data.row.key != row.key and job.store.page(job.run.id, data.row.key) is None
        if new and data.fetch.state is FetchState.OK and job.scope.admits(reply.url):
            job.scope.remember(data.row.key, data.row.url)
            job.feed.keep(Seen(data.row, data.fetch, data.body))


async def _rendered(network: Network, seen: Seen, markup: str, cost: Cost) -> Seen:
    shared = network.shared
    job, old, body = shared.job, seen.reading, markup.encode("utf-8", "replace")
    assert old is not None
    headers = (("Content-Type", HTML), ("X-Gongkai-Rendered", cost.why))
    ref = job.archive.append(Exchange(old.url, seen.fetch.status or 200, "OK", headers, body, now_iso()))
    reading = job.eye.read_again(old.url, body, HTML, PLAIN)
    if seen.row.key == job.home.key:
        home = job.eye.read_again(old.url, body, HTML, Lens(is_home=True))
        styles = await style_texts(job, shared.asker, home.stylesheets)
        reading = job.eye.read_again(old.url, body, HTML, Lens(True, styles))
    reading = replace(
        reading, rendered=cost.why, render_seconds=cost.seconds, render_refused=cost.refused, unwritten=""
    )
    fetch = replace(seen.fetch, sha256=ref.sha256, bytes=ref.bytes)
    return Seen(seen.row, fetch, ref, _still_unread(_with_pages(reading, network)))


def _with_pages(reading: PageReading, network: Network) -> PageReading:
    """Further pages of the rows a script has written, from the interface that answered with the same titles."""
    shown = {item.title for item in reading.items}
    if not shown or reading.paging.urls:
        return reading
    for reply in network.data:
        told = answer(reply.response.text, reply.url) if isinstance(reply.response, TextResponse) else None
        rows = {i.title for i in told.items if i.url} if told is not None else set()
        if told is not None and told.paging.urls and len(rows & shown) * 2 >= len(rows):
            paging = replace(told.paging, current=1, urls=told.paging.urls)
            return replace(reading, paging=paging)
    return reading


def _still_unread(new: PageReading) -> PageReading:
    """A list that stays without rows is unread, not empty, unless the page says that it is."""
    if new.items or new.absence_note or new.rendered != "list":
        return new
    return replace(new, scripted_list=True, unrendered=Reason.RENDER_FAILED)
