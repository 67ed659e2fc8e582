"""A table as a spreadsheet of one sheet: text only, frozen headings, filters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 50


def write_table(path: Path, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write the table beside `path` and rename it; OSError when the place cannot be written."""
    part = path.with_name(f".{path.name}.part")
    try:
        with xlsxwriter.Workbook(str(part), dict(SAFE)) as book:
            sheet, bold = book.add_worksheet(name), book.add_format({"bold": True, "bg_color": "#EEF2F7"})
            for n, head in enumerate(heads):
                longest = max([len(row[n].encode()) * 2 // 3 for row in rows], default=0)
                sheet.set_column(n, n, min(max(longest, len(head) * 2) + 2, WIDEST))
            for n, row in enumerate([heads, *rows]):
                for column, value in enumerate(row):
                    sheet.write_string(n, column, value, bold if n == 0 else None)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
        part.replace(path)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
