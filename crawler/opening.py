"""How a crawl begins: robots.txt, the home page with its tries, and the home page's style sheets."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from crawler.answers import WALLS, no_network
from crawler.asking import Asker, Limits, Reply
from crawler.feed import Seen
from crawler.job import CrawlJob
from crawler.seeing import Lens
from crawler.settings import HOME_SECONDS
from crawler.telling import tell
from records.addresses import host_of
from records.errors import CrawlError
from records.types import Fetch
from records.vocabulary import FetchState

TRIES = 5  # setting site-reachable.tries
SPACING_MINUTES = 10  # setting site-reachable.spacing_minutes; on loopback one second
MAX_STYLES, STYLE_BYTES = 10, 500_000
ROBOTS_SPACING = 5.0  # seconds between three tries
ROBOTS_BYTES = 500_000  # RFC 9309 asks for at least this much


async def open_site(job: CrawlJob, asker: Asker) -> None:
    """Read robots.txt and the home page; CrawlError when there is no site to crawl at all."""
    await _wait_for_window(job)
    await _learn_robots(job, asker)
    if job.home_seen:
        job.flow()
        return
    seen = await _home(job, asker)
    job.store.enqueue(job.run.id, [job.home])
    first = list(job.scope.first(job.home)) if seen.reading is not None else []
    job.store.enqueue(job.run.id, first)
    job.feed.keep(seen)
    if seen.reading is not None:
        job.flow()
    else:
        job.ending = "blocked" if seen.fetch.state is FetchState.BLOCKED else "home-unreachable"


async def hear_robots(job: CrawlJob, asker: Asker, origin: str) -> Reply:
    """The rules of one host, asked for before anything else is asked of it; more than once where the server fails."""
    for last in (False, False, True):
        reply = await asker.get(f"{origin}/robots.txt", Limits(HOME_SECONDS, ROBOTS_BYTES))
        status = reply.response.status if reply.response is not None else 0
        if status == 200 and reply.response is not None:
            job.robots.learn(host_of(origin), reply.response.body)
        elif _tells_nothing(reply) and last:
            job.robots.withhold(host_of(origin))
        elif not _tells_nothing(reply):
            job.robots.learn(host_of(origin), b"")
        if job.robots.heard(origin):
            break
        await asyncio.sleep(ROBOTS_SPACING * (0.05 if job.loopback else 1.0))
    asker.slow_down(job.robots.delay())
    return reply


def _tells_nothing(reply: Reply) -> bool:
    """The server failed, or did not answer: it says neither that there are rules nor that there are none."""
    if reply.response is None:
        return reply.failure is not None
    return reply.response.status >= 500 and reply.response.status not in WALLS


def origin_of(address: str) -> str:
    """Scheme and host of an address, as robots.txt goes by them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


async def style_texts(job: CrawlJob, asker: Asker, addresses: Sequence[str]) -> tuple[str, ...]:
    """The style sheets that can be had and that robots.txt allows."""
    texts: list[str] = []
    allowed = job.scope.hosts | set(job.site.known_hosts)
    for address in addresses[:MAX_STYLES]:
        if host_of(address) not in allowed:
            continue
        if not job.robots.heard(address):
            await hear_robots(job, asker, origin_of(address))
        if job.robots.allows(address):
            sheet = await asker.get(address, Limits(HOME_SECONDS, STYLE_BYTES))
            if sheet.response is not None and sheet.response.status == 200:
                texts.append(sheet.response.body.decode("utf-8", "replace"))
    return tuple(texts)


async def _wait_for_window(job: CrawlJob) -> None:
    wait = job.closed_for()
    if wait:
        hours, minutes = job.site.pace.window, round(wait / 60)
        tell(
            "window",
            "waiting {minutes} minutes for the hours {hours} of the site file",
            minutes=minutes,
            hours=hours,
        )
        await asyncio.sleep(wait)


