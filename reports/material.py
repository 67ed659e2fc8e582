"""What a report is made from: everything known about one judged run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from records.types import Coverage, Dossier, Finding, RuleText, Run, Site
from records.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One item of the body's own work plan. `kind`: machine, partly or person – who can judge it."""

    id: str
    title: str
    kind: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviousRun:
    """The ended run of the same site before this one; `coverage` None when it is not known."""

    run: Run
    findings: tuple[Finding, ...]
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class EntryDay:
    """The last day of a document's term. `kind`: consultation or validity; `settled`: what has to follow is there."""

    kind: str
    on: date
    title: str
    url: str
    column: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class ReportInput:
    """One judged run with all that a report prints about it. `periods`: updating period in days by column key."""

    site: Site
    run: Run
    today: date
    rules_digest: str
    evaluator: str
    tool_version: str
    rules: Mapping[str, RuleText]
    findings: tuple[Finding, ...]
    verdict_counts: Mapping[tuple[str, Outcome], int]
    dossier: Dossier
    periods: Mapping[str, int]
    previous: PreviousRun | None = None
    plan_items: tuple[PlanItem, ...] = ()
    plan_title: str = ""
    lang: str = "zh"
    entry_days: tuple[EntryDay, ...] = ()

    @property
    def as_of(self) -> date:
        """The day that ages and deadlines run to: today, but never past the crawl."""
        return min(self.today, self.run.crawled_on or self.today)
