"""The files a report consists of."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len
from rich.console import Console

from records.errors import InputError
from records.views import finding_row
from reports import writing
from reports.summary import summarise
from reports.terminal import print_summary
from reports.writing import Export, write_reports
from tests.reports.building import material, site

ALL = ("html", "xlsx", "csv", "jsonl")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = write_reports(material(), tmp_path_factory.mktemp("out"), ALL)
    return {p.suffix[1:]: p for p in made[:-1]}


def test_each_format_is_one_file_named_for_the_site_and_the_day(files: dict[str, Path]) -> None:
    assert {p.name for p in files.values()} == {f"ls-hrss-20261120.{f}" for f in ALL}
    names = {p.name for p in files["html"].parent.iterdir()}
    assert names == {p.name for p in files.values()} | {f"{material().run.id}.manifest.json"}


def test_the_folder_is_made_and_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    made = write_reports(material(), tmp_path / "a" / "b", ("csv", "csv"))
    assert [p.suffix for p in made] == [".csv", ".json"]
    assert sorted((tmp_path / "a" / "b").iterdir()) == sorted(made)


@pytest.mark.parametrize(
    "code", ["../../etc/passwd", "[::1]-8080", "a b\u202ec", "...", "长" * 300, "x" * 300]
)
def test_a_strange_site_code_stays_inside_the_folder(tmp_path: Path, code: str) -> None:
    made = write_reports(material(site=replace(site(), code=code)), tmp_path, ("jsonl",))
    assert made[0].parent == tmp_path
    assert made[0].is_file()


def test_a_writer_that_fails_leaves_the_former_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former, manifest = write_reports(material(), tmp_path, ("csv",))
    before = former.read_bytes()

    def fails(_: Export, path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(writing.WRITERS, "csv", fails)
    with pytest.raises(OSError, match="No space"):
        write_reports(material(), tmp_path, ("csv", "jsonl"))
    assert former.read_bytes() == before
    rest = former.with_suffix(".jsonl")
    assert sorted(tmp_path.iterdir()) == sorted([former, manifest, rest])


def test_an_unknown_format_and_a_file_in_the_folders_place_are_refused_with_the_remedy(
    tmp_path: Path,
) -> None:
    with pytest.raises(InputError, match="docx"):
        write_reports(material(), tmp_path, ("docx",))
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="taken"):
        write_reports(material(), tmp_path / "taken", ("csv",))


# ---------------------------------------------------------------- spreadsheet


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(path)
    return {s.title: [[c.value for c in row] for row in s.iter_rows()] for s in book}


def test_the_workbook_has_problems_questions_unchecked_and_the_overview(files: dict[str, Path]) -> None:
    found = sheets(files["xlsx"])
    assert list(found) == ["概况", "问题清单", "办公室", "养老保险科", "未指定", "需人工判断", "未能检查"]
    assert [len(found[name]) - 1 for name in ("问题清单", "需人工判断", "未能检查")] == [61, 5, 6]


def test_the_list_of_problems_has_the_columns_a_bureau_expects(files: dict[str, Path]) -> None:
    rows = sheets(files["xlsx"])["问题清单"]
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["序号"] == 1
    assert row["严重程度"] == "红线问题"
    assert row["问题"] == "全站有 6 个空白栏目"
    assert str(row["依据"]).startswith("[法律法规] 《政府网站与政务新媒体检查指标》")
    assert row["取证时间"] == "2026-11-20T09:14:31+08:00"
    assert len(str(row["页面 SHA-256"])) == 64
    last = dict(zip(rows[0], rows[-1], strict=True))
    assert last["责任科室"] == "办公室"
    assert {r[rows[0].index("原因分组")] for r in rows[1:]} == {1, 2, 3, 4, 5}


def test_the_heading_is_frozen_and_filtered(files: dict[str, Path]) -> None:
    sheet = openpyxl.load_workbook(files["xlsx"])["问题清单"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == "A1:T62"
    assert sheet["H2"].alignment.wrap_text
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert "&P" in str(sheet.oddFooter.right.text)


def test_each_section_has_a_sheet_with_its_own_problems(files: dict[str, Path]) -> None:
    found = sheets(files["xlsx"])
    assert {row[9] for row in found["办公室"][1:]} == {"办公室"}
    assert {row[9] for row in found["未指定"][1:]} == {None}
    own = sum(len(found[name]) - 1 for name in ("办公室", "养老保险科", "未指定"))
    assert own == len(found["问题清单"]) - 1


def test_the_overview_attests_the_run(files: dict[str, Path]) -> None:
    rows = dict(r[:2] for r in sheets(files["xlsx"])["概况"])
    assert rows["运行"] == "20261120-085500-ls-hrss"
    assert rows["规则摘要"] == "3f9c21a7d05e4b18"
    assert rows["检查日"] == "2026-11-20"
    assert rows["程序版本"] == "0.1.0"
    assert (rows["应查网页"], rows["已查"]) == (2418, 2325)


# ---------------------------------------------------------------- csv, jsonl, terminal


def test_the_csv_opens_in_office_programs_and_holds_every_finding(files: dict[str, Path]) -> None:
    raw = files["csv"].read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert {r["结论"] for r in rows} == {"问题", "需人工判断", "未能检查"}
    assert len(rows) == len(material().findings)
    assert {(r["运行"], r["检查日"], r["程序版本"]) for r in rows} == {
        ("20261120-085500-ls-hrss", "2026-11-20", "0.1.0")
    }


def test_the_jsonl_is_the_machine_interface_and_what_attests_it(files: dict[str, Path]) -> None:
    lines = [json.loads(line) for line in files["jsonl"].read_text(encoding="utf-8").splitlines()]
    coverage = {"planned": 2418, "seen": 2325, "failed": 12, "blocked": 81, "unread": 0, "complete": True}
    attested = {
        "coverage": coverage | {"why_incomplete": ""},
        "today": "2026-11-20",
        "rules_digest": "3f9c21a7d05e4b18",
        "evaluator": "durable-rules",
        "tool_version": "0.1.0",
    }
    assert lines == [finding_row(f) | attested for f in material().findings]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_terminal_summary_fits_eighty_columns(lang: str) -> None:
    shown = io.StringIO()
    print_summary(summarise(material(lang=lang)), Console(file=shown, width=80))
    lines = shown.getvalue().splitlines()
    assert max(cell_len(line) for line in lines) <= 80
    assert any("index-number-year" in line for line in lines)
