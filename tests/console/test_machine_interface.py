"""The machine interface that other programs read: keys, types and meanings that stay."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.console.conftest import Demo
from tests.console.running import gongkai

FINDING_KEYS = [
    "id",
    "run",
    "rule",
    "rule_version",
    "outcome",
    "severity",
    "subject",
    "site",
    "column",
    "column_name",
    "url",
    "title",
    "message",
    "observed",
    "expected",
    "reason",
    "cause",
    "basis",
    "plan_items",
    "evidence",
    "fix",
    "first_seen",
    "approximate",
]
ENTRY_KEYS = [
    "url",
    "title",
    "column",
    "index_number",
    "published_on",
    "published_at",
    "formed_on",
    "document_number",
    "publisher",
    "validity",
    "attachments",
]
COLUMN_KEYS = ["code", "name", "url", "path", "parent", "entries", "newest_on", "confidence"]
READ_KEYS = [
    "kind",
    "platform",
    "title",
    "index_number",
    "published_on",
    "formed_on",
    "document_number",
    "publisher",
    "content_source",
    "validity",
    "column",
    "breadcrumbs",
    "meta",
    "attachments",
    "entries",
]
OUTCOMES = {"pass", "fail", "review", "not_applicable", "unchecked"}


def rows(*words: str | Path) -> list[dict[str, Any]]:
    done = gongkai(*words, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_findings_have_every_promised_key_with_its_type(demo: Demo) -> None:
    found = rows("findings", "--db", demo.db, "--run", "latest")
    assert len(found) > 20
    for row in found:
        assert set(FINDING_KEYS) <= set(row)
        assert row["outcome"] in {"fail", "review", "unchecked"}
        assert row["severity"] in {"veto", "major", "minor", "notice"}
        assert row["subject"].split("/")[0] == row["site"]
        assert all(
            isinstance(row[k], str) for k in ("observed", "expected", "message", "fix", "url", "title")
        )
        assert row["message"] and row["basis"] and isinstance(row["approximate"], bool)
        assert all(set(b) == {"law", "article", "quote", "kind"} for b in row["basis"])
        assert {b["kind"] for b in row["basis"]} <= {"law", "standard", "plan", "proposal"}
        assert all(isinstance(i, str) for i in row["plan_items"])
        assert all(
            {"url", "fetched_at", "status", "sha256", "quote", "place"} <= set(e) for e in row["evidence"]
        )
        date.fromisoformat(row["first_seen"])


def test_every_fail_shows_evidence_with_address_time_and_hash(demo: Demo) -> None:
    for row in rows("findings", "--db", demo.db, "--outcome", "fail"):
        assert row["evidence"], row["message"]
        assert any(e["url"].startswith("http") and e["fetched_at"] for e in row["evidence"]), row


def test_all_outcomes_are_one_a_pair(demo: Demo) -> None:
    every = rows("findings", "--db", demo.db, "--outcome", "all")
    pairs = [(r["rule"], r["subject"]) for r in every]
    assert len(pairs) == len(set(pairs))
    assert {r["outcome"] for r in every} <= OUTCOMES
    assert {r["outcome"] for r in every} >= {"pass", "fail", "review", "not_applicable"}


def test_entries_and_columns_print_what_was_read(demo: Demo) -> None:
    entries, columns = (
        rows("records", "entries", "--db", demo.db),
        rows("records", "columns", "--db", demo.db),
    )
    assert len(entries) > 50
    assert all(set(ENTRY_KEYS) <= set(e) for e in entries)
    assert all(set(COLUMN_KEYS) <= set(c) for c in columns)
    assert {"guide", "system", "statutory", "annual-report", "request"} <= {c["code"] for c in columns}
    for entry in entries:
        assert entry["published_on"] is None or date.fromisoformat(entry["published_on"])
    assert sum(e["index_number"] is not None for e in entries) > 20


def test_subjects_name_entries_by_the_hash_of_their_address(demo: Demo) -> None:
    by_subject = [
        r
        for r in rows("findings", "--db", demo.db)
        if re.fullmatch(r"[^/]+/[^/]+/[0-9a-f]{16}", r["subject"])
    ]
    assert by_subject
    for row in by_subject:
        if row["url"].startswith("http"):
            assert row["subject"].endswith(hashlib.sha256(row["url"].encode()).hexdigest()[:16])


def test_pages_and_links_are_there(demo: Demo) -> None:
    assert len(rows("records", "pages", "--db", demo.db)) >= 100
    assert len(rows("records", "links", "--db", demo.db)) > 1000


def test_csv_and_table_print_the_same_findings(demo: Demo) -> None:
    done = gongkai("findings", "--db", demo.db, "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == len(rows("findings", "--db", demo.db))
    table = gongkai("findings", "--db", demo.db).stdout
    assert "column-updated" in table


def test_the_summary_object_counts_what_was_seen_and_found(demo: Demo) -> None:
    said = demo.summary
    assert {"pages", "columns", "entries", "seconds", "findings", "coverage"} <= set(said)
    assert set(said["findings"]) == OUTCOMES
    assert said["pages"] >= 100
    assert said["coverage"]["complete"] is True
    assert said["findings"]["fail"] == len(rows("findings", "--db", demo.db, "--outcome", "fail"))


def test_read_shows_one_page_with_dates_as_iso_and_unknown_as_null(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>关于试行的通知</title></head><body><h1>关于试行的通知</h1><table><tr><td>索引号</td>"
        "<td>11379900MB00000005/2026-00012</td></tr><tr><td>发布日期</td><td>2026年3月5日</td></tr></table>"
        '<div id="zoom"><p>各有关单位：现将有关事项通知如下。</p><p><a href="a.pdf">附件1</a></p></div></body></html>',
        encoding="utf-8",
    )
    done = gongkai("read", page, "--url", "http://x.gov.cn/t20260305_1.html", "--format", "json")
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert set(READ_KEYS) <= set(seen)
    assert seen["kind"] == "entry"
    assert seen["index_number"] == "11379900MB00000005/2026-00012"
    assert seen["published_on"] == "2026-03-05"
    assert seen["formed_on"] is None
    assert [a["type"] for a in seen["attachments"]] == ["pdf"]


def test_assessing_twice_gives_byte_identical_findings(demo: Demo, tmp_path: Path) -> None:
    def judged() -> str:
        assert gongkai("assess", "latest", "--db", demo.db, "--today", "2026-11-20").returncode == 0
        return gongkai("findings", "--db", demo.db, "--outcome", "all", "--format", "jsonl").stdout

    assert judged() == judged()


@pytest.mark.parametrize("evaluator", ["durable-rules", "reference"])
def test_both_evaluators_give_the_same_findings(demo: Demo, evaluator: str) -> None:
    before = gongkai("findings", "--db", demo.db, "--format", "jsonl").stdout
    done = gongkai(
        "assess", "latest", "--db", demo.db, "--today", "2026-11-20", "--evaluator", evaluator, "--json"
    )
    assert done.returncode == 0, done.stderr
    assert gongkai("findings", "--db", demo.db, "--format", "jsonl").stdout == before


def test_severe_findings_can_make_the_exit_code_one(demo: Demo) -> None:
    words = ("assess", "latest", "--db", demo.db, "--today", "2026-11-20")
    assert gongkai(*words, "--fail-on", "major").returncode == 1
    assert gongkai(*words).returncode == 0


def test_explain_tells_of_a_rule_and_of_a_finding(demo: Demo) -> None:
    rule = gongkai("explain", "published-in-time")
    assert rule.returncode == 0 and "第二十六条" in rule.stdout
    found = rows("findings", "--db", demo.db, "--rule", "column-updated")[0]
    told = gongkai("explain", found["id"][:8], "--db", demo.db).stdout
    assert found["message"][:8] in told and "newest_on" in told and found["url"] in told


def test_english_is_there_for_messages(demo: Demo) -> None:
    found = gongkai("findings", "--db", demo.db, "--format", "jsonl", "--lang", "en").stdout.splitlines()
    messages = [json.loads(line)["message"] for line in found]
    assert len(messages) == len(rows("findings", "--db", demo.db))
    assert all(re.search("[a-z]{3} ", m) for m in messages)
