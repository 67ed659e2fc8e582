"""Every request waits for its turn at the address it goes to, whichever process of this machine asks for whichever site there."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

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
        seconds = cast("BureauSpider", self._crawler.spider).job.pace()
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
    from twisted.internet import reactor

    parts = urlsplit(url)
    try:
        found = cast("Any", reactor).resolve(parts.hostname)  # the guarded resolver of crawler.settings
        ip = str(await maybe_deferred_to_future(found))
        return f"{ip}:{parts.port}" if ipaddress.ip_address(ip).is_loopback else ip
    except (DNSLookupError, ValueError):
        return ""
