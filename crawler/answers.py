"""What came of asking for an address: an answer or a failure becomes a `Fetch`, in the words of the vocabulary."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.crawl_words import crawl_words
from crawler.extract.decoding import decode
from crawler.extract.sniffing import sniff
from crawler.guards import POLICY
from records.types import Fetch, PageReading
from records.vocabulary import FetchState

CHINA = dt.timezone(dt.timedelta(hours=8))
WALLS = frozenset({403, 412, 429, 521})
GONE = frozenset({404, 410})  # the page that says so may speak of anything
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_TRIES = 2  # of an address that fails: a dead link is asked for again once, later in the run
LOST_TRIES = 5  # where not even an answer came: a connection that was reset says nothing about the page
WALL_BYTES, WALL_CHARS, WALL_LINKS = 60_000, 300, 3  # a page with more than this is a page
_NO_NETWORK = frozenset(
    {errno.ENETUNREACH, errno.ENETDOWN, 10050, 10051}
)  # the last two are Windows' numbers


def now_iso() -> str:
    """The moment in China's time, to the second, with its zone."""
    return dt.datetime.now(CHINA).isoformat(timespec="seconds")


def fetch_of(response: Response, url: str, tries: int) -> Fetch:
    """The answer to asking for `url`; a wall that only the page's text shows is told by `wall_in`."""
    body, status = response.body, response.status
    sniffed = sniff(body) if body else "empty"
    state, error = _verdict(response, sniffed, tries)
    return Fetch(
        url=url,
        state=state,
        tries=tries,
        status=status,
        fetched_at=now_iso(),
        sha256=hashlib.sha256(body).hexdigest(),
        bytes=len(body),
        content_type=_header(response, b"Content-Type"),
        last_modified=_header(response, b"Last-Modified"),
        etag=_header(response, b"ETag"),
        ip=str(response.ip_address) if response.ip_address else None,
        error=error,
        sniffed=sniffed,
    )


def failed_fetch(failure: BaseException, url: str, tries: int) -> Fetch:
    """The failure of asking for `url`."""
    state, error = FetchState.FAILED, "connection"
    if isinstance(failure, CannotResolveHostError):
        refused = urlsplit(url).hostname in POLICY.refused
        state, error = (FetchState.NOT_TRIED, "private-address") if refused else (state, "dns")
    elif isinstance(failure, DownloadTimeoutError):
        state, error = FetchState.TIMED_OUT, "timeout"
    elif isinstance(failure, DownloadConnectionRefusedError):
        error = "refused"
    elif isinstance(failure, (DownloadCancelledError, IgnoreRequest)):
        state, error = FetchState.TOO_LARGE, "too-large"
    elif isinstance(failure, ResponseDataLossError):
        error = "cut-off"
    elif no_network(failure):
        error = "no-network"
    return Fetch(url, state, tries, fetched_at=now_iso(), error=error)


def raised(failure: Failure) -> BaseException:
    """The exception inside Twisted's failure."""
    return failure.value if failure.value is not None else RuntimeError(str(failure))


def is_page(fetch: Fetch) -> bool:
    """The body is a web page, whatever its address and header say."""
    if fetch.sniffed == "html":
        return True
    return fetch.sniffed in {"text", "xml"} and "html" in (fetch.content_type or "").lower()


def wall_in(fetch: Fetch, body: bytes, reading: PageReading) -> Fetch:
    """The same fetch, BLOCKED when the page is nothing but a test for browsers."""
    small = (fetch.bytes or 0) <= WALL_BYTES and reading.text_chars <= WALL_CHARS
    if not small or len(reading.links) > WALL_LINKS or fetch.state is not FetchState.OK:
        return fetch
    text = decode(body, fetch.content_type).text
    marked = any(mark in text for mark in crawl_words().script_wall_marks)
    onward = bool(reading.links or reading.redirect)
    cookie = "document.cookie" in text and "location" in text and not onward
    return replace(fetch, state=FetchState.BLOCKED, error="wall:script") if marked or cookie else fetch


def asks_again(fetch: Fetch) -> bool:
    """What may be different later in the run."""
    return fetch.state in {FetchState.FAILED, FetchState.TIMED_OUT} or fetch.error == "wall:429"


def tries_left(fetch: Fetch) -> int:
    """How often this address is still to be asked for, later in the run."""
    without_answer = fetch.state is FetchState.FAILED and fetch.status is None
    return max(0, (LOST_TRIES if without_answer else MAX_TRIES) - fetch.tries) if asks_again(fetch) else 0


def no_network(failure: BaseException) -> bool:
    """Our own machine has no way out."""
    seen: BaseException | None = failure
    while seen is not None:
        number = getattr(seen, "osError", None) or getattr(seen, "errno", None)
        if number in _NO_NETWORK or any(
            f"Errno {n}]" in str(seen) or f": {n}:" in str(seen) for n in _NO_NETWORK
        ):
            return True
        seen = seen.__cause__
    return False


def _verdict(response: Response, sniffed: str, tries: int) -> tuple[FetchState, str]:
    status = response.status
    if status in WALLS:
        return FetchState.BLOCKED, f"wall:{status}"
    if not 200 <= status < 300:
        walled = status not in GONE and len(body := response.body) <= WALL_BYTES and _has_mark(body)
        return (FetchState.BLOCKED, f"wall:{status}") if walled else (FetchState.FAILED, f"http-{status}")
    if sniffed == "empty":
        return FetchState.FAILED, "empty"
    if "dataloss" in response.flags and tries < 2:
        return (
            FetchState.FAILED,
            "cut-off",
        )  # accepted at the second try: some servers always announce a wrong length
    return FetchState.OK, ""


def _has_mark(body: bytes) -> bool:
    """Something of a wall that tests browsers stands in it."""
    text = decode(body).text
    return any(mark in text for mark in crawl_words().script_wall_marks)


def _header(response: Response, name: bytes) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
