"""What changed between two runs of a site, said only where both could see: used by reports and by `gongkai diff`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from records.types import Dossier, Finding, Run
from records.vocabulary import FetchState, Outcome, RunState, Severity
from reports.material import PreviousRun, ReportInput

OPEN = frozenset({Outcome.FAIL, Outcome.REVIEW})
_URGENCY = {severity: n for n, severity in enumerate(Severity)}


class Kind(StrEnum):
    """What became of one finding from the earlier run to the later one."""

    NEW = "new"
    WORSE = "worse"
    STILL = "still"
    GONE = "gone"
    OTHER_RULE = "other_rule"  # open in one run only, or of another weight, and the rule is another
    UNSEEN = "unseen"  # one of the runs did not see what the other judged


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that is open in one of the runs, or in both."""

    kind: Kind
    then: Finding | None
    now: Finding | None

    @property
    def finding(self) -> Finding:
        """The later one, else the earlier."""
        found = self.now or self.then
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Changes:
    """Open findings (fail and review) against the run before, each in one list.

    `comparable` False: coverage differs, so what only one run judged is never called new or gone. `unseen`: not checked, in a column
    that could not be read, or without a counterpart in a crawl that did not see everything.
    """

    before: Run
    comparable: bool
    all: tuple[Change, ...]

    @property
    def new(self) -> tuple[Finding, ...]:
        """Open now and not then."""
        return self.of(Kind.NEW)

    @property
    def gone(self) -> tuple[Finding, ...]:
        """Open then and not now."""
        return self.of(Kind.GONE)

    @property
    def still(self) -> tuple[Finding, ...]:
        """Open in both, no more urgent than before."""
        return self.of(Kind.STILL)

    @property
    def worse(self) -> tuple[Finding, ...]:
        """Open in both, more urgent now."""
        return self.of(Kind.WORSE)

    @property
    def other_rule(self) -> tuple[Finding, ...]:
        """Otherwise than before, and the rule is another."""
        return self.of(Kind.OTHER_RULE)

    @property
    def unseen(self) -> tuple[Finding, ...]:
        """Not comparable."""
        return self.of(Kind.UNSEEN)

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of one kind."""
        return tuple(c.finding for c in self.all if c.kind is kind)


def changes_since(material: ReportInput) -> Changes | None:
    """The changes, or None without an earlier run that was judged."""
    before = material.previous
    if before is None or not (before.findings or before.then or before.now):
        return None
    eyes = _Eyes(material, before)
    return Changes(
        before=before.run,
        comparable=eyes.whole_now and eyes.whole_then,
        all=tuple(eyes.changes()),
    )


def unread_columns(dossier: Dossier) -> frozenset[str]:
    """Keys of columns whose page or list could not be read whole."""
    return frozenset(
        c.key
        for c in dossier.columns
        if c.list_unread is not None or (c.fetch is not None and c.fetch.state is not FetchState.OK)
    )


class _Eyes:
    """What either run could see, and what it made of it."""

    def __init__(self, material: ReportInput, before: PreviousRun) -> None:
        self.before = before
        self.now = {f.id: f for f in material.findings}
        self.then = {f.id: f for f in before.findings}
        self.unread_now = unread_columns(material.dossier)
        covered = before.coverage is None or before.coverage.complete
        self.whole_then = before.run.state is RunState.FINISHED and covered
        self.whole_now = material.run.state is RunState.FINISHED and material.dossier.coverage.complete

    def changes(self) -> Iterator[Change]:
        """Open findings of the later run, then those that only the earlier one had, each in the order of its run."""
        for i, now in self.now.items():
            if now.outcome in OPEN:
                then = self.then.get(i)
                held = then if then is not None and then.outcome in OPEN else None
                yield Change(self._both(held, now) if held else self._appeared(now), held, now)
        for i, then in self.then.items():
            later = self.now.get(i)
            if then.outcome in OPEN and (later is None or later.outcome not in OPEN):
                yield Change(self._vanished(then), then, None)

    def _both(self, then: Finding, now: Finding) -> Kind:
        weights = (_weight(then), _weight(now))
        if weights[0] != weights[1] and self._other_rule(then, now):
            return Kind.OTHER_RULE
        return Kind.WORSE if weights[1] < weights[0] else Kind.STILL

    def _appeared(self, now: Finding) -> Kind:
        then = self.then.get(now.id)
        said = then.outcome if then is not None else self.before.then.get(now.id)
        if said is Outcome.UNCHECKED or now.column in self.before.unread:
            return Kind.UNSEEN
        if self._other_rule(then, now):
            return Kind.OTHER_RULE
        seen = said is not None or (self.whole_then and self.whole_now)
        return Kind.NEW if seen else Kind.UNSEEN

    def _vanished(self, then: Finding) -> Kind:
        now = self.now.get(then.id)
        said = now.outcome if now is not None else self.before.now.get(then.id)
        if said is Outcome.UNCHECKED or then.column in self.unread_now:
            return Kind.UNSEEN
        if self._other_rule(then, now):
            return Kind.OTHER_RULE
        seen = said is not None or (self.whole_then and self.whole_now)
        return Kind.GONE if seen else Kind.UNSEEN

    def _other_rule(self, then: Finding | None, now: Finding | None) -> bool:
        known = [f for f in (then, now) if f is not None]
        differ = len(known) == 2 and known[0].rule_version != known[1].rule_version
        return differ or known[0].rule in self.before.other_rules


def _weight(finding: Finding) -> tuple[int, int]:
    """Smaller is worse: a breach before a question, then by severity."""
    return (0 if finding.outcome is Outcome.FAIL else 1, _URGENCY[finding.severity])
