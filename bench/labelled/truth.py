"""What is true of a generated site, as (rule, subject, outcome)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from labelled.links import Linker
from labelled.model import Column, Doc, Website

FAULT, NEAR, FREE = "fault", "near", "free"
BASELINE = "baseline"


@dataclass
class Ref:
    """A subject before the site has an address: site, column, entry, attachment, page, host, task, event, plan item."""

    column: Column | None = None
    doc: Doc | None = None
    attachment: int | None = None
    page: bool = False
    other: str = ""

    def subject(self, site: Website, linker: Linker) -> str:
        """The subject as the contract prints it."""
        if self.other:
            return f"{site.code}/{self.other}"
        if self.page:
            column = self.column
            path = self.doc.path if self.doc else column.path if column else "/"
            return f"{site.code}/page/{key(linker.url(column, path))}"
        if self.column is None:
            return site.code
        found = f"{site.code}/{column_key(self.column, linker)}"
        if self.doc is not None:
            found += f"/{key(linker.url(self.column, self.doc.path))}"
        if self.attachment is not None:
            found += f"/att/{self.attachment}"
        return found


def key(url: str) -> str:
    """16 hex of SHA-256 of the address."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def column_key(column: Column, linker: Linker) -> str:
    """The catalogue code, else x- and the key of the column's address."""
    return column.code or "x-" + key(linker.url(column, column.path))


@dataclass
class Want:
    """One expectation; `plant` names what put it there."""

    rule: str
    ref: Ref
    outcomes: frozenset[str]
    kind: str
    plant: str
    others: list[Ref] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


@dataclass
class Truth:
    """All expectations of one site; whatever is not named here must not fail."""

    wants: list[Want] = field(default_factory=list)
    free_rules: set[str] = field(default_factory=set)
    free_columns: list[tuple[str, Column]] = field(default_factory=list)
    plant: str = BASELINE

    def fault(self, rule: str, ref: Ref, outcome: str = "fail") -> None:
        """A breach was planted: the rule must answer `outcome`."""
        self._add(FAULT, rule, ref, outcome)

    def fault_any(self, rule: str, refs: list[Ref], outcome: str = "fail") -> None:
        """A breach that several subjects share: the rule must answer `outcome` at one of them at least."""
        self.fault(rule, refs[0], outcome)
        self.wants[-1].others = refs[1:]
        for other in refs[1:]:
            self.free(rule, other)

    def near(self, rule: str, ref: Ref, *outcomes: str) -> None:
        """Something that only looks like a breach: the rule must answer one of `outcomes`."""
        self._add(NEAR, rule, ref, *(outcomes or ("pass",)))

    def free(self, rule: str, ref: Ref) -> None:
        """The contract leaves the answer open here: it is not counted."""
        self._add(FREE, rule, ref, "pass", "fail", "review", "not_applicable", "unchecked")

    def free_entries(self, rule: str, column: Column) -> None:
        """As `free`, for every entry of a column."""
        self.free_columns.append((rule, column))

    def _add(self, kind: str, rule: str, ref: Ref, *outcomes: str) -> None:
        self.wants.append(Want(rule, ref, frozenset(outcomes), kind, self.plant))

    def resolved(self, site: Website, linker: Linker) -> dict[tuple[str, str], Want]:
        """Expectations by (rule, subject): a fault outweighs an open case, that a near-miss, that what always holds."""
        rank = {NEAR: 1, FREE: 2, FAULT: 3}
        found: dict[tuple[str, str], Want] = {}
        weights: dict[tuple[str, str], int] = {}
        extra = [
            Want(r, Ref(c, d), frozenset(), FREE, self.plant) for r, c in self.free_columns for d in c.docs
        ]
        for want in [*self.wants, *extra]:
            at = (want.rule, want.ref.subject(site, linker))
            want.elsewhere = [ref.subject(site, linker) for ref in want.others]
            weight = 0 if want.plant == BASELINE and want.kind == NEAR else rank[want.kind]
            if weight >= weights.get(at, 0):
                weights[at] = weight
                found[at] = want
        return found
