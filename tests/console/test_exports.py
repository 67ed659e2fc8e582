"""`gongkai export`, `verify` and `schemes template|import|export` as a user runs them, on the sample site."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import openpyxl
import yaml
from docx import Document

from tests.console.conftest import Demo
from tests.console.running import gongkai


def test_an_export_is_written_proved_and_its_change_noticed(demo: Demo, tmp_path: Path) -> None:
    done = gongkai("export", "latest", "--db", demo.db, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    names = {p.name.split("-20", 1)[-1] for p in tmp_path.iterdir()}
    assert {n.partition("-")[2] or n[-5:] for n in names} >= {"ledger.xlsx", "self-check.docx"}
    files = sorted(p for p in tmp_path.iterdir() if not p.name.endswith(".manifest.json"))
    assert len(files) == 5
    good = gongkai("verify", *files)
    assert good.returncode == 0 and good.stdout.count("未改动") == 5
    alone = tmp_path / "elsewhere"
    alone.mkdir()
    moved = shutil.copy(files[0], alone / "renamed.bin")
    assert gongkai("verify", moved, "--db", tmp_path / "none.db").returncode == 2
    told = json.loads(gongkai("verify", moved, "--db", demo.db, "--json").stdout)
    assert (told["state"], told["name"]) == ("unaltered", files[0].name)
    files[1].write_bytes(files[1].read_bytes() + b"\0")
    bad = gongkai("verify", files[1], "--db", demo.db)
    assert bad.returncode == 1 and "与当初写出的不同" in bad.stdout


def test_the_database_for_datasette_has_titles_and_queries_that_run(demo: Demo, tmp_path: Path) -> None:
    done = gongkai("export", "latest", "--db", demo.db, "--datasette", tmp_path / "open.db")
    assert done.returncode == 0, done.stderr
    assert {p.name for p in tmp_path.iterdir() if not p.name.endswith(".manifest.json")} == {
        "open.db",
        "open.metadata.yml",
    }
    described = yaml.safe_load((tmp_path / "open.metadata.yml").read_text(encoding="utf-8"))["databases"][
        "open"
    ]
    base = sqlite3.connect(tmp_path / "open.db")
    tables = {n for (n,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(described["tables"]) <= tables
    for name, table in described["tables"].items():
        columns = {row[1] for row in base.execute(f'PRAGMA table_info("{name}")')}
        assert {*table.get("columns", {}), *table.get("facets", [])} <= columns, name
    for name, query in described["queries"].items():
        rows = base.execute(query["sql"], {"section": "", "text": "栏目"}).fetchall()
        assert rows or name in {"red-lines", "not-checked", "to-decide", "one-section"}, name
    assert not {"page", "body", "reading", "document"} & tables
    base.close()


def test_the_scoring_sheet_and_a_notice_take_what_only_their_sender_knows(demo: Demo, tmp_path: Path) -> None:
    given = ("--set", "authority=某市政务公开办公室", "--set", "red_head=yes")
    done = gongkai(
        *("export", "--db", demo.db, "--out", tmp_path, "--scheme", "work-plan", "--format", "notice", *given)
    )
    assert done.returncode == 0, done.stderr
    notice = Document(str(next(tmp_path.glob("*-notice.docx"))))
    assert notice.paragraphs[0].text == "某市政务公开办公室"
    assert openpyxl.load_workbook(next(tmp_path.glob("*-score.xlsx"))).sheetnames[0] == "评估得分表"
    refused = gongkai("export", "--db", demo.db, "--set", "sender=x")
    assert refused.returncode == 2 and "authority" in refused.stderr


def test_a_template_with_an_unknown_field_is_told_and_the_rest_is_written(demo: Demo, tmp_path: Path) -> None:
    own = tmp_path / "self-check.txt.j2"
    own.write_text("@title {{ sit }}\n", encoding="utf-8")
    out = tmp_path / "out"
    done = gongkai("export", "--db", demo.db, "--out", out, "--template", own)
    assert done.returncode == 2
    assert f"{own}:1" in done.stderr and "是不是“site”" not in done.stdout
    assert len(list(out.iterdir())) == 6
    assert gongkai("verify", *out.glob("*.xlsx")).returncode == 0


def test_one_section_alone_is_exported_and_an_unknown_one_refused(demo: Demo, tmp_path: Path) -> None:
    refused = gongkai("export", "--db", demo.db, "--section", "没有这个科", "--out", tmp_path)
    assert refused.returncode == 2 and "没有这个科" in refused.stderr
    assert not list(tmp_path.iterdir())


def test_an_indicator_table_is_filled_in_imported_and_scored_by(demo: Demo, tmp_path: Path) -> None:
    table, scheme = tmp_path / "t.xlsx", tmp_path / "my.yml"
    assert gongkai("schemes", "template", table).returncode == 0
    assert gongkai("scheme", "import", table, "--out", scheme).returncode == 0
    again = gongkai("schemes", "import", table, "--out", scheme)
    assert again.returncode == 2 and "--force" in again.stderr
    scored = json.loads(gongkai("score", "--scheme", scheme, "--db", demo.db, "--json").stdout)
    assert scored["total"] == 50
    assert gongkai("schemes", "export", scheme, tmp_path / "back.xlsx").returncode == 0
    book = openpyxl.load_workbook(table)
    book["指标"]["I3"] = "no-such-rule"
    book.save(table)
    faulty = gongkai("schemes", "import", table, "--out", tmp_path / "other.yml")
    assert faulty.returncode == 2 and "“指标”表第 3 行" in faulty.stderr
    assert not (tmp_path / "other.yml").exists()
