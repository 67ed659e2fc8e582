"""A server that makes the pages of a site up as they are asked for: `python -m bench.endless PAGES` prints its address.

Each page has about 8 KB and 45 links: menu, list rows or header, text of its own, related articles.
"""

from __future__ import annotations

import asyncio
import sys

from bench.generated_site import COLUMNS, PER_LIST

_SENTENCE = "为贯彻落实上级部署，进一步规范工作程序，提高服务质量，现将有关事项说明如下，请各单位结合实际认真组织实施。"
_TEXT = _SENTENCE * 20
_RELATED = 12


class Made(asyncio.Protocol):
    """Answers GET on connections that stay open."""

    pages = 0
    _transport: asyncio.Transport
    _held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        *whole, self._held = (self._held + data).split(b"\r\n\r\n")
        for request in whole:
            body = page(request.split(b" ", 2)[1].decode(), Made.pages)
            head = b"HTTP/1.1 200 OK" if body else b"HTTP/1.1 404 Not Found"
            told = b"\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
            self._transport.write(head + told + body)


def page(path: str, pages: int) -> bytes:
    """The page of an address; empty for an address that is not there."""
    entries = pages * PER_LIST // (PER_LIST + 1)
    name, _, number = path.strip("/").removesuffix(".html").rpartition("/")
    if path == "/":
        return _page("示例市人力资源和社会保障局", _items(range(min(20, entries)), "news"))
    if name == "list":
        return _list(int(number), entries)
    return _entry(int(number), entries) if name.startswith("art/") else b""


def _list(n: int, entries: int) -> bytes:
    rows = range(n * PER_LIST, min((n + 1) * PER_LIST, entries))
    more = f'<div class="page"><a href="/list/{n + 1}.html">下一页</a></div>' if rows.stop < entries else ""
    return _page(COLUMNS[n % len(COLUMNS)], f"{_items(rows, 'list')}{more}")


def _entry(n: int, entries: int) -> bytes:
    header = (
        f"<table class='head'><tr><td>索引号：</td><td>113715000044281785/{_day(n)[:4]}-{4387000 + n}</td>"
        f"<td>发布日期：</td><td>{_day(n)}</td></tr></table>"
    )
    text = f"<div class='content'><p>第{n}号事项。{_TEXT}</p></div>"
    return _page(_title(n), f"<h1>{_title(n)}</h1>{header}{text}{_items(_others(n, entries), 'related')}")


def _others(n: int, entries: int) -> list[int]:
    return [(n * 2654435761 + k * 40503) % entries for k in range(1, _RELATED + 1)]


def _items(numbers: range | list[int], kind: str) -> str:
    rows = "".join(
        f'<li><a href="/art/{m % 500}/{m}.html">{_title(m)}</a><span>{_day(m)}</span></li>' for m in numbers
    )
    return f'<ul class="{kind}">{rows}</ul>'


def _title(n: int) -> str:
    return f"关于印发第{n}号工作实施方案的通知"


def _day(n: int) -> str:
    return f"{2019 + n % 8}-{1 + n % 12:02d}-{1 + n % 28:02d}"


def _page(title: str, body: str) -> bytes:
    menu = "".join(f'<li><a href="/list/{n}.html">{name}</a></li>' for n, name in enumerate(COLUMNS))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f'<div class="nav"><a href="/">首页</a><ul class="tree">{menu}</ul></div><div class="main">{body}</div></body></html>'
    ).encode()


async def _serve(pages: int) -> None:
    Made.pages = pages
    server = await asyncio.get_running_loop().create_server(Made, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
