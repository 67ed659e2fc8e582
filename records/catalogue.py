"""The catalogue of standard columns: names, synonyms, places and periods, all from catalogue.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from records.column_names import bare_name, cores
from records.column_names import plain_name as plain_name  # whoever compares names finds it here too

EXACT, SYNONYM, AFFIXED = 1.0, 0.9, 0.75
_OWNER = re.compile(r"^.{2,20}(?:局|委|办|厅|部|政府|中心|委员会|办公室)$")


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """One standard column. `parent` is a code, "portal", or "" when it stands outside the portal."""

    code: str
    name: str
    standard_names: tuple[str, ...]
    synonyms: tuple[str, ...]
    parent: str
    name_fixed: bool
    profiles: tuple[str, ...]
    is_section: bool
    is_event: bool
    period: str
    key_terms: tuple[str, ...]
    kind: str
    basis_confirmed: bool
    fast: bool
    first_level_veto: bool
    weak: frozenset[str] = frozenset()  # plain synonyms that need the portal around them
    unlike: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    def ends(self, name: str) -> str:
        """The ending of the item that a printed name has, empty when it has none or a word in it rules the item out."""
        bare = bare_name(name)
        if any(w in bare for w in self.unlike):
            return ""
        return next((e for e in self.endings if bare.endswith(e)), "")


@dataclass(frozen=True, slots=True)
class ContentKind:
    """Titles of one kind of entry."""

    name: str
    found: re.Pattern[str]
    barred: re.Pattern[str]

    def fits(self, title: str) -> bool:
        """The title is of this kind."""
        return self.found.search(title) is not None and self.barred.search(title) is None


@dataclass(frozen=True, slots=True)
class Period:
    """An updating period: `days`, and whether a law or only a proposal sets it."""

    days: int
    source: str
    law: str
    note: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What a column name maps to, how surely (0–1) and why."""

    code: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All standard columns."""

    items: tuple[CatalogueItem, ...]
    by_code: Mapping[str, CatalogueItem]
    periods: Mapping[str, Period]
    portal_names: tuple[str, ...]
    names: Mapping[str, NameMatch]
    bare_names: Mapping[str, NameMatch]
    joint: Mapping[str, tuple[str, ...]]  # bare name -> items it stands for together
    akin: tuple[frozenset[str], ...]  # items whose names sites mix up
    kinds: tuple[ContentKind, ...]

    def match(self, name: str) -> NameMatch | None:
        """The item a printed column name means, or None: a standard name, a synonym, or one of them after an owner's name."""
        plain = plain_name(name)
        found = self.names.get(plain) or self._by_bare_name(bare_name(name))
        if found is not None or len(plain) > 30:
            return found
        for cut in range(len(plain) - 3, 2, -1):
            tail = self.names.get(plain[cut:])
            if tail is not None and _OWNER.match(plain[:cut]) and len(plain) - cut >= 4:
                return NameMatch(tail.code, AFFIXED, f"owner + {plain[cut:]}")
        return None

    def _by_bare_name(self, bare: str) -> NameMatch | None:
        """The item that a name means without its ornaments, else without a word beside it that adds no meaning."""
        found = self.bare_names.get(bare)
        if found is not None:
            return found
        stems = [s for s in cores(bare) if s in self.bare_names]
        stem = next((s for s in stems if s not in self.by_code[self.bare_names[s].code].weak), None)
        if stem is None:
            return None
        return NameMatch(self.bare_names[stem].code, AFFIXED, f"{stem} + {bare.replace(stem, '', 1)}")

    def together(self, name: str) -> tuple[str, ...]:
        """The items that a printed name stands for at once, () for all other names."""
        return self.joint.get(bare_name(name), ())

    def mixed_up(self, code: str) -> frozenset[str]:
        """Other items that sites give the names of this one to."""
        return frozenset(c for pair in self.akin if code in pair for c in pair) - {code}

    def required(self, profile: str) -> frozenset[str]:
        """Codes every body of this profile must have."""
        return frozenset(i.code for i in self.items if profile in i.profiles)

    def could_be(self, name: str) -> tuple[str, ...]:
        """Items whose key term a printed name holds, unless a word in it rules the item out."""
        plain = bare_name(name)
        return tuple(
            i.code
            for i in self.items
            if any(t in plain for t in i.key_terms) and not any(w in plain for w in i.unlike)
        )

    def kind_of(self, title: str) -> str:
        """The content kind a title shows, empty when none."""
        return next((k.name for k in self.kinds if k.fits(title)), "")

    def is_portal_name(self, name: str) -> bool:
        """The name is one that sites give to the disclosure portal."""
        return plain_name(name) in self.portal_names or bare_name(name) in self.portal_names


