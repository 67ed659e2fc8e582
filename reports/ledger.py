"""整改台账: one row a cause, a sheet a section, with the columns that people fill in and a summary that counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from records.vocabulary import Severity
from reports.accused import without_taken_back
from reports.attestation import overview_rows
from reports.books.book import Book, Cell, Place, Sheet, label_of, workbook
from reports.books.names import quoted
from reports.causes import Cause, cause_numbers
from reports.limits import limit
from reports.material import ReportInput
from reports.plain import plain, shortened, shown_address
from reports.sections import by_section
from reports.summary import Summary, summarise
from reports.tables import Rows
from reports.texts import Texts

COLUMNS = (
    ("table.number", 5),
    ("table.severity", 9),
    ("table.column", 11),
    ("ledger.problem", 28),
    ("ledger.count", 6),
    ("table.basis", 19),
    ("table.fix", 22),
    ("table.owner", 9),
    ("ledger.measure", 20),
    ("ledger.due", 12),
    ("ledger.progress", 9),
    ("ledger.done_on", 12),
    ("ledger.closing", 9),
    ("ledger.remark", 11),
    ("ledger.person", 10),
    ("ledger.signed", 10),
    ("table.observed", 28),
    ("table.expected", 22),
    ("table.since", 12),
    ("table.cause", 9),
    ("table.url", 34),
    ("ledger.ids", 34),
)
OWNER, DUE, PROGRESS, DONE_ON, CLOSING = 7, 9, 10, 11, 12
PRINTED, FROZEN = 14, 4
FILLED = range(OWNER, 16)
_SUMMARY = ("ledger.section", "ledger.causes", *(f"severity.{s.value}" for s in Severity), "ledger.places")
_COUNTED = (
    ("ledger.done", PROGRESS, "ledger.progress.done"),
    ("ledger.closed", CLOSING, "ledger.closing.closed"),
)


def write_ledger(material: ReportInput, path: Path) -> None:
    """Write the workbook to `path`; OSError when the place cannot be written."""
    material = without_taken_back(material)
    summary = summarise(material)
    with workbook(path, label_of(material, Texts(material.lang)("ledger.title"))) as book:
        sections = by_section(material.site, summary.problems)
        own = {s: s or book.say("section.none") for s in sections}
        names = {s: book.names.promise(title) for s, title in own.items()}
        _summary(book, summary, sections, names)
        numbers = cause_numbers(material.findings)
        for section, mine in sections.items():
            rows = _Ledger(material, numbers, section)
            _sheet(
                book,
                names[section],
                [rows.row(n, c) for n, c in enumerate(mine, 1)],
                mine,
                list(own.values()),
            )


def deadline(day: date, severity: Severity) -> date:
    """The day by which a problem judged on `day` should be fixed: a proposal."""
    return day + timedelta(days=limit(f"deadline.{severity.value}"))


class _Ledger:
    """Makes the rows of one section."""

    def __init__(self, material: ReportInput, numbers: Mapping[str, int], section: str) -> None:
        self.material = material
        self.rows = Rows(material)
        self.numbers = numbers
        self.section = section

    def row(self, number: int, cause: Cause) -> list[Cell]:
        """One cause: what is known, and what is to be filled in."""
        f, say = cause.first, self.rows.texts
        known: list[Cell] = [number, say(f"severity.{f.severity.value}"), self._text(f.column_name)]
        known += [self._text(f.message), cause.count, self._text(self.rows.basis(f.basis)), self._text(f.fix)]
        due = deadline(self.material.today, f.severity)
        fill: list[Cell] = [plain(self.section), "", due, say("ledger.progress.open"), None]
        fill += [say("ledger.closing.open"), "", "", ""]
        ids = " ".join(x.id for x in cause.findings[: limit("ledger_ids")])
        more = " \u2026" if cause.count > limit("ledger_ids") else ""
        behind: list[Cell] = [self._text(f.observed), self._text(f.expected), cause.since]
        return [*known, *fill, *behind, self.numbers[f.id], shown_address(f.url), ids + more]

    def _text(self, text: str) -> str:
        return shortened(plain(text), limit("cell"))


def _places(say: Texts) -> list[Place]:
    places = []
    for n, (key, width) in enumerate(COLUMNS):
        style = "body" if n not in FILLED else "day" if n in {DUE, DONE_ON} else "fill"
        places.append(Place(say(key), width, style, "fill-head" if n in FILLED else "head"))
    return places


def _sheet(
    book: Book, name: str, rows: Sequence[list[Cell]], mine: Sequence[Cause], sections: list[str]
) -> None:
    sheet = book.sheet(name, _places(book.say), printed=PRINTED, frozen=FROZEN)
    sheet.heading()
    for row, cause in zip(rows, mine, strict=True):
        sheet.line(row, {1: cause.severity.value})
    _choices(sheet, len(rows), sections)
    sheet.close()


def _choices(sheet: Sheet, last: int, sections: list[str]) -> None:
    """Lists to choose from, days that must be days, and the row's colour once it is closed or late."""
    say, made = sheet.book.say, sheet.sheet
    lists = {
        PROGRESS: [say(f"ledger.progress.{k}") for k in say.keys("ledger.progress")],
        CLOSING: [say(f"ledger.closing.{k}") for k in say.keys("ledger.closing")],
    }
    for column, words in lists.items():
        rule = {"validate": "list", "source": words, "error_message": say("ledger.pick")}
        made.data_validation(1, column, last, column, rule)
    known = [plain(s) for s in sections]
    if len(",".join(known)) <= 255 and not any("," in s for s in known):  # what a list of a cell may hold
        open_list = {"validate": "list", "source": known, "error_type": "information"}
        made.data_validation(1, OWNER, last, OWNER, open_list | {"error_message": say("ledger.pick_section")})
    day = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
    for column in (DUE, DONE_ON):
        made.data_validation(1, column, last, column, day | {"error_message": say("ledger.pick_day")})
    closed = f'=$M2="{say("ledger.closing.closed")}"'
    done = say("ledger.progress.done")
    late = f'=AND($J2<TODAY(),$K2<>"{done}",$M2<>"{say("ledger.closing.closed")}")'
    grey = {"type": "formula", "criteria": closed, "format": sheet.book.closed, "stop_if_true": True}
    made.conditional_format(1, 0, last, PRINTED - 1, grey)
    made.conditional_format(
        1, DUE, last, DUE, {"type": "formula", "criteria": late, "format": sheet.book.late}
    )


