"""The spreadsheet a bureau works with: 问题清单, 需人工判断, 未能检查, 概况. Site text is never a formula nor a link."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from records.types import Finding
from records.vocabulary import Outcome, Severity
from reports.attestation import overview_rows
from reports.limits import limit
from reports.material import ReportInput
from reports.summary import summarise
from reports.tables import DECIDE, PROBLEMS, REASON, Heading, Rows

_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
A3, A4 = 8, 9
LINE, MOST_LINES = 14.5, 9
_OVERVIEW = (Heading("name", 28), Heading("value", 70))
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True}
_COLOURS = {
    Severity.VETO: "#A4161A",
    Severity.MAJOR: "#C2571A",
    Severity.MINOR: "#8A6D00",
    Severity.NOTICE: "#5C6675",
}


def write_xlsx(material: ReportInput, path: Path) -> None:
    """Write the workbook to `path`; OSError when the place cannot be written."""
    try:
        with xlsxwriter.Workbook(str(path), dict(_SAFE)) as book:
            sheets = _Sheets(book, material)
            sheets.findings("sheet.problems", Outcome.FAIL, PROBLEMS)
            sheets.findings("sheet.questions", Outcome.REVIEW, (*PROBLEMS, REASON, DECIDE))
            sheets.findings("sheet.unchecked", Outcome.UNCHECKED, (*PROBLEMS, REASON))
            sheets.overview()
    except xlsxwriter.exceptions.FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


class _Sheets:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any, material: ReportInput) -> None:
        self.book = book
        self.material = material
        self.rows = Rows(material)
        self.body = book.add_format(_FONT | {"border": 1, "border_color": "#DFE3EA"})
        self.left = book.add_format(_FONT | {"border": 1, "border_color": "#DFE3EA", "align": "left"})
        self.head = book.add_format(
            _FONT | {"bold": True, "bg_color": "#EEF2F7", "border": 1, "border_color": "#C9D3DF"}
        )
        self.severity = {
            severity: book.add_format(
                _FONT | {"bold": True, "font_color": colour, "border": 1, "border_color": "#DFE3EA"}
            )
            for severity, colour in _COLOURS.items()
        }

    def findings(self, title: str, outcome: Outcome, headings: tuple[Heading, ...]) -> None:
        """One sheet with the findings of one outcome: frozen heading, filters, a row each."""
        sheet = self.book.add_worksheet(self.rows.texts(title))
        chosen = [f for f in self.material.findings if f.outcome is outcome]
        kept = chosen[: limit("rows")]
        for n, heading in enumerate(headings):
            sheet.set_column(n, n, heading.width)
        sheet.freeze_panes(1, 4)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(1, 0)
        self._line(sheet, 0, self.rows.headings(headings), self.head)
        for n, (finding, row) in enumerate(zip(kept, self.rows.rows(kept, headings), strict=True), 1):
            sheet.set_row(n, _height(row, headings))
            self._row(sheet, n, row, finding)
        if len(chosen) > len(kept):
            cut = self.rows.texts("table.cut", n=len(chosen) - len(kept))
            sheet.write_string(len(kept) + 1, 0, cut)
        sheet.autofilter(0, 0, max(len(kept), 1), len(headings) - 1)

    def overview(self) -> None:
        """The attestation: what was checked, when, with which rules, how far."""
        sheet = self.book.add_worksheet(self.rows.texts("sheet.overview"))
        for n, heading in enumerate(_OVERVIEW):
            sheet.set_column(n, n, heading.width)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        for n, (name, value) in enumerate(overview_rows(summarise(self.material))):
            sheet.set_row(n, _height((name, value), _OVERVIEW))
            sheet.write_string(n, 0, name, self.head)
            if isinstance(value, int):
                sheet.write_number(n, 1, value, self.left)
            else:
                sheet.write_string(n, 1, value, self.body)

    def _row(self, sheet: Any, n: int, row: Sequence[str | int], finding: Finding) -> None:
        self._line(sheet, n, row, self.body)
        if finding.outcome is Outcome.FAIL:
            sheet.write_string(n, 1, str(row[1]), self.severity[finding.severity])

    def _line(self, sheet: Any, n: int, row: Sequence[str | int], style: Any) -> None:
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(n, column, value, style)
            else:
                sheet.write_string(n, column, value, style)


def _height(row: Sequence[str | int], headings: tuple[Heading, ...]) -> float:
    """Height of a row in points: not every office program fits wrapped rows by itself."""
    cells = zip(row, headings, strict=True)
    lines = (-(-_width(cell) // (h.width - 2)) for cell, h in cells if isinstance(cell, str) and cell)
    return LINE * min(max(lines, default=1), MOST_LINES) + 2


def _width(text: str) -> int:
    """Width in characters; a Chinese one takes two (three bytes of UTF-8)."""
    return (len(text) + len(text.encode())) // 2
