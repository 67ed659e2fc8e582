"""The spider for every site: what differs stands in the site file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.answers import raised
from crawler.asking import Asker, Limits, Reply, location
from crawler.ending import end_run
from crawler.feed import Seen
from crawler.flights import GRACE
from crawler.guards import POLICY
from crawler.job import AGAIN_LOOPBACK, AGAIN_SECONDS, CrawlJob
from crawler.lookout import await_home
from crawler.opening import open_site
from crawler.outlinks import try_outlinks
from crawler.rendering.round import render_waiting
from crawler.scope import Priority
from crawler.settings import DOCUMENT_BYTES, DOCUMENT_SECONDS, site_settings
from crawler.trial import try_search
from records.errors import GongkaiError
from records.types import Fetch, FrontierRow
from records.vocabulary import FetchState

WATCH_SECONDS = 0.2
PAGE, DOCUMENT = Limits(), Limits(DOCUMENT_SECONDS, DOCUMENT_BYTES)


def job_of(given: dict[str, Any]) -> CrawlJob:
    """The job that the arguments `site` and `db` ask for; both are taken out."""
    return CrawlJob.of_file(given.pop("site", ""), Path(given.pop("db", "gongkai.db")))


class BureauSpider(Spider):
    """Crawls the site of one job, or of a site file: `scrapy crawl bureau -a site=FILE [-a db=FILE]`."""

    name = "bureau"

    def __init__(self, job: CrawlJob, *, owned: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job, self._owned = job, owned
        self._task: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()  # what runs beside the requests
        self._ended = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Made by Scrapy, with a job or with the path of a site file."""
        job: CrawlJob | None = kwargs.pop("job", None)
        owned = bool(kwargs.pop("owned", job is None))
        job = job or job_of(kwargs)
        for name, value in site_settings(job.site).items():
            crawler.settings.set(name, value, priority="spider")
        POLICY.allow_private = job.site.allow_private
        spider = cls(job, owned=owned, **kwargs)
        spider._set_crawler(crawler)
        spider.asker = Asker(crawler, job.scope, job.robots)
        crawler.signals.connect(spider.on_idle, signals.spider_idle)
        crawler.signals.connect(spider.on_error, signals.spider_error)
        crawler.signals.connect(spider.on_closed, signals.spider_closed)
        return spider

    asker: Asker

    async def start(self) -> AsyncIterator[Any]:
        """The home page; all else comes from the frontier by way of the scheduler."""
        self._tasks.add(asyncio.ensure_future(self._watch()))
        try:
            await open_site(self.job, self.asker)
        except GongkaiError as error:
            self.job.fail(error)
            raise CloseSpider("failed") from None
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def has_more(self) -> bool:
        """The frontier has an address ready, now or after a pause."""
        return self.job.feed.waits() and not self.job.over()

    def next_request(self) -> Request | None:
        """The request for the next address of the frontier."""
        while (row := self._next_row()) is not None:
            try:
                return self._request(row)
            except ValueError:  # an address that cannot be written as one
                self.keep(Seen(row, Fetch(row.url, FetchState.NOT_TRIED, row.tries, error="bad-address")))
        return None

    def on_page(self, response: Response) -> Coroutine[Any, Any, None] | None:
        """An answer: read it and give it back to the frontier, or follow where it sends us."""
        row: FrontierRow = response.meta["row"]
        wait = self.job.pause.heed(response)
        if wait:
            self._later(wait)
        if location(response, row.url) is not None:
            return self._after_hops(row, response)
        self._see(row, Reply(row.url, response))
        return None

    def on_failure(self, failure: Failure) -> None:
        """No answer."""
        row: FrontierRow = failure.request.meta["row"]  # type: ignore[attr-defined]
        self._see(row, Reply(row.url, failure=raised(failure)))

    def keep(self, seen: Seen) -> None:
        """Give a page back to the frontier; an error of store or archive ends the crawl."""
        try:
            self.job.keep(seen)
        except GongkaiError as error:
            self._close_with(error)
        if self.job.outage.suspected and not self.job.outage.looking:
            self.job.outage.looking = True
            self._tasks.add(asyncio.ensure_future(self._guarded(self._look_out())))

    def on_idle(self) -> None:
        """Everything is back: ask again for what failed, then search once and look at links that leave, then end."""
        if (self._task is not None and not self._task.done()) or self.job.outage.looking:
            raise DontCloseSpider
        if self.job.over() or not self.job.home_seen:
            return
        try:
            self.job.drained()
        except GongkaiError as error:
            self._close_with(error)
            return
        if self.job.renders.waiting:
            self._task = asyncio.ensure_future(self._guarded(self._render()))
            raise DontCloseSpider
        if self.job.failed:
            self._task = asyncio.ensure_future(self._guarded(self._again()))
            raise DontCloseSpider
        if not self.job.searched:
            self._task = asyncio.ensure_future(self._guarded(self._search()))
            raise DontCloseSpider

    def on_error(self, failure: Failure) -> None:
        """A fault in our own code ends the crawl: a page that was lost on the way is never passed over."""
        self._close_with(raised(failure))

    def on_closed(self, reason: str) -> None:
        """Scrapy is done with this crawl."""
        self.finish(stopped=reason != "finished")

    def finish(self, *, stopped: bool) -> None:
        """Bring the run to its end, once."""
        if self._ended:
            return
        self._ended = True
        for task in (*self._tasks, *((self._task,) if self._task is not None else ())):
            task.cancel()
        try:
            end_run(self.job, stopped=stopped)
        except GongkaiError as error:
            self.job.fail(error)
        self.job.claim.release()
        if self._owned:
            self._close_files()

    def _close_files(self) -> None:
        try:
            self.job.archive.close()
        except GongkaiError as error:
            self.job.fail(error)
        self.job.store.close()

    def _next_row(self) -> FrontierRow | None:
        try:
            return self.job.next()
        except GongkaiError as error:
            self._close_with(error)
            return None

    def _request(self, row: FrontierRow) -> Request:
        limits = DOCUMENT if row.priority == Priority.DOCUMENT else PAGE
        return Request(
            row.url,
            callback=self.on_page,
            errback=self.on_failure,
            headers=self.job.memory.conditions(row),
            meta={**limits.meta, "row": row},
        )

    def _see(self, row: FrontierRow, reply: Reply) -> None:
        if self.job.flights.called_off and reply.failure is not None:
            return  # it stays in flight, for the next process
        try:
            seen = self.job.eye.see(row, reply)
        except GongkaiError as error:
            self._close_with(error)
        else:
            self.keep(seen)

    async def _after_hops(self, row: FrontierRow, response: Response) -> None:
        self._see(row, await self.asker.follow(row.url, response, PAGE))

    async def _watch(self) -> None:
        """Scrapy waits for all that is on its way when it is told to stop: here it does not wait long."""
        while self.crawler.engine.running and not self.job.error:
            await asyncio.sleep(WATCH_SECONDS)
        await asyncio.sleep(0 if self.job.error else GRACE)
        self.job.flights.call_off()

    async def _look_out(self) -> None:
        await await_home(self.job, self.asker)
        if self.job.ending:
            self._close("finished")
        else:
            self._wake()

    async def _again(self) -> None:
        await asyncio.sleep(AGAIN_LOOPBACK if self.job.loopback else AGAIN_SECONDS)
        self.job.ask_failed_again()
        self._wake()

    async def _render(self) -> None:
        await render_waiting(self.job, self.asker)
        self.job.feed.refill()
        self._wake()

    async def _search(self) -> None:
        self.job.searched = True
        await try_search(self.job, self.asker)
        await try_outlinks(self.job, self.asker)
        self._close("finished")

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except asyncio.CancelledError:
            raise
        except Exception as error:  # whatever it is, `crawl` raises it again
            self._close_with(error)

    def _later(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds + 0.01, self._wake)

    def _wake(self) -> None:
        """Scrapy looks at its scheduler again when it is given a request."""
        request = None if self._ended else self.next_request()
        if request is not None:
            self.crawler.engine.crawl(request)

    def _close_with(self, error: BaseException) -> None:
        self.job.fail(error)
        self._close("failed")

    def _close(self, reason: str) -> None:
        self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))
