"""Findings as people read them: what was seen, what is asked for, in whose name, and how to put it right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from records.types import Basis, Evidence, FactSheet, Finding, Run, Site, finding_id
from records.vocabulary import Reason, Severity
from rules.deciding import Decision, Step
from rules.grounds import Grounds
from rules.model import Rule, Texts, Words
from rules.reference import Record
from rules.ruleset import Ruleset
from rules.signals import own_settings
from rules.texts import Blanks, place, say


class Writer:
    """Writes the findings of one judging."""

    def __init__(self, ruleset: Ruleset, site: Site, run: Run, today: date, lang: str) -> None:
        plan = ruleset.plans.get(site.plan) if site.plan else None
        self._grounds = Grounds(ruleset.laws, plan, site, today, lang)
        self._site, self._run, self._today, self._lang = site, run, today, lang

    def finding(self, step: Step, sheet: FactSheet, record: Record, decision: Decision) -> Finding:
        """The full finding of a fail, a review or an unchecked pair."""
        rule, column = step.rule, sheet.column
        blanks = Blanks(sheet, self._fixed(rule), self._lang)
        said = self._said(step, sheet, decision, blanks)
        return Finding(
            id=finding_id(rule.id, sheet.subject.id),
            run=self._run.id,
            rule=rule.id,
            rule_version=rule.version,
            outcome=decision.outcome,
            severity=self._severity(step, decision),
            subject=sheet.subject.id,
            site=self._site.code,
            column=column,
            column_name=sheet.column_name,
            url=sheet.url,
            title=sheet.title,
            message=said.message.of(self._lang),
            observed=said.observed.of(self._lang),
            expected=said.expected.of(self._lang),
            reason=decision.reason.value if decision.reason else "",
            cause=self._cause(step, decision, blanks),
            fix=said.fix.of(self._lang),
            basis=self._basis(rule, column, record),
            plan_items=self._grounds.plan_items(rule, column),
            evidence=tuple(_evidence(step, sheet)),
            first_seen=(self._run.crawled_on or self._today).isoformat(),
            approximate=_approximate(rule, sheet),
        )

    def _basis(self, rule: Rule, column: str, record: Record) -> tuple[Basis, ...]:
        return self._grounds.bases(rule, column, record)

    def _fixed(self, rule: Rule) -> dict[str, str]:
        settings = {name: str(v) for name, v in own_settings(rule, self._site.settings).items()}
        return {**settings, "site_name": self._site.name, "today": self._today.isoformat()}

    def _severity(self, step: Step, decision: Decision) -> Severity:
        if step.is_site_form or not decision.breached:
            return step.rule.severity
        return step.rule.cases[decision.case].severity

    def _said(self, step: Step, sheet: FactSheet, decision: Decision, blanks: Blanks) -> Texts:
        texts = _texts(step, decision.case)
        if decision.breached:
            return Texts(
                *(_same(blanks.fill(w)) for w in (texts.message, texts.observed, texts.expected, texts.fix))
            )
        reason = decision.reason or Reason.OUTSIDE_KNOWLEDGE
        where = place(sheet, self._site.name, self._lang)
        why = say(f"reason.{reason.value}", self._lang)
        known = {"place": where, "rule": step.rule.title.of(self._lang), "why": why}
        own = step.rule.questions.get(reason)
        key = decision.outcome.value
        message = blanks.fill(own) if own else say(f"open.{key}", self._lang, **known)
        observed = say("open.observed", self._lang, **known)
        remedy = say(f"remedy.{reason.value}", self._lang)
        return Texts(_same(message), _same(observed), _same(blanks.fill(texts.expected)), _same(remedy))

    def _cause(self, step: Step, decision: Decision, blanks: Blanks) -> str:
        if step.is_site_form:
            return "site"
        if decision.breached:
            return blanks.fill(Words(step.rule.cause, step.rule.cause))
        return decision.reason.value if decision.reason else ""


def _same(text: str) -> Words:
    return Words(text, text)


def _texts(step: Step, case: int) -> Texts:
    if step.is_site_form and step.rule.site_form is not None:
        return step.rule.site_form.texts
    return step.rule.cases[case].texts


def _evidence(step: Step, sheet: FactSheet) -> Iterator[Evidence]:
    """What proves the facts the rule read, each piece once, the deciding facts first."""
    by_name = {f.name: f for f in sheet.facts}
    seen = set()
    for name in step.reads:
        for piece in by_name[name].evidence:
            if piece not in seen:
                seen.add(piece)
                yield piece


def _approximate(rule: Rule, sheet: FactSheet) -> bool:
    return any(f.name == rule.approximate and f.value is True for f in sheet.facts)
