"""The rules in words: one rule for `gongkai explain`, all of them for docs/RULES.md (`python -m rules.document`)."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from records.errors import InputError
from records.fact_names import BY_NAME
from records.vocabulary import BasisKind, Outcome
from rules.check import case_rows
from rules.citing import described
from rules.expressions import Expr, Leaf, Ref
from rules.model import BasisRef, Rule, Words
from rules.ruleset import Ruleset, defaults, load_ruleset
from rules.texts import fact_called, say, told_by_settings

SIGNS = {"eq": "=", "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥", "in": "∈"}


def rule_text(ruleset: Ruleset, rule: str, lang: str) -> str:
    """Everything about one rule in plain text; InputError for an unknown one names the nearest."""
    found = ruleset.rule(rule)
    lines = [
        say("doc.head", lang, id=found.id, title=found.title.of(lang)),
        *_lines(ruleset, found, lang),
    ]
    examples = _examples(found.id, lang)
    if examples:
        lines += [say("doc.examples", lang), *(f"  {e}" for e in examples)]
    return "\n".join(lines)


def rules_document(ruleset: Ruleset, lang: str = "zh") -> str:
    """docs/RULES.md: every rule by theme, then laws and plans."""
    lines = [f"# {say('doc.title', lang)}", "", say("doc.intro", lang)]
    theme = ""
    for rule in ruleset.rules.values():
        if rule.theme.of(lang) != theme:
            theme = rule.theme.of(lang)
            lines += ["", f"## {theme} · {rule.theme.of(_other(lang))}"]
        lines += ["", f"### `{rule.id}` {rule.title.of(lang)} · {rule.title.of(_other(lang))}", ""]
        lines += [f"* {line}" for line in _lines(ruleset, rule, lang)]
    return "\n".join([*lines, *_laws(ruleset, lang), *_plans(ruleset, lang), ""])


def condition_text(expr: Expr, lang: str, inside: bool = False) -> str:
    """A condition as people read it: `newest_days > period_days`."""
    if isinstance(expr, Leaf):
        return _leaf_text(expr, lang)
    parts = [condition_text(p, lang, inside=True) for p in expr.parts]
    text = say(f"doc.{expr.join}", lang).join(parts)
    return f"({text})" if inside and len(parts) > 1 else text


def _lines(ruleset: Ruleset, rule: Rule, lang: str) -> Iterator[str]:
    yield say(
        "doc.line",
        lang,
        kind=say(f"kind.{rule.subject.value}", lang),
        severity=say(f"severity.{rule.severity.value}", lang),
        theme=rule.theme.of(lang),
        version=rule.version,
    )
    yield say("doc.expected", lang, text=_filled(rule, rule.cases[-1].texts.expected, lang))
    if rule.requires:
        yield say("doc.requires", lang, rules=", ".join(rule.requires))
    if rule.applies is not None:
        yield say("doc.applies", lang, text=condition_text(rule.applies, lang))
    if rule.dated_by or rule.since or rule.until:
        yield _dates(rule, lang)
    yield from _breaches(rule, lang)
    for reason, words in rule.questions.items():
        yield say(
            "doc.question", lang, why=say(f"reason.{reason.value}", lang), text=_filled(rule, words, lang)
        )
    yield say("doc.fix", lang, text=_filled(rule, rule.cases[-1].texts.fix, lang))
    yield from (_basis(ruleset, ref, lang) for ref in rule.bases)
    if not rule.bases or any(ref.when or ruleset.laws[ref.law].region for ref in rule.bases):
        yield say("doc.common", lang)
    yield from _settings(rule, lang)
    items = [f"{p.id} {i.id}" for p in ruleset.plans.values() for i in p.items if rule.id in i.rules]
    if items:
        yield say("doc.plans", lang, items="; ".join(items))
    yield say("doc.facts", lang, facts=say("comma", lang).join(fact_called(f, lang) for f in rule.facts))


def _dates(rule: Rule, lang: str) -> str:
    span = say("doc.span", lang, since=rule.since or "…", until=rule.until or "…")
    fact = fact_called(rule.dated_by, lang) if rule.dated_by else say("doc.today", lang)
    return say("doc.dated_by", lang, fact=fact, span=span if rule.since or rule.until else "")


def _breaches(rule: Rule, lang: str) -> Iterator[str]:
    outcomes = dict.fromkeys(say(f"outcome.{c.then.value}", lang) for c in rule.cases)
    yield say("doc.when", lang, text=condition_text(rule.when, lang), outcome=" / ".join(outcomes))
    for case in rule.cases:
        told = {
            "outcome": say(f"outcome.{case.then.value}", lang),
            "severity": say(f"severity.{case.severity.value}", lang),
            "message": _filled(rule, case.texts.message, lang),
        }
        if case.when is None:
            yield say("doc.plain" if rule.cases[1:] else "doc.only", lang, **told)
        else:
            yield say("doc.case", lang, text=condition_text(case.when, lang), **told)
    if rule.site_form is not None:
        text = condition_text(rule.site_form.when, lang)
        yield say("doc.site_form", lang, text=text, message=_filled(rule, rule.site_form.texts.message, lang))


def _filled(rule: Rule, words: Words, lang: str) -> str:
    return told_by_settings(words, defaults(rule), lang)


def _basis(ruleset: Ruleset, ref: BasisRef, lang: str) -> str:
    law = ruleset.laws[ref.law]
    kind = say(f"kinds.{law.kind.value}", lang)
    name = described(law, lang)
    quote = law.articles[ref.article]
    text = say(
        "doc.basis", lang, kind=kind, law=name, article=ref.article.split("#")[0], quote=quote
    ).rstrip()
    if law.region:
        text += say("doc.region", lang, region=law.region)
    return text + (say("doc.basis_when", lang, text=condition_text(ref.when, lang)) if ref.when else "")


def _settings(rule: Rule, lang: str) -> Iterator[str]:
    for s in rule.settings.values():
        source = say(f"source.{BasisKind(s.source).value}", lang)
        name = f"{rule.id}.{s.name}"
        yield say("doc.setting", lang, name=name, value=s.default, note=s.note.of(lang), source=source)
    if rule.periods:
        yield say("doc.periods", lang, rule=rule.id)


def _examples(rule: str, lang: str) -> list[str]:
    """The rule's cases, where the case tables are at hand."""
    try:
        rows = [row for row in case_rows(None) if row.rule == rule]
    except InputError:
        return []
    return [
        say("doc.example", lang, outcome=say(f"outcome.{Outcome(r.outcome).value}", lang), name=r.name)
        for r in rows
    ]


