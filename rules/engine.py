"""durable-rules behind one door: the only module that knows it. STACK notes on its traps are answered here one by one.

Its engine is called directly, without the Python layer above it: that one starts threads, gives a batch up after ten seconds and parses
each match whole. Our own fixed-width decimal ids, because ids are compared by a 32-bit hash only; flat scalar records; every
condition anchored on `kind`; a sink rule, so that no record is unhandled and each is counted; bounded sessions; every match
fetched before anything else happens; `delete_state` before `delete_ruleset`.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache

from records.errors import EngineError
from records.vocabulary import SubjectKind
from rules.conditions import UNKNOWN_TEXT, Json, maybe, properties, properties_of, surely
from rules.expressions import Scalar
from rules.reference import Record
from rules.signals import MAYBE, Asked, Signal

SESSION = 250  # records in one session: 8–10 KB each while it lives
CHUNK = 250
MOST_PROPERTIES = 255
SINK = "~sink"
SINK_SIGNAL = -1
SID = "s"
RULESET = "audit"
_OWN = ("kind", "id", "sid", "$s")
_MATCH = re.compile(
    r'\{"([^"]+)":\{"m":\{"id": "([0-9]+)"'
)  # how a match begins: rule, then the record as we wrote it
_KEPT = 4_000  # values of one fact whose text is kept


def durable_problem() -> str:
    """Why durable-rules cannot decide here; empty when it can."""
    try:
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
    """One compiled ruleset."""

    def __init__(self, asked: Asked) -> None:
        conditions = [condition_of(s) for s in asked.signals]
        used = {name for c in conditions for name in properties_of(c)}
        check_names([*_OWN, *sorted(used)])
        self._facts = tuple(_FactText(fact, used) for fact in sorted(asked.facts))
        self._head = f'"kind": {json.dumps(asked.kind.value)}, "sid": "{SID}"'
        self._signals = {s.name: n for n, s in enumerate(asked.signals)} | {SINK: SINK_SIGNAL}
        definition: dict[str, Json] = {
            s.name: {"all": [{"m": {"$and": [{"kind": asked.kind.value}, c]}}]}
            for s, c in zip(asked.signals, conditions, strict=True)
        }
        definition[SINK] = {"all": [{"m": {"$ex": {"kind": 1}}}]}
        self._engine = importlib.import_module("durable_rules_engine")
        try:
            self._handle = self._engine.create_ruleset(RULESET, json.dumps(definition, ensure_ascii=False))
        except self._engine.error as error:
            raise EngineError(f"durable-rules cannot compile the rules: {error}") from error

    def session(self, records: Sequence[Record]) -> list[set[int]]:
        """Assert the records, take what fired, forget them."""
        ids = _ids()
        found: list[set[int]] = [set() for _ in records]
        seen: set[int] = set()
        try:
            for start in range(0, len(records), CHUNK):
                texts = [self._text(r, ids[start + n]) for n, r in enumerate(records[start : start + CHUNK])]
                for signal, number in self._matches(self._assert(f"[{', '.join(texts)}]")):
                    if signal == SINK_SIGNAL:
                        seen.add(number)
                    else:
                        found[number].add(signal)
        finally:
            with suppress(self._engine.error):  # where no record arrived there is no state; the count tells
                self._engine.delete_state(self._handle, SID)
        if len(seen) != len(records):
            raise EngineError(f"durable-rules lost {len(records) - len(seen)} of {len(records)} records")
        return found

    def close(self) -> None:
        """Free the network; its state is gone already."""
        self._engine.delete_ruleset(self._handle)

    def _text(self, record: Record, key: str) -> str:
        """The record as JSON, its id first."""
        told = [text for fact in self._facts if (text := fact[record.get(fact.name)])]
        return f'{{"id": "{key}", {", ".join([self._head, *told])}}}'

    def _assert(self, text: str) -> int:
        """Give the engine records; the handle of their session."""
        try:
            code, state = self._engine.assert_facts(self._handle, text)
        except self._engine.error as error:
            self._settle()
            raise EngineError(f"durable-rules refused a record: {error}") from error
        if code:
            self._settle()
            raise EngineError(f"durable-rules did not take a record: {code}")
        return int(state)

    def _matches(self, state: int) -> list[tuple[int, int]]:
        """(signal, number of the record) of all that fired, each fetched before any is looked at."""
        told = list(self._pending(state, self._engine.start_action_for_state(self._handle, state)))
        starts = [_MATCH.match(text) for text in told]
        if None in starts:
            raise EngineError(f"durable-rules: a match cannot be read: {told[starts.index(None)][:80]}")
        return [(self._signals[m[1]], int(m[2])) for m in starts if m]

    def _pending(self, state: int, first: Sequence[str] | None) -> Iterator[str]:
        text = first[1] if first else None
        while text:
            yield text
            text = self._engine.complete_and_start_action(self._handle, state)

    def _settle(self) -> None:
        """Take what fired before a record was refused: the engine crashes when a state is deleted with work pending."""
        first = self._engine.start_action(self._handle)
        if first:
            list(self._pending(first[2], first))


class _FactText(dict[Scalar | None, str]):
    """One fact in the words of JSON by its value; empty when no condition looks at it."""

    def __init__(self, name: str, used: set[str]) -> None:
        super().__init__()
        self.name, self._used = name, used

    def __missing__(self, value: Scalar | None) -> str:
        if len(self) >= _KEPT:
            self.clear()
        said = UNKNOWN_TEXT.upper() if value == UNKNOWN_TEXT else value
        told = {k: v for k, v in properties(self.name, said) if k in self._used}
        self[value] = text = json.dumps(told, ensure_ascii=False)[1:-1]
        return text


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


@cache
def _ids() -> tuple[str, ...]:
    """Ids for one session, proved free of collisions."""
    ids = tuple(f"{n:07d}" for n in range(SESSION))
    if len({fnv1a(i) for i in ids}) != len(ids):
        raise EngineError("ids of a session collide")
    return ids
