"""Long explanations of one rule or one decision about one subject, as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from console.pipeline import dossier_of, fact_sheets
from console.texts import say
from console.why import Decided, shown, why_lines
from records.errors import InputError
from records.store import Store
from records.types import Basis, Fact, FactSheet, Finding, Run, Verdict, finding_id
from records.vocabulary import Outcome
from rules.document import rule_text
from rules.plan_files import with_plan_of
from rules.ruleset import Ruleset
from rules.texts import fact_called
from rules.texts import say as told


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a run says about one (rule, subject) pair; no finding for pass and not applicable."""

    verdict: Verdict
    finding: Finding | None
    required: dict[str, Outcome]


def explain_rule(ruleset: Ruleset, rule: str, lang: str) -> str:
    """Law, settings, facts read and examples of one rule."""
    return rule_text(ruleset, rule, lang)


def explain_finding(store: Store, run: Run, which: str, ruleset: Ruleset, lang: str = "zh") -> str:
    """Why one finding (or one pass) came out so: steps, facts, evidence, what would change it. InputError for an unknown id."""
    judged = _judged(store, run, which, ruleset)
    today, digest, _ = store.judged_with(run.id)
    dossier = dossier_of(store, run)
    ruleset = with_plan_of(ruleset, dossier.site)
    lines = list(_head(judged))
    if digest != ruleset.digest:
        lines.append(say("explain.other_rules", then=digest, now=ruleset.digest))
    sheets = fact_sheets(dossier, ruleset, today, store.beside(run.id))
    sheet = next((s for s in sheets if s.subject.id == judged.verdict.subject), None)
    if sheet is None:  # items of the plan are judged from findings, not from pages
        lines.append(say("explain.no_facts"))
    else:
        rule = ruleset.rule(judged.verdict.rule)
        settings = ruleset.settings_for(dossier.site)
        lines += why_lines(Decided(rule, judged.verdict, sheet, settings, judged.required, lang))
        lines += _facts(sheet, ruleset.facts_read(rule.id), lang)
    if judged.finding is not None:
        lines += [say("explain.evidence"), *_evidence(judged.finding)]
    return "\n".join(lines)


def _judged(store: Store, run: Run, which: str, ruleset: Ruleset) -> _Judged:
    found: Verdict | None = None
    outcomes: dict[tuple[str, str], Outcome] = {}
    for v in store.verdicts(run.id):
        outcomes[v.rule, v.subject] = v.outcome
        if found is None and finding_id(v.rule, v.subject).startswith(which):
            found = v
    if found is None:
        raise InputError(say("explain.unknown", what=which), remedy=say("explain.unknown.remedy"))
    verdict = found
    key = finding_id(verdict.rule, verdict.subject)
    finding = next((f for f in store.findings(run.id) if f.id == key), None)
    required = {
        name: outcome
        for name in ruleset.rule(verdict.rule).requires
        for subject in _above(verdict.subject)
        if (outcome := outcomes.get((name, subject))) is not None
    }
    return _Judged(verdict, finding, required)


def _above(subject: str) -> Iterator[str]:
    """The site, the column and so on down to the subject itself."""
    parts = subject.split("/")
    for n in range(1, len(parts) + 1):
        yield "/".join(parts[:n])


def _head(judged: _Judged) -> Iterator[str]:
    f, v = judged.finding, judged.verdict
    if f is None:
        yield f"{v.rule} · {finding_id(v.rule, v.subject)} · {say('outcome.' + v.outcome.value)}"
        yield say("explain.subject", subject=v.subject, url="")
        return
    severity = say(f"severity.{f.severity.value}")
    yield f"{f.rule} · {f.id} · {say('outcome.' + f.outcome.value)} · {severity}"
    yield f.message
    yield say("explain.subject", subject=f.subject, url=f.url)
    yield say("explain.observed", observed=f.observed)
    yield say("explain.expected", expected=f.expected)
    yield say("explain.fix", fix=f.fix)
    yield from (basis_line(b) for b in f.basis)


def basis_line(b: Basis) -> str:
    """One line of law behind a finding."""
    key = "explain.basis" if b.quote else "explain.basis_unquoted"
    return say(key, law=b.law, article=b.article, quote=b.quote, kind=say(f"basis.{b.kind.value}")).rstrip()


def _facts(sheet: FactSheet, names: tuple[str, ...], lang: str) -> Iterator[str]:
    """Every fact the rule reads, in its order, each with the page it was read from."""
    facts = {f.name: f for f in sheet.facts}
    yield say("explain.facts")
    for name in dict.fromkeys(n for n in names if n in facts):
        yield _fact_line(facts[name], lang)


def _fact_line(fact: Fact, lang: str) -> str:
    reason = told(f"reason.{fact.reason.value}", lang) if fact.reason else ""
    value = say("explain.not_known", reason=reason) if fact.value is None else shown(fact.value)
    seen = f"  ← {fact.evidence[0].url}" if fact.evidence and fact.evidence[0].url else ""
    return f"  {fact_called(fact.name, lang)} = {value}{seen}"


def _evidence(finding: Finding) -> list[str]:
    return [
        f"  {e.url}  {e.fetched_at or ''}  {e.status or ''}  {(e.sha256 or '')[:12]}  {e.place}  {e.quote}"
        for e in finding.evidence
    ]
