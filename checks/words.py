"""Words, patterns and limits of checks, loaded once from the tables of this folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from records.types import Column


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One pattern; a name with a dot reaches into a table (`kinds.budget`)."""
    table, _, entry = name.partition(".")
    found = _data()[table][entry] if entry else _data()[table]
    return re.compile(found)


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """A list of patterns in its order."""
    return tuple(re.compile(p) for p in _data()[name])


@cache
def listed(name: str) -> tuple[str, ...]:
    """A list of words in its order; empty when a table (`could_be.budget`) has no such entry."""
    table, _, entry = name.partition(".")
    found = _data()[table].get(entry, ()) if entry else _data()[table]
    return tuple(found)


def table(name: str) -> Mapping[str, str]:
    """A table of texts in its order."""
    found: Mapping[str, str] = _data()[name]
    return found


def text(name: str) -> str:
    """One text."""
    return str(_data()[name])


def rows(name: str) -> Mapping[str, Mapping[str, Any]]:
    """A table of rows in its order."""
    found: Mapping[str, Mapping[str, Any]] = _data()[name]
    return found


def numbers(name: str) -> Mapping[str, int]:
    """A table of numbers."""
    found: Mapping[str, int] = _data()[name]
    return found


def elements(of: str) -> Mapping[str, str]:
    """What a text of that kind must say: name of the element → its wordings."""
    found: Mapping[str, str] = _data()["elements"][of]
    return found


def limit(name: str, settings: Mapping[str, int | float | str]) -> int:
    """A limit: as the settings have it, else the value beside its name."""
    known = _data()["limits"][name]
    return int(settings.get(known["setting"], known["value"]))


def sentence(name: str, **given: object) -> str:
    """A sentence of evidence, filled in."""
    told = _sentence(name)
    return told.format(**given) if given else told


@cache
def _sentence(name: str) -> str:
    return str(_data()["evidence"][name])


def filled(name: str, /, **given: object) -> str:
    """A text of its own, filled in."""
    return str(_data()[name]).format(**given)


def phrase(name: str, **given: object) -> str:
    """A piece of a sentence, filled in."""
    return str(_data()["phrases"][name]).format(**given)


def joined(kind: str, parts: Iterable[str]) -> str:
    """Names, clauses or the steps of a path in one line."""
    return str(_data()["joins"][kind]).join(parts)


def path_of(column: Column) -> str:
    """Where a column stands, from the home page or from the portal down."""
    root = _data()["roots"].get(column.place.value)
    return joined("path", (root, *column.path) if root else column.path)


@cache
def _data() -> Any:
    """All tables of this folder in one; no name stands in two of them."""
    files = sorted(Path(__file__).parent.glob("*.yml"))
    return {
        name: value for f in files for name, value in yaml.safe_load(f.read_text(encoding="utf-8")).items()
    }
