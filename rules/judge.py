"""Facts to findings: every (rule, subject) pair ends in exactly one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from records.collector import collector_paused
from records.errors import InputError
from records.types import FactSheet, Finding, Judgement, Run, Site
from records.verdicts import Verdicts
from records.vocabulary import SubjectKind
from rules.engine import DurableEvaluator, durable_problem
from rules.findings import Writer
from rules.grounds import Circumstances
from rules.plan_items import plan_sheets
from rules.recording import record_of
from rules.ruleset import Ruleset
from rules.rulings import Ruling, Rulings
from rules.signals import Asked, Evaluator, ReferenceEvaluator, asked_of
from rules.steps import steps_of

EVALUATORS = ("auto", "durable-rules", "reference")


def judge(
    ruleset: Ruleset,
    site: Site,
    run: Run,
    today: date,
    sheets: Iterable[FactSheet],
    *,
    evaluator: str = "auto",
    lang: str = "zh",
) -> Judgement:
    """Judge a run's facts. Sheets must come parents first: the site, then columns, then what is in them."""
    ruleset.check_site(site)
    site = replace(site, settings=ruleset.settings_for(site))
    asked = asked_of(ruleset.rules, site.settings)
    deciding = evaluator_for(evaluator, asked)
    try:
        court = _Court(ruleset, Circumstances(site, run, today, lang), asked)
        with collector_paused():
            return court.judgement(sheets, deciding)
    finally:
        deciding.close()


def evaluator_for(name: str, asked: Mapping[SubjectKind, Asked]) -> Evaluator:
    """The evaluator called `name`; "auto" is durable-rules where it can be had, else the reference."""
    if name not in EVALUATORS:
        raise InputError(f"no evaluator {name!r}", remedy=", ".join(EVALUATORS))
    problem = "" if name == "reference" else durable_problem()
    if name == "durable-rules" and problem:
        raise InputError(f"durable-rules cannot be used here: {problem}", remedy="--evaluator reference")
    return ReferenceEvaluator(asked) if name == "reference" or problem else DurableEvaluator(asked)


@dataclass(frozen=True, slots=True)
class _Court:
    """One judging of one run."""

    ruleset: Ruleset
    about: Circumstances
    asked: Mapping[SubjectKind, Asked]

    def judgement(self, sheets: Iterable[FactSheet], evaluator: Evaluator) -> Judgement:
        """Fold the evaluator's answers in the order of the sheets."""
        rules = self.ruleset.rules
        rulings = Rulings(self.asked, steps_of(rules, self.asked, self.about), evaluator)
        writer = Writer(self.ruleset, self.about)
        findings: list[Finding] = []
        verdicts = Verdicts()
        titles = {r.id: r.title.of(self.about.lang) for r in rules.values()}
        for given in (sheets, _plan_sheets(writer, self.about.site, findings, titles)):
            for sheet, ruling in rulings.of(given):
                verdicts.add(sheet.subject.id, ruling.ends)
                findings.extend(self._told(sheet, ruling, writer))
        return Judgement(
            run=self.about.run.id,
            today=self.about.today,
            rules_digest=self.ruleset.digest,
            evaluator=evaluator.name,
            findings=tuple(findings),
            verdicts=verdicts,
            rule_files=self.ruleset.files,
        )

    def _told(self, sheet: FactSheet, ruling: Ruling, writer: Writer) -> list[Finding]:
        if not ruling.told:
            return []
        record = record_of(sheet, self.asked[sheet.subject.kind].facts)
        return [writer.finding(step, sheet, record, decision) for step, decision in ruling.told]


def _plan_sheets(
    writer: Writer, site: Site, findings: list[Finding], titles: Mapping[str, str]
) -> Iterator[FactSheet]:
    """The items of the plan, once everything else has been judged."""
    if writer.plan is not None:
        yield from plan_sheets(writer.plan, site, tuple(findings), titles)
