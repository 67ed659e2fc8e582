"""Asking hosts outside the site, each by its own robots.txt, and what the answers prove."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.answers import REDIRECTS, WALLS, failed_fetch, now_iso
from crawler.asking import Asker, Limits, Reply
from crawler.job import CrawlJob
from crawler.knocking import is_unknown, knock
from crawler.opening import ROBOTS_BYTES, origin_of
from crawler.robots import Robots
from crawler.settings import is_loopback
from records.addresses import host_of
from records.types import Fetch
from records.vocabulary import FetchState

OF_HOST, HOSTS_AT_ONCE = 20, 4
LIMITS, RULES = Limits(10.0, 1_000_000), Limits(10.0, ROBOTS_BYTES)
GONE = frozenset({404, 410})
NEVER_A_NAME = (".invalid",)  # RFC 6761
UNPROVED = "no-network"  # what nothing else on the outside contradicts may be our own network's doing


@dataclass
class Trip:
    """All that is asked of outside hosts in one crawl."""

    job: CrawlJob
    asker: Asker
    left: int
    robots: Robots = field(default_factory=Robots)
    wanted: list[str] = field(default_factory=list)
    found: dict[str, Fetch] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)  # origins that answered at all
    known: set[str] = field(default_factory=set)  # names that were known

    def choose(self, urls: Iterable[str]) -> None:
        """What is to be asked; the rest is over the budget."""
        of_host: Counter[str] = Counter()
        for url in urls:
            host = host_of(url)
            of_host[host] += 1
            if of_host[host] > OF_HOST or len(self.wanted) >= self.left:
                self.found[url] = Fetch(url, FetchState.OVER_BUDGET, error="outside")
            else:
                self.wanted.append(url)

    async def ask(self, urls: Iterable[str]) -> None:
        """Ask host by host, a few hosts at once, each host's addresses one after the other."""
        by_origin: dict[str, list[str]] = defaultdict(list)
        for url in urls:
            by_origin[origin_of(url)].append(url)
        gate = asyncio.Semaphore(HOSTS_AT_ONCE)
        await asyncio.gather(*(self._host(gate, o, some) for o, some in by_origin.items()))

    async def _host(self, gate: asyncio.Semaphore, origin: str, urls: list[str]) -> None:
        async with gate:
            if self.job.site.allow_private and host_of(origin) not in self.job.site.known_hosts:
                await self._only_knock(origin, urls)
                return
            barred = await self._barred(origin)
            for url in urls:
                tries = self._tries(url)
                if barred is not None:
                    self.found[url] = replace(barred, url=url, tries=tries)
                elif not self.robots.allows(url):
                    self.found[url] = Fetch(
                        url, FetchState.ROBOTS, tries, fetched_at=now_iso(), error="robots"
                    )
                elif self._time_is_up():
                    self.found.setdefault(url, Fetch(url, FetchState.OVER_BUDGET, error="outside"))
                else:
                    self.found[url] = await self._one(url, tries)

    async def _only_knock(self, origin: str, urls: list[str]) -> None:
        """Nothing is sent to hosts around a private site that its file does not name."""
        seen = await knock(origin, 1)
        self._learn(seen)
        for url in urls:
            self.found[url] = replace(seen, url=url, tries=self._tries(url))

    def _tries(self, url: str) -> int:
        former = self.found.get(url)
        return former.tries + 1 if former is not None else 1

    def _time_is_up(self) -> bool:
        return self.job.seconds_left() <= 0 or bool(self.job.closed_for())

    async def _barred(self, origin: str) -> Fetch | None:
        """Why nothing of a host can be asked; None once its rules are heard."""
        if self._time_is_up():
            return Fetch(origin, FetchState.OVER_BUDGET, error="outside")
        if self.robots.heard(origin):
            return None
        reply = await self.asker.once(f"{origin}/robots.txt", RULES)
        if reply.response is None:
            return await self._failed(reply)
        status = reply.response.status
        self._note(origin)
        if status >= 500 and status not in WALLS:
            return Fetch(origin, FetchState.ROBOTS, 1, status, now_iso(), error="robots")  # RFC 9309, 2.3.1.4
        self.robots.learn(host_of(origin), reply.response.body if status == 200 else b"")
        return None

    async def _one(self, url: str, tries: int) -> Fetch:
        await asyncio.sleep(self.robots.delay_of(url))
        reply = await self.asker.once(url, LIMITS, "HEAD")
        if reply.response is None or not _is_plain(reply.response):
            reply = await self.asker.once(url, LIMITS)
        if reply.response is None:
            return replace(await self._failed(reply), tries=tries)
        self._note(url)
        return _told(reply.response, url, tries)

    async def _failed(self, reply: Reply) -> Fetch:
        assert reply.failure is not None
        fetch = failed_fetch(reply.failure, reply.url, 1)
        if fetch.error == "dns" and not await is_unknown(reply.url):
            return replace(fetch, error="dns-silent")
        self._learn(fetch)
        return fetch

    def _learn(self, fetch: Fetch) -> None:
        """What an answer or a failure says of our own network."""
        if fetch.state is FetchState.OK:
            self.answered.add(origin_of(fetch.url))
        if not fetch.error.startswith("dns"):
            self.known.add(_domain(fetch.url))

    def _note(self, url: str) -> None:
        self._learn(Fetch(url, FetchState.OK))

    def proved(self) -> list[Fetch]:
        """What was found, without what our own network may have made."""
        return [self._sure(fetch) for fetch in self.found.values()]

    def _sure(self, fetch: Fetch) -> Fetch:
        host = urlsplit(fetch.url).hostname or ""
        if fetch.error == "dns":
            others = self.known - {_domain(fetch.url), ""}
            sure = bool(others) or host.endswith(NEVER_A_NAME)
        elif fetch.error == "refused":
            near = is_loopback(fetch.url)  # the site itself answers there
            sure = near or any(not is_loopback(o) for o in self.answered - {origin_of(fetch.url)})
        else:
            return fetch
        return fetch if sure else replace(fetch, error=UNPROVED)


def _is_plain(response: Response) -> bool:
    """An answer to HEAD that needs no other."""
    return 200 <= response.status < 300 or response.status in REDIRECTS


def _told(response: Response, url: str, tries: int) -> Fetch:
    """Only the status: a redirect is an answer, a wall is none."""
    status, state, error = response.status, FetchState.OK, ""
    if status in WALLS:
        state, error = FetchState.BLOCKED, f"wall:{status}"
    elif not _is_plain(response):
        state, error = FetchState.FAILED, f"http-{status}"
    ip = str(response.ip_address) if response.ip_address else None
    return Fetch(url, state, tries, status, now_iso(), ip=ip, error=error)


def _domain(url: str) -> str:
    """What names of one owner share, roughly: the last three parts; "" for a bare address."""
    host = urlsplit(url).hostname or ""
    numeric = ":" in host or host.replace(".", "").isdigit()
    return "" if numeric else ".".join(host.split(".")[-3:])
