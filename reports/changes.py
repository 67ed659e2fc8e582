"""What changed since the run before, said only where both runs saw the whole site."""

from __future__ import annotations

from dataclasses import dataclass

from records.types import Finding, Run
from records.vocabulary import FetchState, Outcome, RunState
from reports.material import PreviousRun, ReportInput

OPEN = frozenset({Outcome.FAIL, Outcome.REVIEW})


@dataclass(frozen=True, slots=True)
class Changes:
    """Open findings (fail and review) against the run before.

    `comparable` False: coverage differs, so nothing is called new or gone. `unseen`: open then, not checked now, or in a column that could not be read now.
    """

    before: Run
    comparable: bool
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    still: tuple[Finding, ...]
    unseen: tuple[Finding, ...]
    rules_differ: bool


def changes_since(material: ReportInput) -> Changes | None:
    """The changes, or None without an earlier run that was judged."""
    before = material.previous
    if before is None or not before.findings:
        return None
    now = {f.id: f for f in material.findings}
    open_now = {i: f for i, f in now.items() if f.outcome in OPEN}
    open_then = {f.id: f for f in before.findings if f.outcome in OPEN}
    comparable, unread = _comparable(material, before), unread_columns(material)
    closed = {i: f for i, f in open_then.items() if i not in open_now}
    unseen = {i for i, f in closed.items() if i in now or f.column in unread}
    return Changes(
        before=before.run,
        comparable=comparable,
        new=tuple(f for i, f in open_now.items() if i not in open_then) if comparable else (),
        gone=tuple(f for i, f in closed.items() if i not in unseen) if comparable else (),
        still=tuple(f for i, f in open_now.items() if i in open_then),
        unseen=tuple(f for i, f in closed.items() if i in unseen),
        rules_differ=_rules_differ(material.findings, before.findings),
    )


def unread_columns(material: ReportInput) -> frozenset[str]:
    """Keys of columns whose page or list could not be read whole in this run."""
    return frozenset(
        c.key
        for c in material.dossier.columns
        if c.list_unread is not None or (c.fetch is not None and c.fetch.state is not FetchState.OK)
    )


def _comparable(material: ReportInput, before: PreviousRun) -> bool:
    whole = before.run.state is RunState.FINISHED and (before.coverage is None or before.coverage.complete)
    return whole and material.run.state is RunState.FINISHED and material.dossier.coverage.complete


def _rules_differ(now: tuple[Finding, ...], then: tuple[Finding, ...]) -> bool:
    """A rule that speaks in both runs has another version now."""
    versions = {f.rule: f.rule_version for f in then}
    return any(versions.get(f.rule, f.rule_version) != f.rule_version for f in now)
