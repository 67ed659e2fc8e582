"""What Scrapy says of every single request is not even put into words."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter


class Quiet(LogFormatter):
    """Scrapy's words for what goes wrong, none for what goes well."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """Nothing: the store tells it."""
