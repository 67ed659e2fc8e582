"""What the HTML report says about the columns: dots, age bars, states."""

from __future__ import annotations

from dataclasses import dataclass

from records.vocabulary import Outcome
from reports.columns import ColumnLine
from reports.due import is_due
from reports.limits import limit
from reports.plain import plain, shortened
from reports.summary import Summary
from reports.texts import Texts

_DOTS = {Outcome.FAIL: "x", Outcome.REVIEW: "r", Outcome.UNCHECKED: "n"}


@dataclass(frozen=True, slots=True)
class Bar:
    """An age bar: the bar's end and the deadline's line in percent, and its colour class."""

    width: int
    mark: int
    colour: str


class ColumnWords:
    """The words and shapes of the table of columns."""

    def __init__(self, summary: Summary, say: Texts) -> None:
        self.summary = summary
        self.say = say

    def main(self) -> list[ColumnLine]:
        """Columns worth a row: standard ones, those with a period, those with open findings."""
        return [c for c in self.summary.columns if c.in_catalogue or c.period is not None or c.open]

    def others(self) -> list[ColumnLine]:
        """The rest."""
        shown = {c.key for c in self.main()}
        return [c for c in self.summary.columns if c.key not in shown]

    def place(self, line: ColumnLine) -> str:
        """Where a column stands: the name above it, else the part of the site."""
        if line.path:
            return shortened(plain(line.path[-1]), limit("text"))
        return self.say(f"place.{line.place.value}") if line.place else self.say("none")

    def dot(self, line: ColumnLine) -> str:
        """Colour class of a column's dot: the worst said about the column itself."""
        if line.outcome in _DOTS:
            return _DOTS[line.outcome]
        return "w" if is_due(self.summary.material, line) else "n" if line.unread else ""

    def bar(self, line: ColumnLine) -> Bar | None:
        """Age against period; None where the column has no rhythm or no date."""
        if line.age is None or not line.period or line.is_event:
            return None
        scale = max(line.age, line.period) * 1.05
        over = line.age > line.period
        colour = (
            "x"
            if over and line.outcome is Outcome.FAIL
            else "w"
            if over or is_due(self.summary.material, line)
            else ""
        )
        return Bar(round(line.age / scale * 100), round(line.period / scale * 100), colour)

    def state(self, line: ColumnLine) -> str:
        """Why a column has no bar."""
        if not line.found:
            sure = line.outcome is Outcome.FAIL
            return self.say("column.missing" if sure else "column.missing_unsure")
        if line.note:
            return self.say("column.noted", note=shortened(plain(line.note), limit("text")))
        if line.unread:
            return self.say("column.unread")
        if not line.entries:
            return self.say("column.article" if line.is_article else "column.empty")
        if line.newest is None:
            return self.say("column.no_date")
        return self.say("column.event" if line.is_event else "column.no_period")

    def left(self, line: ColumnLine) -> str:
        """Days to the deadline, or how far past it."""
        if line.left is None or line.is_event:
            return self.say("column.review") if line.outcome is Outcome.REVIEW else self.say("none")
        return self.say("column.over" if line.left < 0 else "column.days", n=abs(line.left))
