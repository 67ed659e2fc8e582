"""Excel workbooks of before 2007 (xls, and et in the same form): each sheet as one table."""

from __future__ import annotations

import io

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Sheet

from crawler.documents.cell_values import date_text, number_text
from crawler.documents.gathering import Gathering
from crawler.documents.grid import Grid
from crawler.documents.limits import UnreadableError
from records.documents import DocumentProblem


def read_xls(body: bytes, gathering: Gathering) -> None:
    """Gather every sheet, hidden ones too: stored values, never formulas; macros are not looked at."""
    book = _opened(body)
    for number in range(book.nsheets):
        if not gathering.budget.in_time():
            return
        sheet = book.sheet_by_index(number)
        gathering.line(sheet.name)
        gathering.table(_grid(sheet, book, gathering).table(sheet.name))
        book.unload_sheet(number)


def _opened(body: bytes) -> Book:
    try:
        return xlrd.open_workbook(
            file_contents=body,
            formatting_info=True,  # tells merged cells
            on_demand=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,  # Chinese office programs write sector tables that xlrd finds odd
            logfile=io.StringIO(),
        )
    except XLRDError as error:
        said = str(error)
        if "encrypted" in said.lower():
            raise UnreadableError(DocumentProblem.ENCRYPTED, "the workbook needs a password") from error
        raise UnreadableError(DocumentProblem.DAMAGED, said) from error


def _grid(sheet: Sheet, book: Book, gathering: Gathering) -> Grid:
    grid = Grid(gathering.budget)
    for row in range(sheet.nrows):
        if row >= gathering.budget.limits.rows:
            gathering.budget.cut()
            break
        for column, cell in enumerate(sheet.row(row)):
            text = _text(cell.ctype, cell.value, book)
            if text:
                grid.put((row, column), text)
    for top, bottom, left, right in sheet.merged_cells:
        grid.merge((top, left), bottom - top, right - left)
    return grid


def _text(kind: int, value: object, book: Book) -> str:
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if kind == xlrd.XL_CELL_DATE:
        return date_text(str(value), since_1904=book.datemode == 1) or number_text(str(value))
    if kind == xlrd.XL_CELL_NUMBER:
        return number_text(str(value))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    return ""
