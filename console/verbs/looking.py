"""findings, records, read, explain: look at what a run saw and judged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from console import options as o
from console.explaining import explain_finding, explain_rule
from console.pipeline import report_input
from console.rows import Row, finding_told, one_line, print_rows
from console.texts import say
from records import views
from records.documents import DocumentText
from records.errors import InputError
from records.store import Store
from records.types import Finding, Verdict, finding_id
from records.vocabulary import Outcome
from rules.ruleset import load_ruleset

SHOWN = Console()
KINDS = ("entries", "columns", "pages", "links")
FIRST_LINES, TABLE_HEAD = 12, 6  # of a document that is read by itself


def register(cli: click.Group) -> None:
    """Hang these verbs on the command line."""
    outcome = click.option(
        "--outcome",
        type=click.Choice([*(x.value for x in Outcome), "all"]),
        default=None,
        help=say("option.outcome"),
    )
    rule = click.option("--rule", default=None, help=say("option.rule"))
    of_run = (o.run_option, o.of_site_option, o.db_option)
    kind = click.argument("kind", type=click.Choice(KINDS))
    address = click.option("--url", default=None, help=say("option.url"))
    as_text = click.option(
        "--format",
        "style",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=say("option.style"),
    )
    private = click.option("--allow-private", is_flag=True, help=say("option.allow_private"))
    home = click.option("--home", is_flag=True, help=say("option.home"))
    o.verb(cli, "findings", *of_run, outcome, rule, o.rows_option, o.lang_option)(_findings)
    o.verb(cli, "records", kind, *of_run, o.rows_option)(_records)
    o.verb(cli, "read", click.argument("source"), address, as_text, home, private)(_read)
    subject = click.option("--subject", default=None, help=say("option.of_subject"))
    o.verb(cli, "explain", click.argument("what"), subject, *of_run, o.rules_option, o.lang_option)(_explain)


def _findings(
    which: str, site_code: str | None, db: Path, outcome: str | None, rule: str | None, **given: Any
) -> None:
    with Store.open(o.existing(db)) as store:
        run = store.run(which, site_code)
        found = (
            list(report_input(store, run, lang="en").findings)
            if given["lang"] == "en"
            else store.findings(run.id)
        )
        rows: Iterator[Row] = (views.finding_row(f) for f in found if _wanted(f, outcome, rule))
        if outcome in {"all", Outcome.PASS.value, Outcome.NOT_APPLICABLE.value}:
            rows = _with_verdicts(rows, store.verdicts(run.id), outcome, rule)
        print_rows(rows, given["format"], finding_told)


def _records(kind: str, which: str, site_code: str | None, db: Path, **given: Any) -> None:
    with Store.open(o.existing(db)) as store:
        print_rows(views.rows(store, store.run(which, site_code).id, kind), given["format"])


def _read(source: str, url: str | None, style: str, home: bool, allow_private: bool) -> None:
    from crawler.documents.shown import document_to_dict
    from crawler.extract.shown import reading_to_dict
    from crawler.reading import open_source

    found = open_source(source, url=url, is_home=home, allow_private=allow_private)
    seen = reading_to_dict(found.reading, found.fetch)
    if found.document is not None:
        seen["document"] = document_to_dict(found.document)
    if style == "json":
        click.echo(json.dumps(seen, ensure_ascii=False, indent=2))
        return
    table = Table(show_header=False, box=None)
    for name, value in (_document_rows(found.document) if found.document else seen).items():
        shown = "\n".join(one_line(v) for v in value) if isinstance(value, list) else one_line(value)
        table.add_row(name, shown)
    SHOWN.print(table, markup=False)


def _document_rows(document: DocumentText) -> Row:
    """A document in short: how much, its first lines, the first rows of each table, and what is wrong with it."""
    problem = say(f"document.{document.problem}") if document.problem else ""
    shapes: list[str] = []
    for t in document.tables:
        shapes.append(
            say("document.table", name=t.name, page=t.page or "", rows=len(t.rows), columns=len(t.rows[0]))
        )
        shapes.extend(" | ".join(row) for row in t.rows[:TABLE_HEAD])
    return {
        "kind": document.kind,
        "problem": f"{problem} {document.reason}".strip(),
        "chars": len(document.text),
        "pages": document.pages,
        "truncated": document.truncated,
        "text": document.text.splitlines()[:FIRST_LINES],
        "tables": shapes,
    }


def _explain(
    what: str, which: str, site_code: str | None, db: Path, rules: Path | None, **given: Any
) -> None:
    ruleset, lang = load_ruleset(rules), given["lang"]
    if given["subject"]:
        what = finding_id(ruleset.rule(what).id, given["subject"])
    elif what in ruleset.rule_texts(lang):
        SHOWN.print(explain_rule(ruleset, what, lang), markup=False, highlight=False, soft_wrap=True)
        return
    if not db.is_file():
        raise InputError(say("explain.unknown", what=what), remedy=say("explain.unknown.remedy"))
    with Store.open(db) as store:
        text = explain_finding(store, store.run(which, site_code), what, ruleset, lang)
    SHOWN.print(text, markup=False, highlight=False, soft_wrap=True)


def _wanted(finding: Finding, outcome: str | None, rule: str | None) -> bool:
    return (outcome in {None, "all", finding.outcome.value}) and rule in {None, finding.rule}


def _with_verdicts(
    rows: Iterator[Row], verdicts: Iterable[Verdict], outcome: str | None, rule: str | None
) -> Iterator[Row]:
    yield from rows
    for v in verdicts:
        quiet = v.outcome in {Outcome.PASS, Outcome.NOT_APPLICABLE}
        if quiet and outcome in {"all", v.outcome.value} and rule in {None, v.rule}:
            yield {"rule": v.rule, "subject": v.subject, "outcome": v.outcome.value, "cause": v.cause}
