"""Persons decide on findings: one by one or in a spreadsheet, all or nothing, and the machine's answer stays beside."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from records.reviews import mark_of
from records.store import Store
from records.types import finding_id
from tests.console.evidence_world import CITIZEN, ESCAPE, MOBILE, world
from tests.console.running import gongkai

NUMBER = finding_id("index-number-wellformed", "ls-hrss/notices/aaaa")
ROW = finding_id("date-not-future", "ls-hrss/notices/bbbb")
LATER = "2026-11-27T09:00:00+08:00"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    world(path)
    return path


def exported(db: Path) -> Path:
    path = db.parent / "复核.xlsx"
    done = gongkai("review", "export", path, "--db", db)
    assert done.returncode == 0, done.stderr
    return path


def fill(path: Path, rows: dict[str, tuple[str, str, str]], **other: str) -> Path:
    """Write verdict, reviewer and note beside the findings; `other`: heading → what to write into every filled row."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {str(c.value): c.column for c in sheet[1]}
    for line in range(2, sheet.max_row + 1):
        asked = rows.get(str(sheet.cell(line, heads["问题编号"]).value))
        if asked is None:
            continue
        for name, value in zip(("复核结论", "复核人", "复核说明"), asked, strict=True):
            sheet.cell(line, heads[name]).value = value
        for name, value in other.items():
            sheet.cell(line, heads[name]).value = value
    book.save(path)
    return path


def reviews(db: Path) -> list[tuple[str, str, str, str]]:
    with Store.open(db) as store:
        return [(r.finding, r.verdict.value, r.who, r.why) for r in store.reviews()]


# ---------------------------------------------------------------- in the terminal


def test_a_verdict_is_kept_with_who_when_and_why_beside_the_machines_answer(db: Path) -> None:
    done = gongkai(
        "review", "set", NUMBER[:8], "not_a_fault", "--by", "张三", "--why", "索引号在附件中", "--db", db
    )
    assert done.returncode == 0, done.stderr
    assert reviews(db) == [(NUMBER, "not_a_fault", "张三", "索引号在附件中")]
    shown = gongkai("review", "show", NUMBER[:8], "--db", db).stdout
    assert "有问题" in shown
    assert "张三：不属实 索引号在附件中" in shown


def test_open_findings_are_listed_and_a_reviewed_one_is_not(db: Path) -> None:
    before = gongkai("review", "list", "--db", db, "--format", "jsonl").stdout
    gongkai("review", "set", NUMBER, "confirmed", "--by", "张三", "--db", db)
    after = gongkai("review", "list", "--db", db, "--format", "jsonl").stdout
    assert NUMBER in before
    assert NUMBER not in after
    assert NUMBER in gongkai("review", "list", "--all", "--db", db, "--format", "jsonl").stdout


def test_a_verdict_against_the_machine_needs_a_reason(db: Path) -> None:
    done = gongkai("review", "set", NUMBER, "not_a_fault", "--by", "张三", "--db", db)
    assert done.returncode == 2
    assert "须写理由" in done.stderr
    assert reviews(db) == []


def test_a_later_verdict_stands_and_the_former_is_kept(db: Path) -> None:
    for verdict in ("confirmed", "undecidable"):
        gongkai("review", "set", NUMBER, verdict, "--by", "张三", "--why", "理由", "--db", db)
    assert [v for _, v, _, _ in reviews(db)] == ["confirmed", "undecidable"]
    assert "无法判定" in gongkai("review", "list", "--all", "--db", db).stdout


def test_notes_hold_no_full_numbers_and_no_terminal_escapes(db: Path) -> None:
    gongkai(
        "review",
        "set",
        NUMBER,
        "explained",
        "--by",
        f"张{ESCAPE}",
        "--why",
        f"{CITIZEN} {MOBILE}",
        "--db",
        db,
    )
    gongkai("review", "appeal", ROW, "--by", "办公室", "--reason", f"见{CITIZEN}", "--db", db)
    with sqlite3.connect(db) as plain:
        kept = str(
            plain.execute("SELECT json FROM review").fetchall()
            + plain.execute("SELECT json FROM appeal").fetchall()
        )
    assert CITIZEN not in kept
    assert MOBILE not in kept
    assert "\\x1b" not in kept


# ---------------------------------------------------------------- from run to run


def test_a_verdict_holds_in_the_next_run_while_the_finding_is_unchanged(db: Path) -> None:
    gongkai("review", "set", NUMBER, "not_a_fault", "--by", "张三", "--why", "理由", "--db", db)
    world(db, at=LATER)
    assert "不属实（沿用上次）" in gongkai("review", "list", "--all", "--db", db).stdout
    out = db.parent / "out"
    gongkai("report", "--db", db, "--out", out, "--format", "html")
    page = next(out.glob("*.html")).read_text(encoding="utf-8")
    assert "沿用上次检查时对同一问题的结论" in page


def test_a_verdict_does_not_hold_for_what_the_finding_no_longer_says(db: Path) -> None:
    gongkai("review", "set", NUMBER, "not_a_fault", "--by", "张三", "--why", "理由", "--db", db)
    world(db, observed="LS-2026-999", at=LATER)
    shown = gongkai("review", "list", "--db", db).stdout
    assert "问题已变化" in shown


def test_ages_alone_do_not_change_a_finding(db: Path) -> None:
    with Store.open(db) as store:
        found = store.finding(store.run().id, NUMBER)
    from dataclasses import replace

    older = replace(
        found,
        compared=tuple(replace(c, value="120") if c.name == "newest_days" else c for c in found.compared),
    )
    assert mark_of(older) == mark_of(found)


# ---------------------------------------------------------------- through a spreadsheet