async def _learn_robots(job: CrawlJob, asker: Asker) -> None:
    own, scheme = host_of(job.site.home), urlsplit(job.site.home).scheme
    for host in sorted(job.scope.hosts, key=lambda h: (h != own, h)):
        reply = await hear_robots(job, asker, f"{scheme}://{host}")
        if host == own:
            _check(reply, job)
    if job.robots.forbids(job.site.home):
        raise CrawlError(
            "robots.txt forbids the home page",
            where=job.site.home,
            remedy="ask the operator to allow the user agent gongkai / 请网站管理方在 robots.txt 中允许 gongkai",
        )


async def _home(job: CrawlJob, asker: Asker) -> Seen:
    """The home page at its last try; every try is kept in the store."""
    tries: list[Fetch] = []
    wanted = int(job.site.settings.get("site-reachable.tries", TRIES))
    while True:
        reply = await asker.get(job.site.home, Limits(HOME_SECONDS))
        _check(reply, job)
        row = replace(job.home, tries=len(tries))
        seen = job.eye.see(row, reply, Lens(is_home=True))
        tries.append(seen.fetch)
        job.store.save_home_tries(job.run.id, tuple(tries))
        if seen.fetch.state not in {FetchState.FAILED, FetchState.TIMED_OUT} or len(tries) >= wanted:
            break
        spacing = (
            1.0
            if job.loopback
            else max(
                1.0, 60 * float(job.site.settings.get("site-reachable.spacing_minutes", SPACING_MINUTES))
            )
        )
        tell(
            "home-try",
            "home page: {error}; try {number} of {wanted} in {seconds} s",
            error=seen.fetch.error,
            number=len(tries) + 1,
            wanted=wanted,
            seconds=round(spacing),
        )
        await asyncio.sleep(spacing)
    _check_kind(seen)
    _check_rules(job, seen)
    return await _with_styles(job, asker, seen, reply)


async def _with_styles(job: CrawlJob, asker: Asker, seen: Seen, reply: Reply) -> Seen:
    """The home page read again with its style sheets, so that hidden links are known as such."""
    texts = await style_texts(job, asker, seen.reading.stylesheets if seen.reading is not None else ())
    return job.eye.see(seen.row, reply, Lens(True, texts)) if texts else seen


def _check(reply: Reply, job: CrawlJob) -> None:
    """CrawlError for what no further try can mend: there is no crawl of this address."""
    fault = _fault(reply, job)
    if fault:
        raise CrawlError(fault[0], where=job.site.home, remedy=fault[1])


def _fault(reply: Reply, job: CrawlJob) -> tuple[str, str] | None:
    home = job.eye.see(job.home, reply).fetch if reply.response is None else None
    if home is None:
        return None
    if home.error == "private-address":
        return (
            "a private or local address, not asked for",
            "for an intranet site: allow_private: true in the site file / 内网站点请在站点文件中写 allow_private: true",
        )
    if home.error == "dns":
        return "host name not known", "check the address and this machine's network / 检查网址和本机网络"
    if reply.failure is not None and no_network(reply.failure):
        return "this machine has no network", "check the network and run again / 检查本机网络后重试"
    if home.error == "off-site" and not reply.url.endswith("/robots.txt"):
        host = host_of(urljoin(job.site.home, reply.url)) or reply.url
        return (
            f"the home page sends visitors to {host}, a host that is not in the site file",
            f"add it to hosts, or give that address as home / 请把 {host} 加入 hosts，或改用该网址",
        )
    return None


def _check_rules(job: CrawlJob, seen: Seen) -> None:
    if seen.reading is not None and not job.robots.allows(job.site.home):
        raise CrawlError(
            "robots.txt cannot be had while the home page opens: what may be crawled is not known",
            where=job.site.home,
            remedy="try again later, or ask the operator: without rules it should answer 404"
            " / 请稍后重试，或请网站管理方修复 robots.txt（没有该文件时应返回 404）",
        )


def _check_kind(seen: Seen) -> None:
    fetch = seen.fetch
    if (fetch.state is FetchState.OK and seen.reading is None) or fetch.state is FetchState.TOO_LARGE:
        raise CrawlError(
            f"the home page is no web page but {fetch.sniffed or fetch.error}"
            + (f" ({fetch.content_type})" if fetch.content_type else ""),
            where=fetch.url,
            remedy="give the address of the site's home page / 请填写网站首页的网址",
        )
