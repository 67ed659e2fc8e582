"""Requests on their way: they can be called off, so that a crawl that is stopped ends at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response

GRACE = 1.0  # seconds that requests on their way still have when a crawl is stopped


class Flights:
    """What is on its way of one crawl."""

    def __init__(self) -> None:
        self._out: set[asyncio.Future[Response]] = set()
        self.called_off = False

    async def fly(self, work: Coroutine[Any, Any, Response]) -> Response:
        """The answer; DownloadCancelledError when it was called off."""
        flight = asyncio.ensure_future(work)
        self._out.add(flight)
        try:
            return await flight
        except asyncio.CancelledError:
            if self.called_off:
                raise DownloadCancelledError("the crawl was stopped") from None
            raise
        finally:
            self._out.discard(flight)

    def call_off(self) -> None:
        """End every request that is on its way, and every later one."""
        self.called_off = True
        for flight in list(self._out):
            flight.cancel()
