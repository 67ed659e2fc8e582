"""Asking for one address and following its redirects, hop by hop inside the site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from OpenSSL.SSL import Error as TlsError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.internet.error import ConnectError, ConnectionClosed

from crawler.answers import REDIRECTS
from crawler.robots import Robots
from crawler.scope import Scope
from crawler.settings import PAGE_BYTES, PAGE_SECONDS

MAX_HOPS = 6
FAILURES = (
    CannotResolveHostError,
    ConnectError,
    ConnectionClosed,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    OSError,
    ResponseDataLossError,
    TlsError,
    UnsupportedURLSchemeError,
    ValueError,
)
"""What asking for an address can end with when the address, the server or the network is at fault."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Where the asking ended: with an answer, a failure, or `trouble`: off-site, robots, redirect-loop, wall:cookie."""

    url: str
    response: Response | None = None
    failure: BaseException | None = None
    trouble: str = ""
    hops: tuple[
        tuple[str, Response], ...
    ] = ()  # the redirecting answers on the way, with the address each was asked at


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for the whole of an answer and bytes after decompression."""

    seconds: float = PAGE_SECONDS
    size: int = PAGE_BYTES

    @property
    def meta(self) -> dict[str, Any]:
        """The same for Scrapy's download handler."""
        return {"download_timeout": self.seconds, "download_maxsize": self.size}


class Asker:
    """Sends GET through Scrapy's downloader, with its pace and its guard."""

    def __init__(self, crawler: Crawler, scope: Scope, robots: Robots) -> None:
        self._crawler, self._scope, self._robots = crawler, scope, robots

    async def get(self, url: str, limits: Limits) -> Reply:
        """What asking for `url` ends with, redirects followed."""
        reply = await self.once(url, limits)
        return await self.follow(url, reply.response, limits) if reply.response is not None else reply

    def slow_down(self, seconds: float) -> None:
        """No host is asked more often than this from now on."""
        for slot in self._crawler.engine.downloader.slots.values():
            slot.delay = max(slot.delay, seconds)

    async def follow(self, url: str, response: Response, limits: Limits) -> Reply:
        """Where the redirects of an answer lead."""
        hops: list[tuple[str, Response]] = []
        while len(hops) < MAX_HOPS:
            target = location(response, url)
            if target is None:
                return Reply(url, response, hops=tuple(hops))
            hops.append((url, response))
            trouble = self._trouble(target, response, {u for u, _ in hops})
            if trouble:
                return Reply(target, trouble=trouble, hops=tuple(hops))
            reply = await self.once(target, limits)
            if reply.response is None:
                return replace(reply, hops=tuple(hops))
            url, response = target, reply.response
        return Reply(url, trouble="redirect-loop", hops=tuple(hops))

    def _trouble(self, target: str, response: Response, asked: set[str]) -> str:
        """Why a redirect is not followed; "" where it is."""
        if not self._scope.admits(target):
            return "off-site"
        if target in asked:
            return "wall:cookie" if b"Set-Cookie" in response.headers else "redirect-loop"
        return "" if self._robots.allows(target) else "robots"

    async def once(self, url: str, limits: Limits, method: str = "GET") -> Reply:
        """What one request ends with; redirects are told, not followed."""
        try:
            request = Request(url, method=method, meta=limits.meta)
            return Reply(url, await self._crawler.engine.download_async(request))
        except FAILURES as failure:
            return Reply(url, failure=failure)


def location(response: Response, url: str) -> str | None:
    """The absolute address that a redirecting answer names; None for any other answer."""
    if response.status not in REDIRECTS:
        return None
    value = response.headers.get(b"Location")
    if not value:
        return None
    text = "".join(
        chr(b) if b < 128 else f"%{b:02X}" for b in value
    )  # the bytes as they came, as browsers do
    try:
        return urljoin(url, text.strip()).partition("#")[0]
    except ValueError:
        return "invalid:"