def _laws(ruleset: Ruleset, lang: str) -> list[str]:
    lines = ["", f"## {say('doc.laws', lang)}", ""]
    for law in ruleset.laws.values():
        name = described(law, lang)
        region = say("doc.region", lang, region=law.region) if law.region else ""
        lines.append(f"* {name} · {say(f'kinds.{law.kind.value}', lang)}{region}")
    return lines


def _plans(ruleset: Ruleset, lang: str) -> list[str]:
    lines: list[str] = []
    for plan in ruleset.plans.values():
        lines += ["", f"## {say('doc.plan_head', lang, title=plan.title, id=plan.id)}", ""]
        for item in plan.items:
            rules = ", ".join(f"`{r}`" for r in item.rules) or say("doc.no_rules", lang)
            kind = say(f"plan_kind.{item.kind}", lang)
            line = say("doc.plan_item", lang, id=item.id, title=item.title, kind=kind, rules=rules)
            lines.append(f"* {line}")
    return lines


def _leaf_text(leaf: Leaf, lang: str) -> str:
    if leaf.op == "has":
        return say("doc.has" if leaf.value else "doc.has_not", lang, fact=fact_called(leaf.fact, lang))
    if isinstance(leaf.value, Ref):
        shown = fact_called(leaf.value.name, lang)
    elif isinstance(leaf.value, tuple):
        shown = "{" + ", ".join(map(str, leaf.value)) + "}"
    elif BY_NAME[leaf.fact].type == "bool":
        shown = say("value.yes" if leaf.value else "value.no", lang)
    else:
        shown = str(leaf.value) or say("value.nothing", lang)
    return f"{fact_called(leaf.fact, lang)} {SIGNS[leaf.op]} {shown}"


def _other(lang: str) -> str:
    return "en" if lang == "zh" else "zh"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(rules_document(load_ruleset(None)))
