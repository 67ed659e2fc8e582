"""What a report is made from: everything known about one judged run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from records.reviews import Appeal, Standing
from records.rule_change import RuleChange
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
    """The ended run of the same site before this one; `coverage` None when it is not known.

    `then`: what it said of pairs that are open now, `now`: what this run says of pairs that were open then, both by
    finding id; `unread`: keys of columns it could not read whole; `other_rules`: ids of rules that decide otherwise now.
    """

    run: Run
    findings: tuple[Finding, ...]
    coverage: Coverage | None = None
    then: Mapping[str, Outcome] = field(default_factory=dict)
    now: Mapping[str, Outcome] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    other_rules: frozenset[str] = frozenset()


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
    reviews: Mapping[str, Standing] = field(default_factory=dict)  # finding id -> a person's verdict on it
    appeals: Mapping[str, tuple[Appeal, ...]] = field(default_factory=dict)  # finding id -> objections to it
    rule_change: RuleChange | None = None  # where the crawl was judged before under other rules

    @property
    def as_of(self) -> date:
        """The day that ages and deadlines run to: today, but never past the crawl."""
        return min(self.today, self.run.crawled_on or self.today)
