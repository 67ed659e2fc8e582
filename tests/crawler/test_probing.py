"""One availability probe against servers that behave in every way a home page may."""

from __future__ import annotations

import datetime as dt
import http.server
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import crawler.probing
from crawler.probing import probe
from records.probes import Probe, ProbeOutcome, ProbeWatch

NOW = dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@contextmanager
def answering(status: int, body: bytes, wait: float = 0.0) -> Iterator[str]:
    """A server whose home page answers so; its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(wait)
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def made(url: str, *, allow_private: bool = True) -> Probe:
    return probe(ProbeWatch(1, "s", url, NOW), 3, NOW, allow_private=allow_private)


PAGE = "<html><body>某局网站</body></html>".encode()


@pytest.mark.parametrize(
    ("status", "body", "outcome", "error"),
    [
        (200, PAGE, ProbeOutcome.OPEN, ""),
        (503, PAGE, ProbeOutcome.BAD, "http-503"),
        (404, PAGE, ProbeOutcome.BAD, "http-404"),
        (200, b"  ", ProbeOutcome.BAD, "empty"),
        (403, PAGE, ProbeOutcome.UNCOUNTED, "wall:403"),
        (412, PAGE, ProbeOutcome.UNCOUNTED, "wall:412"),
    ],
)
def test_what_an_answer_tells(status: int, body: bytes, outcome: ProbeOutcome, error: str) -> None:
    with answering(status, body) as url:
        seen = made(url)
    assert (seen.slot, seen.outcome, seen.error, seen.status) == (3, outcome, error, status)


def test_a_test_for_browsers_is_not_counted() -> None:
    with answering(200, b"<script>document.cookie='__jsl_clearance=1';location.reload()</script>") as url:
        assert made(url).outcome is ProbeOutcome.UNCOUNTED


def test_a_page_that_does_not_come_in_time_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawler.probing, "HOME_SECONDS", 0.3)
    with answering(200, PAGE, wait=1.0) as url:
        seen = made(url)
    assert (seen.outcome, seen.error) == (ProbeOutcome.BAD, "timeout")
    assert seen.seconds < 0.9


def test_nobody_listening_is_bad() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert made(f"http://127.0.0.1:{port}/").outcome is ProbeOutcome.BAD


def test_a_name_that_is_not_known_may_be_our_own_fault_and_is_not_counted() -> None:
    seen = made("http://no-such-host.invalid/")
    assert (seen.outcome, seen.error) == (ProbeOutcome.UNCOUNTED, "dns")


def test_a_private_address_is_never_visited_without_leave() -> None:
    with answering(200, PAGE) as url:
        assert made(url, allow_private=False).outcome is ProbeOutcome.UNCOUNTED
