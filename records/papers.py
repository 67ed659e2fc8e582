"""What a document says: its text in order, its tables, its links – with personal data already masked."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from records.documents import DocumentText, Hit, Table
from records.probes import ProbeWatch

__all__ = [
    "Beside",
    "BodyLink",
    "Glance",
    "Hit",
    "Paper",
    "Paragraph",
    "ReadAhead",
    "expect",
    "glance_of",
    "of_document",
]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of running text, or the place of a table: then `text` is empty and `table` its number from 1.

    `level`: 1–6 for what the markup calls a heading, 0 for everything else.
    """

    text: str
    level: int = 0
    table: int = 0


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link inside the document's own text; `url` absolute."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as text. `source`: page | attachment. Bounded: `truncated` says that there is more than this.

    Tables: a merged cell has its text in its first cell, `Table.filled` puts it in all that it covers; `Table.name` is the
    caption, or the short line above the table. `problem` says why an attachment could not be read (records.documents).
    """

    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[BodyLink, ...] = ()
    hits: tuple[Hit, ...] = ()
    pictures: int = 0  # in the text, without icons
    embedded: int = 0  # frames and viewers in the text, whose content is not part of it
    truncated: bool = False
    problem: str = ""
    source: str = "page"
    url: str = ""
    sha256: str = ""

    @property
    def text(self) -> str:
        """All of it, a paragraph or table row a line, cells by tabs."""
        return "\n".join(self._lines())

    @property
    def prose(self) -> str:
        """The running text alone, a paragraph a line."""
        return "\n".join(p.text for p in self.paragraphs if not p.table)

    def _lines(self) -> list[str]:
        placed = {p.table for p in self.paragraphs}
        lines: list[str] = []
        for paragraph in self.paragraphs:
            if paragraph.table:
                lines.extend(self.tables[paragraph.table - 1].lines())
            else:
                lines.append(paragraph.text)
        for number, table in enumerate(self.tables, start=1):
            if number not in placed and self.source == "page":
                lines.extend(table.lines())
        return lines


class ReadAhead(Mapping[str, Paper]):
    """Papers that are read from somewhere when they are asked for."""

    @abstractmethod
    def expect(self, keys: Sequence[str]) -> None:
        """These are asked for next: they may be fetched together."""

    @abstractmethod
    def glance(self, key: str) -> Glance | None:
        """What `glance_of` says."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The personal data of a paper, and why it could not be read."""

    hits: tuple[Hit, ...] = ()
    problem: str = ""


def expect(papers: Mapping[str, Paper], keys: Sequence[str]) -> None:
    """Say which papers are asked for next, where that helps."""
    if isinstance(papers, ReadAhead):
        papers.expect(keys)


def glance_of(papers: Mapping[str, Paper], key: str) -> Glance | None:
    """A paper's personal data and problem, without reading its text; None where there is no text of it."""
    if isinstance(papers, ReadAhead):
        return papers.glance(key)
    paper = papers.get(key)
    return Glance(paper.hits, paper.problem) if paper is not None else None


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside a run's dossier: what its documents say by page key, all links of a page by key (those of its
    menus too), and the site's availability watches, newest first."""

    papers: Mapping[str, Paper] = field(default_factory=dict)
    links: Mapping[str, tuple[BodyLink, ...]] = field(default_factory=dict)
    watches: tuple[ProbeWatch, ...] = ()


def of_document(document: DocumentText, url: str, sha256: str) -> Paper:
    """An attachment as a paper: the lines that a table's rows make up in its text become the table's place."""
    lines = [line for line in document.text.split("\n") if line.strip()]
    paragraphs: list[Paragraph] = []
    moved: dict[int, int] = {}
    at = 0
    for number, table in enumerate(document.tables, start=1):
        rows = [line.strip() for line in table.lines() if line.strip()]
        start = _place(lines, rows, at)
        if start is None:
            continue
        moved.update({at + n: len(paragraphs) + n for n in range(start - at)})
        paragraphs.extend(Paragraph(line) for line in lines[at:start])
        paragraphs.append(Paragraph("", table=number))
        at = start + len(rows)
    moved.update({at + n: len(paragraphs) + n for n in range(len(lines) - at)})
    paragraphs.extend(Paragraph(line) for line in lines[at:])
    return Paper(
        paragraphs=tuple(paragraphs),
        tables=document.tables,
        hits=tuple(_moved(hit, moved) for hit in document.hits),
        pictures=document.pictures,
        truncated=document.truncated,
        problem=document.problem.value if document.problem else "",
        source="attachment",
        url=url,
        sha256=sha256,
    )


def _place(lines: list[str], rows: list[str], at: int) -> int | None:
    """Where these rows stand one after another in the text, from line `at` on."""
    for start in range(at, len(lines) - len(rows) + 1 if rows else 0):
        if lines[start].strip() == rows[0] and [n.strip() for n in lines[start : start + len(rows)]] == rows:
            return start
    return None


def _moved(hit: Hit, moved: dict[int, int]) -> Hit:
    return replace(hit, paragraph=moved.get(hit.paragraph - 1, 0) + 1) if hit.paragraph else hit
