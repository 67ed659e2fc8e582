"""Facts to findings: every (rule, subject) pair ends in exactly one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from records.collector import collector_paused
from records.errors import InputError
from records.types import FactSheet, Finding, Judgement, Run, Site
from records.verdicts import End, Verdicts
from records.vocabulary import Outcome, SubjectKind
from rules.deciding import Decision, Memory, Situation, decide
from rules.engine import DurableEvaluator, durable_problem
from rules.findings import Writer
from rules.grounds import Circumstances
from rules.plan_items import plan_sheets
from rules.recording import record_of
from rules.ruleset import Ruleset
from rules.signals import Asked, Evaluator, ReferenceEvaluator, asked_of
from rules.steps import Step, steps_of

BATCH = 250  # sheets held at a time
TOLD = frozenset({Outcome.FAIL, Outcome.REVIEW, Outcome.UNCHECKED})
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
        """Batch by batch: ask the evaluator, then fold its answers in the order of the sheets."""
        rules = self.ruleset.rules
        steps = steps_of(rules, self.asked, self.about)
        memory = Memory(frozenset(r for s in steps.values() for step in s for r in step.above))
        writer = Writer(self.ruleset, self.about)
        findings: list[Finding] = []
        verdicts = Verdicts()
        titles = {r.id: r.title.of(self.about.lang) for r in rules.values()}
        for batch in (sheets, _plan_sheets(writer, self.about.site, findings, titles)):
            for about in self._situations(batch, evaluator):
                subject = about.sheet.subject
                ends: list[End] = []
                for step, decision in _folded(steps.get(subject.kind, ()), about, memory):
                    ends.append((step.rule.id, decision.outcome, decision.cause))
                    if decision.outcome in TOLD:
                        findings.append(writer.finding(step, about.sheet, about.record, decision))
                verdicts.add(subject.id, ends)
        return Judgement(
            run=self.about.run.id,
            today=self.about.today,
            rules_digest=self.ruleset.digest,
            evaluator=evaluator.name,
            findings=tuple(findings),
            verdicts=verdicts,
            rule_files=self.ruleset.files,
        )

    def _situations(self, sheets: Iterable[FactSheet], evaluator: Evaluator) -> Iterator[Situation]:
        """Each sheet with its record and the signals that hold, in the order they came."""
        none: frozenset[str] = frozenset()
        names = {kind: a.facts for kind, a in self.asked.items()}
        for batch in _batches(sheets):
            records = [record_of(s, names.get(s.subject.kind, none)) for s in batch]
            held: dict[int, set[int]] = {}
            for kind in self.asked:
                places = [n for n, s in enumerate(batch) if s.subject.kind is kind]
                answers = evaluator.decide(kind, [records[n] for n in places])
                held.update(zip(places, answers, strict=True))
            for n, sheet in enumerate(batch):
                yield Situation(sheet, records[n], held.get(n, set()), {})


def _plan_sheets(
    writer: Writer, site: Site, findings: list[Finding], titles: Mapping[str, str]
) -> Iterator[FactSheet]:
    """The items of the plan, once everything else has been judged."""
    if writer.plan is not None:
        yield from plan_sheets(writer.plan, site, tuple(findings), titles)


def _folded(steps: tuple[Step, ...], about: Situation, memory: Memory) -> Iterator[tuple[Step, Decision]]:
    """Every rule's decision about one subject, required rules first."""
    for step in steps:
        decision = decide(step, about, memory)
        if step.is_site_form:
            memory.keep_site_form(step.rule.id, bool(decision.standing.broken))
        else:
            about.standings[step.rule.id] = decision.standing
            memory.keep(step.rule.id, about.sheet.subject.id, decision.standing)
        yield step, decision


def _batches(sheets: Iterable[FactSheet]) -> Iterator[list[FactSheet]]:
    stream = iter(sheets)
    while batch := list(islice(stream, BATCH)):
        yield batch
