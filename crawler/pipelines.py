"""The one pipeline: what the spider saw goes back to the frontier and into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from scrapy.crawler import Crawler

if TYPE_CHECKING:
    from crawler.feed import Seen
    from crawler.spiders.bureau import BureauSpider


class KeepPages:
    """Keeps every page that the spider yields."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_item(self, item: Seen) -> Seen:
        """Give the page back to the frontier, which saves it with its batch."""
        cast("BureauSpider", self._crawler.spider).keep(item)
        return item
