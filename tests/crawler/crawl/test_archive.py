"""What a crawl leaves in its archive is valid WARC 1.1, as other tools read it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Site, html

TYPES = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.request | WarcRecordType.metadata
PDF = Answer(b"%PDF-1.4 " + b"x" * 900, headers={"Content-Type": "application/pdf"})


@dataclass(frozen=True, slots=True)
class Record:
    """One record as another tool reads it."""

    kind: str
    url: str
    fields: dict[str, str]
    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, Any], list[Path]]]:
    """Two crawls of a site with redirects, one body at two addresses, a document and pages that do not change."""
    folder = tmp_path_factory.mktemp("archive")
    same, kept = html("同文"), html("不变")
    kept.headers["ETag"] = '"1"'
    pages = {
        "/": html("首页", "/old.html", "/one.html", "/two.html", "/f.pdf", "/kept.html", "/gone.html"),
        "/old.html": Answer(b"", 301, {"Location": "/older.html", "X-Hop": "1"}),
        "/older.html": Answer(b"moved", 302, {"Location": "/new.html"}),
        "/new.html": html("新"),
        "/one.html": same,
        "/two.html": same,
        "/f.pdf": PDF,
        "/kept.html": kept,
    }
    with Site(dict(pages)) as site:
        crawled(site, folder / "x.db")
        told = crawled(site, folder / "x.db")
        yield site, told, sorted((folder / "x.archive").glob("*.warc.gz"))


def records(files: list[Path]) -> Iterator[Record]:
    """All records that fastwarc finds."""
    for file in files:
        with file.open("rb") as stream:
            for found in ArchiveIterator(stream, record_types=TYPES, parse_http=True):
                http = found.http_headers
                yield Record(
                    found.headers["WARC-Type"],
                    found.headers["WARC-Target-URI"],
                    dict(found.headers.items()),
                    (http.status_code or 0) if http is not None else 0,
                    dict(http.items()) if http is not None else {},
                    found.reader.read(),
                )


Visit = tuple[Site, dict[str, Any], list[Path]]


def test_warcio_s_checker_finds_no_fault(visit: Visit) -> None:
    code = "from warcio.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "-v", *map(str, visit[2])],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "digest pass" in done.stdout
    assert "fail" not in done.stdout


def test_another_reader_finds_every_body_under_its_address(visit: Visit) -> None:
    site, told, files = visit
    bodies = {r.url: hashlib.sha256(r.body).hexdigest() for r in records(files) if r.kind == "response"}
    for url, page in told["pages"].items():
        if page["state"] == "ok" and not page["final_url"] and not url.endswith(("/one.html", "/two.html")):
            assert bodies[url] == page["sha256"]
    shared = {told["pages"][f"{site.url}/{name}.html"]["sha256"] for name in ("one", "two")}
    assert len(shared & set(bodies.values())) == 1


def test_every_hop_of_a_redirect_is_kept_as_it_answered(visit: Visit) -> None:
    site, _, files = visit
    hops = {r.url: r for r in records(files) if r.kind == "response" and 300 <= r.status < 304}
    assert {u.removeprefix(site.url): (r.status, r.headers["Location"]) for u, r in hops.items()} == {
        "/old.html": (301, "/older.html"),
        "/older.html": (302, "/new.html"),
    }
    assert hops[site.url + "/older.html"].body == b"moved"


def test_a_body_that_is_there_already_is_revisited_with_a_pointer_to_it(visit: Visit) -> None:
    site, _, files = visit
    found = list(records(files))
    by_url = {(r.url, r.fields["WARC-Date"]) for r in found if r.kind == "response"}
    visits = [r for r in found if r.kind == "revisit"]
    profiles = Counter(r.fields["WARC-Profile"].rsplit("/", 1)[-1] for r in visits)
    assert set(profiles) == {"identical-payload-digest", "server-not-modified"}
    for r in visits:
        assert r.fields["WARC-Payload-Digest"].startswith("sha256:")
        if r.fields["WARC-Profile"].endswith("identical-payload-digest"):
            assert (r.fields["WARC-Refers-To-Target-URI"], r.fields["WARC-Refers-To-Date"]) in by_url


def test_every_answer_has_its_request_as_it_was_sent(visit: Visit) -> None:
    site, _, files = visit
    found = list(records(files))
    numbers = {r.fields["WARC-Record-ID"]: r.url for r in found if r.kind in {"response", "revisit"}}
    asked = [r for r in found if r.kind == "request"]
    assert {numbers[r.fields["WARC-Concurrent-To"]] == r.url for r in asked} == {True}
    assert len(asked) == len(numbers)
    home = next(r for r in asked if r.url == site.url + "/")
    assert home.headers["Host"] == site.url.removeprefix("http://")
    assert home.headers["User-Agent"].startswith("gongkai/")
