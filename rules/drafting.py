"""`rules new`: the skeleton of a rule with its cases and fixture page in one step, and what is still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from records.errors import InputError
from records.fact_names import FACTS
from records.vocabulary import Severity, SubjectKind
from rules.check import default_cases
from rules.doors import OPEN
from rules.expressions import nearest
from rules.ruleset import BUNDLED, load_ruleset

TEMPLATES = Path(__file__).with_name("templates")
STARTED = (  # kinds of subjects that have a yes-or-no fact to begin with
    SubjectKind.SITE,
    SubjectKind.COLUMN,
    SubjectKind.ENTRY,
    SubjectKind.ATTACHMENT,
    SubjectKind.PAGE,
)
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_THEME = "section: {section}\ntheme: {{zh: '???', en: '???'}}\nrules:\n"
_SCHEMA = "# yaml-language-server: $schema={path}\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """What to make: `theme` names the file under disclosure/; None folders are the bundled ones."""

    id: str
    theme: str
    subject: SubjectKind = SubjectKind.ENTRY
    severity: Severity = Severity.MINOR
    rules: Path | None = None
    cases: Path | None = None


def write_draft(draft: Draft) -> list[Path]:
    """Write entry, case rows and fixture page; the files written. InputError when the id is taken or cannot be one."""
    _prove_free(draft)
    cases = draft.cases or default_cases()
    entry = (draft.rules or BUNDLED) / "disclosure" / f"{draft.theme}.yml"
    fixture = cases.parent / "fixtures" / draft.theme / draft.id
    page, reads = fixture.with_suffix(".html"), fixture.with_suffix(".yml")
    theme = _THEME.format(section=_next_section(entry.parent))
    rows = cases / f"{draft.theme}.yml"
    made = {
        entry: _grown(entry, _schema(entry, "rules") + theme, _filled("rule.txt", draft)),
        rows: _grown(rows, _schema(rows, "cases") + "cases:\n", _filled("cases.txt", draft)),
        page: _filled("page.txt", draft),
        reads: _filled("page.yml.txt", draft),
    }
    _write_all(made, draft)
    return list(made)


def open_points(rules: Path | None, cases: Path | None = None) -> Iterator[tuple[Path, int, str]]:
    """File, line and text of everything in rule and case files and fixture pages that is still to be filled in."""
    tables = [cases] if cases else _default_cases()
    files = [
        p for folder in ((rules or BUNDLED) / "disclosure", *tables) for p in sorted(folder.glob("*.yml"))
    ]
    pages = [p for folder in tables for p in sorted((folder.parent / "fixtures").glob("*/*")) if p.is_file()]
    for path in (*files, *(p for p in pages if p.suffix in {".yml", ".html"})):
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if OPEN in line:
                yield path, n, line.strip()


def _default_cases() -> list[Path]:
    try:
        return [default_cases()]
    except InputError:
        return []


def _prove_free(draft: Draft) -> None:
    for name in (draft.id, draft.theme):
        if not ID.fullmatch(name):
            raise InputError(f"{name!r}: lower-case words joined by dashes", remedy="column-updated")
    ruleset = load_ruleset(draft.rules, drafts=True)
    taken = {name for r in ruleset.rules.values() for name in (r.id, *r.aliases)}
    if draft.id in taken:
        raise InputError(f"there is a rule {draft.id!r} already", remedy=f"gongkai explain {draft.id}")
    themes = [p.stem for p in ((draft.rules or BUNDLED) / "disclosure").glob("*.yml")]
    near = nearest(draft.theme, themes)
    if draft.theme not in themes and near:
        raise InputError(f"no theme {draft.theme!r}{near}", remedy=", ".join(sorted(themes)))


def _filled(template: str, draft: Draft) -> str:
    fact = next((f.name for f in FACTS if f.kind is draft.subject and f.type == "bool"), "")
    if not fact:
        raise InputError(f"no fact to begin with about a {draft.subject.value}")
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    blanks = {"ID": draft.id, "SUBJECT": draft.subject.value, "SEVERITY": draft.severity.value, "FACT": fact}
    for name, value in blanks.items():
        text = text.replace(f"@{name}@", value)
    return text


def _grown(path: Path, head: str, more: str) -> str:
    """The file's text with `more` at its end."""
    before = path.read_text(encoding="utf-8") if path.exists() else head
    return before.rstrip("\n") + "\n" + more


def _schema(file: Path, name: str) -> str:
    """The line by which editors know the file's keys, where the schema lies beside the rules; empty elsewhere."""
    places = (f"../schemas/{name}.schema.json", f"../../rules/schemas/{name}.schema.json")
    path = next((p for p in places if (file.parent / p).exists()), "")
    return _SCHEMA.format(path=path) if path else ""


def _next_section(folder: Path) -> int:
    texts = (p.read_text(encoding="utf-8") for p in folder.glob("*.yml"))
    found = [int(m.group(1)) for t in texts if (m := re.search(r"^section: (\d+)", t, re.M))]
    return max(found, default=0) + 1


def _write_all(made: dict[Path, str], draft: Draft) -> None:
    """Write every file; where the rules then do not load, everything is as it was."""
    before = {path: path.read_bytes() if path.exists() else None for path in made}
    try:
        for path, text in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        load_ruleset(draft.rules or BUNDLED, drafts=True)
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        raise
