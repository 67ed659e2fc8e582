"""The doors for rule files: their shape, checked by pydantic; what they mean is proved in building.py."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from records.vocabulary import BasisKind, Outcome, Reason, Severity, SubjectKind

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Filled = Annotated[str, Field(min_length=1)]
OPEN = "???"  # what a draft has still to say


class Door(BaseModel):
    """No unknown keys, no changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=False)


class WordsDoor(Door):
    """A text in both languages."""

    zh: Filled
    en: Filled


class LawDoor(Door):
    """One law of laws.yml."""

    id: Filled
    title: Filled
    number: str = ""
    kind: BasisKind
    region: Annotated[str, Field(pattern=r"^\d{0,6}$")] = ""
    since: dt.date | None = None
    until: dt.date | None = None
    unverified: list[Literal["title", "since"]] = []  # what no source text confirmed
    articles: dict[str, str]


class LawsDoor(Door):
    """laws.yml."""

    laws: list[LawDoor]


class BasisDoor(Door):
    """One article a rule stands on."""

    law: str
    article: str
    when: Any = None


class SettingDoor(Door):
    """One threshold."""

    default: int
    source: Literal[BasisKind.LAW, BasisKind.PROPOSAL]
    note: WordsDoor
    least: int = 0
    most: int = 100_000


class TextsDoor(Door):
    """The four texts of a finding."""

    message: WordsDoor
    observed: WordsDoor
    expected: WordsDoor
    fix: WordsDoor


class CaseDoor(Door):
    """A kind of breach; what it leaves out is the rule's own."""

    when: Any
    then: Literal[Outcome.FAIL, Outcome.REVIEW] | None = None
    severity: Severity | None = None
    message: WordsDoor | None = None
    observed: WordsDoor | None = None
    expected: WordsDoor | None = None
    fix: WordsDoor | None = None


class SiteFormDoor(TextsDoor):
    """The whole-site form of a rule."""

    when: Any
    besides: bool = False


class RuleDoor(TextsDoor):
    """One rule."""

    id: Id
    version: Filled
    subject: SubjectKind
    severity: Severity
    title: WordsDoor
    requires: list[str] = []
    applies: Any = None
    when: Any
    then: Literal[Outcome.FAIL, Outcome.REVIEW] = Outcome.FAIL
    asks: Reason = Reason.OUTSIDE_KNOWLEDGE
    cases: list[CaseDoor] = []
    questions: dict[Reason, WordsDoor] = {}
    basis: list[BasisDoor] = []
    cause: str = ""
    settings: dict[Name, SettingDoor] = {}
    periods: bool = False
    evidence: list[str] = []
    approximate: str = ""
    site_form: SiteFormDoor | None = None
    region: Annotated[str, Field(pattern=r"^\d{0,6}$")] = ""
    since: dt.date | None = None
    until: dt.date | None = None
    dated_by: str = ""  # the fact that says on which day the subject is judged: laws of that day bind it
    aliases: list[Id] = []
    draft: bool = False  # loaded and proved by `rules check` and `rules test`, never judged
    also: list[SubjectKind] = []


class RulesDoor(Door):
    """One file of rules."""

    section: int  # where the file's rules stand among the others
    theme: WordsDoor
    rules: list[RuleDoor]


class PlanItemDoor(Door):
    """One promise of a plan."""

    id: Filled
    title: Filled
    kind: Literal["machine", "partly", "person"]
    quote: str = ""
    rules: list[str] = []
    promises: list[str] = []
    columns: list[str] = []
    required_columns: list[str] = []
    names: list[str] = []


class PlanDoor(Door):
    """One plan file."""

    id: Id
    title: Filled
    since: dt.date | None = None
    until: dt.date | None = None
    items: list[PlanItemDoor]
