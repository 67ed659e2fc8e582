"""What was said against what is true."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from labelled.auditing import Audit
from labelled.truth import BASELINE, FAULT, FREE, Want, key
from labelled.wording import words

WHOLE = frozenset({"page", "plan", "task", "event", "host"})
ENTRY_PARTS = 3


@dataclass
class Tally:
    """Counts of one rule: planted faults, planted near-misses, and what every site must hold (`base`)."""

    planted: int = 0
    hits: int = 0
    misses: int = 0
    false: int = 0
    near: int = 0
    near_held: int = 0
    base: int = 0
    base_held: int = 0
    decided: int = 0
    undue_reviews: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the accusations that are right."""
        made = self.hits + self.false
        return self.hits / made if made else None

    @property
    def recall(self) -> float | None:
        """Share of the planted faults that were found."""
        return self.hits / self.planted if self.planted else None


@dataclass
class Disagreement:
    """One difference between product and truth."""

    site: str
    kind: str
    rule: str
    subject: str
    got: str
    wanted: str
    plant: str
    page: str
    clean: bool
    line: dict[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What the product said of it."""
        return str(self.line.get("message") or self.line.get("reason") or "")


@dataclass
class Comparison:
    """All counts and differences of a bench run."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    differences: list[Disagreement] = field(default_factory=list)
    forms: dict[str, list[int]] = field(default_factory=dict)
    false_on_clean: int = 0


def compare(audit: Audit, total: Comparison, rules: set[str] | None) -> None:
    """Count one audit into `total`."""
    made = audit.labelled
    wants = made.truth.resolved(made.site, audit.linker)
    wants = {(r, plain(s)): w for (r, s), w in wants.items() if rules is None or r in rules}
    said = {(line["rule"], plain(line["subject"])): line for line in audit.lines}
    said = {at: line for at, line in said.items() if rules is None or at[0] in rules}
    loose = {_loose(at): line for at, line in said.items()}
    for at, want in wants.items():
        if want.kind != FREE:
            places = [at, *((at[0], plain(s)) for s in want.elsewhere)]
            answers = [line for p in places if (line := said.get(p) or loose.get(_loose(p)))]
            right = [line for line in answers if line["outcome"] in want.outcomes]
            _wanted(audit, total, at, want, next(iter([*right, *answers]), None))
    spoken = {_loose(at) for at in wants}
    for at, line in said.items():
        if _loose(at) not in spoken and not _free(audit, at[0]):
            _unasked(audit, total, at, line)


def asking(rule: str) -> bool:
    """Whether a `review` is this rule's only accusation, so that one nobody planted is a false alarm."""
    return bool(words("contract")["rules"].get(rule, {}).get("asking"))


def plain(subject: str) -> str:
    """Attachments are numbered from 0 or 1: with one on the page both mean the same."""
    return re.sub(r"/att/\d+$", "/att/1", subject)


def _loose(at: tuple[str, str]) -> tuple[str, str]:
    """A subject without its column where it has more: an entry in a column named otherwise is still that entry."""
    rule, subject = at
    parts = subject.split("/")
    if len(parts) < ENTRY_PARTS or parts[1] in WHOLE:
        return at
    return rule, "/".join([parts[0], "*", *parts[2:]])


def _free(audit: Audit, rule: str) -> bool:
    free = audit.labelled.truth.free_rules
    return "*" in free or rule in free


def _wanted(
    audit: Audit, total: Comparison, at: tuple[str, str], want: Want, line: dict[str, Any] | None
) -> None:
    got = line["outcome"] if line else "nothing"
    tally, good = total.tallies[at[0]], got in want.outcomes
    _count(tally, want, good)
    tally.false += got == "fail" and not good
    tally.undue_reviews += got == "review" and not good
    tally.decided += bool(want.outcomes & {"pass", "fail"})
    if want.plant != BASELINE:
        form = total.forms.setdefault(f"{at[0]} {want.plant} {want.kind}", [0, 0])
        form[0] += 1
        form[1] += good
    if not good:
        kind = "miss" if want.kind == FAULT else "false fail" if got == "fail" else "near-miss"
        _note(audit, total, kind, at, line, (got, "/".join(sorted(want.outcomes)), want.plant))


def _count(tally: Tally, want: Want, good: bool) -> None:
    """Add one expectation to its rule's counts."""
    if want.kind == FAULT:
        tally.planted += 1
        tally.hits += good
        tally.misses += not good
    elif want.plant == BASELINE:
        tally.base += 1
        tally.base_held += good
    else:
        tally.near += 1
        tally.near_held += good


def _unasked(audit: Audit, total: Comparison, at: tuple[str, str], line: dict[str, Any]) -> None:
    got, tally = line["outcome"], total.tallies[at[0]]
    tally.decided += got in {"pass", "fail", "review"}
    tally.undue_reviews += got == "review"
    wrong = got == "fail" or (got == "review" and asking(at[0]))
    tally.false += wrong
    if wrong:
        kind = "false fail" if got == "fail" else "false question"
        _note(audit, total, kind, at, line, (got, "no accusation", ""))
    elif got in {"review", "unchecked"}:
        _note(audit, total, f"undue {got}", at, line, (got, "pass or not_applicable", ""))


def _note(
    audit: Audit,
    total: Comparison,
    kind: str,
    at: tuple[str, str],
    line: dict[str, Any] | None,
    said: tuple[str, str, str],
) -> None:
    made, line = audit.labelled, line or {}
    clean = made.variant == "clean"
    page = str(line.get("url") or "") or _place(audit, at[1])
    total.false_on_clean += clean and kind in {"false fail", "false question"}
    total.differences.append(Disagreement(made.site.code, kind, at[0], at[1], *said, page, clean, line))


def _place(audit: Audit, subject: str) -> str:
    """The address behind a subject the product did not name."""
    keys = subject.removesuffix("/att/1").split("/")
    for column, doc in audit.labelled.site.docs():
        url = audit.linker.url(column, doc.path)
        if key(url) == keys[-1]:
            return url
    for column in audit.labelled.site.columns.values():
        if column.code == keys[-1] or (
            column.path and key(audit.linker.url(column, column.path)) == keys[-1]
        ):
            return audit.linker.url(column, column.path)
    return audit.linker.bases["main"] + "/"
