"""Scheme files to schemes: every rule, column and id they name is proved, every fault told at once with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from records.catalogue import load_catalogue
from records.errors import InputError, RuleError
from reports.schemes.doors import IndicatorDoor, Points, SchemeDoor, WordsDoor

BUNDLED = Path(__file__).parent
Words = Mapping[str, str]
_Lines = Mapping[tuple[str, ...], int]
Loc = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """One rule that feeds an indicator. `points` a cause costs (or the rule earns), None: to be filled in."""

    rule: str
    points: float | None = None
    columns: frozenset[str] = frozenset()
    asks: bool = False  # its breach is only a question here


@dataclass(frozen=True, slots=True)
class Indicator:
    """One node of the tree. `kind` machine, partly or person: who can judge it. `plan_item`: findings that name it count."""

    id: str
    title: Words
    weight: float | None = None
    adds: bool = False
    kind: str = "machine"
    source: str = ""
    feeds: tuple[Feed, ...] = ()
    children: tuple[Indicator, ...] = ()
    plan_item: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to score. `total` None: the sum of the weights."""

    id: str
    title: Words
    basis: Words
    unit: Words
    scores_for: frozenset[str] | None  # None: every profile
    total: float | None
    pass_mark: float | None
    rescale: bool
    plan_points: float | None
    vetoes: tuple[Indicator, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    bonus: tuple[Indicator, ...] = ()
    bonus_above: float | None = None
    bonus_most: float = 0.0

    @property
    def unfilled(self) -> tuple[str, ...]:
        """Ids of indicators and rules whose points are to be filled in."""
        return tuple(dict.fromkeys(_unfilled((*self.indicators, *self.bonus))))


def scheme_files() -> dict[str, Path]:
    """The bundled schemes by id."""
    return {p.stem: p for p in sorted(BUNDLED.glob("*.yml"))}


def load_scheme(name: str, rules: Collection[str]) -> Scheme:
    """The bundled scheme of that id or the file at that path; RuleError lists every fault with file and line."""
    path = Path(name) if name.endswith((".yml", ".yaml")) else scheme_files().get(name)
    if path is None:
        raise InputError(f"no scheme {name!r}{_near(name, scheme_files())}", remedy="gongkai schemes list")
    try:
        text = path.read_text(encoding="utf-8-sig")
        node, data = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RuleError(f"cannot be read: {error}", where=str(path)) from None
    lines = dict(_lines(node, ()))
    try:
        door = SchemeDoor.model_validate(data)
    except ValidationError as error:
        faults = [(e["loc"], f"{'.'.join(map(str, e['loc']))}: {e['msg']}") for e in error.errors()]
        raise _error(path, lines, faults) from None
    faults = list(faults_of(door, rules))
    if faults:
        raise _error(path, lines, faults)
    return scheme_of(door)


def scheme_of(door: SchemeDoor) -> Scheme:
    """The scheme behind a door."""
    bonus = door.bonus
    return Scheme(
        id=door.id,
        title=_words(door.title),
        basis=_words(door.basis),
        unit=_words(door.unit),
        scores_for=None if door.scores_for == "all" else frozenset(door.scores_for),
        total=door.total,
        pass_mark=door.pass_mark,
        rescale=door.rescale,
        plan_points=door.from_plan.points if door.from_plan else None,
        vetoes=tuple(map(_indicator, door.vetoes)),
        indicators=tuple(map(_indicator, door.indicators)),
        bonus=tuple(map(_indicator, bonus.indicators)) if bonus else (),
        bonus_above=bonus.above if bonus else None,
        bonus_most=bonus.most if bonus else 0.0,
    )


def _indicator(door: IndicatorDoor) -> Indicator:
    feeds = tuple(
        Feed(f.rule, _points(f.points), frozenset(f.columns), f.then == "review") for f in door.rules
    )
    return Indicator(
        id=door.id,
        title=_words(door.title),
        weight=_points(door.weight),
        adds=door.mode == "add",
        kind="machine" if feeds or door.indicators else "person",
        source=door.source,
        feeds=feeds,
        children=tuple(map(_indicator, door.indicators)),
    )


def with_plan(scheme: Scheme, items: Collection[Indicator]) -> Scheme:
    """The scheme with a plan's items as its indicators."""
    return replace(scheme, indicators=tuple(items))


def faults_of(door: SchemeDoor, rules: Collection[str]) -> Iterator[tuple[Loc, str]]:
    """What a well-formed scheme still has wrong: unknown rules and columns, ids that stand twice; each with its place."""
    seen: set[str] = set()
    groups = {"vetoes": door.vetoes, "indicators": door.indicators}
    for name, group in groups.items():
        yield from _tree_faults((name,), group, rules, seen)
    if door.bonus:
        yield from _tree_faults(("bonus", "indicators"), door.bonus.indicators, rules, seen)


def _tree_faults(
    at: Loc, group: list[IndicatorDoor], rules: Collection[str], seen: set[str]
) -> Iterator[tuple[Loc, str]]:
    columns = load_catalogue().by_code
    for n, door in enumerate(group):
        here = (*at, n)
        if door.id in seen:
            yield (*here, "id"), f"indicator {door.id!r} stands twice"
        seen.add(door.id)
        for k, feed in enumerate(door.rules):
            if feed.rule not in rules:
                yield (*here, "rules", k), f"no rule {feed.rule!r}{_near(feed.rule, rules)}"
            for code in feed.columns:
                if code not in columns:
                    yield (*here, "rules", k), f"no column {code!r}{_near(code, columns)}"
        yield from _tree_faults((*here, "indicators"), door.indicators, rules, seen)


def _unfilled(group: tuple[Indicator, ...]) -> Iterator[str]:
    for node in group:
        if not node.children and (node.weight is None and not any(f.points for f in node.feeds)):
            yield node.id
        yield from (f"{node.id}/{f.rule}" for f in node.feeds if f.points is None)
        yield from _unfilled(node.children)


def _words(door: WordsDoor) -> Words:
    return {"zh": door.zh, "en": door.en}


def _points(points: Points) -> float | None:
    return None if points == "open" else float(points)


def _near(name: str, known: Collection[str]) -> str:
    found = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {found[0]!r}?" if found else ""


def _error(path: Path, lines: _Lines, faults: list[tuple[Loc, str]]) -> RuleError:
    told = []
    for loc, what in faults:
        place = tuple(map(str, loc))
        while place and place not in lines:
            place = place[:-1]
        told.append(f"{path}:{lines.get(place, 1)}: {what}")
    return RuleError("scheme file has faults\n  " + "\n  ".join(told))


def _lines(node: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The line of every key and item of a YAML document, by its path."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*at, str(key.value)), key.start_mark.line + 1
            yield from _lines(value, (*at, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for n, value in enumerate(node.value):
            yield (*at, str(n)), value.start_mark.line + 1
            yield from _lines(value, (*at, str(n)))
