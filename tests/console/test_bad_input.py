"""Bad input gets one clear message with the remedy and exit code 2, and nothing half-written stays behind."""

from __future__ import annotations

import http.server
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from records.store import Store
from tests.console.running import gongkai, make_readonly, small_disk

SITE = "name: 示例局\nhome: {home}\nallow_private: true\npace: {{delay: 0, concurrency: 4}}\n"


@contextmanager
def answering(content_type: str, body: bytes) -> Iterator[str]:
    """A server that gives the same answer to everything."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path != "/robots.txt" else 404)
            self.send_header("Content-Type", content_type)
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


def site_file(folder: Path, home: str) -> Path:
    path = folder / "site.yml"
    path.write_text(SITE.format(home=home), encoding="utf-8")
    return path


def refused(done: CompletedProcess[str], *said: str) -> None:
    """Exit code 2, one message without traceback that says all of `said`."""
    assert done.returncode == 2, done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    for word in said:
        assert word in done.stderr, done.stderr


def test_a_missing_site_file_is_named(tmp_path: Path) -> None:
    done = gongkai("audit", tmp_path / "none.yml", "--db", tmp_path / "x.db")
    refused(done, "none.yml", "→")


def test_a_broken_site_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "site.yml"
    path.write_text("name: 示例局\nhome: [http://a\n", encoding="utf-8")
    refused(gongkai("audit", path, "--db", tmp_path / "x.db"), "site.yml:")


def test_every_unknown_key_is_told_with_line_and_nearest_key(tmp_path: Path) -> None:
    path = tmp_path / "site.yml"
    path.write_text("nam: 示例局\nhome: http://a.gov.cn/\npofile: department\n", encoding="utf-8")
    refused(gongkai("sites", "check", path), "site.yml:1", "'name'", "site.yml:3", "'profile'")


def test_a_day_that_is_no_day_is_refused_with_an_example(tmp_path: Path) -> None:
    for day in ("2026-13-45", "yesterday", "20261120"):
        refused(gongkai("assess", "latest", "--db", tmp_path / "x.db", "--today", day), "2026-11-20")


def test_an_unknown_host_name_ends_without_a_run(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    refused(gongkai("audit", "http://no-such-host.invalid/", "--db", db), "no-such-host.invalid", "→")
    with Store.open(db) as store:
        assert store.runs() == []


def test_a_home_page_that_is_no_html_ends_without_a_run(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with answering("application/pdf", b"%PDF-1.4 not a page") as home:
        refused(gongkai("audit", site_file(tmp_path, home), "--db", db), "→")
    with Store.open(db) as store:
        assert store.runs() == []


def test_a_private_address_needs_the_site_files_permission(tmp_path: Path) -> None:
    with answering("text/html", b"<html><title>x</title><p>hello</p></html>") as home:
        refused(gongkai("audit", home, "--db", tmp_path / "x.db"), "allow_private")


def test_a_database_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with sqlite3.connect(db) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = db.read_bytes()
    refused(gongkai("findings", "--db", db), "newer", "→")
    assert db.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    db.write_text("some notes of mine " * 200, encoding="utf-8")
    refused(gongkai("findings", "--db", db), "x.db", "→")
    assert db.read_text(encoding="utf-8").startswith("some notes of mine")


def test_a_locked_database_is_reported(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    Store.open(db).close()
    holder = sqlite3.connect(db)
    holder.execute("BEGIN EXCLUSIVE")
    with answering("text/html", b"<html><title>x</title><p>hello</p></html>") as home:
        done = gongkai("audit", site_file(tmp_path, home), "--db", db)
    holder.close()
    refused(done, "locked", "→")


def test_a_readonly_database_is_reported(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, 4096) as made:
        if not made:
            pytest.skip("this machine does not let the test mount a small file system")
        Store.open(disk / "x.db").close()
        make_readonly(disk)
        with answering("text/html", b"<html><title>x</title><p>hello</p></html>") as home:
            done = gongkai("audit", site_file(tmp_path, home), "--db", disk / "x.db")
    refused(done, "→")


def test_a_full_disk_is_reported_and_the_crawl_goes_on_afterwards(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    page = b"<html><title>x</title>" + b"".join(b'<a href="/p%d.html">p%d</a> ' % (n, n) for n in range(300))
    with small_disk(disk, 600) as made:
        if not made:
            pytest.skip("this machine does not let the test mount a small file system")
        with answering("text/html", page) as home:
            site = site_file(tmp_path, home)
            refused(gongkai("audit", site, "--db", disk / "x.db"), "→")
            with Store.open(disk / "x.db", readonly=True) as store:
                assert [r.finished_at for r in store.runs()] == [None]


def test_a_verb_that_needs_a_database_says_how_to_get_one(tmp_path: Path) -> None:
    refused(gongkai("findings", "--db", tmp_path / "none.db"), "gongkai audit")
    assert not (tmp_path / "none.db").exists()


def test_an_unknown_run_names_the_nearest(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    Store.open(db).close()
    refused(gongkai("report", "20261120-000000-x", "--db", db), "20261120-000000-x")


def test_an_unknown_rule_or_finding_says_where_to_look(tmp_path: Path) -> None:
    refused(gongkai("explain", "no-such-rule", "--db", tmp_path / "none.db"), "gongkai rules list")


def test_what_the_rules_cannot_give_is_told_before_anything_is_fetched(tmp_path: Path) -> None:
    path = tmp_path / "site.yml"
    faults = """\
settings:
  published-in-time.working_days: 30
  interpretation-on-time.working_day: 4
plan: liaocheng-hrss-2021
exemptions: [{rule: column-presnt, reason: x}]
"""
    path.write_text("name: 甲局\nhome: http://nowhere.example/\n" + faults, encoding="utf-8")
    told = (
        f"{path}:4: settings: published-in-time.working_days is fixed by law",
        f"{path}:5: settings: no setting 'interpretation-on-time.working_day'; did you mean",
        f"{path}:6: plan: no plan 'liaocheng-hrss-2021'; did you mean 'liaocheng-hrss-2020'",
        f"{path}:7: exemptions: no rule 'column-presnt'; did you mean 'column-present'",
    )
    refused(gongkai("sites", "check", path, "--db", tmp_path / "none.db"), *told)
    refused(gongkai("audit", path, "--db", tmp_path / "x.db"), *told)
    refused(gongkai("crawl", path, "--db", tmp_path / "x.db"), *told)


def test_every_fault_of_a_plan_file_is_told_with_its_line(tmp_path: Path) -> None:
    path, plan = tmp_path / "site.yml", tmp_path / "plan.yml"
    path.write_text("name: 甲局\nhome: http://a.example/\nplan: plan.yml\n", encoding="utf-8")
    refused(gongkai("sites", "check", path, "--db", tmp_path / "none.db"), f"{plan}:1: cannot be read")
    plan.write_text(
        """\
id: p
title: 要点
items:
  - {id: 一, title: 甲, kind: machine, rules: [column-presnt]}
  - {id: 二, title: 乙, kind: partly, rules: [column-present], required_columns: [meetings]}
""",
        encoding="utf-8",
    )
    refused(
        gongkai("sites", "check", path, "--db", tmp_path / "none.db"),
        f"{plan}:4: no rule 'column-presnt'; did you mean 'column-present'",
        f"{plan}:5: needs column-present under rules and promises",
    )
