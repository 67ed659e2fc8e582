"""Every request waits for its turn at the address it goes to, whichever process of this machine asks for whichever site there."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response

from crawler.guards import address_of
from crawler.ranges import inner
from records.errors import StoreError
from records.pace_book import PaceBook, state_folder

if TYPE_CHECKING:
    from crawler.spiders.bureau import BureauSpider

log = logging.getLogger("gongkai.crawl")


class PacedHandler(HTTP11DownloadHandler):
    """Scrapy's own way to fetch, begun when it is this site's turn at the resolved address."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._book = _book()

    async def download_request(self, request: Request) -> Response:
        """The answer; waiting for the turn is no part of its time limit."""
        job = cast("BureauSpider", self._crawler.spider).job
        if job.flights.called_off:
            raise DownloadCancelledError("the crawl was stopped")
        response = await job.flights.fly(self._in_turn(request, job.pace()))
        job.received += len(response.body)
        return response

    async def _in_turn(self, request: Request, seconds: float) -> Response:
        if seconds and self._book is not None:
            await self._wait(request.url, seconds)
        return await super().download_request(request)

    async def _wait(self, url: str, seconds: float) -> None:
        address = await _resolved(url)
        if address and self._book is not None:
            try:
                wait = self._book.turn(address, seconds, time.time())
            except StoreError as error:
                self._book = None
                log.warning("the pace of other crawls on this machine is not known from here on: %s", error)
                return
            if wait:
                await asyncio.sleep(wait)


def _book() -> PaceBook | None:
    try:
        return PaceBook(state_folder())
    except StoreError as error:
        log.warning(
            "the pace is kept by this crawl alone, not together with others on this machine: %s", error
        )
        return None


async def _resolved(url: str) -> str:
    """The address a request will go to, with the port on this machine (other ports are other servers); "" for an unknown name."""
    parts = urlsplit(url)
    ip = await address_of(parts.hostname or "")
    return f"{ip}:{parts.port}" if ip and inner(ip).is_loopback else ip
