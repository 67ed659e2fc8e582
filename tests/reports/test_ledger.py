"""整改台账: what a section gets to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from records.reviews import Review, ReviewVerdict, Standing
from records.vocabulary import Outcome, Severity
from reports.causes import causes
from reports.ledger import deadline, write_ledger
from reports.official.sandbox import Templates
from reports.official.writing import Letter, write_paper
from reports.texts import Texts
from reports.xlsx import write_xlsx
from tests.reports.building import material
from tests.reports.findings import CODE


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("ledger") / "ledger.xlsx"
    write_ledger(material(), path)
    return openpyxl.load_workbook(path)


def row_of(sheet: object, number: int) -> dict[str, object]:
    heads = [c.value for c in sheet[1]]  # type: ignore[index]
    return dict(zip(heads, (c.value for c in sheet[number]), strict=True))  # type: ignore[index]


def test_the_summary_comes_first_and_every_section_has_its_sheet(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["汇总", "办公室", "养老保险科", "未指定"]
    summary = book["汇总"]
    named = [row[0].value for row in summary.iter_rows(min_row=4, max_row=7)]
    assert named == ["办公室", "养老保险科", "未指定", "合计"]
    assert summary["A4"].hyperlink.location == "'办公室'!A1"
    assert summary["H4"].value == "=COUNTIF('办公室'!K2:K2,\"已完成\")"


def test_one_row_a_cause_with_the_columns_to_fill_in(book: openpyxl.Workbook) -> None:
    row = row_of(book["办公室"], 2)
    assert (row["处数"], row["责任科室"], row["完成情况"], row["销号"]) == (57, "办公室", "未开始", "未销号")
    assert row["整改措施"] is None and row["完成日期"] is None
    assert str(row["整改期限"]) == "2026-12-20 00:00:00"
    fails = causes(material().findings, Outcome.FAIL)
    assert sum(s.max_row - 1 for s in book.worksheets[1:]) == len(fails)


def test_states_and_days_are_chosen_not_typed(book: openpyxl.Workbook) -> None:
    rules = {str(v.sqref): v for v in book["未指定"].data_validations.dataValidation}
    assert rules["K2:K4"].formula1 == '"未开始,整改中,已完成,已作说明"'
    assert rules["M2:M4"].formula1 == '"未销号,已销号,不予销号"'
    assert rules["J2:J4"].type == "date"
    assert "养老保险科" in rules["H2:H4"].formula1


def test_the_sheets_print_on_a4_across_with_heading_filter_and_page_numbers(book: openpyxl.Workbook) -> None:
    sheet = book["办公室"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == "A1:V2"
    assert sheet.freeze_panes == "E2"
    assert "&P" in sheet.oddFooter.right.text and "20261120-085500-ls-hrss" in sheet.oddFooter.left.text


def test_only_what_was_found_is_in_the_ledger(tmp_path: Path) -> None:
    open_only = tuple(f for f in material().findings if f.outcome is not Outcome.FAIL)
    write_ledger(material(findings=open_only), tmp_path / "l.xlsx")
    book = openpyxl.load_workbook(tmp_path / "l.xlsx")
    assert book.sheetnames == ["汇总"]
    assert book["汇总"]["A2"].value == "本次没有查明的问题。"


@pytest.mark.parametrize("severity", list(Severity))
def test_graver_problems_are_due_sooner(severity: Severity) -> None:
    days = [(deadline(date(2026, 11, 20), s) - date(2026, 11, 20)).days for s in Severity]
    assert days == sorted(days) and days[0] > 0
    assert deadline(date(2026, 11, 20), severity) > date(2026, 11, 20)


def test_what_a_person_has_taken_back_is_asked_of_nobody(tmp_path: Path) -> None:
    first = next(f for f in material().findings if f.outcome is Outcome.FAIL)
    verdict = Review(
        site=CODE,
        finding=first.id,
        run=first.run,
        verdict=ReviewVerdict.NOT_A_FAULT,
        who="甲",
        at="2026-11-21T09:00:00+08:00",
        why="已核实",
        mark="",
        rule=first.rule,
        rule_version=first.rule_version,
        outcome=first.outcome,
        severity=first.severity,
        message=first.message,
    )
    given = material(reviews={first.id: Standing(verdict)})
    write_ledger(given, tmp_path / "l.xlsx")
    cells = [
        c.value for s in openpyxl.load_workbook(tmp_path / "l.xlsx") for row in s.iter_rows() for c in row
    ]
    assert first.message not in cells
    paper = tmp_path / "notice.docx"
    write_paper(Letter(given, Templates(Texts("zh"))), "notice", paper)
    assert first.id not in "\n".join(p.text for p in Document(str(paper)).paragraphs)
    write_xlsx(given, tmp_path / "list.xlsx")
    listed = openpyxl.load_workbook(tmp_path / "list.xlsx")["问题清单"]
    row = dict(zip((c.value for c in listed[1]), (c.value for c in listed[2]), strict=True))
    assert row["编号"] == first.id and "已核实" in str(row["人工核定与申辩"])
