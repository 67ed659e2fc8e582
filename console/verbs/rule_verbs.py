"""rules list|check|test: look at the rule files and prove them."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from console import options as o
from console.tables import ruled
from console.texts import say
from rules import check
from rules.ruleset import load_ruleset

SHOWN = Console()


def register(cli: click.Group) -> None:
    """Hang the group on the command line."""
    group = click.Group("rules", help=say("rules.help"))
    cli.add_command(group)
    o.verb(group, "rules.list", o.rules_option, o.lang_option, o.json_option)(_list)
    o.verb(group, "rules.check", o.rules_option, o.lang_option)(_check)
    cases = click.option(
        "--cases", type=click.Path(file_okay=False, path_type=Path), default=None, help=say("option.cases")
    )
    o.verb(group, "rules.test", o.rules_option, cases, o.lang_option)(_test)


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


def _check(rules: Path | None, lang: str) -> None:
    ruleset = load_ruleset(rules)  # raises RuleError with every fault
    SHOWN.print(say("rules.check.good", count=len(ruleset.rules), digest=ruleset.digest))


def _test(rules: Path | None, cases: Path | None, lang: str) -> None:
    results = check.run_cases(load_ruleset(rules), cases)
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
