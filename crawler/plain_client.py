"""A small GET client for single pages: public addresses only, bounded in size, time and redirects."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from gzip import BadGzipFile, GzipFile
from io import BytesIO
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from crawler.ranges import permits
from crawler.settings import user_agent
from records.errors import InputError

MAX_BYTES = 8_000_000
MAX_SECONDS, CONNECT_SECONDS = 30.0, 15.0
MAX_REDIRECTS = 5
_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `url` after redirects, `body` cut at `MAX_BYTES`."""

    url: str
    status: int
    body: bytes
    content_type: str | None
    last_modified: str | None
    ip: str
    fetched_at: str


class NoAnswer(InputError):
    """Nothing came back; `cause` is the error of the network, TimeoutError when the time was up."""

    def __init__(self, url: str, cause: BaseException) -> None:
        kind = "no answer in time" if isinstance(cause, TimeoutError) else f"no answer: {cause}"
        super().__init__(kind, where=url, remedy="try again later, or read a saved page")
        self.cause = cause


def get(url: str, *, allow_private: bool = False, seconds: float = MAX_SECONDS) -> Answer:
    """The answer to one GET within `seconds`. InputError for a private address or an unknown name, NoAnswer for none."""
    end = time.monotonic() + seconds
    for _ in range(MAX_REDIRECTS + 1):
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InputError(f"not an http(s) address: {url}", remedy="https://example.gov.cn/")
        answer, target = _once(url, parts, _address(parts, allow_private), end)
        if target is None:
            return answer
        url = urljoin(url, target)
    raise InputError(f"more than {MAX_REDIRECTS} redirects", where=url, remedy="give the final address")


def _address(parts: SplitResult, allow_private: bool) -> str:
    """The IP to connect to: resolved once, checked, and used as it is."""
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        raise InputError("name not known", where=parts.geturl(), remedy="check the address") from None
    ips = [str(a[4][0]) for a in found]
    ip = next((ip for ip in ips if permits(ip, allow_private)), None)
    if ip is None:
        raise InputError(
            f"{ips[0]} is a private address",
            where=parts.geturl(),
            remedy="--allow-private for intranet hosts",
        )
    return ip


def _once(url: str, parts: SplitResult, ip: str, end: float) -> tuple[Answer, str | None]:
    left = max(end - time.monotonic(), 0.001)
    connection = _Connection(parts, ip, min(left, CONNECT_SECONDS))
    clock = threading.Timer(left, connection.cut)
    clock.daemon = True
    clock.start()
    try:
        connection.request("GET", _path(parts), headers=_headers(parts))
        response = connection.getresponse()
        body = response.read(MAX_BYTES)
        if time.monotonic() >= end:
            raise TimeoutError("timed out")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(url, TimeoutError() if time.monotonic() >= end else error) from None
    finally:
        clock.cancel()
        connection.close()
    answer = Answer(
        url=url,
        status=response.status,
        body=_plain(body, response.getheader("Content-Encoding") or ""),
        content_type=response.getheader("Content-Type"),
        last_modified=response.getheader("Last-Modified"),
        ip=ip,
        fetched_at=datetime.now(_CHINA).isoformat(timespec="seconds"),
    )
    return answer, response.getheader("Location") if 300 <= response.status < 400 else None


class _Connection(http.client.HTTPConnection):
    """Connects to the checked IP, whatever the name resolves to by now."""

    def __init__(self, parts: SplitResult, ip: str, seconds: float) -> None:
        self._secure = parts.scheme == "https"
        super().__init__(parts.hostname or "", parts.port or (443 if self._secure else 80), timeout=seconds)
        self._ip = ip

    def connect(self) -> None:
        """A socket to the IP. Certificates are not checked: many bodies' have run out, visitors see the page all the same."""
        plain = socket.create_connection((self._ip, self.port), self.timeout)
        context = ssl._create_unverified_context() if self._secure else None
        self.sock = context.wrap_socket(plain, server_hostname=self.host) if context else plain

    def cut(self) -> None:
        """End a reading that drips beyond its time."""
        with suppress(OSError):
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return path + (f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else "")


def _headers(parts: SplitResult) -> dict[str, str]:
    return {
        "Host": parts.netloc.rsplit("@", 1)[-1],
        "User-Agent": user_agent(),
        "Accept": "text/html,*/*;q=0.8",
        "Accept-Encoding": "gzip",
    }


def _plain(body: bytes, coding: str) -> bytes:
    """The body unpacked, never to more than `MAX_BYTES`."""
    if coding.lower() not in {"gzip", "x-gzip"}:
        return body
    try:
        return GzipFile(fileobj=BytesIO(body)).read(MAX_BYTES)
    except (BadGzipFile, EOFError, OSError):
        return body
