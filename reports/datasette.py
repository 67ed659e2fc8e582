"""The run as a database for Datasette, with its metadata: no bodies, no full personal numbers, every text defanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from records.published import Table, Value, described, publish
from records.types import Basis, Finding
from records.views import entry_rows
from records.vocabulary import Outcome, Severity
from reports.attestation import coverage_text
from reports.causes import cause_numbers
from reports.columns import column_lines
from reports.material import ReportInput
from reports.plain import plain, shown_address
from reports.sections import owners_by_column
from reports.tables import proof
from reports.texts import Texts

TEXT, NUMBER = "TEXT", "INTEGER"
_URGENCY = {severity: n for n, severity in enumerate(Severity)}
_FINDING = (
    "id outcome severity rule subject column column_name section title url message observed expected reason cause fix"
    " first_seen evidence_url sha256"
)
_ENTRY = "title url column index_number published_on formed_on document_number publisher"
_RUN = "id site name home portal state started_at crawled_on today rules_digest evaluator tool_version why_incomplete"
_SEEN = "planned seen failed blocked unread complete"


def write_database(material: ReportInput, path: Path) -> None:
    """Write the database into the empty file at `path`."""
    made = _Tables(material)
    tables = (made.run(), made.rules(), made.columns(), made.findings(), *made.bases(), made.evidence())
    publish(path, (replace(t, rows=_plain(t.rows)) for t in (*tables, made.entries())))


def write_metadata(material: ReportInput, path: Path, name: str) -> None:
    """Write Datasette's metadata for the database called `name` as YAML."""
    words = {
        "site": plain(material.site.name),
        "run": plain(material.run.id),
        "today": material.today.isoformat(),
        "digest": plain(material.rules_digest),
        "evaluator": plain(material.evaluator),
        "version": plain(material.tool_version),
        "coverage": coverage_text(material.dossier.coverage, Texts(material.lang)),
    }
    text = yaml.safe_dump(described(name, words), allow_unicode=True, sort_keys=False, width=200)
    path.write_text(text, encoding="utf-8", newline="\n")


