"""The registry of faults and near-misses, and the plan that spreads them over the sites."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from labelled.building import give_numbers
from labelled.content import Writer
from labelled.model import Column, Doc, Website
from labelled.truth import Ref, Truth

FIRST, COLUMNS, DATES, NUMBERS, SHOWN = range(-1, 4)

MANY, FEW = 14, 9


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

    def column(self, keys: Iterable[str], *, whole: bool = True) -> Column:
        """An untouched column out of `keys` (`whole`: its entries are touched too); NotHere when none is left."""
        columns = self.site.columns
        taken = self.used | self.renamed
        free = [columns[k] for k in keys if k in columns and id(columns[k]) not in taken]
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


REGISTRY: list[Plant] = []


def plant(
    rule: str, *, breach: bool, group: str = "", alone: bool = False, phase: int = 0
) -> Callable[[Callable[[Ground], None]], Callable[[Ground], None]]:
    """Register a fault (`breach`) or near-miss; of one `group` a site gets one; `alone`: a site of its own.

    Phases run in order: -1 what needs many columns, 0 columns, 1 dates, then all numbers are given anew, 2 numbers, 3 what shows.
    """

    def keep(apply: Callable[[Ground], None]) -> Callable[[Ground], None]:
        REGISTRY.append(Plant(rule, apply.__name__, breach, apply, group, alone, phase))
        return apply

    return keep


def site_ref() -> Ref:
    """The site itself."""
    return Ref()


@dataclass
class Plan:
    """Which plants each site gets: every plant at least once over all sites, the rest at random."""

    faults: list[list[Plant]]
    nears: list[list[Plant]]


def spread(count: int, rng: random.Random, rules: set[str] | None) -> Plan:
    """Spread the registry over `count` sites."""
    wanted = [p for p in REGISTRY if rules is None or p.rule in rules]
    plan = Plan([[] for _ in range(count)], [[] for _ in range(count)])
    together = [p for p in wanted if not p.alone]
    for breach, rows in ((True, plan.faults), (False, plan.nears)):
        plants = [p for p in together if p.breach == breach]
        rng.shuffle(plants)
        plants.sort(key=lambda p: p.group)  # members of a group end up on different sites
        for n, row in enumerate(rows):
            row += [p for i, p in enumerate(plants) if i % count == n]
            others = [p for p in plants if p not in row]
            row += rng.sample(others, min(len(others), max(0, (MANY if breach else FEW) - len(row))))
    return plan


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
