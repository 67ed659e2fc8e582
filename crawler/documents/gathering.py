"""What a reader gathers from one document while it reads."""

from __future__ import annotations

from crawler.documents.grid import lines_of
from crawler.documents.limits import Budget
from records.documents import DocumentProblem, DocumentText, Table


class Gathering:
    """Lines and tables in reading order, within the budget."""

    def __init__(self, kind: str, budget: Budget) -> None:
        self.kind = kind
        self.budget = budget
        self.pages: int | None = None
        self.picture_pages = 0
        self.pictures = 0
        self.note = ""  # what was left out, when that is no problem of the whole
        self._lines: list[str] = []
        self._tables: list[Table] = []

    def line(self, text: str) -> None:
        """One paragraph or line."""
        kept = self.budget.take_text(text.strip())
        if kept:
            self._lines.append(kept)

    def table(self, table: Table | None, *, in_text: bool = True) -> None:
        """A table; its cells are lines of the text, too, unless the text has them already."""
        if table is None:
            return
        if len(self._tables) >= self.budget.limits.tables:
            self.budget.cut()
        else:
            self._tables.append(table)
        if in_text:
            self.line(lines_of(table))

    def leave_out(self, what: str) -> None:
        """Say that a part could not be read while the rest stands."""
        self.budget.cut()
        self.note = what

    @property
    def has_text(self) -> bool:
        """Whether any text was gathered."""
        return bool(self._lines)

    @property
    def last_table(self) -> Table | None:
        """The table gathered last."""
        return self._tables[-1] if self._tables else None

    def replace_last(self, table: Table) -> None:
        """Put the last table again, longer."""
        self._tables[-1] = table

    def document(self) -> DocumentText:
        """All of it; pages or a body of pictures alone are a problem that is named."""
        text = "\n".join(self._lines)
        problem, reason = None, self.note
        if not text and (self.picture_pages or self.pictures):
            problem = DocumentProblem.SCANNED_PICTURE
            reason = (
                f"{self.picture_pages} of {self.pages} pages are pictures"
                if self.picture_pages
                else f"{self.pictures} pictures and no text"
            )
        elif self.picture_pages and self.picture_pages * 2 > (self.pages or 0):
            problem = DocumentProblem.SCANNED_PICTURE
            reason = f"{self.picture_pages} of {self.pages} pages are pictures"
        return DocumentText(
            self.kind,
            text,
            tuple(self._tables),
            self.pages,
            self.picture_pages,
            self.pictures,
            self.budget.spent,
            problem,
            reason,
        )
