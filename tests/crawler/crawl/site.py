"""A small site on loopback whose every answer is told by the test, and which remembers what it was asked."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


@dataclass(slots=True)
class Answer:
    """One HTTP answer. `drip` sends the body byte by byte, so many seconds apart; `reset` cuts the connection instead."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    drip: float = 0.0
    reset: bool = False


VALIDATORS = {"ETag", "Last-Modified"}
Page = Answer | Callable[[str, int], Answer]


def html(title: str, *links: str, extra: str = "", encoding: str = "utf-8") -> Answer:
    """A page with a title, links and enough text to be one."""
    anchors = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    text = (
        f"<!DOCTYPE html><html><head><meta charset='{encoding}'><title>{title}</title></head>"
        f"<body><h1>{title}</h1><p>这里是正文，说明本页的内容。</p>{extra}<ul>{anchors}</ul></body></html>"
    )
    return Answer(text.encode(encoding), headers={"Content-Type": "text/html"})


class Site:
    """Serves `pages` (path with query, else path → answer, or a function of address and count) until closed."""

    def __init__(self, pages: dict[str, Page], host: str = "127.0.0.1") -> None:
        self.pages, self.asked, self.delay = pages, [], 0.0  # type: ignore[var-annotated]
        self.posted: list[str] = []
        self.headed: list[str] = []
        self.heads = False  # whether it answers HEAD
        self.fallback: Page = Answer(b"gone", 404)
        self.times: list[float] = []  # when each of `asked` came in
        self.lock = threading.Lock()
        self.headers: list[dict[str, str]] = []  # that came with each of `asked`
        self.host, self.port, self.down = host, 0, False
        self._open()

    @property
    def url(self) -> str:
        """Address without a slash at its end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def leave(self) -> None:
        """Go away: every connection is cut, nobody listens."""
        self.down = True
        self._server.shutdown()
        self._server.server_close()

    def come_back(self) -> None:
        """Listen again at the same port."""
        self._open()
        self.down = False
        self._thread.start()

    def _open(self) -> None:
        handler = type("Handler", (_Handler,), {"site": self})
        kind = _Server6 if ":" in self.host else _Server
        self._server = kind((self.host, self.port), handler)
        self.port = self._server.server_address[1]
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        with self.lock:
            return self.asked.count(path)

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A crawl that is killed leaves its connections open: nothing to tell."""


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer as the test said."""
        if self.site.down:
            self._cut()
            return
        with self.site.lock:
            self.site.headers.append(dict(self.headers.items()))
            self.site.asked.append(self.path)
            self.site.times.append(time.monotonic())
            count = self.site.asked.count(self.path)
        pages, path = self.site.pages, urlsplit(self.path).path
        found = pages.get(self.path, pages.get(path, self.site.fallback))
        answer = found(self.path, count) if callable(found) else found
        if self.site.delay:
            threading.Event().wait(self.site.delay)
        if answer.reset or self.site.down:
            self._cut()
            return
        if self._is_known(answer):
            answer = Answer(b"", 304, {k: v for k, v in answer.headers.items() if k in VALIDATORS})
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        for at in range(len(answer.body) if answer.drip else 0):
            self.wfile.write(answer.body[at : at + 1])
            threading.Event().wait(answer.drip)
        if not answer.drip:
            self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        """The status alone, or nothing of the kind."""
        with self.site.lock:
            self.site.headed.append(self.path)
        found = self.site.pages.get(self.path, self.site.fallback)
        self.send_response(found.status if self.site.heads and isinstance(found, Answer) else 501)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        """Remember what nobody should send."""
        with self.site.lock:
            self.site.posted.append(self.path)
        self.send_error(405)

    def _cut(self) -> None:
        """End the connection with a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.rfile.close()
        self.connection.close()

    def _is_known(self, answer: Answer) -> bool:
        """The client asked only for something else than this version, which it named first by its ETag."""
        etag, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if etag is not None:
            return etag == answer.headers.get("ETag")
        return since is not None and since == answer.headers.get("Last-Modified")

    def log_message(self, format: str, *args: Any) -> None:
        """Be quiet."""
