"""The open reviews as a spreadsheet: a drop-down for the verdict, room for who and why, and what ties a row to its finding."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from records.reviews import Review, ReviewVerdict
from records.types import Finding
from reports.limits import limit
from reports.plain import plain, shortened, shown_address
from reports.texts import Texts

ASKED = ("verdict", "who", "why")
TIES = ("id", "run", "mark", "last")  # hidden; what ties a row to its finding
SHOWN: tuple[tuple[str, int], ...] = (
    ("number", 6),
    ("severity", 10),
    ("outcome", 11),
    ("column", 15),
    ("title", 30),
    ("problem", 44),
    ("observed", 34),
    ("expected", 26),
    ("url", 34),
    ("rule", 22),
)
WIDTHS = {"verdict": 15, "who": 12, "why": 36}
FIRST_ROW = 1
LINE, MOST_LINES = 14, 12  # points; lines of the tallest row


@dataclass(frozen=True, slots=True)
class Row:
    """One row to be filled in: the finding, the hash of what it says, and its last review so far, if any."""

    finding: Finding
    mark: str
    last: Review | None


def review_sheet(rows: Sequence[Row], say: Texts) -> bytes:
    """The spreadsheet. Site text is written as text, never as a formula or link."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(say("review.sheet"))
        styles = _styles(book)
        heads = [*(k for k, _ in SHOWN), *ASKED, *TIES]
        for at, key in enumerate(heads):
            sheet.write_string(0, at, say(f"review.{key}"), styles["asked" if key in ASKED else "head"])
        for n, cells in enumerate(_cells(rows, say), start=FIRST_ROW):
            sheet.set_row(n, _height(cells))
            for at, cell in enumerate(cells):
                style = styles["fill" if len(SHOWN) <= at < len(SHOWN) + len(ASKED) else "body"]
                sheet.write_string(n, at, cell, style)
        _shape(sheet, len(rows), say)
        _explain(book, say, styles["body"])
    return out.getvalue()


def _cells(rows: Sequence[Row], say: Texts) -> Iterator[list[str]]:
    most = limit("cell")
    for number, row in enumerate(rows, start=1):
        f = row.finding
        values: Mapping[str, str] = {
            "number": str(number),
            "severity": say(f"severity.{f.severity.value}"),
            "outcome": say(f"outcome.{f.outcome.value}"),
            "column": f.column_name,
            "title": f.title,
            "problem": f.message,
            "observed": f.observed,
            "expected": f.expected,
            "url": shown_address(f.url),
            "rule": f.rule,
        }
        shown = [shortened(plain(values[key]), most) for key, _ in SHOWN]
        last = str(row.last.number) if row.last else "0"
        yield [*shown, "", "", "", f.id, f.run, row.mark, last]


def _height(cells: Sequence[str]) -> float:
    """Height of a row in points: not every office program fits wrapped rows by itself."""
    lines = (-(-_width(c) // (width - 2)) for c, (_, width) in zip(cells, SHOWN, strict=False) if c)
    return LINE * min(max(lines, default=1), MOST_LINES) + 3


def _width(text: str) -> int:
    """Width in characters; a Chinese one takes two."""
    return (len(text) + len(text.encode())) // 2


def _shape(sheet: Any, rows: int, say: Texts) -> None:
    for at, (_, width) in enumerate(SHOWN):
        sheet.set_column(at, at, width)
    for at, key in enumerate(ASKED, start=len(SHOWN)):
        sheet.set_column(at, at, WIDTHS[key])
    ties = len(SHOWN) + len(ASKED)
    sheet.set_column(ties, ties + len(TIES) - 1, 20, None, {"hidden": True})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), ties - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    choices = [say(f"verdict.{v.value}") for v in ReviewVerdict]
    rule = {
        "validate": "list",
        "source": choices,
        "error_title": say("review.verdict"),
        "error_message": say("review.choose"),
    }
    sheet.data_validation(FIRST_ROW, len(SHOWN), max(rows, 1), len(SHOWN), rule)


def _explain(book: Any, say: Texts, style: Any) -> None:
    sheet = book.add_worksheet(say("review.how"))
    sheet.set_column(0, 0, 100)
    for n, line in enumerate(say("review.how.text").splitlines()):
        sheet.write_string(n, 0, line, style)


def _styles(book: Any) -> dict[str, Any]:
    font = {"font_name": "SimSun", "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
    return {
        "head": book.add_format(font | {"bold": True, "bg_color": "#DCE4F0", "valign": "vcenter"}),
        "asked": book.add_format(font | {"bold": True, "bg_color": "#FFE9A8", "valign": "vcenter"}),
        "body": book.add_format(font),
        "fill": book.add_format(font | {"bg_color": "#FFFBEA"}),
    }
