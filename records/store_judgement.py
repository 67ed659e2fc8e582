"""Judgements: findings whole, every (rule, subject) outcome compactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from records.errors import InputError
from records.reviews import mark_of
from records.serial import from_json, to_json
from records.store_base import pack, unpack
from records.store_rules import RuleTables
from records.types import Compared, Finding, Judgement, Verdict
from records.vocabulary import Outcome, RunState, Severity

_ENDED = (RunState.FINISHED.value, RunState.PARTIAL.value)
_OPEN = frozenset({Outcome.FAIL, Outcome.REVIEW})
_URGENCY = {severity.value: n for n, severity in enumerate(Severity)}
_FINDING = (
    'INSERT INTO finding (run, id, rule, outcome, severity, subject, site, "column", url, title, message, cause,'
    " first_seen, json, mark, compared) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_SAID = (
    "SELECT outcome FROM verdict WHERE run = ? AND rule = (SELECT n FROM word WHERE text = ?)"
    " AND subject = (SELECT n FROM word WHERE text = ?)"
)


@dataclass(frozen=True, slots=True)
class _Values:
    """The values that a rule looked at, as they are kept."""

    all: tuple[Compared, ...] = ()


class JudgementTables(RuleTables):
    """The `finding`, `verdict` and `word` tables."""

    def save_judgement(self, judgement: Judgement) -> None:
        """Keep a judgement, replacing the run's former one; `first_seen` comes from older runs."""
        number = self.run_number(judgement.run)
        since = self._open_since(number)
        with self.writing() as db:
            db.execute("DELETE FROM finding WHERE run = ?", (number,))
            db.execute("DELETE FROM verdict WHERE run = ?", (number,))
            db.executemany(_FINDING, (_values(number, f, since) for f in judgement.findings))
            self._save_verdicts(number, judgement.verdicts)
            self.keep_rules(judgement.rules_digest, judgement.rule_files)
            db.execute(
                "UPDATE run SET today = ?, rules_digest = ?, evaluator = ? WHERE n = ?",
                (judgement.today.isoformat(), judgement.rules_digest, judgement.evaluator, number),
            )

    def findings(self, run: str, outcomes: frozenset[Outcome] | None = None) -> list[Finding]:
        """Findings of a run: veto first, then rule and subject; without the values their rules looked at."""
        rows = self.conn.execute("SELECT json FROM finding WHERE run = ?", (self.run_number(run),))
        found = [from_json(Finding, r[0]) for r in rows]
        kept = [f for f in found if outcomes is None or f.outcome in outcomes]
        return sorted(kept, key=lambda f: (_URGENCY[f.severity.value], f.rule, f.subject))

    def finding(self, run: str, which: str) -> Finding:
        """The finding whose id begins with `which`, with the values its rule looked at; InputError when there is none, or more than one."""
        found = self.conn.execute(
            "SELECT json, compared FROM finding WHERE run = ? AND id >= ? AND id < ? LIMIT 2",
            (self.run_number(run), which, which + "g"),
        ).fetchall()
        if len(found) != 1 or not which:
            problem = "several findings begin with" if found else "no finding"
            raise InputError(f"{problem} {which!r} / 编号无效", remedy=f"gongkai findings --run {run}")
        text, compared = found[0]
        finding = from_json(Finding, text)
        return replace(finding, compared=from_json(_Values, unpack(compared)).all) if compared else finding

    def marks(self, run: str) -> dict[str, str]:
        """Finding id -> the hash of what it says, for those that are open."""
        rows = self.conn.execute(
            "SELECT id, mark FROM finding WHERE run = ? AND outcome IN ('fail', 'review')",
            (self.run_number(run),),
        )
        return dict(rows.fetchall())

    def verdicts(self, run: str) -> Iterator[Verdict]:
        """Every (rule, subject) outcome of a run."""
        rows = self.conn.execute(
            "SELECT r.text, s.text, v.outcome, c.text FROM verdict v JOIN word r ON r.n = v.rule JOIN word s ON s.n = v.subject"
            " LEFT JOIN word c ON c.n = v.cause WHERE v.run = ? ORDER BY r.text, s.text",
            (self.run_number(run),),
        )
        for rule, subject, outcome, cause in rows:
            yield Verdict(rule, subject, Outcome(outcome), cause or "")

    def outcomes(self, run: str, findings: Iterable[Finding]) -> dict[str, Outcome]:
        """What the run says of the pairs these findings are about, by finding id; a pair it did not judge is not there."""
        number = self.run_number(run)
        said: dict[str, Outcome] = {}
        for f in findings:
            row = self.conn.execute(_SAID, (number, f.rule, f.subject)).fetchone()
            if row:
                said[f.id] = Outcome(row[0])
        return said

    def verdict_counts(self, run: str) -> dict[tuple[str, Outcome], int]:
        """How often each rule came out how."""
        rows = self.conn.execute(
            "SELECT r.text, v.outcome, count(*) FROM verdict v JOIN word r ON r.n = v.rule WHERE v.run = ?"
            " GROUP BY r.text, v.outcome ORDER BY r.text, v.outcome",
            (self.run_number(run),),
        )
        return {(rule, Outcome(outcome)): n for rule, outcome, n in rows}

    def is_judged(self, run: str) -> bool:
        """The run has been judged."""
        row = self.conn.execute("SELECT today FROM run WHERE id = ?", (run,)).fetchone()
        return row is not None and row[0] is not None

    def judged_with(self, run: str) -> tuple[date, str, str]:
        """(today, rules digest, evaluator) of a run's judgement; InputError when it has none."""
        row = self.conn.execute(
            "SELECT today, rules_digest, evaluator FROM run WHERE id = ?", (run,)
        ).fetchone()
        if row is None or row[0] is None:
            raise InputError(
                f"run {run} has not been judged", remedy=f"gongkai assess {run} --db {self.path}"
            )
        return date.fromisoformat(row[0]), row[1], row[2]

    def _open_since(self, number: int) -> dict[str, str]:
        """finding id -> first_seen, for findings that were open in the ended run just before."""
        row = self.conn.execute(
            "SELECT max(b.n) FROM run a JOIN run b ON b.site = a.site AND b.n < a.n AND b.state IN (?, ?)"
            " AND b.today IS NOT NULL WHERE a.n = ?",
            (*_ENDED, number),
        ).fetchone()
        rows = self.conn.execute(
            "SELECT id, first_seen FROM finding WHERE run = ? AND outcome IN ('fail', 'review')", (row[0],)
        )
        return dict(rows.fetchall())

    def _save_verdicts(self, number: int, verdicts: Sequence[Verdict]) -> None:
        words: set[str] = set()
        for v in verdicts:
            words.update((v.rule, v.subject, v.cause) if v.cause else (v.rule, v.subject))
        self.conn.executemany("INSERT OR IGNORE INTO word (text) VALUES (?)", ((w,) for w in sorted(words)))
        known = {w: n for n, w in self.conn.execute("SELECT n, text FROM word")}
        rows = (
            (number, known[v.rule], known[v.subject], v.outcome.value, known[v.cause] if v.cause else None)
            for v in verdicts
        )
        self.conn.executemany(
            "INSERT INTO verdict (run, rule, subject, outcome, cause) VALUES (?, ?, ?, ?, ?)", rows
        )


def _values(number: int, f: Finding, since: dict[str, str]) -> tuple[object, ...]:
    if f.outcome in _OPEN and f.id in since:
        f = replace(f, first_seen=since[f.id])
    head = (number, f.id, f.rule, f.outcome.value, f.severity.value, f.subject, f.site, f.column)
    bare, compared = replace(f, compared=()), pack(to_json(_Values(f.compared)))
    return (*head, f.url, f.title, f.message, f.cause, f.first_seen, to_json(bare), mark_of(f), compared)
