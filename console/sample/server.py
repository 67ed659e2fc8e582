"""The sample site on loopback, for the demo and the tests."""

from __future__ import annotations

import contextlib
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from console.sample.data import MAIN, load_sample
from console.sample.pages import HTML, Answer, Pages, all_answers


@contextlib.contextmanager
def serving(variant: str = MAIN, port: int = 0) -> Iterator[str]:
    """Serve one variant on 127.0.0.1 (a free port by default) and yield its base address, ending in a slash."""
    server = _Server(("127.0.0.1", port), _Handler)
    base = f"http://127.0.0.1:{server.server_address[1]}/"
    server.fill(variant, base)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield base
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    pages: Pages
    answers: dict[str, Answer]

    def server_bind(self) -> None:
        """Bind without asking for this machine's full name, which can take seconds where no name server answers."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def fill(self, variant: str, base: str) -> None:
        sample = load_sample(variant)
        self.pages, self.answers = Pages(sample, base), all_answers(sample, base)
        self.down: int | None = sample.options.get("everything")
        self.asked: Counter[str] = Counter()
        self.lock = threading.Lock()

    def answer(self, target: str) -> tuple[int, str, bytes]:
        """Status, content type and body for a request target."""
        parts = urlsplit(target)
        if self.down:
            return self.down, HTML, b""
        if parts.path == "/search":
            return 200, HTML, self.pages.search(parse_qs(parts.query).get("q", [""])[0].strip())
        found = self.answers.get(parts.path)
        if found is None:
            return 404, HTML, self.pages.missing("404")
        with self.lock:
            turn = self.asked[parts.path]
            self.asked[parts.path] += 1
        status = found.statuses[min(turn, len(found.statuses) - 1)]
        body = found.body if status == 200 or found.content_type != HTML else self.pages.missing(str(status))
        return status, found.content_type, body


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        """Answer one request; HEAD is the same without the body."""
        status, kind, body = self.server.answer(self.path)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the demo's own output is what people should see."""
