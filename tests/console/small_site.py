"""A bureau's site of a few pages on loopback, one of whose columns has a name of its own."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MENU = (
    ("guide", "政府信息公开指南"),
    ("system", "政府信息公开制度"),
    ("report", "政府信息公开年报"),
    ("request", "依申请公开"),
    ("list", "法定主动公开内容"),
    ("fees", "本机关收费清单及有关事项"),
    ("leaders", "局领导"),
)
SITE = """# the bureau next door
code: {code}
name: 岭石市人力资源和社会保障局   # full name
home: {home}
allow_private: true
pace: {{delay: 0, concurrency: 4}}   # loopback
settings:
    column-updated.fees: 200
"""


@contextmanager
def serving() -> Iterator[str]:
    """The site's address, as long as it is served."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = _page(self.path.strip("/"))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def site_file(folder: Path, home: str, code: str = "ls-hrss") -> Path:
    """The site's file in `folder`."""
    path = folder / "site.yml"
    path.write_text(SITE.format(code=code, home=home), encoding="utf-8")
    return path


def _page(path: str) -> bytes:
    """The page at `path`, empty for one that is not there."""
    names = dict(MENU)
    menu = "".join(f'<li><a href="/{key}/">{name}</a></li>' for key, name in MENU)
    if path == "":
        inside = '<a href="/portal/">政府信息公开</a><ul><li><a href="/n/1.html">招聘公告发布</a> 2026-11-18</li></ul>'
    elif path == "portal":
        inside = f"<ul class='tree'>{menu}</ul>"
    elif path in names:
        rows = "".join(
            f'<li><a href="/{path}/{n}.html">{names[path]}事项之{n}</a><span>2026-11-0{n}</span></li>'
            for n in range(1, 6)
        )
        inside = f"<ul class='tree'>{menu}</ul><h2>{names[path]}</h2><ul class='list'>{rows}</ul>"
    elif path.endswith(".html"):
        inside = (
            f"<h1>事项之{path[-6]}</h1><p>发布日期：2026-11-0{path[-6]}</p><div>{'正文内容。' * 40}</div>"
        )
    else:
        return b""
    return f"<html><head><title>岭石市人社局</title></head><body>{inside}</body></html>".encode()
