"""A crawl that was cut short goes on, says so, and tells what it saw and what it could not see."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from records.store import Store
from tests.console.running import GONGKAI, ROOT, gongkai
from tests.crawler.crawl.site import Answer, Page, Site, html

TEXT = {"Content-Type": "text/plain"}
MENU = ("政府信息公开指南", "政府信息公开制度", "政府信息公开年报", "领导信息", "财政信息")


def site_file(folder: Path, site: Site, pace: str = "delay: 0") -> Path:
    path = folder / "site.yml"
    path.write_text(
        f"code: t\nname: 示例局\nhome: {site.url}/\nallow_private: true\npace: {{{pace}}}\n", encoding="utf-8"
    )
    return path


def pages() -> dict[str, Page]:
    names = [f"/p{n}.html" for n in range(60)]
    return {n: html(n, "/") for n in names} | {"/": html("首页", *names)}


def cut_short(path: Path, db: Path, site: Site, how: int) -> int:
    """A crawl that gets a signal once the site was asked for twenty pages; its exit code."""
    command = [*GONGKAI, "crawl", str(path), "--db", str(db)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while len(site.asked) < 20 and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(how)
    return process.wait(60)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX signals")
@pytest.mark.parametrize("how", ["SIGINT", "SIGKILL"])
@pytest.mark.parametrize("words", [(), ("--resume",)])
def test_a_crawl_goes_on_by_itself_and_by_name(tmp_path: Path, how: str, words: tuple[str, ...]) -> None:
    with Site(pages()) as site:
        site.delay = 0.3
        path, db = site_file(tmp_path, site, "delay: 0, concurrency: 2"), tmp_path / "x.db"
        code = cut_short(path, db, site, getattr(signal, how))
        assert code == (3 if how == "SIGINT" else -signal.SIGKILL)
        site.delay = 0
        done = gongkai("crawl", path, "--db", db, *words)
    assert done.returncode == 0, done.stderr
    assert "接着上次未完成的采集" in done.stderr
    assert "已查 61/61" in done.stdout
    with Store.open(db) as store:
        assert [r.state.value for r in store.runs()] == ["finished"]


def test_there_must_be_something_to_go_on_with(tmp_path: Path) -> None:
    with Site(pages()) as site:
        path, db = site_file(tmp_path, site), tmp_path / "x.db"
        none = gongkai("crawl", path, "--db", db, "--resume")
        both = gongkai("crawl", path, "--db", db, "--resume", "--fresh")
        assert gongkai("crawl", path, "--db", db).returncode == 0
        after = gongkai("audit", path, "--db", db, "--resume")
    assert [d.returncode for d in (none, both, after)] == [2, 2, 2]
    assert "没有 t 的未完成采集" in none.stderr
    assert "不能同时使用" in both.stderr


def test_a_crawl_that_was_killed_before_it_was_put_in_order_is_put_in_order(tmp_path: Path) -> None:
    with Site(pages()) as site:
        path, db = site_file(tmp_path, site), tmp_path / "x.db"
        assert gongkai("crawl", path, "--db", db).returncode == 0
        with Store.open(db) as store, store.conn:
            store.conn.execute("UPDATE run SET dossier = NULL")
        asked = len(site.asked)
        judged = gongkai("assess", "--db", db, "--json")
        with Store.open(db) as store, store.conn:
            store.conn.execute("UPDATE run SET dossier = NULL")
        again = gongkai("crawl", path, "--db", db)
        assert len(site.asked) == asked
    assert judged.returncode == again.returncode == 0
    assert json.loads(judged.stdout)["pages"] == 61


def hostile() -> dict[str, Page]:
    menu = "".join(f"<li><a href='/gk/{n}/'>{name}</a></li>" for n, name in enumerate(MENU))
    columns: dict[str, Page] = {
        f"/gk/{n}/": html(name, extra=f"<ul class='menu'>{menu}</ul>") for n, name in enumerate(MENU)
    }
    portal = html("政府信息公开", extra=f"<ul class='menu'>{menu}</ul>")

    def calendar(path: str, count: int) -> Answer:
        year = int(path.rsplit("=", 1)[-1])
        return html("日历", *(f"/cal.jsp?year={year + step}" for step in (-1, 1, 2)))

    return columns | {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /gk/2/\n", headers=TEXT),
        "/": html(
            "首页", "/cal.jsp?year=2026", "/w1.html", "/w2.html", extra="<a href='/gk/'>政府信息公开</a>"
        ),
        "/gk/": portal,
        "/gk/4/": Answer(b"no", 412),
        "/cal.jsp": calendar,
        "/w1.html": Answer(b"no", 403),
        "/w2.html": Answer(b"<script>document.cookie='__jsl_clearance=1';location.reload()</script>"),
    }


def test_what_walls_rules_and_traps_keep_from_sight_is_told(tmp_path: Path) -> None:
    with Site(hostile()) as site:
        path, db = site_file(tmp_path, site), tmp_path / "x.db"
        told = gongkai("crawl", path, "--db", db).stdout
        audited = gongkai("audit", path, "--db", db, "--out", tmp_path / "out", "--full")
        found: list[dict[str, Any]] = [
            json.loads(line)
            for line in gongkai("findings", "--db", db, "--format", "jsonl").stdout.splitlines()
        ]
    for text in (told, audited.stdout, (tmp_path / "out" / _html(tmp_path)).read_text(encoding="utf-8")):
        assert "政府信息公开年报" in text
        assert "robots.txt" in text
        assert "/cal.jsp" in text
        assert "脚本质询 × 1" in text
        assert "412 × 1" in text
    walled = [e for f in found for e in f["evidence"] if "412" in e.get("place", "")]
    assert walled
    assert all("被防护系统拦截" in e["place"] for e in walled)


def _html(folder: Path) -> str:
    return next(p.name for p in (folder / "out").iterdir() if p.suffix == ".html")
