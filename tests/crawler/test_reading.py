"""One page by itself: from a file, or fetched once from an address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from crawler.ranges import is_public
from crawler.reading import read_source
from records.errors import InputError
from records.vocabulary import FetchState, Visibility

PAGE = "<link rel=stylesheet href=/s.css><title>甲局</title><a class=x href=/zfxxgk/>政府信息公开</a>"


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = {"/": PAGE, "/s.css": ".x{display:none}"}
        self.send_response(302 if self.path == "/old" else 200 if self.path in known else 404)
        if self.path == "/old":
            self.send_header("Location", "/")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(known.get(self.path, "").encode())

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_file_is_read_under_the_address_it_was_saved_from(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<a href='b.html'>乙页的名称</a>", encoding="utf-8")
    fetch, reading = read_source(
        str(page), url="http://a.gov.cn/x/a.html", is_home=False, allow_private=False
    )
    assert fetch.state is FetchState.OK and fetch.sniffed == "html" and fetch.status is None
    assert [x.url for x in reading.links] == ["http://a.gov.cn/x/b.html"]


def test_a_missing_file_is_said_with_its_remedy() -> None:
    with pytest.raises(InputError) as error:
        read_source("no-such-page.html", url=None, is_home=False, allow_private=False)
    assert error.value.where == "no-such-page.html" and error.value.remedy


def test_an_address_is_fetched_once_with_the_styles_of_a_home_page(base: str) -> None:
    fetch, reading = read_source(f"{base}/old", url=None, is_home=True, allow_private=True)
    assert (fetch.status, fetch.tries, fetch.final_url) == (200, 1, f"{base}/")
    assert reading.title == "甲局"
    assert reading.home_links[0].visibility is Visibility.HIDDEN


def test_a_private_address_is_refused_unless_allowed(base: str) -> None:
    with pytest.raises(InputError, match="private"):
        read_source(base, url=None, is_home=False, allow_private=False)
    for ip in (
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.1.1",
        "::1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "100.64.0.1",
    ):
        assert not is_public(ip), ip
    assert is_public("1.1.1.1")


def test_an_error_answer_is_a_failed_fetch_and_other_schemes_are_no_address(base: str) -> None:
    fetch, _ = read_source(f"{base}/none", url=None, is_home=False, allow_private=True)
    assert (fetch.state, fetch.error) == (FetchState.FAILED, "http-404")
    with pytest.raises(InputError):
        read_source("ftp://a.gov.cn/x", url=None, is_home=False, allow_private=True)
