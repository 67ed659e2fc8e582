"""The door for case tables."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from records.vocabulary import Outcome, SubjectKind
from rules.doors import Door, Filled


class ExemptionRow(Door):
    """An exemption of the case's site."""

    rule: str
    subject: str = ""
    until: dt.date | None = None


class SiteRow(Door):
    """What the case's site file says."""

    region: str | None = None
    plan: str | None = None
    settings: dict[str, int | float | str] = {}
    state: Literal["open", "closed", "rebuilding"] = "open"
    exemptions: list[ExemptionRow] = []


class CaseRow(Door):
    """One case: the facts that differ from a subject with nothing wrong, and what the rule must say."""

    rule: str
    name: Filled
    outcome: Outcome
    kind: SubjectKind | None = None
    column: str = "social-security"
    facts: dict[str, Any] = {}
    above: dict[SubjectKind, dict[str, Any]] = {}
    site: SiteRow = SiteRow()
    today: dt.date | None = None
    severity: str = ""
    reason: str = ""
    because: str = ""
    cause: str = ""
    basis: str = ""
    plan_items: str = ""
    approximate: str = ""
    says: str = ""

    @property
    def told(self) -> dict[str, str]:
        """What the case asks for beside the outcome."""
        names = (
            "severity",
            "reason",
            "because",
            "cause",
            "basis",
            "plan_items",
            "approximate",
            "says",
        )
        return {name: value for name in names if (value := getattr(self, name))}


class CasesDoor(Door):
    """One case table."""

    cases: list[CaseRow]
