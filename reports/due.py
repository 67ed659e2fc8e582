"""What falls due next: no findings, but days to keep. The HTML report and `gongkai due` tell the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reports.columns import ColumnLine
from reports.limits import limit
from reports.material import EntryDay, ReportInput

ANNUAL_REPORT = "annual-report"
MONTHLY = {"budget": "budget-published.month", "final-accounts": "final-accounts-published.month"}
ENFORCEMENT = frozenset({"licences", "penalties"})


@dataclass(frozen=True, slots=True)
class DueItem:
    """One day to keep. `key` names its text (due.column, due.january …); `days` from the day of judging, negative once past.

    `column` is its key, `url` where to act, `warning` that it is near enough for a warning.
    """

    on: date
    days: int
    key: str
    name: str = ""
    period: int = 0
    year: int = 0
    column: str = ""
    url: str = ""
    warning: bool = False


def due_soon(material: ReportInput, columns: tuple[ColumnLine, ...]) -> tuple[DueItem, ...]:
    """Columns about to go stale, the days of January, budgets and accounts, ends of documents' terms; soonest first."""
    found = [
        *_columns(material, columns),
        *_january(material),
        *_months(material, columns),
        *(item for day in material.entry_days for item in _entry(material, day)),
    ]
    return tuple(sorted(found, key=lambda d: (d.on, d.key, d.name)))


def is_due(material: ReportInput, line: ColumnLine) -> bool:
    """The column's period ends soon: within the setting's days, and within the last third of a short period."""
    if line.left is None or line.period is None or line.is_event:
        return False
    ahead = limit("due-soon.column_days", material.site)
    return 0 <= line.left <= min(ahead, line.period // limit("due-soon.share"))


def _columns(material: ReportInput, columns: tuple[ColumnLine, ...]) -> Iterator[DueItem]:
    for line in columns:
        if is_due(material, line) and line.due_on and line.period:
            days = (line.due_on - material.today).days
            yield DueItem(
                line.due_on, days, "due.column", line.name, line.period, 0, line.key, line.url, warning=True
            )


def _january(material: ReportInput) -> Iterator[DueItem]:
    day = material.today
    end = date(day.year if (day.month, day.day) <= (1, 31) else day.year + 1, 1, 31)
    days, year = (end - day).days, end.year - 1
    if days > limit("due-soon.january_days", material.site):
        return
    near = days <= limit("due-soon.january_warning", material.site)
    if not _has_year(material, ANNUAL_REPORT, year):
        yield DueItem(end, days, "due.january", year=year, column=ANNUAL_REPORT, warning=near)
    if any(c.code in ENFORCEMENT for c in material.dossier.columns):
        yield DueItem(end, days, "due.enforcement", year=year, warning=near)


def _months(material: ReportInput, columns: tuple[ColumnLine, ...]) -> Iterator[DueItem]:
    """The end of the month by which budgets (this year's) and accounts (last year's) usually stand."""
    day = material.today
    for line in (x for x in columns if x.key in MONTHLY and x.found):
        month = _month(material, line.key)
        end = date(day.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        days, year = (end - day).days, day.year - (line.key == "final-accounts")
        if 0 <= days <= limit("due-soon.month_days", material.site) and not _has_year(
            material, line.key, year
        ):
            yield DueItem(end, days, f"due.{line.key}", line.name, 0, year, line.key, line.url)


def _month(material: ReportInput, key: str) -> int:
    own = material.site.settings.get(MONTHLY[key])
    return own if isinstance(own, int) and 1 <= own <= 12 else limit(f"due-soon.{key}_month")


def _entry(material: ReportInput, day: EntryDay) -> Iterator[DueItem]:
    """The end of one document's term, and what has to follow on it."""
    ahead = limit("due-soon.column_days", material.site)
    ends = [(day.on, f"due.{day.kind}")]
    if day.kind == "consultation" and not day.settled:
        ends.append((day.on + timedelta(days=limit("due-soon.answer_days", material.site)), "due.answer"))
    for on, key in ends:
        days = (on - material.today).days
        if 0 <= days <= limit("due-soon.document_days", material.site):
            yield DueItem(on, days, key, day.title, 0, 0, day.column, day.url, days <= ahead)


def _has_year(material: ReportInput, code: str, year: int) -> bool:
    """The column holds an entry with that year in its title; an annual report only when published after the year's end."""
    places = {c.id for c in material.dossier.columns if c.code == code}
    after = year if code == ANNUAL_REPORT else 0
    return any(
        str(year) in e.title and e.published_on is not None and e.published_on.year > after
        for e in material.dossier.entries
        if places & {e.column, *(x.column for x in e.listings)}
    )
