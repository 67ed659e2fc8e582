"""What a document holds as text and tables, or why it does not tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DocumentProblem(StrEnum):
    """Why a document, or part of it, could not be read."""

    ENCRYPTED = "encrypted"
    SCANNED_PICTURE = "scanned_picture"  # its pages hold pictures and no text
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    NO_READER = "no_reader"  # nothing here reads this kind


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell: its first cell (counted from 0) and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangle of cell texts. A merged cell has its text in its first cell, the others it covers are empty."""

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...] = ()
    name: str = ""  # the sheet's, where sheets have names; on a page its caption or the short line above it
    page: int | None = None  # the page it begins on, counted from 1, where pages are known

    def filled(self) -> tuple[tuple[str, ...], ...]:
        """The rows with the text of a merged cell in every cell that it covers."""
        rows = [list(row) for row in self.rows]
        for span in self.spans:
            text = rows[span.row][span.column]
            for row in rows[span.row : span.row + span.rows]:
                row[span.column : span.column + span.columns] = [text] * span.columns
        return tuple(tuple(row) for row in rows)

    def lines(self) -> list[str]:
        """A row a line, cells by tabs."""
        return ["\t".join(" ".join(cell.split()) for cell in row).rstrip("\t") for row in self.rows]


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece of personal data that was seen and masked; the full value is kept nowhere but in the archived body.

    `kind`: citizen_id | bank_card | mobile. Places count from 1; 0 = not there. In running text `paragraph` says where,
    in a table `table`, `row` and `column`. `context` is the word beside it that made it certain, empty when none was needed.
    """

    kind: str
    masked: str
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    context: str = ""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """Text and tables of one document; `text` holds the cells of tables too, a row a line, cells by tabs."""

    kind: str  # by the content, not by the name: pdf, docx, doc, xlsx, xls, csv, text, ofd, zip, rar …
    text: str = ""
    tables: tuple[Table, ...] = ()
    pages: int | None = None  # None where the kind has none
    picture_pages: int = 0  # pages with pictures and no text
    pictures: int = 0  # in the whole document; doc: 1 when there may be any
    truncated: bool = False  # a limit was reached: there is more than this
    problem: DocumentProblem | None = None
    reason: str = ""  # the problem, or what was left out, in a few words
    hits: tuple[
        Hit, ...
    ] = ()  # personal data that was masked; `paragraph` counts the lines of `text` that are not blank
