"""The summary of one judged run: what all report formats and the terminal tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from records.types import Coverage, Finding, RuleText
from records.vocabulary import Outcome, Severity
from reports.causes import Cause, causes
from reports.changes import Changes, changes_since
from reports.columns import ColumnLine, column_lines
from reports.due import DueItem, due_soon
from reports.material import PlanItem, PreviousRun, ReportInput
from reports.notices import Notice, notices
from reports.plan import PlanLine, plan_lines

__all__ = ["PlanItem", "PreviousRun", "ReportInput", "Summary", "summarise"]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How often one rule came out how."""

    rule: RuleText
    counts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class UncheckedLine:
    """What could not be looked at for one reason: rule id -> how often, and the findings themselves."""

    reason: str
    rules: Mapping[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything told about one run. Problems and questions are causes, the most urgent first."""

    material: ReportInput
    notices: tuple[Notice, ...]
    by_severity: Mapping[Severity, int]  # causes of fails
    by_outcome: Mapping[Outcome, int]  # all (rule, subject) pairs
    places: Mapping[Severity, int]  # findings behind `by_severity`
    rules: tuple[RuleLine, ...]
    problems: tuple[Cause, ...]
    questions: tuple[Cause, ...]
    unchecked: tuple[UncheckedLine, ...]
    columns: tuple[ColumnLine, ...]
    plan: tuple[PlanLine, ...]
    due: tuple[DueItem, ...]
    changes: Changes | None

    @property
    def coverage(self) -> Coverage:
        """What the crawl planned and saw."""
        return self.material.dossier.coverage


def summarise(material: ReportInput) -> Summary:
    """The summary of a judged run; pure."""
    problems = causes(material.findings, Outcome.FAIL)
    questions = causes(material.findings, Outcome.REVIEW)
    columns = column_lines(material)
    return Summary(
        material=material,
        notices=notices(material),
        by_severity=Counter(c.severity for c in problems),
        by_outcome=_by_outcome(material),
        places=Counter(f.severity for f in material.findings if f.outcome is Outcome.FAIL),
        rules=_rules(material),
        problems=problems,
        questions=questions,
        unchecked=_unchecked(material.findings),
        columns=columns,
        plan=plan_lines(material, problems, questions),
        due=due_soon(material, columns),
        changes=changes_since(material),
    )


def _by_outcome(material: ReportInput) -> Counter[Outcome]:
    total: Counter[Outcome] = Counter()
    for (_, outcome), n in material.verdict_counts.items():
        total[outcome] += n
    return total


def _rules(material: ReportInput) -> tuple[RuleLine, ...]:
    """Rules that judged anything, in the rule set's order."""
    found: dict[str, dict[Outcome, int]] = {}
    for (rule, outcome), n in material.verdict_counts.items():
        found.setdefault(rule, {})[outcome] = n
    order = {rule: n for n, rule in enumerate(material.rules)}
    known = sorted(found, key=lambda r: (order.get(r, len(order)), r))
    return tuple(RuleLine(rule_named(material, rule), found[rule]) for rule in known)


def rule_named(material: ReportInput, rule: str) -> RuleText:
    """How people name the rule; its id when the rule set no longer has it."""
    return material.rules.get(rule) or RuleText(rule, rule, "", Severity.NOTICE)


def _unchecked(findings: tuple[Finding, ...]) -> tuple[UncheckedLine, ...]:
    """Unchecked findings by reason, the most frequent first."""
    groups: dict[str, list[Finding]] = {}
    for f in findings:
        if f.outcome is Outcome.UNCHECKED:
            groups.setdefault(f.reason, []).append(f)
    lines = [UncheckedLine(r, Counter(f.rule for f in g), tuple(g)) for r, g in groups.items()]
    return tuple(sorted(lines, key=lambda line: (-len(line.findings), line.reason)))
