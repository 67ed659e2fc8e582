"""Findings as people read them: what was seen, what is asked for, in whose name, and how to put it right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from records.fact_rows import NamedFacts, rows_of
from records.types import Compared, Evidence, FactSheet, Finding, finding_id
from records.vocabulary import Reason, Severity
from rules.deciding import Decision
from rules.expressions import bind
from rules.grounds import Circumstances, Grounds
from rules.model import Plan, Rule, Texts
from rules.reference import TRUE, Record, truth_of
from rules.ruleset import Ruleset
from rules.signals import own_settings
from rules.steps import Step
from rules.texts import Blanks, place, say

VALUE = 400  # characters of a value that are kept with a finding


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of one finding."""

    message: str
    observed: str
    expected: str
    fix: str
    cause: str


class Writer:
    """Writes the findings of one judging."""

    def __init__(self, ruleset: Ruleset, about: Circumstances) -> None:
        plan = ruleset.plans.get(about.site.plan) if about.site.plan else None
        self._grounds = Grounds(ruleset.laws, plan, about)
        self._site, self._run, self._today, self._lang = about.site, about.run, about.today, about.lang

    @property
    def plan(self) -> Plan | None:
        """The site's plan, where it is in force."""
        return self._grounds.plan

    def finding(self, step: Step, sheet: FactSheet, record: Record, decision: Decision) -> Finding:
        """The full finding of a fail, a review or an unchecked pair."""
        rule, column = step.rule, sheet.column
        severity, texts = self._kind(step, record, decision)
        blanks = Blanks(sheet, self._fixed(rule), self._lang)
        said = (
            _breach(step, texts, blanks) if decision.breached else self._open(step, texts, decision, blanks)
        )
        return Finding(
            id=finding_id(rule.id, sheet.subject.id),
            run=self._run.id,
            rule=rule.id,
            rule_version=rule.version,
            outcome=decision.outcome,
            severity=severity,
            subject=sheet.subject.id,
            site=self._site.code,
            column=column,
            column_name=sheet.column_name,
            url=sheet.url,
            title=sheet.title,
            message=said.message,
            observed=said.observed,
            expected=said.expected,
            reason=decision.reason.value if decision.reason else "",
            cause=said.cause,
            fix=said.fix,
            basis=self._grounds.bases(rule, sheet, record),
            plan_items=self._grounds.plan_items(rule, sheet),
            evidence=tuple(_evidence(step, sheet)),
            first_seen=(self._run.crawled_on or self._today).isoformat(),
            approximate=any(r[0] == rule.approximate and r[1] is True for r in rows_of(sheet.facts)),
            compared=(*_compared(step, sheet), *self._thresholds(step)),
        )

    def _fixed(self, rule: Rule) -> dict[str, str]:
        settings = {name: str(v) for name, v in own_settings(rule, self._site.settings).items()}
        return {**settings, "site_name": self._site.name, "today": self._today.isoformat()}

    def _thresholds(self, step: Step) -> Iterator[Compared]:
        for name, value in own_settings(step.rule, self._site.settings).items():
            yield Compared(name, str(value), setting=True)

    def _kind(self, step: Step, record: Record, decision: Decision) -> tuple[Severity, Texts]:
        """Severity and words: those of the case that was seen, else of the case it would be as far as is known."""
        rule = step.rule
        if step.is_site_form and rule.site_form is not None:
            return rule.severity, rule.site_form.texts
        if decision.breached:
            case = rule.cases[decision.case]
            return case.severity, case.texts
        settings = own_settings(rule, self._site.settings)
        case = next(
            c for c in rule.cases if c.when is None or truth_of(bind(c.when, settings))(record) == TRUE
        )
        return case.severity, case.texts

    def _open(self, step: Step, texts: Texts, decision: Decision, blanks: Blanks) -> _Said:
        """A question to a person, or word of what could not be looked at; never a word of breach."""
        reason = decision.reason or Reason.OUTSIDE_KNOWLEDGE
        why = say(f"reason.{reason.value}", self._lang)
        own = step.rule.questions.get(reason)
        message = (
            blanks.fill(own)
            if own
            else say(
                f"open.{decision.outcome.value}",
                self._lang,
                place=place(blanks.sheet, self._site.name, self._lang),
                rule=step.rule.title.of(self._lang),
                why=why,
            )
        )
        remedy = say(f"remedy.{reason.value}", self._lang)
        return _Said(message, why, blanks.fill(texts.expected), remedy, reason.value)


def _compared(step: Step, sheet: FactSheet) -> Iterator[Compared]:
    """The facts the rule read, as they were."""
    facts = NamedFacts(sheet.facts)
    for name in dict.fromkeys(step.reads):
        fact = facts[name]
        reason = fact.reason.value if fact.reason else ""
        yield Compared(name, "" if fact.value is None else str(fact.value)[:VALUE], reason)


def _breach(step: Step, texts: Texts, blanks: Blanks) -> _Said:
    cause = "site" if step.is_site_form else blanks.key(step.rule.cause)
    fill = blanks.fill
    return _Said(fill(texts.message), fill(texts.observed), fill(texts.expected), fill(texts.fix), cause)


def _evidence(step: Step, sheet: FactSheet) -> Iterator[Evidence]:
    """What proves the facts the rule read, each piece once, the deciding facts first."""
    by_name = NamedFacts(sheet.facts)
    seen = set()
    for name in step.reads:
        for piece in by_name[name].evidence:
            if piece not in seen:
                seen.add(piece)
                yield piece
