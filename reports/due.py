"""What falls due next: no findings, but warnings ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.columns import ColumnLine
from reports.limits import limit
from reports.material import ReportInput

ANNUAL_REPORT = "annual-report"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One day to keep. `key` names its text (due.column, due.january); `days` from the day of judging."""

    on: date
    days: int
    key: str
    name: str = ""
    period: int = 0
    year: int = 0


def due_soon(material: ReportInput, columns: tuple[ColumnLine, ...]) -> tuple[DueItem, ...]:
    """Columns whose period ends soon, and 31 January while last year's report is not out; soonest first."""
    found = [
        DueItem(line.due_on, line.left, "due.column", line.name, line.period)
        for line in columns
        if is_due(material, line) and line.due_on and line.left is not None and line.period
    ]
    return tuple(sorted([*found, *_january(material)], key=lambda d: (d.on, d.name)))


def is_due(material: ReportInput, line: ColumnLine) -> bool:
    """The column's period ends soon: within the setting's days, and within the last third of a short period."""
    if line.left is None or line.period is None or line.is_event:
        return False
    ahead = limit("due-soon.column_days", material.site)
    return 0 <= line.left <= min(ahead, line.period // limit("due-soon.share"))


def _january(material: ReportInput) -> list[DueItem]:
    day = material.today
    end = date(day.year if (day.month, day.day) <= (1, 31) else day.year + 1, 1, 31)
    days = (end - day).days
    year = end.year - 1
    if days > limit("due-soon.january_days", material.site) or _is_out(material, year):
        return []
    return [DueItem(end, days, "due.january", year=year)]


def _is_out(material: ReportInput, year: int) -> bool:
    """The annual report column holds an entry with that year in its title, published after the year's end."""
    places = {c.id for c in material.dossier.columns if c.code == ANNUAL_REPORT}
    return any(
        str(year) in e.title and e.published_on is not None and e.published_on.year > year
        for e in material.dossier.entries
        if e.column in places
    )