def test_the_spreadsheet_offers_the_verdicts_and_hides_what_ties_it(db: Path) -> None:
    sheet = openpyxl.load_workbook(exported(db)).worksheets[0]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"属实,不属实,解释采纳,无法判定"'
    heads = {str(c.value): c.column_letter for c in sheet[1]}
    assert sheet.column_dimensions[heads["问题编号"]].hidden
    assert sheet.freeze_panes == "B2"
    assert all(
        not str(c.value).startswith("=") or c.data_type == "s" for row in sheet for c in row if c.value
    )


def test_what_was_filled_in_comes_back(db: Path) -> None:
    path = fill(exported(db), {NUMBER: ("不属实", "李四", "核对过"), ROW: ("属实", "李四", "")})
    done = gongkai("review", "import", path, "--db", db)
    assert done.returncode == 0, done.stderr
    assert sorted(v for _, v, _, _ in reviews(db)) == ["confirmed", "not_a_fault"]


def test_one_row_that_cannot_be_kept_keeps_all_out(db: Path) -> None:
    path = fill(exported(db), {NUMBER: ("不属实", "李四", ""), ROW: ("大概吧", "李四", "")})
    done = gongkai("review", "import", path, "--db", db)
    assert done.returncode == 2
    assert "有 2 行不能采用" in done.stderr
    assert "须写理由" in done.stderr
    assert "“大概吧”不是复核结论" in done.stderr
    assert reviews(db) == []


def test_a_finding_reviewed_since_the_export_is_a_conflict_told_with_its_line(db: Path) -> None:
    path = fill(exported(db), {NUMBER: ("不属实", "李四", "核对过")})
    gongkai("review", "set", NUMBER, "confirmed", "--by", "张三", "--db", db)
    done = gongkai("review", "import", path, "--db", db)
    assert done.returncode == 2
    assert "已由 张三" in done.stderr
    assert "第 " in done.stderr
    assert len(reviews(db)) == 1


def test_unknown_and_changed_findings_are_told(db: Path) -> None:
    path = fill(exported(db), {NUMBER: ("属实", "李四", "")})
    unknown = fill(exported(db), {ROW: ("属实", "李四", "")}, 问题编号="0000")
    assert "没有这个问题" in gongkai("review", "import", unknown, "--db", db).stderr
    path = fill(exported(db), {NUMBER: ("属实", "李四", "")})
    world(db, observed="LS-2026-999", at=LATER)
    assert "已经变化" in gongkai("review", "import", path, "--db", db).stderr
    assert reviews(db) == []


def test_the_same_finding_twice_is_told(db: Path) -> None:
    path = fill(exported(db), {NUMBER: ("属实", "李四", "")})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    line = next(r for r in sheet.iter_rows(min_row=2) if any(c.value == NUMBER for c in r))
    sheet.append([c.value for c in line])
    book.save(path)
    assert "出现两次" in gongkai("review", "import", path, "--db", db).stderr


@pytest.mark.parametrize("content", [b"not a spreadsheet", b"PK\x03\x04 broken", b""])
def test_what_is_no_spreadsheet_is_refused(db: Path, content: bytes) -> None:
    path = db.parent / "bad.xlsx"
    path.write_bytes(content)
    done = gongkai("review", "import", path, "--db", db)
    assert done.returncode == 2
    assert "表格读不了" in done.stderr


def test_a_spreadsheet_without_the_hidden_columns_says_which_are_missing(db: Path) -> None:
    path = exported(db)
    book = openpyxl.load_workbook(path)
    heads = {str(c.value): c.column for c in book.worksheets[0][1]}
    book.worksheets[0].delete_cols(heads["内容标记"])
    book.save(path)
    assert "缺少列：内容标记" in gongkai("review", "import", path, "--db", db).stderr


# ---------------------------------------------------------------- appeals, statistics


def test_an_appeal_keeps_its_files_under_their_hash_and_stands_in_the_report(
    db: Path, tmp_path: Path
) -> None:
    file = tmp_path / "证明 ..材料.txt"
    file.write_text("已补录", encoding="utf-8")
    done = gongkai(
        "review", "appeal", NUMBER, "--by", "办公室", "--reason", "已补录", "--file", file, "--db", db
    )
    assert done.returncode == 0, done.stderr
    (kept,) = (tmp_path / "x.appeals").iterdir()
    assert kept.read_text(encoding="utf-8") == "已补录"
    out = tmp_path / "out"
    gongkai("report", "--db", db, "--out", out, "--format", "html")
    assert "办公室于" in next(out.glob("*.html")).read_text(encoding="utf-8")


def test_a_missing_file_of_an_appeal_keeps_nothing(db: Path, tmp_path: Path) -> None:
    done = gongkai("review", "appeal", NUMBER, "--reason", "x", "--file", tmp_path / "none", "--db", db)
    assert done.returncode == 2
    with Store.open(db) as store:
        assert store.appeals("ls-hrss") == []


def test_precision_counts_the_last_verdict_of_each_finding(db: Path) -> None:
    for finding, verdict in ((NUMBER, "not_a_fault"), (NUMBER, "confirmed"), (ROW, "not_a_fault")):
        gongkai("review", "set", finding, verdict, "--by", "张三", "--why", "理由", "--db", db)
    rows = [
        json.loads(x) for x in gongkai("review", "stats", "--db", db, "--format", "jsonl").stdout.splitlines()
    ]
    found = {r["rule"]: (r["n"], r["right"], r["precision"]) for r in rows}
    assert found == {"index-number-wellformed": (1, 1, 1.0), "date-not-future": (1, 0, 0.0)}
    assert "准确率" in gongkai("review", "stats", "--db", db).stdout
