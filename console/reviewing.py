"""Verdicts are given here: one by one, or many from a spreadsheet – all of them or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from console.texts import say
from crawler.extract.strict_masking import masked_text
from records.errors import InputError
from records.reviews import OPEN, Review, ReviewVerdict, Standing, standings
from records.store import Store
from records.types import Finding, Run
from reports.plain import one_line
from reports.review_reading import Filled

REASONED = frozenset({ReviewVerdict.NOT_A_FAULT, ReviewVerdict.EXPLAINED, ReviewVerdict.UNDECIDABLE})


@dataclass(frozen=True, slots=True)
class Said:
    """A person's verdict: who says what, and why."""

    verdict: ReviewVerdict
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The open findings of a run with the verdicts that hold, and the last ones whatever they were about."""

    run: Run
    findings: tuple[Finding, ...]
    standing: dict[str, Standing]
    last: dict[str, Review]
    marks: dict[str, str]

    def unreviewed(self) -> list[Finding]:
        """Findings without a verdict that holds."""
        return [f for f in self.findings if f.id not in self.standing]

    def has_changed(self, finding: Finding) -> bool:
        """There is a verdict, but the finding says something else since."""
        return finding.id in self.last and finding.id not in self.standing


def desk_of(store: Store, run: Run) -> Desk:
    """What lies on the reviewer's desk."""
    found = tuple(store.findings(run.id, OPEN))
    last = store.latest_reviews(run.site)
    marks = store.marks(run.id)
    return Desk(run, found, standings(run.id, marks, last), last, marks)


def review_of(finding: Finding, mark: str, said: Said) -> Review:
    """The verdict as it is kept, the machine's answer beside it. InputError without a name, or without a reason where one is due."""
    if not said.who.strip():
        raise InputError(say("review.no_who"), remedy="--by")
    if said.verdict in REASONED and not said.why.strip():
        raise InputError(
            say("review.no_why", verdict=say(f"review.verdict.{said.verdict.value}")), remedy="--why"
        )
    return Review(
        site=finding.site,
        finding=finding.id,
        run=finding.run,
        verdict=said.verdict,
        who=_kept(said.who),
        at=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        why=_kept(said.why),
        mark=mark,
        rule=finding.rule,
        rule_version=finding.rule_version,
        outcome=finding.outcome,
        severity=finding.severity,
        message=_kept(finding.message),
    )


def import_reviews(store: Store, run: Run, rows: Sequence[Filled], by: str) -> int:
    """Keep every row's verdict. InputError lists every row that cannot be kept, and then nothing is."""
    desk = desk_of(store, run)
    known = {f.id: f for f in desk.findings}
    faults: list[str] = []
    made: dict[str, Review] = {}
    for row in rows:
        fault = _fault(row, known.get(row.finding), desk)
        if not fault and row.finding in made:
            fault = say("review.fault.twice")
        if fault:
            faults.append(say("review.fault", line=row.line, what=fault))
            continue
        assert row.verdict is not None
        try:
            made[row.finding] = review_of(
                known[row.finding], desk.marks[row.finding], Said(row.verdict, row.who or by, row.why)
            )
        except InputError as error:
            faults.append(say("review.fault", line=row.line, what=error.message))
    if faults:
        raise InputError(say("review.faults", n=len(faults)) + "\n  " + "\n  ".join(faults))
    store.save_reviews(list(made.values()))
    return len(made)


def _fault(row: Filled, finding: Finding | None, desk: Desk) -> str:
    """Why a row cannot be kept; empty when it can."""
    if row.verdict is None:
        key = "review.fault.verdict" if row.said else "review.fault.no_verdict"
        return say(key, said=one_line(row.said)[:40])
    if finding is None:
        return say("review.fault.unknown", id=one_line(row.finding)[:40])
    if row.mark != desk.marks[finding.id]:
        return say("review.fault.changed", id=finding.id[:8])
    last = desk.last.get(finding.id)
    if last is not None and last.number != row.last:
        verdict = say(f"review.verdict.{last.verdict.value}")
        return say("review.fault.conflict", id=finding.id[:8], who=last.who, at=last.at[:16], verdict=verdict)
    return ""


def open_lines(desk: Desk, *, everything: bool) -> Iterator[dict[str, str]]:
    """Rows of the desk: what is to be decided, with `everything` also what has been."""
    for f in desk.findings:
        standing = desk.standing.get(f.id)
        if standing is not None and not everything:
            continue
        if standing is not None:
            state = say(f"review.verdict.{standing.review.verdict.value}")
            state += say("review.former") if standing.is_former else ""
        else:
            state = say("review.changed") if desk.has_changed(f) else say("review.open")
        yield {
            "id": f.id,
            "state": state,
            "outcome": f.outcome.value,
            "severity": f.severity.value,
            "message": f.message,
            "rule": f.rule,
        }


def _kept(text: str) -> str:
    return masked_text(one_line(text).strip())
