"""Frozen dataclasses to JSON and back, driven by their type hints: strict, without a schema of its own."""

from __future__ import annotations

import collections.abc
import json
import types
import typing
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(value: object) -> str:
    """Compact JSON of a dataclass; fields that hold their default are left out."""
    return _ENCODE(value)


def from_json(kind: type[T], text: str) -> T:
    """The dataclass `kind` from `to_json`'s text; TypeError or KeyError when it does not fit."""
    return from_plain(kind, json.loads(text))


def from_plain(kind: type[T], value: object) -> T:
    """The dataclass `kind` from what `plain` makes."""
    reader = _reader(typing.cast(Hashable, kind))
    return typing.cast(T, reader(value))


def plain(value: object) -> Any:
    """Dicts, lists and scalars for `value`."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    return _writer(typing.cast(Hashable, kind))(value)


_SCALARS = frozenset({str, int, float, bool, type(None)})


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    """How values of a type are written, found out once."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, (str, int, float)):
        return lambda value: value
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, (tuple, list, frozenset)):
        return lambda value: [plain(v) for v in value]
    if issubclass(kind, Mapping):
        return lambda value: {k: plain(v) for k, v in value.items()}
    return _fields_writer(kind)


def _fields_writer(kind: type) -> Callable[[Any], Any]:
    parts = _defaults(typing.cast(Hashable, kind))
    names = [name for name, _ in parts]
    values: Callable[[Any], tuple[Any, ...]] = attrgetter(*names, *names[:1])  # of one name it makes no tuple

    def write(value: Any) -> dict[str, Any]:
        return {
            name: found if type(found) in _SCALARS else plain(found)
            for (name, default), found in zip(parts, values(value), strict=False)
            if found is not default and found != default
        }

    return write


def _for_json(value: object) -> object:
    """One step of `plain`, for what the JSON encoder does not know; it goes on by itself, in C."""
    if is_dataclass(value):
        names, defaults, read = _fields(typing.cast(Hashable, type(value)))
        return {n: v for n, v, d in zip(names, read(value), defaults, strict=True) if v is not d and v != d}
    return list(value) if isinstance(value, frozenset) else plain(value)


_ENCODE = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_for_json
).encode
_NONE = object()
_day = lru_cache(maxsize=20_000)(date.fromisoformat)  # one object for each day


@cache
def _defaults(kind: Hashable) -> tuple[tuple[str, object], ...]:
    return tuple(
        (f.name, f.default if not callable(f.default_factory) else f.default_factory())
        for f in fields(typing.cast(Any, kind))
    )


@cache
def _fields(kind: Hashable) -> tuple[list[str], list[object], Callable[[object], Iterable[Any]]]:
    """Names, defaults, and what reads all values of a dataclass at once."""
    names, defaults = [n for n, _ in _defaults(kind)], [d for _, d in _defaults(kind)]
    read = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, n) for n in names]
    return names, defaults, read


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return _optional(tuple(a for a in args if a is not type(None)))
    if origin is tuple:
        return _tuple(args)
    if origin in {dict, Mapping, collections.abc.Mapping}:
        inner = _reader(args[1])
        return lambda v: {k: inner(x) for k, x in v.items()}
    if isinstance(kind, type):
        return _plain_reader(kind)
    return lambda v: v


def _plain_reader(kind: type) -> Callable[[Any], Any]:
    if is_dataclass(kind):
        return _dataclass(kind)
    if issubclass(kind, Enum):
        return kind
    if kind is date:
        return _day
    return lambda v: v


def _optional(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(kinds) > 1:
        return lambda v: v
    inner = _reader(kinds[0])
    return lambda v: None if v is None else inner(v)


def _tuple(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        inner = _reader(args[0])
        return lambda v: tuple([inner(x) for x in v])
    readers = [_reader(a) for a in args]
    return lambda v: tuple([r(x) for r, x in zip(readers, v, strict=True)])


def _dataclass(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    lazily: dict[str, Callable[[Any], Any]] = {}

    def read(value: dict[str, Any]) -> Any:
        if not lazily:
            lazily.update({f.name: _reader(hints[f.name]) for f in fields(kind)})
        return kind(**{name: lazily[name](v) for name, v in value.items()})

    return read
