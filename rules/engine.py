"""durable-rules behind one door: the only module that knows it. STACK notes on its traps are answered here one by one.

No dispatcher threads; our own fixed-width decimal ids, because ids are compared by a 32-bit hash only; flat scalar records; every
condition anchored on `kind`; a sink rule, so that no record is unhandled and each is counted; bounded sessions; actions that
only append; `delete_state` before `delete_ruleset`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from records.errors import EngineError
from records.vocabulary import SubjectKind
from rules.conditions import UNKNOWN_TEXT, Json, maybe, properties, properties_of, surely
from rules.expressions import Scalar
from rules.reference import Record
from rules.signals import MAYBE, Asked, Signal

SESSION = 2_000  # records in one session: 8–10 KB each while it lives
CHUNK = 500
MOST_PROPERTIES = 255
SINK = "~sink"
SINK_SIGNAL = -1
SID = "s"
RULESET = "audit"
_OWN = ("kind", "id", "sid", "$s")


def durable_problem() -> str:
    """Why durable-rules cannot decide here; empty when it can."""
    try:
        importlib.import_module("durable.engine")
        importlib.import_module("durable_rules_engine")
    except (ImportError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


class DurableEvaluator:
    """Decides records with durable-rules; one network for each kind of subject. Use it from one thread, then close it."""

    name = "durable-rules"

    def __init__(self, asked: Mapping[SubjectKind, Asked]) -> None:
        self._networks = {kind: _Network(a) for kind, a in asked.items() if a.signals}

    def decide(self, kind: SubjectKind, records: Sequence[Record]) -> list[set[int]]:
        """For each record the numbers of the signals that hold; EngineError when the engine lost one."""
        network = self._networks.get(kind)
        if network is None:
            return [set() for _ in records]
        found: list[set[int]] = []
        for start in range(0, len(records), SESSION):
            found += network.session(records[start : start + SESSION])
        return found

    def close(self) -> None:
        """Give the engine's memory back."""
        for network in self._networks.values():
            network.close()
        self._networks = {}


class _Network:
    """One compiled ruleset on a host of its own."""

    def __init__(self, asked: Asked) -> None:
        self._kind = asked.kind.value
        conditions = [condition_of(s) for s in asked.signals]
        used = {name for c in conditions for name in properties_of(c)}
        check_names([*_OWN, *sorted(used)])
        self._layout = {fact: frozenset(_names_of(fact)) & used for fact in sorted(asked.facts)}
        self._fired: list[tuple[int, str]] = []
        self._errors: list[BaseException] = []
        definition: dict[str, Json] = {
            s.name: {"all": [{"m": {"$and": [{"kind": self._kind}, c]}}], "run": self._noting(n)}
            for n, (s, c) in enumerate(zip(asked.signals, conditions, strict=True))
        }
        definition[SINK] = {"all": [{"m": {"$ex": {"kind": 1}}}], "run": self._noting(SINK_SIGNAL)}
        self._host = _quiet_host()()
        self._ruleset = _registered(self._host, definition)

    def session(self, records: Sequence[Record]) -> list[set[int]]:
        """Assert the records, take what fired, forget them."""
        self._fired.clear()
        ids = _ids()
        numbers = {ids[n]: n for n in range(len(records))}
        try:
            for start in range(0, len(records), CHUNK):
                self._feed(
                    [self._fact(r, ids[start + n]) for n, r in enumerate(records[start : start + CHUNK])]
                )
            found: list[set[int]] = [set() for _ in records]
            seen = set()
            for signal, key in self._fired:
                if signal == SINK_SIGNAL:
                    seen.add(key)
                else:
                    found[numbers[key]].add(signal)
        finally:
            self._host.delete_state(RULESET, SID)
        if len(seen) != len(records):
            raise EngineError(f"durable-rules lost {len(records) - len(seen)} of {len(records)} records")
        return found

    def close(self) -> None:
        """Free the network; its state is gone already."""
        importlib.import_module("durable_rules_engine").delete_ruleset(self._ruleset._handle)

    def _feed(self, facts: list[dict[str, Scalar]]) -> None:
        try:
            state = self._host.assert_facts(RULESET, facts)
        except Exception as error:  # the extension raises bare Exception for error codes
            raise EngineError(f"durable-rules refused a record: {error}") from error
        trouble = state.get("exception") if isinstance(state, dict) else None
        if trouble or self._errors:
            raise EngineError(f"durable-rules: {trouble or self._errors[0]}")

    def _fact(self, record: Record, key: str) -> dict[str, Scalar]:
        fact: dict[str, Scalar] = {"kind": self._kind, "id": key, "sid": SID}
        for name, wanted in self._layout.items():
            value = record.get(name)
            if value == UNKNOWN_TEXT:
                value = UNKNOWN_TEXT.upper()
            for key_, v in properties(name, value):
                if key_ in wanted:
                    fact[key_] = v
        return fact

    def _noting(self, signal: int) -> Callable[[Any], None]:
        fired, errors = self._fired, self._errors

        def note(match: Any) -> None:
            try:
                fired.append((signal, match._m["m"]["id"]))
            except (KeyError, TypeError, AttributeError) as error:
                errors.append(error)

        return note


def condition_of(signal: Signal) -> Json:
    """The signal as durable-rules JSON."""
    return maybe(signal.condition) if signal.case == MAYBE else surely(signal.condition)


def check_names(names: Sequence[str]) -> None:
    """Property names are compared by a 32-bit hash: EngineError for two that collide, or for too many."""
    if len(names) > MOST_PROPERTIES:
        raise EngineError(f"{len(names)} properties in one record, durable-rules takes {MOST_PROPERTIES}")
    hashes: dict[int, str] = {}
    for name in names:
        other = hashes.setdefault(fnv1a(name), name)
        if other != name:
            raise EngineError(f"durable-rules would confuse {name!r} and {other!r}: rename one")


def fnv1a(text: str) -> int:
    """The 32-bit FNV-1a hash that durable-rules compares names and ids by."""
    found = 0x811C9DC5
    for byte in text.encode():
        found = ((found ^ byte) * 0x01000193) & 0xFFFFFFFF
    return found


def _names_of(fact: str) -> list[str]:
    return [name for value in (None, 0, "") for name, _ in properties(fact, value)]


def _registered(host: Any, definition: dict[str, Json]) -> Any:
    try:
        host.register_rulesets({RULESET: definition})
    except Exception as error:  # the extension raises bare Exception for error codes
        raise EngineError(f"durable-rules cannot compile the rules: {error}") from error
    return host.get_ruleset(RULESET)


@cache
def _ids() -> tuple[str, ...]:
    """Ids for one session, proved free of collisions."""
    ids = tuple(f"{n:07d}" for n in range(SESSION))
    if len({fnv1a(i) for i in ids}) != len(ids):
        raise EngineError("ids of a session collide")
    return ids


@cache
def _quiet_host() -> Any:
    """The engine's Host without its timer threads, which would run actions behind our back."""
    engine = importlib.import_module("durable.engine")

    def stay_quiet(self: Any) -> None:
        return None

    return type("QuietHost", (engine.Host,), {"_run": stay_quiet})
