"""What the command line prints of crawled sites does nothing in a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from console.rows import print_rows


def test_csv_cells_are_no_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([{"title": "=HYPERLINK(0)", "url": "http://a.gov.cn/"}, {"title": "+1", "url": "x"}], "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [r["title"] for r in rows] == ["'=HYPERLINK(0)", "'+1"]
    assert rows[0]["url"] == "http://a.gov.cn/"


def test_a_table_prints_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([{"title": "通知\x1b[2J\x07\u202e完", "url": "[bold]x[/bold]"}], "table")
    out = capsys.readouterr().out
    assert "\x1b[2J" not in out and "\x07" not in out and "\u202e" not in out
    assert "通知" in out and "[bold]x[/bold]" in out


def test_json_lines_keep_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([{"title": "=1"}], "jsonl")
    assert capsys.readouterr().out == '{"title": "=1"}\n'
