"""The peer: a CrawlSpider with a LinkExtractor as a tutorial writes it; keeps nothing. `bare_spider.py ADDRESS`."""

from __future__ import annotations

import json
import sys
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule


class BareSpider(CrawlSpider):
    """Follows every link and counts pages."""

    name = "bare"
    rules = (Rule(LinkExtractor(), callback="parse_page", follow=True),)
    pages = 1  # the start page goes by another callback

    def parse_page(self, response: Response) -> None:
        """Count."""
        BareSpider.pages += 1


def main(url: str) -> None:
    """Crawl and print the number of pages."""
    settings: dict[str, Any] = {
        "LOG_ENABLED": False, "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
    }  # fmt: skip
    process = AsyncCrawlerProcess(settings)
    process.crawl(BareSpider, start_urls=[url])
    process.start()
    print(json.dumps({"pages": BareSpider.pages}))


if __name__ == "__main__":
    main(sys.argv[1])
