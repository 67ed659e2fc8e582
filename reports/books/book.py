"""One workbook: rows go out as they come, site text is never a formula nor a link, every sheet prints on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from reports.books.names import SheetNames
from reports.material import ReportInput
from reports.plain import plain
from reports.texts import Texts

SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
A4 = 9
LINE, MOST_LINES = 14.5, 16
LONGEST_CELL = 32_767  # UTF-16 units: what a cell holds
LONGEST_FOOTER = 250
COLOURS = {"veto": "#A4161A", "major": "#C2571A", "minor": "#8A6D00", "notice": "#5C6675"}
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True}
_LINED = _FONT | {"border": 1, "border_color": "#C9D3DF"}
_STYLES: dict[str, dict[str, Any]] = {
    "body": _LINED,
    "left": _LINED | {"align": "left"},
    "middle": _LINED | {"align": "center"},
    "head": _LINED | {"bold": True, "bg_color": "#EEF2F7", "valign": "vcenter"},
    "fill": _LINED | {"bg_color": "#FFFBEA"},
    "fill-head": _LINED | {"bold": True, "bg_color": "#FBEFC4", "valign": "vcenter"},
    "day": _LINED | {"bg_color": "#FFFBEA", "num_format": "yyyy-mm-dd", "align": "left"},
    "percent": _LINED | {"num_format": "0.0%", "align": "left"},
    "points": _LINED | {"num_format": "0.##", "align": "left"},
    "link": _LINED | {"font_color": "#1A56A4", "underline": 1},
    "strong": _LINED | {"bold": True, "align": "left"},
    "title": _FONT | {"bold": True, "font_size": 14, "text_wrap": False},
    "bold": _FONT | {"bold": True, "font_size": 11},
    "note": _FONT | {"font_color": "#5C6675"},
} | {word: _LINED | {"bold": True, "font_color": colour} for word, colour in COLOURS.items()}

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a sheet: its heading's words, its width in characters, the style of its cells and of its heading."""

    words: str
    width: float
    style: str = "body"
    head: str = "head"


@dataclass(frozen=True, slots=True)
class Label:
    """What a workbook is called and attests; `day` stands for the clock's, so that the same input gives the same file."""

    lang: str
    title: str
    attested: str
    day: date


def label_of(material: ReportInput, title: str) -> Label:
    """The label of a workbook about a run."""
    attested = Texts(material.lang)(
        "book.attested",
        run=plain(material.run.id),
        today=material.today.isoformat(),
        digest=plain(material.rules_digest)[:16],
        version=plain(material.tool_version),
    )
    return Label(material.lang, plain(f"{title} \u00b7 {material.site.name}"), attested, material.today)


@contextmanager
def workbook(path: Path, label: Label) -> Iterator[Book]:
    """A workbook written to `path`; OSError when the place cannot be written."""
    try:
        with xlsxwriter.Workbook(str(path), dict(SAFE)) as made:
            yield Book(made, label)
    except xlsxwriter.exceptions.FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


class Book:
    """The workbook while it is written: styles, sheet names, what stands at the foot of every printed page."""

    def __init__(self, book: Any, label: Label) -> None:
        self.book = book
        self.say = Texts(label.lang)
        self.names = SheetNames()
        self.styles = {name: book.add_format(style) for name, style in _STYLES.items()}
        self.closed = book.add_format({"font_color": "#8A93A0", "bg_color": "#F2F4F7"})
        self.late = book.add_format({"font_color": "#A4161A", "bold": True})
        self.title, self.attested = label.title, label.attested
        day = datetime(label.day.year, label.day.month, label.day.day)  # noqa: DTZ001 - a day, no time
        book.set_properties({"title": self.title, "comments": self.attested, "created": day})

    def sheet(self, name: str, places: Sequence[Place], *, printed: int = 0, frozen: int = 0) -> Sheet:
        """The next sheet; the one before is closed. `printed`: so many columns go to paper (0: all); `frozen`: columns."""
        sheet = self.book.add_worksheet(self.names.free(name))
        for n, place in enumerate(places):
            sheet.set_column(n, n, place.width)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&L&9" + _bounded(self.title) + "&R&9" + _bounded(sheet.get_name()))
        sheet.set_footer("&L&7" + _bounded(self.attested) + "&R&9" + self.say("book.page"))
        return Sheet(self, sheet, tuple(places), printed or len(places), frozen)


