"""The registry of faults and near-misses, and the planner that spreads them over the sites."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from labelled.building import give_numbers
from labelled.content import Writer
from labelled.model import Column, Doc, Website
from labelled.truth import Ref, Truth

FIRST, COLUMNS, DATES, NUMBERS, SHOWN = range(-1, 4)

FAULTS, NEARS = 38, 30
TRIED, OF_RULE = 0.3, 0.33
DUTIES = ("task:", "event:")


class NotHere(Exception):
    """This plant does not fit this site."""


@dataclass
class Ground:
    """A site under change: what was already used, what is true."""

    site: Website
    writer: Writer
    rng: random.Random
    truth: Truth
    used: set[int] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    renamed: set[int] = field(default_factory=set)

    def add(self, column: Column, doc: Doc) -> Doc:
        """Put a new entry in its place in a column's order; it counts as used."""
        doc.source = doc.source if doc.source is not None else self.site.name
        column.docs.append(doc)
        column.docs.sort(key=lambda d: (d.on, d.clock), reverse=True)
        self.used.add(id(doc))
        return doc

    def open(self, *keys: str) -> Column:
        """An existing column whose entries nobody else has touched as a whole; NotHere otherwise."""
        free = [self.site.columns[k] for k in keys if k in self.site.columns]
        free = [c for c in free if id(c) not in self.used and c.state == "ok"]
        if not free:
            raise NotHere
        return self.rng.choice(free)

    def column(self, keys: Iterable[str], *, whole: bool = True) -> Column:
        """An untouched column out of `keys` (`whole`: its entries are touched too); NotHere when none is left."""
        columns = self.site.columns
        taken = self.used | self.renamed
        free = [columns[k] for k in keys if k in columns and id(columns[k]) not in taken]
        if whole:
            free = [c for c in free if not any(id(d) in self.used for d in c.docs)]
        if not free:
            raise NotHere
        found = self.rng.choice(free)
        (self.used if whole else self.renamed).add(id(found))
        return found

    def doc(self, fits: Callable[[Column, Doc], bool]) -> tuple[Column, Doc]:
        """An untouched entry of an untouched column that `fits`; never the newest of its column."""
        free = [
            (c, d)
            for c, d in self.site.docs()
            if id(c) not in self.used
            and not c.hidden
            and not any(t.startswith(DUTIES) for t in d.tags)
            and id(d) not in self.used
            and d is not c.docs[0]
            and fits(c, d)
        ]
        if not free:
            raise NotHere
        found = self.rng.choice(free)
        self.used.add(id(found[1]))
        return found

    def document(self, *keys: str) -> tuple[Column, Doc]:
        """An untouched numbered document below the statutory section (of the columns `keys`)."""
        inside = {id(d) for _, d in self.site.documents()}
        special = {"figures", "annual"}
        return self.doc(
            lambda c, d: (
                id(d) in inside and (not keys or c.key in keys) and bool(d.index) and not special & d.tags
            )
        )


@dataclass(frozen=True)
class Plant:
    """One way to break or nearly break a rule."""

    rule: str
    name: str
    breach: bool
    apply: Callable[[Ground], None]
    group: str
    alone: bool
    phase: int
    body: str


REGISTRY: list[Plant] = []


def plant(
    rule: str, *, breach: bool, group: str = "", alone: bool = False, phase: int = 0, body: str = ""
) -> Callable[[Callable[[Ground], None]], Callable[[Ground], None]]:
    """Register a fault (`breach`) or near-miss; of one `group` a site gets one; `alone`: a site of its own, of the kind `body`.

    Phases run in order: -1 what needs many columns, 0 columns, 1 dates, then all numbers are given anew, 2 numbers, 3 what shows.
    """

    def keep(apply: Callable[[Ground], None]) -> Callable[[Ground], None]:
        REGISTRY.append(Plant(rule, apply.__name__, breach, apply, group, alone, phase, body))
        return apply

    return keep


def site_ref() -> Ref:
    """The site itself."""
    return Ref()


@dataclass
class Planner:
    """Which plants a site is offered next: the rarest so far, those of rarely broken rules first, ties at random."""

    rng: random.Random
    rules: set[str] | None
    counts: dict[str, float] = field(default_factory=dict)

    def offer(self, *, breach: bool) -> list[Plant]:
        """The faults or near-misses one site is to try, at most one of each group."""
        wanted = [p for p in REGISTRY if p.breach == breach and not p.alone]
        wanted = [p for p in wanted if self.rules is None or p.rule in self.rules]
        wanted.sort(key=lambda p: (self._often(p), self.rng.random()))
        found: list[Plant] = []
        groups: set[str] = set()
        for candidate in wanted:
            if len(found) < (FAULTS if breach else NEARS) and candidate.group not in groups - {""}:
                found.append(candidate)
                groups.add(candidate.group)
        return found

    def _often(self, found: Plant) -> float:
        """How often this plant took root, and, weighing less, its rule was planted at all."""
        kind = f"{found.rule} {found.breach}"
        return self.counts.get(found.name, 0.0) + OF_RULE * self.counts.get(kind, 0.0)

    def note(self, offered: list[Plant], rooted: list[Plant]) -> None:
        """Count what took root; what did not is offered a little less eagerly, not dropped."""
        for candidate in offered:
            grown = candidate in rooted
            self.counts[candidate.name] = self.counts.get(candidate.name, 0.0) + (1.0 if grown else TRIED)
            kind = f"{candidate.rule} {candidate.breach}"
            self.counts[kind] = self.counts.get(kind, 0.0) + grown


def lonely(rules: set[str] | None) -> list[Plant]:
    """The plants that need a site of their own."""
    return [p for p in REGISTRY if p.alone and (rules is None or p.rule in rules)]


def apply_all(ground: Ground, plants: list[Plant]) -> list[Plant]:
    """Apply what fits, in this order; the plants that took root."""
    rooted: list[Plant] = []
    numbered = False
    for found in sorted(plants, key=lambda p: p.phase):
        if found.phase >= NUMBERS and not numbered:
            give_numbers(ground.site, ground.rng)
            numbered = True
        if found.group and found.group in ground.groups:
            continue
        ground.truth.plant = found.name
        try:
            found.apply(ground)
        except NotHere:
            continue
        if found.group:
            ground.groups.add(found.group)
        rooted.append(found)
    if not numbered:
        give_numbers(ground.site, ground.rng)
    return rooted
