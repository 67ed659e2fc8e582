"""A server on loopback that does not keep to HTTP: answers without end, in headers, chunks or bytes."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
Stream = Callable[[], Iterator[bytes]]


def endless_headers() -> Iterator[bytes]:
    yield OK
    while True:
        yield b"".join(b"X-%d: %s\r\n" % (n, b"y" * 60) for n in range(500))


def one_header_without_end() -> Iterator[bytes]:
    yield OK + b"X-Long: "
    while True:
        yield b"y" * 65_536


def dripping_headers() -> Iterator[bytes]:
    yield OK
    while True:
        time.sleep(0.1)
        yield b"X-A: b\r\n"


def endless_chunks() -> Iterator[bytes]:
    yield OK + b"Transfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"8000\r\n" + b"<p>x</p>" * 4096 + b"\r\n"


def endless_body() -> Iterator[bytes]:
    yield OK + b"Connection: close\r\n\r\n"
    while True:
        yield b"<p>x</p>" * 8192


def more_than_promised() -> Iterator[bytes]:
    yield OK + b"Content-Length: 5\r\n\r\n" + b"<p>x</p>" * 4096


def huge_promise() -> Iterator[bytes]:
    yield OK + b"Content-Length: 99999999999999\r\n\r\n<p>x</p>"


def nonsense() -> Iterator[bytes]:
    yield b"\x00\xff\x16\x03\x01 not HTTP at all\r\n\r\n" * 50


def wrong_gzip() -> Iterator[bytes]:
    yield OK + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!"


TRAPS: dict[str, Stream] = {
    f.__name__: f
    for f in (
        endless_headers,
        one_header_without_end,
        dripping_headers,
        endless_chunks,
        endless_body,
        more_than_promised,
        huge_promise,
        nonsense,
        wrong_gzip,
    )  # fmt: skip
}


class RawSite:
    """Serves TRAPS by their names; everything else is not found."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Address without a slash at its end."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> RawSite:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            path = client.recv(65_536).split(b" ")[1].decode().strip("/")
            self.asked.append(path)
            stream = TRAPS.get(path)
            if stream is None:
                client.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            for piece in stream():
                client.sendall(piece)
