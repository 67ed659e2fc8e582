"""How far the machine can see the body's own work plan carried out, item by item."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from records.vocabulary import Outcome, Severity
from reports.causes import Cause
from reports.material import PlanItem, ReportInput

PERSON, PARTLY, MACHINE = "person", "partly", "machine"
COVERING = "plan-item-covered"


class PlanState(StrEnum):
    """Where a plan item stands; only `problems` is a statement of fault, and none of them says "carried out"."""

    PROBLEMS = "problems"
    REVIEW = "review"
    PERSON = "person"
    UNCHECKED = "unchecked"
    PARTLY = "partly"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan item with its state, causes of problems (vetoes among them), open questions and passes."""

    item: PlanItem
    state: PlanState
    problems: int
    vetoes: int
    questions: int
    passes: int


def plan_lines(
    material: ReportInput, problems: tuple[Cause, ...], questions: tuple[Cause, ...]
) -> tuple[PlanLine, ...]:
    """The plan's items in its order; empty without a named plan."""
    return tuple(_line(material, item, problems, questions) for item in material.plan_items)


def _line(
    material: ReportInput, item: PlanItem, problems: tuple[Cause, ...], questions: tuple[Cause, ...]
) -> PlanLine:
    mine = [c for c in problems if _serves(c, item)]
    asked = [c for c in questions if _serves(c, item)]
    counts = material.verdict_counts
    passes = sum(counts.get((rule, Outcome.PASS), 0) for rule in item.rules)
    return PlanLine(
        item=item,
        state=_state(item, bool(mine), bool(asked), passes),
        problems=len(mine),
        vetoes=sum(c.severity is Severity.VETO for c in mine),
        questions=len(asked),
        passes=passes,
    )


def _serves(cause: Cause, item: PlanItem) -> bool:
    return any(f.rule != COVERING and item.id in f.plan_items for f in cause.findings)


def _state(item: PlanItem, has_problems: bool, has_questions: bool, passes: int) -> PlanState:
    if has_problems:
        return PlanState.PROBLEMS
    if has_questions:
        return PlanState.REVIEW
    if item.kind == PERSON:
        return PlanState.PERSON
    if not passes:
        return PlanState.UNCHECKED
    return PlanState.CLEAR if item.kind == MACHINE else PlanState.PARTLY
