"""The fields that templates of papers fill in: plain texts and lists of them, nothing else. docs/EXPORTS.md lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from records.types import Basis, Evidence
from records.vocabulary import Severity
from reports.accused import without_taken_back
from reports.attestation import attested, notice_text
from reports.causes import Cause
from reports.lead import changes_line, lead_sentence
from reports.ledger import deadline
from reports.limits import limit
from reports.material import ReportInput
from reports.official.layout import day_in_words
from reports.official.names import GIVEN
from reports.page import PageWords
from reports.plain import plain, shortened, shown_address
from reports.summary import Summary, summarise
from reports.times import moment

Fields = dict[str, Any]


def fields(material: ReportInput, given: Mapping[str, str]) -> Fields:
    """Every field of a paper about this run."""
    kept = without_taken_back(material)
    made = _Fields(summarise(kept), given)
    return {
        **{name: plain(given.get(name, "")) for name in GIVEN},
        "deadline": _in_words(given["deadline"]) if given.get("deadline") else "",
        "red_head": given.get("red_head", "") == "yes",
        **made.about(),
        **made.found(),
        "taken_back": len(material.findings) - len(kept.findings),
    }


class _Fields:
    """Turns a summary into texts."""

    def __init__(self, summary: Summary, given: Mapping[str, str]) -> None:
        self.summary = summary
        self.material = summary.material
        self.words = PageWords(summary)
        self.say = self.words.say
        self.given = given

    def about(self) -> Fields:
        """The body, the run, the rules, how far the crawl saw."""
        m, summary = self.material, self.summary
        portal = m.dossier.portal
        said = attested(m)
        return {
            "site": plain(m.site.name),
            "home": shown_address(m.site.home),
            "portal": shown_address(portal.url) if portal else self.say("none"),
            "plan": plain(m.plan_title),
            "run": plain(m.run.id),
            "today": m.today.isoformat(),
            "day": day_in_words(m.today),
            "digest": plain(m.rules_digest),
            "evaluator": plain(m.evaluator),
            "version": plain(m.tool_version),
            "crawled": self.words.crawled,
            "coverage": said["coverage"],
            "share": self.words.share(summary.coverage.seen),
            "lead": lead_sentence(summary, self.say),
            "changes": changes_line(summary, self.say),
            "notices": [notice_text(n, self.say) for n in summary.notices],
            "totals": {s.value: summary.by_severity.get(s, 0) for s in Severity}
            | {"problems": len(summary.problems), "questions": len(summary.questions)}
            | {"places": sum(summary.places.values())}
            | {"unchecked": sum(len(line.findings) for line in summary.unchecked)},
        }

    def found(self) -> Fields:
        """Problems by law and then column, open questions, what was not checked."""
        most = limit("causes")
        problems, questions = self.summary.problems, self.summary.questions
        return {
            "laws": self._laws(problems[:most]),
            "problems": [self._problem(c) for c in problems[:most]],
            "problems_left": max(len(problems) - most, 0),
            "questions": [self._problem(c) for c in questions[:most]],
            "questions_left": max(len(questions) - most, 0),
            "unchecked": [
                {"reason": self.words.reason(line.reason), "places": len(line.findings)}
                for line in self.summary.unchecked
            ],
            "sections": sorted({s for c in problems if (s := self.words.owner(c.first))}),
        }

    def _laws(self, found: Iterable[Cause]) -> list[Fields]:
        groups: dict[str, list[Cause]] = {}
        for cause in found:
            basis = cause.first.basis
            groups.setdefault(plain(basis[0].law) if basis else "", []).append(cause)
        return [
            {"name": law, "kind": self._kind(mine), "problems": [self._problem(c) for c in _by_column(mine)]}
            for law, mine in groups.items()
        ]

    def _kind(self, mine: list[Cause]) -> str:
        basis = mine[0].first.basis
        return self.say(f"basis.{basis[0].kind.value}") if basis else ""

    def _problem(self, cause: Cause) -> Fields:
        f, text = cause.first, self.words.text
        due = self.given.get("deadline") or deadline(self.material.today, f.severity).isoformat()
        return {
            "severity": self.say(f"severity.{f.severity.value}"),
            "column": text(f.column_name),
            "message": self.words.heading(f),
            "places": cause.count,
            "examples": [text(x.title) for x in self.words.samples(cause) if x.title],
            "observed": _sentence(text(f.observed)),
            "expected": _sentence(text(f.expected)),
            "fix": _sentence(text(f.fix)),
            "reason": self.words.reason(f.reason) if f.reason else "",
            "basis": [self._basis(b) for b in f.basis],
            "deadline": _in_words(due),
            "section": plain(self.words.owner(f)),
            "since": f.first_seen,
            "id": f.id,
            "ids": [x.id for x in cause.findings[: limit("ledger_ids")]],
            "address": shown_address(f.url),
            "evidence": [self._evidence(e) for e in self.words.proofs(f)[: limit("samples")]],
        }

    def _basis(self, basis: Basis) -> Fields:
        kind = self.say(f"basis.{basis.kind.value}")
        return {
            "law": plain(basis.law),
            "article": plain(basis.article),
            "quote": plain(basis.quote),
            "kind": kind,
        }

    def _evidence(self, e: Evidence) -> Fields:
        return {
            "address": shown_address(e.url),
            "time": moment(e.fetched_at, self.say),
            "sha256": plain(e.sha256 or ""),
            "place": shortened(plain(e.place), limit("text")),
            "quote": shortened(plain(e.quote), limit("text")),
        }


def _by_column(found: Iterable[Cause]) -> list[Cause]:
    """One column's causes beside each other, columns in the order they came."""
    order: dict[str, int] = {}
    return sorted(found, key=lambda c: order.setdefault(c.first.column, len(order)))


def _sentence(text: str) -> str:
    return text.rstrip("\u3002.\uff1b;\uff0c,")


def _in_words(day: str) -> str:
    try:
        return day_in_words(date.fromisoformat(day))
    except ValueError:
        return plain(day)
