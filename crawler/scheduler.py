"""Scrapy's scheduler is the frontier of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler

if TYPE_CHECKING:
    from crawler.spiders.bureau import BureauSpider


class FrontierScheduler(BaseScheduler):
    """Hands the spider's next address to the engine; holds nothing itself but what the engine was given directly."""

    def __init__(self) -> None:
        self._given: list[Request] = []
        self._spider: BureauSpider | None = None

    def open(self, spider: Spider) -> None:
        """Take the addresses from this spider's frontier."""
        self._spider = cast("BureauSpider", spider)

    def has_pending_requests(self) -> bool:
        """Something is left to ask for now or after a pause."""
        return bool(self._given) or (self._spider is not None and self._spider.has_more())

    def enqueue_request(self, request: Request) -> bool:
        """A request that wakes the engine after a pause goes first."""
        self._given.append(request)
        return True

    def next_request(self) -> Request | None:
        """The next request, None while the frontier waits."""
        if self._given:
            return self._given.pop(0)
        return self._spider.next_request() if self._spider is not None else None
