"""What the rule files hold once they are read and proved: laws, rules, plans. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from records.vocabulary import BasisKind, Outcome, Reason, Severity, SubjectKind
from rules.expressions import Expr


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """The text in `lang`; Chinese unless English is asked for."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Law:
    """One law, standard or notice. It binds sites whose region begins with `region`, from `since` until `until`.

    `unverified`: title or since, where no source text confirmed it; such a title is never cited.
    """

    id: str
    title: str
    number: str
    kind: BasisKind
    region: str
    since: date | None
    until: date | None
    articles: Mapping[str, str]  # article -> quote
    unverified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BasisRef:
    """One article a rule stands on; with `when`, only for subjects of which that is certainly true."""

    law: str
    article: str
    when: Expr | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """One threshold of a rule, in whole numbers. Only a proposal's can be changed by a site file."""

    name: str
    default: int
    source: BasisKind
    note: Words
    least: int = 0
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class Texts:
    """What a finding says: seen, wanted, and how to put it right."""

    message: Words
    observed: Words
    expected: Words
    fix: Words


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of breach with an outcome, severity or words of its own; the first that is certainly true counts."""

    when: Expr | None
    then: Outcome
    severity: Severity
    texts: Texts


@dataclass(frozen=True, slots=True)
class SiteForm:
    """The whole-site form of a rule: breached, it is one finding about SITE instead of one a subject.

    With `besides` it takes nothing from the subjects: what they lack beside the template is told where it stands.
    """

    when: Expr
    texts: Texts
    besides: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement. `cases` ends with the plain case, whose `when` is None."""

    id: str
    version: str
    theme: Words
    subject: SubjectKind
    severity: Severity
    title: Words
    applies: Expr | None
    when: Expr
    cases: tuple[Case, ...]
    requires: tuple[str, ...] = ()
    questions: Mapping[Reason, Words] = field(default_factory=dict)
    asks: Reason = Reason.OUTSIDE_KNOWLEDGE  # why a person must decide, where `then` is review
    bases: tuple[BasisRef, ...] = ()
    cause: str = ""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    periods: bool = False  # its settings are the catalogue's columns and period classes
    evidence: tuple[str, ...] = ()
    approximate: str = ""  # the fact that says a figure is approximate
    site_form: SiteForm | None = None
    region: str = ""
    since: date | None = None
    until: date | None = None
    dated_by: str = (
        ""  # the date fact by whose day laws and the rule itself are in force; else the day of judging
    )
    aliases: tuple[str, ...] = ()
    also: tuple[SubjectKind, ...] = ()  # further kinds of subjects, which have the same facts
    facts: tuple[str, ...] = ()  # every fact it reads, those of its conditions first

    @property
    def subjects(self) -> tuple[SubjectKind, ...]:
        """Every kind of subject it is about."""
        return (self.subject, *self.also)


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One promise of a work plan. `kind` machine, partly or person: how far a machine can see it kept."""

    id: str
    title: str
    kind: str
    rules: tuple[str, ...]
    promises: tuple[str, ...] = ()  # rules whose requirement the plan itself states
    columns: tuple[str, ...] = ()  # catalogue codes the item is about; none: it is about the whole site
    required_columns: tuple[str, ...] = ()  # those that only this plan makes required
    quote: str = ""
    names: tuple[str, ...] = ()  # tasks and events of the site file that it is about; none: all of them


@dataclass(frozen=True, slots=True)
class Plan:
    """A body's own work plan for a year."""

    id: str
    title: str
    since: date | None
    until: date | None
    items: tuple[PlanItem, ...]

    @property
    def required_columns(self) -> frozenset[str]:
        """Catalogue codes that the plan makes required."""
        return frozenset(code for item in self.items for code in item.required_columns)