class Sheet:
    """One sheet, written from top to bottom."""

    def __init__(self, book: Book, sheet: Any, places: tuple[Place, ...], printed: int, frozen: int) -> None:
        self.book = book
        self.sheet = sheet
        self.places = places
        self.printed = printed
        self.row = 0
        self._first = 0
        self._frozen = frozen

    @property
    def name(self) -> str:
        """The sheet's name as it came out."""
        return str(self.sheet.get_name())

    def heading(self) -> None:
        """The line of headings: frozen, repeated on every printed page."""
        self.sheet.set_row(self.row, self._height([p.words for p in self.places]))
        for n, place in enumerate(self.places):
            self.sheet.write_string(self.row, n, place.words, self.book.styles[place.head])
        self.sheet.freeze_panes(self.row + 1, self._frozen)
        self.sheet.repeat_rows(self.row)
        self._first = self.row
        self.row += 1

    def line(self, cells: Sequence[Cell], styles: dict[int, str] | None = None, level: int = 0) -> int:
        """One row; its number. `styles`: other than the column's own, by column; `level` in an outline."""
        self.sheet.set_row(self.row, self._height(cells), None, {"level": level} if level else {})
        for n, cell in enumerate(cells):
            style = self.book.styles[(styles or {}).get(n, self.places[n].style)]
            self.put(n, cell, style)
        self.row += 1
        return self.row - 1

    def put(self, column: int, cell: Cell, style: Any) -> None:
        """One cell of the row that is being written."""
        if cell is None or cell == "":
            self.sheet.write_blank(self.row, column, None, style)
        elif isinstance(cell, str):
            self.sheet.write_string(self.row, column, _fitting(cell), style)
        elif isinstance(cell, date):
            self.sheet.write_datetime(self.row, column, datetime(cell.year, cell.month, cell.day), style)  # noqa: DTZ001
        else:
            self.sheet.write_number(self.row, column, cell, style)

    def text(self, words: str, style: str = "note") -> None:
        """A line of running text over the printed columns."""
        self.sheet.set_row(self.row, _lines(words, sum(p.width for p in self.places[: self.printed])))
        if self.printed > 1:
            self.sheet.merge_range(self.row, 0, self.row, self.printed - 1, "", self.book.styles[style])
        self.sheet.write_string(self.row, 0, _fitting(words), self.book.styles[style])
        self.row += 1

    def link(self, row: int, column: int, place: str, words: str) -> None:
        """A link to a place in this workbook, in the row that was written last."""
        self.sheet.write_url(row, column, f"internal:{place}", self.book.styles["link"], words)

    def pair(self, name: str, value: str | int) -> None:
        """A name, and its value over the other printed columns."""
        style = self.book.styles["left"]
        self.sheet.set_row(self.row, _lines(str(value), sum(p.width for p in self.places[1 : self.printed])))
        self.sheet.write_string(self.row, 0, name, self.book.styles["head"])
        self.sheet.merge_range(self.row, 1, self.row, self.printed - 1, "", style)
        self.put(1, value, style)
        self.row += 1

    def close(self) -> None:
        """Filters over what was written, and the area that prints."""
        last = max(self.row - 1, self._first + 1)
        self.sheet.autofilter(self._first, 0, last, len(self.places) - 1)
        self.sheet.print_area(0, 0, last, self.printed - 1)

    def _height(self, cells: Sequence[Cell]) -> float:
        """Height in points of what goes to paper: not every office program fits wrapped rows by itself."""
        pairs = zip(cells[: self.printed], self.places, strict=False)
        return max((_lines(c, p.width) for c, p in pairs if isinstance(c, str) and c), default=LINE + 2)


def _lines(text: str, width: float) -> float:
    """Height of wrapped text; a Chinese character is two wide (three bytes of UTF-8)."""
    cells = (len(text) + len(text.encode())) // 2
    return LINE * min(-(-cells // max(int(width) - 2, 1)), MOST_LINES) + 2


def _fitting(text: str) -> str:
    """The text, cut where a cell would not hold it."""
    if len(text) * 2 <= LONGEST_CELL:
        return text
    units = text.encode("utf-16-le")
    return (
        text
        if len(units) <= LONGEST_CELL * 2
        else units[: (LONGEST_CELL - 1) * 2].decode("utf-16-le", "ignore") + "\u2026"
    )


def _bounded(text: str) -> str:
    """Text for the head or foot of a page, where & begins a code and a line has its limit."""
    return text[: LONGEST_FOOTER // 3].replace("&", "&&")