@cache
def load_catalogue() -> Catalogue:
    """The bundled catalogue."""
    raw = yaml.safe_load(Path(__file__).with_name("catalogue.yml").read_text(encoding="utf-8"))
    door = _CatalogueDoor.model_validate(raw)
    items = tuple(_item(i) for i in door.items)
    periods = {name: Period(p.days, p.source, p.law, p.note) for name, p in door.periods.items()}
    portal, names = tuple(plain_name(n) for n in door.portal_names), _names(items)
    joint = {bare_name(name): codes for name, codes in door.joint.items()}
    kinds = tuple(
        ContentKind(n, re.compile(k.found), re.compile(k.barred)) for n, k in door.content_kinds.items()
    )
    return Catalogue(
        items, {i.code: i for i in items}, periods, portal, names, _bare(names), joint, door.akin, kinds
    )


class _Door(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PeriodDoor(_Door):
    days: int
    source: str
    law: str = ""
    note: str = ""


class _KindDoor(_Door):
    found: str = Field(alias="is")
    barred: str = Field(alias="is_not")


class _ItemDoor(_Door):
    code: str
    names: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    parent: str
    section: bool = False
    fixed: bool = False
    everyone: bool = False
    hrss: bool = False
    county: bool = False
    event: bool = False
    terms: tuple[str, ...]
    kind: str = ""
    period: str = ""
    confirmed: bool = False
    fast: bool = False
    veto_first_level: bool = False
    weak: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


class _CatalogueDoor(_Door):
    portal_names: tuple[str, ...]
    joint: dict[str, tuple[str, ...]]
    akin: tuple[frozenset[str], ...]
    content_kinds: dict[str, _KindDoor]
    periods: dict[str, _PeriodDoor]
    items: tuple[_ItemDoor, ...]


def _item(door: _ItemDoor) -> CatalogueItem:
    profiles = {
        "department": door.everyone,
        "municipal-hrss": door.everyone or door.hrss,
        "county-hrss": door.everyone or door.hrss or door.county,
    }
    return CatalogueItem(
        code=door.code,
        name=door.names[0],
        standard_names=door.names,
        synonyms=door.synonyms,
        parent=door.parent,
        name_fixed=door.fixed,
        profiles=tuple(p for p, required in profiles.items() if required),
        is_section=door.section,
        is_event=door.event,
        period=door.period,
        key_terms=door.terms,
        kind=door.kind,
        basis_confirmed=door.confirmed,
        fast=door.fast,
        first_level_veto=door.veto_first_level,
        weak=frozenset(bare_name(w) for w in door.weak),
        unlike=door.unlike,
        endings=door.endings,
    )


def _names(items: tuple[CatalogueItem, ...]) -> dict[str, NameMatch]:
    """Plain name -> match; a name that two items claim belongs to the one that has it as its standard name, else to none."""
    found: dict[str, NameMatch] = {}
    claimed: dict[str, set[str]] = {}
    for item in items:
        for word in item.synonyms:
            claimed.setdefault(plain_name(word), set()).add(item.code)
            found[plain_name(word)] = NameMatch(item.code, SYNONYM, f"synonym {word}")
    found = {word: m for word, m in found.items() if len(claimed[word]) == 1}
    for item in items:
        for word in item.standard_names:
            found[plain_name(word)] = NameMatch(item.code, EXACT, "name")
    return found


def _bare(names: Mapping[str, NameMatch]) -> dict[str, NameMatch]:
    """The names without their ornaments; one that then means two items means none, a standard name before others."""
    found: dict[str, NameMatch] = {}
    claimed: dict[str, set[str]] = {}
    for word, match in sorted(names.items(), key=lambda n: (n[1].confidence, n[0])):
        bare = bare_name(word)
        claimed.setdefault(bare, set()).add(match.code)
        found[bare] = match
    return {bare: m for bare, m in found.items() if len(claimed[bare]) == 1}
