"""Two runs of a site side by side, and what a change of rules alone changed."""

from __future__ import annotations

from dataclasses import replace

from console.pipeline import ENDED, Assessing, Judged, dossier_of, judge_with, report_input, ruleset_for
from console.texts import say
from records.errors import InputError
from records.rule_change import RuleChange, Shift
from records.store import Store
from records.types import Finding, Judgement, Run
from reports.changes import OPEN, Changes, changes_since
from rules.standing import changed_rules, ruleset_as_it_stood


def compared(store: Store, then: Run, now: Run) -> Changes:
    """What became of every finding from one run to the other. InputError for runs of two sites, or one without judgement."""
    if then.site != now.site:
        raise InputError(say("diff.two_sites", one=then.site, other=now.site))
    for run in (then, now):
        store.judged_with(run.id)
        if run.state not in ENDED:
            raise InputError(say("diff.not_ended", run=run.id), remedy=say("diff.not_ended.remedy"))
    found = changes_since(report_input(store, now, against=then))
    return found or Changes(then, True, ())


def rule_change(store: Store, run: Run, how: Assessing, new: Judgement) -> tuple[RuleChange | None, str]:
    """What the rules alone change against the run's former judgement, and why that cannot be told where it cannot.

    The day is the new judgement's for both: an older day would change ages too. Nothing where the rules are the same.
    """
    if not store.is_judged(run.id):
        return None, ""
    _, digest, _ = store.judged_with(run.id)
    if digest == new.rules_digest:
        kept = store.rule_change(run.id)
        return (kept if kept and (kept.after, kept.today) == (digest, new.today) else None), ""
    files = store.rule_files(digest)
    dossier = dossier_of(store, run)
    try:
        former = ruleset_as_it_stood(files, digest, dossier.site)
    except InputError as error:
        return None, say("assess.rules_not_kept", digest=digest, why=error.message)
    judged = Judged(dossier, former, new.today, store.beside(run.id))
    old = judge_with(judged, replace(how, evaluator="auto")).findings
    present = ruleset_for(dossier.site, how.rules)
    return _difference(old, new, digest, tuple(sorted(changed_rules(files, present.files)))), ""


def _difference(then: tuple[Finding, ...], new: Judgement, digest: str, rules: tuple[str, ...]) -> RuleChange:
    before, after = ({f.id: f for f in found if f.outcome in OPEN} for found in (then, new.findings))
    both = [(before[i], after[i]) for i in after if i in before]
    return RuleChange(
        before=digest,
        after=new.rules_digest,
        today=new.today,
        rules=rules,
        new=tuple(_shift(None, f) for i, f in after.items() if i not in before),
        gone=tuple(_shift(f, None) for i, f in before.items() if i not in after),
        otherwise=tuple(_shift(b, a) for b, a in both if _weight(b) != _weight(a)),
    )


def _shift(then: Finding | None, now: Finding | None) -> Shift:
    f = now or then
    assert f is not None
    return Shift(f.id, f.rule, f.subject, _weight(then), _weight(now), f.message)


def _weight(finding: Finding | None) -> str:
    return f"{finding.outcome.value} {finding.severity.value}" if finding else ""
