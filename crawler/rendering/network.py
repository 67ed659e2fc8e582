"""What the browser's requests are answered with: the crawl's own client under the crawl's own rules."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field

from playwright.async_api import Error, Route
from playwright.async_api import Request as Asked

from crawler.asking import Asker, Limits, Reply
from crawler.job import CrawlJob
from records.addresses import host_of

IDLE = frozenset({"image", "media", "font"})  # nothing that is read comes from these
DROPPED = frozenset({"content-length", "content-encoding", "transfer-encoding", "set-cookie", "connection"})
SECONDS = 10.0
REQUESTS = 80  # for one page


@dataclass
class Network:
    """The only network a page has; keeps what it answered and what it refused."""

    job: CrawlJob
    asker: Asker
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
        why = self._refusal(request)
        if why:
            self.refused.append(f"{why} {request.method} {request.url[:300]}")
            await route.abort("blockedbyclient")
            return
        self.asked += 1
        reply = await self.asker.get(request.url.partition("#")[0], Limits(SECONDS))
        if reply.response is None:
            await route.abort("failed")
            return
        if request.resource_type in {"xhr", "fetch"}:
            self.data.append(reply)
        pairs = reply.response.headers.to_unicode_dict().items()
        headers = {str(k): str(v) for k, v in pairs if str(k).lower() not in DROPPED}
        await route.fulfill(status=reply.response.status, headers=headers, body=reply.response.body)

    def _refusal(self, request: Asked) -> str:
        hosts = self.job.scope.hosts | set(self.job.site.known_hosts)
        if request.method != "GET":
            return "method"
        if not request.url.startswith(("http://", "https://")) or host_of(request.url) not in hosts:
            return "host"
        if not self.job.robots.allows(request.url):
            return "robots"
        moved = request.is_navigation_request() and request.url.partition("#")[0] != self.page
        if moved and request.frame.parent_frame is None:
            return "leaves"
        return "many" if self.asked >= REQUESTS else ""