def _summary(
    book: Book, summary: Summary, sections: Mapping[str, Sequence[Cause]], names: Mapping[str, str]
) -> None:
    """How much each section has to do; what is done and closed counts itself as the sheets are filled in."""
    say = book.say
    keys = (*_SUMMARY, *(key for key, _, _ in _COUNTED))
    sheet = book.sheet(
        say("ledger.summary"), [Place(say(k), 28 if not n else 15, "left") for n, k in enumerate(keys)]
    )
    sheet.text(book.title, "title")
    sheet.text(say("ledger.note") if sections else say("ledger.none"))
    sheet.heading()
    first, totals = sheet.row, [0] * (len(keys) - 1)
    for section, mine in sections.items():
        by = Counter(c.severity for c in mine)
        counts = [len(mine), *(by[s] for s in Severity), sum(c.count for c in mine)]
        totals = [a + b for a, b in zip(totals, [*counts, 0, 0], strict=True)]
        row = sheet.line([names[section], *counts, None, None])
        sheet.link(row, 0, f"{quoted(names[section])}!A1", names[section])
        for n, (_, column, word) in enumerate(_COUNTED, len(_SUMMARY)):
            letter = chr(ord("A") + column)
            formula = f'=COUNTIF({quoted(names[section])}!{letter}2:{letter}{len(mine) + 1},"{say(word)}")'
            sheet.sheet.write_formula(row, n, formula, book.styles["left"], 0)
    if sections:
        _total(sheet, first, totals)
    sheet.text("")
    for name, value in overview_rows(summary):
        sheet.pair(name, value)
    sheet.sheet.print_area(0, 0, sheet.row - 1, len(keys) - 1)


def _total(sheet: Sheet, first: int, totals: Sequence[int]) -> None:
    """The last line of the summary: formulas, with what they give now for programs that do not reckon."""
    strong = sheet.book.styles["strong"]
    row = sheet.line([sheet.book.say("ledger.total"), *[None] * len(totals)], {0: "strong"})
    for n, total in enumerate(totals, 1):
        letter = chr(ord("A") + n)
        sheet.sheet.write_formula(row, n, f"=SUM({letter}{first + 1}:{letter}{row})", strong, total)
