"""The summary on a terminal, readable in 80 columns; site text is never read as markup nor as control codes."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

from records.types import Coverage
from records.vocabulary import Severity
from reports.attestation import notice_text
from reports.causes import Cause
from reports.lead import changes_line, rendering, rule_change_line
from reports.limits import limit
from reports.plain import plain
from reports.summary import Summary
from reports.texts import Texts
from reports.wrapping import wrapped

STYLES = {
    Severity.VETO: "bold red",
    Severity.MAJOR: "yellow",
    Severity.MINOR: "cyan",
    Severity.NOTICE: "dim",
}
MESSAGE_CELLS = 120


def print_summary(summary: Summary, console: Console) -> None:
    """Print body, notices, counts, coverage, the most urgent problems, changes and what falls due."""
    say = Texts(summary.material.lang)
    material = summary.material
    _line(console, f"{plain(material.site.name)} · {material.today} · {material.run.id}", "bold")
    for notice in summary.notices:
        _line(console, "! " + notice_text(notice, say), "bold red" if notice.grave else "yellow")
    console.print(_counts(summary, say))
    _line(console, say("coverage") + say("colon") + coverage_line(summary.coverage, say))
    if summary.changes:
        _line(console, changes_line(summary, say))
    if material.rule_change:
        _line(console, rule_change_line(material, say))
    if summary.problems:
        _line(console, say("terminal.problems") + say("colon"), "bold")
        _print_problems(summary.problems, console, say)
    left = len(summary.problems) - limit("terminal_causes")
    if left > 0:
        _line(console, say("terminal.more", n=left), "dim")
    for item in summary.due:
        words = say(item.key, name=plain(item.name), period=item.period, year=item.year)
        _line(console, f"{say('due')} {item.on} {words}")
    _line(console, f"{say('table.digest')} {material.rules_digest[:12]} · {material.evaluator}", "dim")


def _counts(summary: Summary, say: Texts) -> Table:
    table = Table(show_header=True, header_style="bold", expand=False)
    cells = [(say(f"severity.{s.value}"), summary.by_severity.get(s, 0), STYLES[s]) for s in Severity]
    cells.append((say("outcome.review"), len(summary.questions), "magenta"))
    cells.append((say("outcome.unchecked"), sum(len(u.findings) for u in summary.unchecked), "dim"))
    for name, _, _ in cells:
        table.add_column(Text(name), justify="right")
    table.add_row(*(Text(str(n), style=style if n else "dim") for _, n, style in cells))
    return table


def coverage_line(seen: Coverage, say: Texts) -> str:
    """Seen of planned, and what came of the others, without what there is none of."""
    parts = [f"{say('coverage.seen')} {seen.seen}/{seen.planned}"]
    for name, n in (
        ("unchanged", seen.unchanged),
        ("failed", seen.failed),
        ("blocked", seen.blocked),
        ("unread", seen.unread),
        ("over_budget", seen.over_budget),
        ("robots", seen.robots),
    ):
        if n:
            parts.append(f"{say('coverage.' + name)} {n}")
    parts.extend(rendering(seen, say))
    return " · ".join(parts)


def _print_problems(problems: tuple[Cause, ...], console: Console, say: Texts) -> None:
    names = {s: say(f"severity.{s.value}") for s in Severity}
    margin = max(cell_len(name) for name in names.values()) + 1
    for cause in problems[: limit("terminal_causes")]:
        f, name = cause.first, names[cause.severity]
        key = "same.cause" if cause.named else "same.kind"
        count = " " + say(key, n=cause.count) if cause.count > 1 else ""
        words = f"{_cut(plain(f.message))}{count} [{f.rule}]"
        first, *rest = wrapped(words, max(console.width - margin, 20))
        head = Text(name + " " * (margin - cell_len(name)), style=STYLES[f.severity]) + Text(
            first, style="default"
        )
        console.print(head, highlight=False, no_wrap=True)
        for line in rest:
            console.print(Text(" " * margin + line), highlight=False, no_wrap=True)


def _cut(message: str) -> str:
    """A message of about two lines."""
    return message if cell_len(message) <= MESSAGE_CELLS else chop_cells(message, MESSAGE_CELLS)[0] + "…"


def _line(console: Console, text: str, style: str = "") -> None:
    for line in wrapped(text, console.width):
        console.print(Text(line, style=style), highlight=False, no_wrap=True)
