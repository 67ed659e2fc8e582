"""A proxy on loopback in front of a server, which cuts connections at random and goes away when told."""

from __future__ import annotations

import random
import socket
import struct
import threading
from typing import Self
from urllib.parse import urlsplit

PIECE = 65_536


class Proxy:
    """Passes connections on; `reset_share` of the requests is answered with a reset, all of them while `away`."""

    def __init__(self, target: str, seed: int = 1) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 80)
        self._draw, self._lock = random.Random(seed), threading.Lock()
        self.reset_share, self.away = 0.0, False
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        """One connection: request by request, as the crawl keeps connections open."""
        with client, socket.create_connection(self._target) as server:
            threading.Thread(target=_pour, args=(server, client), daemon=True).start()
            while request := _received(client):
                if self._cuts():
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                server.sendall(request)

    def _cuts(self) -> bool:
        with self._lock:
            return self.away or self._draw.random() < self.reset_share


def _received(client: socket.socket) -> bytes:
    try:
        return client.recv(PIECE)
    except OSError:
        return b""


def _pour(source: socket.socket, target: socket.socket) -> None:
    try:
        while piece := source.recv(PIECE):
            target.sendall(piece)
    except OSError:
        return
