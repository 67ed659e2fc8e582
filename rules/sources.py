"""YAML files with the line of every key, and the list of faults that grows while they are proved."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from records.errors import RuleError
from rules.doors import Door
from rules.expressions import nearest

Loc = tuple[int | str, ...]
D = TypeVar("D", bound=Door)


@dataclass(slots=True)
class Faults:
    """Every fault found, as `file:line: what`."""

    told: list[str] = field(default_factory=list)

    def raise_any(self) -> None:
        """RuleError with all of them, if there are any."""
        if self.told:
            raise RuleError("rule files have faults\n  " + "\n  ".join(dict.fromkeys(self.told)))


@dataclass(slots=True)
class Source:
    """One YAML file: what it holds and on which line."""

    path: Path
    data: Any
    lines: dict[tuple[str, ...], int]
    faults: Faults
    text: str = ""

    def fault(self, loc: Loc, what: str) -> None:
        """Note a fault at a place in the file."""
        self.faults.told.append(f"{self.path}:{self._line(loc)}: {what}")

    def through(self, door: type[D]) -> D | None:
        """The file's content through its door; faults are noted."""
        try:
            return door.model_validate(self.data)
        except ValidationError as error:
            for e in error.errors():
                self.fault(e["loc"], _said(e, door))
            return None

    def _line(self, loc: Loc) -> int:
        path = tuple(str(p) for p in loc)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(path: Path, faults: Faults) -> Source | None:
    """The file at `path`; a missing or broken one is a fault."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        faults.told.append(f"{path}:1: cannot be read: {error}")
        return None
    try:
        parser = loader(text)
        try:
            node = parser.get_single_node()
            data = parser.construct_document(node) if node else {}
        finally:
            parser.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.told.append(f"{path}:{mark.line + 1 if mark else 1}: not valid YAML: {error}")
        return None
    source = Source(path, data, {}, faults, text)
    _number(node, (), source)
    return source


def _number(node: Any, path: tuple[str, ...], source: Source) -> None:
    """Note the line of every key and item; a key that stands twice is a fault."""
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key, value in node.value:
            here = (*path, str(key.value))
            source.lines[here] = key.start_mark.line + 1
            if key.value in seen:
                source.fault(here, f"key {key.value!r} stands twice")
            seen.add(key.value)
            _number(value, here, source)
    elif isinstance(node, yaml.SequenceNode):
        for n, value in enumerate(node.value):
            source.lines[(*path, str(n))] = value.start_mark.line + 1
            _number(value, (*path, str(n)), source)


def _said(error: Any, door: type[Door]) -> str:
    name = ".".join(str(p) for p in error["loc"]) or "file"
    if error["type"] == "extra_forbidden":
        return f"{name}: unknown key{nearest(str(error['loc'][-1]), _keys(door))}"
    if error["type"] == "missing":
        return f"{name}: required key is missing"
    return f"{name}: {error['msg']}, found {error['input']!r}"


def _keys(door: type[Door]) -> list[str]:
    """All keys of a door and of those inside it."""
    found = list(door.model_fields)
    for value in Door.__subclasses__():
        found += value.model_fields
    return found