class _Tables:
    """The tables of one run."""

    def __init__(self, material: ReportInput) -> None:
        self.material = material
        self.say = Texts(material.lang)
        self.owners = owners_by_column(material.site)
        self.causes = cause_numbers(material.findings)
        self.bases_by_number: dict[Basis, int] = {}
        for f in material.findings:
            for b in f.basis:
                self.bases_by_number.setdefault(b, len(self.bases_by_number) + 1)

    def run(self) -> Table:
        """One row: what this database attests."""
        m, portal = self.material, self.material.dossier.portal
        seen = m.dossier.coverage
        texts = (
            *(
                m.run.id,
                m.site.code,
                m.site.name,
                shown_address(m.site.home),
                shown_address(portal.url) if portal else "",
            ),
            *(
                m.run.state.value,
                m.run.started_at,
                str(m.run.crawled_on or ""),
                m.today.isoformat(),
                m.rules_digest,
            ),
            *(m.evaluator, m.tool_version, seen.why_incomplete),
        )
        counts = (seen.planned, seen.seen, seen.failed, seen.blocked, seen.unread, int(seen.complete))
        return Table("run", _typed(_RUN, _SEEN), "id", [(*map(plain, texts), *counts)])

    def rules(self) -> Table:
        """Every rule that judged, with how it came out."""
        counts = self.material.verdict_counts
        names = dict.fromkeys([*self.material.rules, *(rule for rule, _ in counts)])
        rows: list[tuple[Value, ...]] = []
        for rule in names:
            text = self.material.rules.get(rule)
            head = (
                rule,
                text.title if text else rule,
                text.theme if text else "",
                text.severity.value if text else "",
            )
            rows.append((*head, *(counts.get((rule, o), 0) for o in _OUTCOMES)))
        return Table("rule", _typed("id title theme severity", " ".join(_OUTCOMES.values())), "id", rows)

    def columns(self) -> Table:
        """The columns as the report shows them."""
        rows = [
            (
                *(plain(c.key), plain(c.name), plain(" \u203a ".join(c.path)), int(c.found), c.entries),
                *(c.newest.isoformat() if c.newest else None, c.age, c.period, c.open),
                *(c.outcome.value, plain(c.note), shown_address(c.url)),
            )
            for c in column_lines(self.material)
        ]
        columns = _typed("key name path found entries newest age period open outcome note url", "")
        numbers = dict.fromkeys(("found", "entries", "age", "period", "open"), NUMBER)
        return Table("site_column", columns | numbers, "key", rows)

    def findings(self) -> Table:
        """Everything found, a row each."""
        columns = _typed(_FINDING, "severity_order cause_group approximate")
        rows = (self._finding(f) for f in self.material.findings)
        indexed = ("outcome", "rule", "column_name", "section", "cause_group")
        return Table("finding", columns, "id", rows, {"rule": "rule"}, indexed)

    def bases(self) -> tuple[Table, Table]:
        """Laws and articles once, and which finding rests on which."""
        laws = (
            (n, plain(b.law), plain(b.article), plain(b.quote), b.kind.value)
            for b, n in self.bases_by_number.items()
        )
        pairs = ((f.id, self.bases_by_number[b]) for f in self.material.findings for b in f.basis)
        basis = Table("basis", {"id": NUMBER} | _typed("law article quote kind", ""), "id", laws)
        columns = {"finding": TEXT, "basis": NUMBER}
        refers = {"finding": "finding", "basis": "basis"}
        return basis, Table("finding_basis", columns, None, pairs, refers, ("finding", "basis"))

    def evidence(self) -> Table:
        """Where each finding was read."""
        columns = {"finding": TEXT, "url": TEXT, "fetched_at": TEXT, "status": NUMBER} | _typed(
            "sha256 quote place", ""
        )
        rows = (
            (f.id, shown_address(e.url), e.fetched_at, e.status, e.sha256, plain(e.quote), plain(e.place))
            for f in self.material.findings
            for e in f.evidence
        )
        return Table("evidence", columns, None, rows, {"finding": "finding"}, ("finding",))

    def entries(self) -> Table:
        """The entries that were read, without their texts."""
        return Table(
            "entry", _typed(_ENTRY, "attachments"), "url", self._entries(), {}, ("column", "published_on")
        )

    def _entries(self) -> Iterator[tuple[Value, ...]]:
        for row in entry_rows(self.material.dossier):
            values = [row[name] for name in _ENTRY.split()]
            texts = [None if v is None else plain(str(v)) for v in values]
            texts[1] = shown_address(str(row["url"]))
            yield (*texts, len(row["attachments"]))

    def _finding(self, f: Finding) -> tuple[Value, ...]:
        first = proof(f)
        return (
            *(
                f.id,
                f.outcome.value,
                f.severity.value,
                f.rule,
                plain(f.subject),
                f.column,
                plain(f.column_name),
            ),
            *(plain(self.owners.get(f.column, "")), plain(f.title), shown_address(f.url), plain(f.message)),
            *(
                plain(f.observed),
                plain(f.expected),
                plain(self.say.known("reason", f.reason)) if f.reason else "",
            ),
            *(plain(f.cause), plain(f.fix), f.first_seen, shown_address(first.url), first.sha256),
            *(_URGENCY[f.severity], self.causes[f.id], int(f.approximate)),
        )


_OUTCOMES = {
    Outcome.PASS: "passed",
    Outcome.FAIL: "failed",
    Outcome.REVIEW: "review",
    Outcome.UNCHECKED: "unchecked",
    Outcome.NOT_APPLICABLE: "not_applicable",
}


def _plain(rows: Iterable[Sequence[Value]]) -> Iterator[list[Value]]:
    """The rows with every text plain, whichever field it stands in."""
    for row in rows:
        yield [plain(value) if isinstance(value, str) else value for value in row]


def _typed(texts: str, numbers: str) -> dict[str, str]:
    return dict.fromkeys(texts.split(), TEXT) | dict.fromkeys(numbers.split(), NUMBER)
