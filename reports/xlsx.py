"""The spreadsheet a bureau works with: 概况, 问题清单 (whole, then by section), 需人工判断, 未能检查."""

from __future__ import annotations

from pathlib import Path

from records.types import Finding
from records.vocabulary import Outcome
from reports.attestation import overview_rows
from reports.books.book import Book, Place, label_of, workbook
from reports.limits import limit
from reports.material import ReportInput
from reports.sections import by_section
from reports.summary import summarise
from reports.tables import DECIDE, LISTED, PRINTED, REASON, Heading, Rows

FROZEN = 3  # columns that stay in sight: number, severity, column
SEVERITY = 1


def write_xlsx(material: ReportInput, path: Path) -> None:
    """Write the workbook to `path`; OSError when the place cannot be written."""
    rows = Rows(material)
    found = {o: [f for f in material.findings if f.outcome is o] for o in Outcome}
    with workbook(path, label_of(material, rows.texts("sheet.problems"))) as book:
        overview(book, material)
        problems = found[Outcome.FAIL]
        _findings(book, rows, book.say("sheet.problems"), problems, LISTED)
        if material.site.owners:
            for section, mine in by_section(material.site, problems).items():
                _findings(book, rows, section or book.say("section.none"), mine, LISTED)
        _findings(book, rows, book.say("sheet.questions"), found[Outcome.REVIEW], (DECIDE, REASON, *LISTED))
        _findings(book, rows, book.say("sheet.unchecked"), found[Outcome.UNCHECKED], (REASON, *LISTED))


def overview(book: Book, material: ReportInput) -> None:
    """The first sheet: what was checked, when, with which rules, how far, with which outcome."""
    sheet = book.sheet(book.say("sheet.overview"), (Place("", 28, "head"), Place("", 92, "left")))
    sheet.text(book.title, "title")
    for name, value in overview_rows(summarise(material)):
        sheet.line((name, value))
    sheet.sheet.print_area(0, 0, sheet.row - 1, 1)


def _findings(
    book: Book, rows: Rows, name: str, chosen: list[Finding], headings: tuple[Heading, ...]
) -> None:
    """One sheet of findings, a row each."""
    headings = (LISTED[0], *(h for h in headings if h is not LISTED[0]))
    words = rows.headings(headings)
    places = [Place(w, h.width) for w, h in zip(words, headings, strict=True)]
    extra = len(headings) - len(LISTED)
    sheet = book.sheet(name, places, printed=len(PRINTED) + extra, frozen=FROZEN + extra)
    sheet.heading()
    kept = chosen[: limit("rows")]
    for finding, row in zip(kept, rows.rows(kept, headings), strict=True):
        style = {SEVERITY + extra: finding.severity.value} if finding.outcome is Outcome.FAIL else None
        sheet.line(row, style)
    sheet.close()
    if len(chosen) > len(kept):
        sheet.text(rows.texts("table.cut", n=len(chosen) - len(kept)))
