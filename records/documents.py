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
    name: str = ""  # the sheet's, where sheets have names
    page: int | None = None  # the page it begins on, counted from 1, where pages are known


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
