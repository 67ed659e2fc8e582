"""Tiny sites on loopback for the benches of many sites: one server, a port a platform, a path a site."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGES = 12
_LINK = '<li><a href="/{site}/{n}.html">\u4fe1\u606f {n}</a> 2026-11-{day:02d}</li>'
_PAGE = "<html><head><title>{title}</title></head><body><ul>{rows}</ul></body></html>"


@dataclass
class Seen:
    """What the servers saw: per platform the sites that were asking at the same time."""

    requests: Counter[str] = field(default_factory=Counter)


class Platform:
    """One server with some sites; `seen` counts requests by site."""

    def __init__(self, seen: Seen, seconds: float) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(seen, seconds))
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


def _handler(seen: Seen, seconds: float) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            time.sleep(seconds)
            site = self.path.strip("/").split("/")[0]
            found = site.startswith("s") and site[1:].isdigit()
            seen.requests[site] += 1
            body = _body(site).encode() if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """The bench prints its own lines."""

    return Handler


def _body(site: str) -> str:
    rows = "".join(_LINK.format(site=site, n=n, day=n % 28 + 1) for n in range(PAGES))
    return _PAGE.format(title=site, rows=rows)
