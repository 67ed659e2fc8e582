"""A second crawl asks every address again, but fetches only what has changed, and ends with the same records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from records.history import Times
from records.store import Store
from tests.crawler.crawl.running import crawled
from tests.crawler.crawl.site import Answer, Page, Site, html

ARTICLE = "<div class='content'><p>{}</p></div>"


def versioned(page: Answer, etag: str = "", modified: str = "") -> Answer:
    """The page with the server's words for its version."""
    told = {"ETag": etag, "Last-Modified": modified}
    return Answer(page.body, page.status, page.headers | {k: v for k, v in told.items() if v})


def article(n: int, text: str = "现将有关事项通知如下，请认真贯彻执行。", extra: str = "") -> Answer:
    return html(f"关于第{n}项工作的通知", "/", extra=ARTICLE.format(text * 12) + extra)


def pages() -> dict[str, Page]:
    rows = "".join(
        f"<li><a href='/a{n}.html'>关于第{n}项工作的通知</a><span>2026-11-0{n}</span></li>"
        for n in range(1, 9)
    )
    made: dict[str, Page] = {
        "/": html("首页", "/list.html"),
        "/list.html": versioned(
            html("通知公告", extra=f"<ul>{rows}</ul>"), modified="Mon, 02 Nov 2026 01:00:00 GMT"
        ),
    }
    for n in range(1, 9):
        made[f"/a{n}.html"] = versioned(article(n), f'"v{n}"', "Mon, 02 Nov 2026 01:00:00 GMT")
    return made


def times(db: Path) -> dict[str, Times]:
    """By path, as the last run's pages have them."""
    with Store.open(db) as store:
        run = store.runs()[0].id
        by_key = store.page_times(run)
        return {
            "/" + p.fetch.url.split("/", 3)[3]: by_key[p.key] for p in store.pages(run) if p.key in by_key
        }


def shown(told: dict[str, Any]) -> Any:
    """All that a run says about its pages, bodies and links."""
    return told["pages"], told["links"], told["bodies"], told["frontier"]


def unchanged(db: Path) -> set[str]:
    with Store.open(db) as store:
        found = store.pages(store.runs()[0].id)
        return {"/" + p.fetch.url.split("/", 3)[3] for p in found if p.fetch.unchanged}


def test_what_has_not_changed_is_asked_for_and_not_sent_again(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with Site(pages()) as site:
        first = crawled(site, db)
        site.asked.clear()
        second = crawled(site, db)
        assert {site.count(f"/a{n}.html") for n in range(1, 9)} == {1}
    assert shown(second) == shown(first)
    assert unchanged(db) == {f"/a{n}.html" for n in range(1, 9)}  # home and list are read anew


def test_a_change_is_found_and_dated(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with Site(pages()) as site:
        crawled(site, db)
        site.pages["/a3.html"] = versioned(article(3, "本通知内容已经调整，请按新的要求办理。"), '"w3"')
        second = crawled(site, db)
        again = tmp_path / "anew.db"
        assert shown(second) == shown(crawled(site, again))
    seen = times(db)
    assert [path for path, t in seen.items() if t.changed_at != t.first_seen] == ["/a3.html"]
    assert all(t.first_seen <= t.changed_at <= t.last_seen for t in seen.values())
    assert unchanged(db) == {f"/a{n}.html" for n in (1, 2, 4, 5, 6, 7, 8)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("浏览次数：128", "浏览次数：131"),
        ("今天是2026年11月20日 星期五", "今天是2026年11月21日 星期六"),
        ("点击量 [12] 次", "点击量 [90] 次"),
    ],
)
def test_what_every_fetch_changes_is_no_change(tmp_path: Path, before: str, after: str) -> None:
    db = tmp_path / "x.db"
    with Site(pages()) as site:
        for noise in (before, after):
            site.pages["/a1.html"] = article(1, extra=ARTICLE.format(noise))
            crawled(site, db)
    seen = times(db)["/a1.html"]
    assert seen.changed_at == seen.first_seen


def test_a_list_without_a_version_of_its_bytes_is_fetched_in_full(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with Site(pages()) as site:
        crawled(site, db)
        hidden = site.pages["/list.html"]
        assert isinstance(hidden, Answer)
        new = hidden.body.replace(
            b"</ul>", "<li><a href='/a9.html'>新通知</a><span>2026-11-09</span></li></ul>".encode()
        )
        site.pages["/list.html"] = Answer(new, 200, hidden.headers)  # with the old Last-Modified
        site.pages["/a9.html"] = article(9)
        second = crawled(site, db)
    assert f"{site.url}/a9.html" in second["pages"]


def test_a_body_that_is_no_longer_there_is_fetched_again(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with Site(pages()) as site:
        first = crawled(site, db)
        for file in (tmp_path / "x.archive").iterdir():
            file.unlink()
        second = crawled(site, db)
    assert shown(second) == shown(first)
    assert unchanged(db) == set()


def test_a_server_that_says_unchanged_without_being_asked_has_not_answered(tmp_path: Path) -> None:
    with Site(pages() | {"/a1.html": Answer(b"", 304)}) as site:
        told = crawled(site, tmp_path / "x.db")
    assert told["pages"][f"{site.url}/a1.html"]["error"] == "http-304"


def test_the_archive_tells_of_every_visit_with_revisit_and_metadata_records(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with Site(pages()) as site:
        crawled(site, db)
        first = kinds(tmp_path / "x.archive")
        crawled(site, db)
    both = kinds(tmp_path / "x.archive")
    assert first["response"] == 10
    assert both["response"] == 10
    assert both["revisit"] == 10  # eight that the server said had not changed, two with the same bytes
    assert both["request"] == both["metadata"] == 20


def kinds(folder: Path) -> dict[str, int]:
    """How many records of each type another program reads, digests and all."""
    found: dict[str, int] = {}
    for file in folder.iterdir():
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                found[record.rec_type] = found.get(record.rec_type, 0) + 1
    return found
