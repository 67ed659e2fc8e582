"""The rows of the 问题清单, shared by the spreadsheet and the CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from records.types import Basis, Evidence, Finding
from reports.attestation import coverage_text
from reports.causes import cause_numbers
from reports.limits import limit
from reports.material import ReportInput
from reports.plain import plain, shortened, shown_address
from reports.sections import owners_by_column
from reports.texts import Texts
from reports.verdict_words import appeal_words, verdict_words

NO_EVIDENCE = Evidence("")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a table: `key` names its text (table.…), `width` in characters."""

    key: str
    width: int


PRINTED = (
    Heading("number", 5),
    Heading("severity", 9),
    Heading("column", 11),
    Heading("title", 19),
    Heading("problem", 28),
    Heading("observed", 25),
    Heading("expected", 18),
    Heading("basis", 20),
    Heading("fix", 22),
    Heading("owner", 9),
)
"""What goes to paper, A4 across."""
BEHIND = (
    Heading("outcome", 11),
    Heading("verdict", 30),
    Heading("cause", 9),
    Heading("since", 12),
    Heading("rule", 21),
    Heading("url", 34),
    Heading("evidence", 34),
    Heading("fetched", 26),
    Heading("sha256", 34),
    Heading("id", 18),
)
"""What proves it, on the screen beside the printed columns."""
LISTED = (*PRINTED, *BEHIND)
_CSV_ORDER = (
    "number severity outcome column title url rule problem observed expected basis evidence fetched sha256"
    " fix owner since cause"
)
_BY_KEY = {h.key: h for h in LISTED}
PROBLEMS = tuple(_BY_KEY[key] for key in _CSV_ORDER.split())
REASON = Heading("reason", 24)
DECIDE = Heading("decide", 14)
ATTESTED = (
    Heading("id", 18),
    Heading("run", 28),
    Heading("today", 12),
    Heading("digest", 18),
    Heading("version", 10),
    Heading("coverage", 24),
    Heading("verdict", 30),
)


SHORT, MOST_KEPT = 120, 4_000  # characters of a text, texts, that are remembered as made plain


class Rows:
    """Makes table rows of findings: plain text of one line, bounded, in the order of the headings asked for."""

    def __init__(self, material: ReportInput) -> None:
        self.material = material
        self.texts = Texts(material.lang)
        self.causes = cause_numbers(material.findings)
        self.owners = owners_by_column(material.site)
        self.cell = limit("cell")
        self._plain: dict[str, str] = {}
        self.coverage = coverage_text(material.dossier.coverage, self.texts)

    def rows(
        self, findings: Iterable[Finding], headings: tuple[Heading, ...]
    ) -> Iterator[tuple[str | int, ...]]:
        """One row a finding; the number counts from 1."""
        makers = [_MAKERS[h.key] for h in headings if h.key != "number"]
        for number, finding in enumerate(findings, 1):
            yield (number, *[self._cell(make(self, finding)) for make in makers])

    def _cell(self, value: str | int) -> str | int:
        """One cell; short texts come again and again and are made plain once."""
        if not isinstance(value, str):
            return value
        known = self._plain.get(value)
        if known is None:
            known = shortened(plain(value), self.cell)
            if len(value) <= SHORT and len(self._plain) < MOST_KEPT:
                self._plain[value] = known
        return known

    def headings(self, headings: tuple[Heading, ...]) -> list[str]:
        """The headings in the report's language."""
        return [self.texts(f"table.{h.key}") for h in headings]

    def basis(self, bases: tuple[Basis, ...]) -> str:
        """Every basis with its kind."""
        return self.texts("comma").join(
            f"[{self.texts('basis.' + b.kind.value)}] {b.law} {b.article}".rstrip() for b in bases
        )

    def verdict(self, finding: Finding) -> str:
        """A person's verdict on the finding and the body's appeal; empty without either."""
        words = (
            verdict_words(self.material, finding, self.texts),
            appeal_words(self.material, finding, self.texts),
        )
        return self.texts("comma").join(w for w in words if w)


def proof(finding: Finding) -> Evidence:
    """The finding's first evidence; an empty one when there is none."""
    return finding.evidence[0] if finding.evidence else NO_EVIDENCE


_MAKERS: dict[str, Callable[[Rows, Finding], str | int]] = {
    "severity": lambda r, f: r.texts(f"severity.{f.severity.value}"),
    "outcome": lambda r, f: r.texts(f"outcome.{f.outcome.value}"),
    "column": lambda _, f: f.column_name,
    "title": lambda _, f: f.title,
    "url": lambda _, f: shown_address(f.url),
    "rule": lambda _, f: f.rule,
    "problem": lambda _, f: f.message,
    "observed": lambda _, f: f.observed,
    "expected": lambda _, f: f.expected,
    "basis": lambda r, f: r.basis(f.basis),
    "evidence": lambda _, f: shown_address(proof(f).url),
    "fetched": lambda _, f: proof(f).fetched_at or "",
    "sha256": lambda _, f: proof(f).sha256 or "",
    "fix": lambda _, f: f.fix,
    "owner": lambda r, f: r.owners.get(f.column, ""),
    "since": lambda _, f: f.first_seen,
    "cause": lambda r, f: r.causes[f.id],
    "reason": lambda r, f: r.texts.known("reason", f.reason),
    "decide": lambda _, f: "",
    "verdict": lambda r, f: r.verdict(f),
    "id": lambda _, f: f.id,
    "run": lambda r, _: r.material.run.id,
    "today": lambda r, _: r.material.today.isoformat(),
    "digest": lambda r, _: r.material.rules_digest,
    "version": lambda r, _: r.material.tool_version,
    "coverage": lambda r, _: r.coverage,
}
