"""Loopback servers for one generated site: its own host and, where needed, a second one."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes, urlsplit

PICTURES = "/resources/public/"


@dataclass
class Answer:
    """What one address answers (status 0: nothing); the first `lost` requests get a 503."""

    body: bytes
    kind: str = "text/html"
    status: int = 200
    modified: dt.datetime | None = None
    lost: int = 0


@dataclass
class Host:
    """The answers of one host and its search, if it has one."""

    answers: dict[str, Answer] = field(default_factory=dict)
    search: Any = None
    interfaces: dict[str, Answer] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer from the table; 404 for what is not there."""
        host, parts = self.server.host, urlsplit(self.path)
        if host.search and parts.path == host.search.path:
            self._send(Answer(host.search.answer(decoded(parts.query))))
            return
        if parts.path in host.interfaces:
            first = dict(parse_qsl(parts.query)).get("page", "1") in {"0", "1"}
            self._send(host.interfaces[parts.path] if first else Answer(b"{}", "application/json", 404))
            return
        found = host.answers.get(self.path) or host.answers.get(parts.path)
        if parts.path.startswith(PICTURES):
            found = found or host.answers["/images/entry.png"]
        found = found or Answer(b"<html><body><h1>404 Not Found</h1></body></html>", status=404)
        count = host.seen[parts.path] = host.seen.get(parts.path, 0) + 1
        self._send(Answer(b"<html><body>busy</body></html>", status=503) if count <= found.lost else found)

    do_HEAD = do_GET

    def _send(self, answer: Answer) -> None:
        if answer.status == 0:
            self.close_connection = True
            return
        self.send_response(answer.status)
        if answer.kind:
            self.send_header("Content-Type", answer.kind)
        if answer.modified:
            self.send_header(
                "Last-Modified", format_datetime(answer.modified.astimezone(dt.UTC), usegmt=True)
            )
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the terminal quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    host: Host


def decoded(query: str) -> dict[str, str]:
    """The parameters of a query string written in UTF-8 or GB18030."""
    pairs = {}
    for name, value in parse_qsl(query, keep_blank_values=True, encoding="latin-1"):
        raw = value.encode("latin-1")
        try:
            pairs[name] = raw.decode("utf-8")
        except UnicodeDecodeError:
            pairs[name] = raw.decode("gb18030", "replace")
    return pairs


def unquoted(path: str) -> str:
    """A path without percent signs."""
    return unquote_to_bytes(path).decode("utf-8", "replace")


@contextmanager
def serving(addresses: dict[str, str]) -> Iterator[dict[str, _Server]]:
    """One server a host name → loopback address; yields them before they know their answers."""
    servers = {name: _Server((address, 0), _Handler) for name, address in addresses.items()}
    threads = [threading.Thread(target=s.serve_forever, args=(0.05,), daemon=True) for s in servers.values()]
    for server, thread in zip(servers.values(), threads, strict=True):
        server.host = Host()
        thread.start()
    try:
        yield servers
    finally:
        for server in servers.values():
            server.shutdown()
            server.server_close()
        time.sleep(0)


def base(server: _Server) -> str:
    """The server's address without a slash at the end."""
    host, port = server.server_address[:2]
    return f"http://{host!s}:{port}"
