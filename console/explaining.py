"""Long explanations of one rule or one finding, as text."""

from __future__ import annotations

from console.pipeline import dossier_of, fact_sheets
from console.texts import say
from records.errors import InputError
from records.store import Store
from records.types import Basis, Fact, Finding, Run
from rules.document import rule_text
from rules.ruleset import Ruleset


def explain_rule(ruleset: Ruleset, rule: str, lang: str) -> str:
    """Law, settings, facts read and examples of one rule."""
    return rule_text(ruleset, rule, lang)


def explain_finding(store: Store, run: Run, which: str, ruleset: Ruleset) -> str:
    """The facts behind one finding, its evidence and why it came out so. InputError for an unknown id."""
    finding = next((f for f in store.findings(run.id) if f.id.startswith(which)), None)
    if finding is None:
        raise InputError(say("explain.unknown", what=which), remedy=say("explain.unknown.remedy"))
    today, digest, _ = store.judged_with(run.id)
    sheets = fact_sheets(dossier_of(store, run), ruleset, today, store.texts(run.id))
    sheet = next(s for s in sheets if s.subject.id == finding.subject)
    names = set(ruleset.facts_read(finding.rule))
    facts = [_fact_line(f) for f in sheet.facts if f.name in names]
    changed = (
        [] if digest == ruleset.digest else [say("explain.other_rules", then=digest, now=ruleset.digest)]
    )
    return "\n".join(
        [
            *_head(finding),
            *changed,
            say("explain.facts"),
            *facts,
            say("explain.evidence"),
            *_evidence(finding),
        ]
    )


def _head(f: Finding) -> list[str]:
    return [
        f"{f.rule} · {f.id} · {say('outcome.' + f.outcome.value)} · {say('severity.' + f.severity.value)}",
        f.message,
        say("explain.subject", subject=f.subject, url=f.url),
        say("explain.observed", observed=f.observed),
        say("explain.expected", expected=f.expected),
        say("explain.fix", fix=f.fix),
        *(_basis_line(b) for b in f.basis),
    ]


def _basis_line(b: Basis) -> str:
    return say(
        "explain.basis", law=b.law, article=b.article, quote=b.quote, kind=say(f"basis.{b.kind.value}")
    )


def _fact_line(fact: Fact) -> str:
    value = say("explain.not_known", reason=fact.reason) if fact.value is None else fact.value
    return f"  {fact.name} = {value}"


def _evidence(finding: Finding) -> list[str]:
    return [
        f"  {e.url}  {e.fetched_at or ''}  {e.status or ''}  {(e.sha256 or '')[:12]}  {e.place}  {e.quote}"
        for e in finding.evidence
    ]
