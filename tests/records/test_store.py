"""What was saved comes back as it was; what goes wrong is told with a remedy and leaves nothing half-done."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from records.archive import Archive, Exchange
from records.errors import ArchiveError, InputError, StoreError
from records.schema import MIGRATIONS, migrate
from records.store import PageRecord, Store
from records.types import (
    Basis,
    BodyRef,
    Column,
    Coverage,
    Dossier,
    Entry,
    Evidence,
    Fetch,
    Finding,
    FrontierRow,
    Header,
    Judgement,
    Link,
    Listing,
    ListItem,
    Page,
    PageReading,
    SearchTrial,
    Site,
    TreeNode,
    Verdict,
)
from records.vocabulary import (
    BasisKind,
    FetchState,
    FrontierState,
    Outcome,
    PageKind,
    Place,
    RunState,
    SearchState,
    Severity,
)

SITE = Site("sample", "示例局", "http://127.0.0.1/", ("127.0.0.1",), settings={"a.b": 3})
AT = "2026-11-19T22:04:31+08:00"


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "x.db") as opened:
        yield opened


def page(n: int) -> Page:
    reading = PageReading(
        f"http://127.0.0.1/{n}",
        PageKind.LIST,
        "generic",
        f"页面{n}",
        header=Header(index_number="113715000044281785/2020-4387560", published_on=dt.date(2020, 8, 7)),
        items=(ListItem("http://127.0.0.1/a", "甲", dt.date(2020, 1, 2)),),
        tree=(TreeNode("指南", "http://127.0.0.1/g"), TreeNode("下级", None, 0)),
        links=(Link("http://127.0.0.1/a", "甲"), Link(f"http://127.0.0.1/{n + 1}", "下一页", "t")),
    )
    return Page(f"{n:016x}", Fetch(reading.url, FetchState.OK, 1, 200, AT, "00" * 32), 1, reading)


def finding(
    rule: str, subject: str, outcome: Outcome = Outcome.FAIL, severity: Severity = Severity.MAJOR
) -> Finding:
    texts = dict.fromkeys(["message", "observed", "expected", "reason", "cause", "fix"], "文")
    basis = (Basis("条例", "第二十六条", "引文", BasisKind.LAW),)
    return Finding(
        f"{rule}{subject}", "r", rule, "1", outcome, severity, subject, "sample", "", "", "http://x/", "", **texts,
        basis=basis, evidence=(Evidence("http://x/", AT, 200, "ab"),), first_seen="2026-11-19",
    )  # fmt: skip


def test_pages_come_back_whole_with_tree_and_links_apart(store: Store) -> None:
    run = store.new_run(SITE, started_at=AT, tool_version="1")
    row = FrontierRow("0" * 16, "http://127.0.0.1/0", 0, 0)
    assert store.enqueue(run.id, [row, row]) == 1
    assert [r.url for r in store.take(run.id, 10)] == [row.url]
    new = FrontierRow("1".zfill(16), "http://127.0.0.1/1", 1, 5, row.key)
    body = BodyRef("00" * 32, "f", 3, 4)
    store.save_pages(run.id, [PageRecord(page(0), body, (new,), FrontierState.DONE)])
    assert store.frontier_counts(run.id) == {FrontierState.DONE: 1, FrontierState.QUEUED: 1}
    assert list(store.pages(run.id)) == [replace(page(0), reading=replace(page(0).reading, links=()))]
    assert [link for _, link in store.links(run.id)] == list(page(0).reading.links)
    assert store.body("00" * 32) == body
    assert [r.key for r in store.unseen(run.id)] == [new.key]
    assert store.site_of(run.id) == SITE


def test_a_failing_batch_leaves_no_page_behind(store: Store) -> None:
    run = store.new_run(SITE, started_at=AT, tool_version="1")
    bad = PageRecord(page(1), BodyRef("a", None, 1, 1), (), FrontierState.DONE)  # type: ignore[arg-type]
    store.enqueue(run.id, [FrontierRow(page(0).key, "u", 0, 0)])
    broken = replace(page(1), key=None)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        store.save_pages(
            run.id, [PageRecord(page(0), None, (), FrontierState.DONE), replace(bad, page=broken)]
        )
    assert list(store.pages(run.id)) == []
    assert store.frontier_counts(run.id) == {FrontierState.QUEUED: 1}


def test_a_dossier_comes_back_equal(store: Store) -> None:
    run = store.new_run(SITE, started_at=AT, tool_version="1")
    column = Column(
        "c" * 16,
        "guide",
        "guide",
        "指南",
        "http://x/",
        ("指南",),
        None,
        Place.PORTAL,
        True,
        False,
        1.0,
        "name",
    )
    item = ListItem("http://x/1", "甲", dt.date(2026, 1, 2), "01-02", pinned=True)
    entry = Entry("e" * 16, "http://x/1", "甲", column.id, (Listing(column.id, "http://x/", 1, item),))
    search = SearchTrial(SearchState.FOUND, query="甲")
    dossier = Dossier(SITE, run, Coverage(3, 2, complete=True), None, None, search, (column,), (entry,))
    store.save_dossier(dossier)
    assert store.dossier(run.id) == dossier


def test_findings_are_ordered_and_first_seen_lasts_over_runs(store: Store) -> None:
    first = store.new_run(SITE, started_at=AT, tool_version="1")
    store.set_run(first.id, state=RunState.FINISHED, finished_at=AT)
    found = (finding("b", "sample"), finding("a", "sample", severity=Severity.VETO))
    verdicts = (Verdict("a", "sample", Outcome.FAIL), Verdict("c", "sample", Outcome.PASS))
    judged = Judgement(first.id, dt.date(2026, 11, 20), "d", "reference", found, verdicts)
    store.save_judgement(judged)
    store.save_judgement(judged)
    assert [f.rule for f in store.findings(first.id)] == ["a", "b"]
    assert list(store.verdicts(first.id)) == list(verdicts)
    assert store.judged_with(first.id) == (dt.date(2026, 11, 20), "d", "reference")
    second = store.new_run(SITE, started_at="2026-12-19T22:04:31+08:00", tool_version="1")
    later = replace(finding("b", "sample"), first_seen="2026-12-19")
    store.save_judgement(Judgement(second.id, dt.date(2026, 12, 20), "d", "reference", (later,), ()))
    assert store.findings(second.id)[0].first_seen == "2026-11-19"
    store.set_run(second.id, state=RunState.PARTIAL)
    assert store.previous_run(second.id) == store.run(first.id)
    assert store.run("latest").id == second.id


def test_an_unknown_run_names_the_nearest(store: Store) -> None:
    run = store.new_run(SITE, started_at=AT, tool_version="1")
    with pytest.raises(InputError, match=run.id):
        store.run(run.id[:-2] + "xx")


def test_wrong_databases_are_refused_with_a_remedy(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("not a database, just a text that is long enough to be looked at " * 20, encoding="utf-8")
    with pytest.raises(StoreError, match="not a database"):
        Store.open(text)
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as db:
        db.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="newer"):
        Store.open(newer)
    with pytest.raises(StoreError, match="unable to open"):
        Store.open(tmp_path / "no-such-folder" / "x.db")


def test_a_locked_database_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("records.store.BUSY_SECONDS", 0.1)
    with Store.open(tmp_path / "x.db") as store:
        other = sqlite3.connect(tmp_path / "x.db")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            store.new_run(SITE, started_at=AT, tool_version="1")
        other.rollback()
        other.close()
        assert store.new_run(SITE, started_at=AT, tool_version="1").site == "sample"


def test_archived_bodies_come_back_and_a_torn_tail_harms_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a")
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    exchange = Exchange("http://x/一", 200, "OK", headers, "正文".encode() * 1000, AT, "127.0.0.1")
    ref = archive.append(exchange)
    assert archive.append(exchange) == ref
    other = archive.append(replace(exchange, body=b""))
    archive.close()
    file = tmp_path / "a" / ref.file
    file.write_bytes(file.read_bytes() + b"\x1f\x8b torn")
    back = Archive(tmp_path / "a").read(ref)
    assert (back.body, back.status, back.url, back.fetched_at) == (
        exchange.body,
        200,
        "http://x/一",
        "2026-11-19T14:04:31Z",
    )
    assert Archive(tmp_path / "a").read(other).body == b""
    with pytest.raises(ArchiveError, match="SHA-256"):
        Archive(tmp_path / "a").read(replace(ref, sha256="0" * 64))
    again = Archive(tmp_path / "a")
    assert again.append(exchange).file != ref.file
    again.close()


def test_many_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from records.store import Store; Store.open(Path({str(tmp_path / 'new.db')!r})).close()"
    others = [
        subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2], stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    assert [(p.communicate()[1], p.returncode) for p in others] == [(b"", 0)] * 6


def test_a_kill_in_the_middle_of_a_migration_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    db = Database(sqlite3.connect(tmp_path / "x.db"))
    broken = (*MIGRATIONS[0][:3], "CREATE TABLE nonsense (")
    with pytest.raises(sqlite3.OperationalError), pytest.MonkeyPatch.context() as patch:
        patch.setattr("records.schema.MIGRATIONS", (broken, *MIGRATIONS[1:]))
        migrate(db)
    assert db.table_names() == []
    db.conn.close()
    with Store.open(tmp_path / "x.db") as store:
        assert store.runs() == []
