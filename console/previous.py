"""The run that another one is compared with, and what each of them says of the other's findings."""

from __future__ import annotations

from collections.abc import Sequence

from records.reviews import OPEN
from records.store import Store
from records.types import Finding, Run
from reports.changes import unread_columns
from reports.material import PreviousRun
from rules.standing import changed_rules


def previous_run(store: Store, then: Run, now: Run, findings: Sequence[Finding]) -> PreviousRun:
    """The run `then`, as `now` with its findings is compared with it."""
    dossier, earlier = store.dossier(then.id), store.findings(then.id)
    return PreviousRun(
        run=then,
        findings=tuple(earlier),
        coverage=dossier.coverage,
        then=store.outcomes(then.id, (f for f in findings if f.outcome in OPEN)),
        now=store.outcomes(now.id, (f for f in earlier if f.outcome in OPEN)),
        unread=unread_columns(dossier),
        other_rules=_other_rules(store, then, now),
    )


def _other_rules(store: Store, then: Run, now: Run) -> frozenset[str]:
    if not (store.is_judged(then.id) and store.is_judged(now.id)):
        return frozenset()
    digests = [store.judged_with(run.id)[1] for run in (then, now)]
    files = [store.rule_files(digest) for digest in digests]
    if digests[0] == digests[1] or not all(files):
        return frozenset()
    return changed_rules(files[0], files[1])
