"""What the browser's requests are answered with: the crawl's own client under the crawl's own rules."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field

from playwright.async_api import Error, Route
from playwright.async_api import Request as Asked

from crawler.asking import Asker, Limits, Reply
from crawler.job import CrawlJob
from crawler.opening import hear_robots, origin_of
from records.addresses import host_of

IDLE = frozenset({"image", "media", "font"})  # nothing that is read comes from these
SAME = frozenset({"script", "stylesheet"})  # what the pages of a site have in common is asked for once
DATA = frozenset({"xhr", "fetch"})
DROPPED = frozenset({"content-length", "content-encoding", "transfer-encoding", "set-cookie", "connection"})
SECONDS = 10.0
REQUESTS = 80  # for one page
KEPT, KEPT_BYTES = 200, 2_000_000  # scripts and styles held; larger ones are asked for again


@dataclass
class Shared:
    """What all pages of one round share."""

    job: CrawlJob
    asker: Asker
    kept: dict[str, Reply] = field(default_factory=dict)
    one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def allows(self, url: str) -> bool:
        """robots.txt of the address's host, which is asked for it before anything else, allows it."""
        async with self.one:
            if not self.job.robots.heard(url):
                await hear_robots(self.job, self.asker, origin_of(url))
        return self.job.robots.allows(url)

    async def get(self, url: str, kind: str) -> Reply:
        """The answer to one request of a page."""
        if url in self.kept:
            return self.kept[url]
        reply = await self.asker.get(url, Limits(SECONDS))
        small = reply.response is not None and len(reply.response.body) <= KEPT_BYTES
        if kind in SAME and small and len(self.kept) < KEPT:
            self.kept[url] = reply
        return reply


@dataclass
class Network:
    """The only network a page has; keeps what it answered and what it refused."""

    shared: Shared
    page: str
    refused: list[str] = field(default_factory=list)
    data: list[Reply] = field(default_factory=list)
    asked: int = 0

    async def answer(self, route: Route) -> None:
        """Answer one request of the browser, or refuse it."""
        with contextlib.suppress(Error):  # the page is gone by now
            await self._answer(route)

    async def _answer(self, route: Route) -> None:
        request = route.request
        if request.resource_type in IDLE:
            await route.abort()
            return
        why = self._refusal(request) or ("" if await self.shared.allows(request.url) else "robots")
        if why:
            self.refused.append(f"{why} {request.method} {request.url[:300]}")
            await route.abort("blockedbyclient")
            return
        self.asked += 1
        reply = await self.shared.get(request.url.partition("#")[0], request.resource_type)
        if reply.response is None:
            await route.abort("failed")
            return
        if request.resource_type in DATA:
            self.data.append(reply)
        pairs = reply.response.headers.to_unicode_dict().items()
        headers = {str(k): str(v) for k, v in pairs if str(k).lower() not in DROPPED}
        await route.fulfill(status=reply.response.status, headers=headers, body=reply.response.body)

    def _refusal(self, request: Asked) -> str:
        """method, host, leaves or many; "" for what may be asked for. Only GET goes out, as everywhere in a crawl."""
        job = self.shared.job
        hosts = job.scope.hosts | set(job.site.known_hosts)
        if request.method != "GET":
            return "method"
        if not request.url.startswith(("http://", "https://")) or host_of(request.url) not in hosts:
            return "host"
        moved = request.is_navigation_request() and request.url.partition("#")[0] != self.page
        if moved and request.frame.parent_frame is None:
            return "leaves"
        return "many" if self.asked >= REQUESTS else ""
