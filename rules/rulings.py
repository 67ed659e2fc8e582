"""How all rules end for one subject; subjects that are alike, below alike decisions, share one ruling."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from records.types import FactSheet
from records.verdicts import End
from records.vocabulary import Outcome, SubjectKind
from rules.alike import Likeness, Mark
from rules.deciding import Decision, Memory, Situation, Standing, covers, decide
from rules.recording import record_of
from rules.signals import Asked, Evaluator
from rules.steps import Step

BATCH = 250  # sheets held at a time
MOST = 20_000  # marks and rulings that are remembered; a site of 100,000 entries has some hundred
TOLD = frozenset({Outcome.FAIL, Outcome.REVIEW, Outcome.UNCHECKED})


@dataclass(frozen=True, slots=True)
class Ruling:
    """The ends of all rules in their order, those that people are told, and the standings that subjects below ask for."""

    ends: tuple[End, ...]
    told: tuple[tuple[Step, Decision], ...]
    kept: tuple[tuple[str, Standing], ...]


class Rulings:
    """Decides sheet after sheet of one judging."""

    def __init__(
        self,
        asked: Mapping[SubjectKind, Asked],
        steps: Mapping[SubjectKind, tuple[Step, ...]],
        evaluator: Evaluator,
    ) -> None:
        self._asked, self._evaluator = asked, evaluator
        self._kinds = {kind: _Kind(a, steps.get(kind, ())) for kind, a in asked.items()}
        self._memory = Memory(frozenset(r for s in steps.values() for step in s for r in step.above))

    def of(self, sheets: Iterable[FactSheet]) -> Iterator[tuple[FactSheet, Ruling]]:
        """Each sheet with its ruling, in the order they came; the evaluator is asked in batches."""
        stream = iter(sheets)
        while batch := list(islice(stream, BATCH)):
            marks = self._marked(batch)
            for sheet, mark in zip(batch, marks, strict=True):
                kind = self._kinds.get(sheet.subject.kind)
                yield sheet, kind.ruling(sheet, mark, self._memory) if kind else NO_RULES

    def _marked(self, batch: Sequence[FactSheet]) -> list[Mark]:
        """The marks of a batch; what the evaluator has not been asked before it is asked now."""
        marks: list[Mark] = []
        new: dict[SubjectKind, dict[Mark, FactSheet]] = {}
        for known in self._kinds.values():
            known.forget()
        for sheet in batch:
            kind = self._kinds.get(sheet.subject.kind)
            mark = kind.likeness.mark(sheet) if kind else ()
            marks.append(mark)
            if kind and mark not in kind.held:
                new.setdefault(sheet.subject.kind, {}).setdefault(mark, sheet)
        for name, sheets in new.items():
            records = [record_of(s, self._asked[name].facts) for s in sheets.values()]
            answers = self._evaluator.decide(name, records)
            self._kinds[name].held.update(zip(sheets, answers, strict=True))
        return marks


NO_RULES = Ruling((), (), ())


class _Kind:
    """One kind of subject: its steps, the signals that hold by mark, and the rulings so far."""

    def __init__(self, asked: Asked, steps: tuple[Step, ...]) -> None:
        self.likeness = Likeness(asked, steps)
        self.held: dict[Mark, set[int]] = {}
        self._facts, self._steps = asked.facts, steps
        self._above = tuple(dict.fromkeys(r for step in steps for r in step.above))
        self._exemptions = tuple(dict.fromkeys(e for step in steps for e in step.exemptions))
        self._rulings: dict[Hashable, Ruling] = {}
        self._ends: dict[tuple[End, ...], tuple[End, ...]] = {}

    def forget(self) -> None:
        """Keep the memory bounded, whatever a site holds."""
        if len(self.held) > MOST or len(self._rulings) > MOST:
            self.held.clear()
            self._rulings.clear()
            self._ends.clear()

    def ruling(self, sheet: FactSheet, mark: Mark, memory: Memory) -> Ruling:
        """The ruling about a sheet, known or new; what those below may ask for is remembered."""
        subject = sheet.subject.id
        above = tuple([memory.found_above(rule, sheet) for rule in self._above])
        exempt = tuple([covers(e, subject) for e in self._exemptions])
        case = (mark, above, exempt)
        ruling = self._rulings.get(case)
        if ruling is None:
            ruling = self._rulings[case] = self._decided(sheet, mark, memory)
        for rule, standing in ruling.kept:
            memory.keep(rule, subject, standing)
        return ruling

    def _decided(self, sheet: FactSheet, mark: Mark, memory: Memory) -> Ruling:
        """Every rule's decision about one subject, required rules first."""
        about = Situation(sheet, record_of(sheet, self._facts), self.held[mark], {})
        found: list[tuple[Step, Decision]] = []
        for step in self._steps:
            decision = decide(step, about, memory)
            found.append((step, decision))
            if step.is_site_form:
                memory.keep_site_form(step.rule.id, bool(decision.standing.broken))
            else:
                about.standings[step.rule.id] = decision.standing
        ends = tuple((step.rule.id, d.outcome, d.cause) for step, d in found)
        return Ruling(
            ends=self._ends.setdefault(ends, ends),
            told=tuple((step, d) for step, d in found if d.outcome in TOLD),
            kept=tuple((rule, s) for rule, s in about.standings.items() if rule in memory.looked_up),
        )
