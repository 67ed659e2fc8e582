"""Reads a filled-in spreadsheet of reviews: every row that says something, and every fault with its line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from records.errors import InputError
from records.reviews import ReviewVerdict
from reports.review_sheet import ASKED, TIES
from reports.texts import Texts, both

MOST_BYTES, MOST_ROWS = 50 * 1024**2, 200_000
LANGS = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled-in row. `verdict` None: what was written is none of the verdicts; `last`: the review it was made beside."""

    line: int
    verdict: ReviewVerdict | None
    said: str
    who: str
    why: str
    finding: str
    run: str
    mark: str
    last: int


def filled_rows(path: Path) -> list[Filled]:
    """The rows in which a verdict, a name or a reason was written. InputError for what is no such spreadsheet."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(both("sheet.too_large"), where=str(path))
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(both("sheet.unreadable", error=error), where=str(path)) from error
    try:
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS, values_only=True)
        places = _places(next(rows, ()), path)
        return list(_filled(rows, places))
    finally:
        book.close()


def _places(head: Sequence[Any], path: Path) -> dict[str, int]:
    """Where the columns stand; they may have been moved, but not renamed or removed."""
    named = {str(cell).strip(): n for n, cell in enumerate(head) if cell is not None}
    found: dict[str, int] = {}
    missing = []
    for key in (*ASKED, *TIES):
        names = [Texts(lang)(f"review.{key}") for lang in LANGS]
        place = next((named[name] for name in names if name in named), None)
        if place is None:
            missing.append(names[0])
        else:
            found[key] = place
    if missing:
        raise InputError(
            both("sheet.columns_missing", names=", ".join(missing)),
            where=str(path),
            remedy="gongkai review export OUT.xlsx",
        )
    return found


def _filled(rows: Iterator[Sequence[Any]], places: dict[str, int]) -> Iterator[Filled]:
    verdicts = {Texts(lang)(f"verdict.{v.value}"): v for v in ReviewVerdict for lang in LANGS}
    verdicts |= {v.value: v for v in ReviewVerdict}
    for line, row in enumerate(rows, start=2):
        cells = {
            k: str(row[n]).strip() if n < len(row) and row[n] is not None else "" for k, n in places.items()
        }
        if not any(cells[key] for key in ASKED):
            continue
        last = int(cells["last"]) if cells["last"].isdigit() else -1
        yield Filled(
            line,
            verdicts.get(cells["verdict"]),
            cells["verdict"],
            cells["who"],
            cells["why"],
            cells["id"],
            cells["run"],
            cells["mark"],
            last,
        )
