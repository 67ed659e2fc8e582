"""Scrapy's settings, each with its reason; `site_settings` adds what a site's pace asks for."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import socket
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

from records.errors import CrawlError
from records.types import Site

PAGE_BYTES = 10_000_000  # decompressed; the largest list page seen on a real site has 3 MB
DOCUMENT_BYTES = 20_000_000  # an attachment is fetched whole, to see what it is and to keep it as evidence
PAGE_SECONDS = 30.0  # for the whole of an answer: a server that drips bytes ends here too
DOCUMENT_SECONDS = 120.0
HOME_SECONDS = 15.0  # the site check of 2019 counts a home page as not reachable after 15 seconds
FULL_SPEED = 16  # requests at once on loopback; more only costs
DEFAULT_CONTACT = "https://github.com/gongkai/gongkai"


def tool_version() -> str:
    """The installed version of gongkai, "0+source" when it runs from a bare checkout."""
    try:
        return version("gongkai")
    except PackageNotFoundError:
        return "0+source"


def user_agent() -> str:
    """Who asks, and where to complain: GONGKAI_CONTACT is an address or a mailbox of those who run the crawl."""
    return f"gongkai/{tool_version()} (+{os.environ.get('GONGKAI_CONTACT') or DEFAULT_CONTACT})"


def insist_on_contact(url: str) -> None:
    """CrawlError for a site on another machine whose operators would find no address of ours in what we send."""
    if not os.environ.get("GONGKAI_CONTACT") and not is_loopback(url) and _is_elsewhere(url):
        raise CrawlError(
            "no contact address for the operators of the site",
            where=url,
            remedy="GONGKAI_CONTACT=you@example.gov.cn / 请设置联系方式（邮箱或网页），写入访问标识",
        )


def _is_elsewhere(url: str) -> bool:
    """The host's name is known and does not lead to this machine."""
    try:
        found = socket.getaddrinfo(urlsplit(url).hostname, None)
    except (OSError, ValueError, UnicodeError):
        return False  # an unknown name is told by the crawl itself
    return not all(ipaddress.ip_address(str(a[4][0]).split("%")[0]).is_loopback for a in found)


def is_loopback(url: str) -> bool:
    """The address is on this machine: nobody is disturbed by speed."""
    host = urlsplit(url).hostname or ""
    return host == "localhost" or host == "::1" or host.startswith("127.")


def site_settings(site: Site) -> dict[str, Any]:
    """What a site's pace means for Scrapy; without a delay (private hosts only) full speed."""
    delay = site.pace.delay
    at_once = site.pace.concurrency if delay else max(site.pace.concurrency, FULL_SPEED)
    return {
        "DOWNLOAD_DELAY": delay,
        "CONCURRENT_REQUESTS": at_once,  # also how many addresses wait inside Scrapy: the rest waits in our frontier
        "CONCURRENT_REQUESTS_PER_DOMAIN": at_once,
    }


BOT_NAME = "gongkai"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"  # `scrapy crawl` tells by its exit code how the crawl ended
USER_AGENT = user_agent()
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",  # some sites choose their language by this
}

# Nothing may reach into a running crawl.
REMOTE_CONTROL_ENABLED = False  # runs Python code sent over HTTP; on by default
TELNETCONSOLE_ENABLED = False  # a Python console on a port; on by default

# The frontier is ours: it lives in SQLite and survives a kill, which Scrapy's queues do not.
SCHEDULER = "crawler.scheduler.FrontierScheduler"

CONCURRENT_ITEMS = (
    1  # a page goes to the frontier as it is read; Scrapy starts this many tasks for every page
)

# What we do ourselves, because what happened has to be told in the records.
RETRY_ENABLED = False  # a failure is asked again once, later in the run
REDIRECT_ENABLED = False  # every hop is checked against the site's hosts and robots.txt
METAREFRESH_ENABLED = False  # followed as a link
ROBOTSTXT_OBEY = False  # obeyed by crawler.robots: a forbidden address is recorded as such
SPIDER_MIDDLEWARES_BASE: dict[
    str, int
] = {}  # depth, length, offsite, referer, HTTP errors: all in our own scope
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
}

# Nothing is carried from page to page, nothing goes a way around the address guard.
COOKIES_ENABLED = False
HTTPPROXY_ENABLED = False  # behind a proxy the guard would only see the proxy's address
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("file", "ftp", "s3", "data")),  # http and https only
    **dict.fromkeys(("http", "https"), "crawler.turns.PacedHandler"),
}
TWISTED_DNS_RESOLVER = "crawler.guards.GuardedResolver"
DOWNLOAD_VERIFY_CERTIFICATES = (
    False  # many bodies' certificates have run out; visitors see the page all the same
)

# Bounds.
DOWNLOAD_MAXSIZE = PAGE_BYTES
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = PAGE_SECONDS
DOWNLOAD_FAIL_ON_DATALOSS = False  # the spider decides: a cut-off answer is a failure at the first try only
CONCURRENT_REQUESTS = 2
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0  # a pace of one second is one second
MEMUSAGE_ENABLED = False  # needs a POSIX-only module

# Quiet: the records tell what happened; only what goes wrong in the machinery itself is logged.
LOG_LEVEL = "WARNING"
LOG_FORMATTER = "crawler.quiet.Quiet"
EXTENSIONS_BASE: dict[str, int] = {}  # counters, throttle, consoles: of no use to us, and told of every page
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
LOG_VERSIONS: list[str] = []
WARN_ON_GENERATOR_RETURN_VALUE = False  # looks at the source of every callback

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
ASYNCIO_EVENT_LOOP = (
    "uvloop.Loop" if importlib.util.find_spec("uvloop") else None
)  # a fifth faster where it exists
