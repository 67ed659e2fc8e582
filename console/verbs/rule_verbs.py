"""rules list|check|test|new: look at the rule files, prove them, begin a new rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from console import options as o
from console.tables import ruled
from console.texts import say
from records.vocabulary import Severity, SubjectKind
from rules import check
from rules.drafting import STARTED, Draft, open_points, write_draft
from rules.ruleset import load_ruleset

SHOWN = Console()


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("rules", help=say("rules.help"))
    cli.add_command(group)
    o.verb(group, "rules.list", o.rules_option, o.lang_option, o.json_option)(_list)
    cases = click.option(
        "--cases", type=click.Path(file_okay=False, path_type=Path), default=None, help=say("option.cases")
    )
    o.verb(group, "rules.check", o.rules_option, cases, o.lang_option)(_check)
    o.verb(group, "rules.test", o.rules_option, cases, o.lang_option)(_test)
    words = (
        click.argument("rule_id", metavar="ID"),
        click.option("--theme", required=True, help=say("option.theme")),
    )
    kinds = [k.value for k in STARTED]
    subject = click.option(
        "--subject", type=click.Choice(kinds), default="entry", show_default=True, help=say("option.subject")
    )
    urgency = [x.value for x in Severity]
    severity = click.option(
        "--severity",
        type=click.Choice(urgency),
        default="minor",
        show_default=True,
        help=say("option.severity"),
    )
    o.verb(group, "rules.new", *words, subject, severity, o.rules_option, cases, o.lang_option)(_new)
    folder = click.option(
        "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help=say("option.schemas")
    )
    o.verb(group, "rules.schema", folder, o.lang_option)(_schema)


def _list(rules: Path | None, lang: str, as_json: bool) -> None:
    ruleset = load_ruleset(rules)
    texts = ruleset.rule_texts(lang).values()
    if as_json:
        for t in texts:
            click.echo(
                json.dumps(
                    {"id": t.id, "title": t.title, "theme": t.theme, "severity": t.severity.value},
                    ensure_ascii=False,
                )
            )
        return
    table = ruled(*(say(f"rules.list.{c}") for c in ("id", "title", "theme", "severity")))
    for t in texts:
        table.add_row(t.id, t.title, t.theme, say(f"severity.{t.severity.value}"))
    SHOWN.print(table)
    SHOWN.print(say("rules.list.count", count=len(texts), digest=ruleset.digest))


def _check(rules: Path | None, cases: Path | None, lang: str) -> None:
    ruleset = load_ruleset(rules, drafts=True)  # raises RuleError with every fault
    finished = len(ruleset.rules) - len(ruleset.drafts)
    SHOWN.print(say("rules.check.good", count=finished, digest=ruleset.digest))
    for name in sorted(ruleset.drafts):
        SHOWN.print(say("rules.check.draft", id=name), highlight=False)
    points = list(open_points(rules, cases))
    for path, line, text in points:
        SHOWN.print(f"  {path}:{line}: {text}", markup=False, highlight=False, soft_wrap=True)
    if points or ruleset.drafts:
        raise SystemExit(1)


def _new(rule_id: str, theme: str, rules: Path | None, cases: Path | None, **given: Any) -> None:
    subject, severity = SubjectKind(given["subject"]), Severity(given["severity"])
    files = write_draft(Draft(rule_id, theme, subject, severity, rules, cases))
    SHOWN.print(say("files.written"))
    for file in files:
        SHOWN.print(f"  {file}", markup=False, highlight=False, soft_wrap=True)
    SHOWN.print(say("rules.new.next"), highlight=False)


def _test(rules: Path | None, cases: Path | None, lang: str) -> None:
    results = check.run_cases(load_ruleset(rules, drafts=True), cases)
    wrong = [r for r in results if not r.agrees]
    for r in wrong:
        SHOWN.print(
            say(
                "rules.test.wrong",
                rule=r.rule,
                case=r.name,
                wanted=r.wanted,
                got=r.got,
                evaluator=r.evaluator,
            )
        )
    SHOWN.print(say("rules.test.count", count=len(results), wrong=len(wrong)))
    raise SystemExit(1 if wrong else 0)


def _schema(out: Path, lang: str) -> None:
    """Write the JSON Schemas for editors; the texts are the same in both languages."""
    from rules.schema import write_schemas

    out.mkdir(parents=True, exist_ok=True)
    for path in write_schemas(out):
        SHOWN.print(f"  {path}", markup=False, highlight=False, soft_wrap=True)
    SHOWN.print(say("rules.schema.next"), markup=False, highlight=False, soft_wrap=True)
