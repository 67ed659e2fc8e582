"""Do durable-rules and the reference evaluator say the same of any facts? A million random sites, drawn around every threshold.

    .venv/bin/python -m bench.agreement [--sets 1000000] [--seed 1] [--state FILE]
    .venv/bin/python -m bench.agreement --quick

A set is one whole site with one subject of every kind: all the facts that rules ask about of its site, a column, an entry, an
attachment, a page … Each batch of 10,000 has a seed and settings of its own: every other one has settings drawn within their
bounds. With --state a stopped run goes on at the next batch, also with more --sets.
A rule is counted over all sets, whether it applies to them or not: fires = a breach is certain (fail or review), passes = it
applies and no breach is possible, open = an unknown fact keeps it from being decided. The whole-site form of a rule has a line
of its own. The last line is one JSON object; the exit code is 1 when the evaluators differ anywhere.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.fact_sets import Sets, random_settings
from rules.engine import DurableEvaluator, durable_problem
from rules.model import Rule
from rules.reference import FALSE, UNKNOWN, Record, truth_of
from rules.ruleset import load_ruleset
from rules.signals import MAYBE, Asked, ReferenceEvaluator, Signal, asked_of

BATCH = 10_000
LEAST = 0.01
ENDS = ("fires", "passes", "open")


@dataclass(slots=True)
class Tally:
    """What has been compared so far; the next batch to compare."""

    seed: int
    batch: int = 0
    seconds: float = 0.0
    sets: int = 0
    ends: Counter[str] = field(default_factory=Counter)  # "kind rule end"
    cases: Counter[str] = field(default_factory=Counter)  # by signal
    different: list[dict[str, object]] = field(default_factory=list)


def main() -> int:
    """Compare and print."""
    given = _options()
    if problem := durable_problem():
        print(problem, file=sys.stderr)
        return 2
    tally = _begun(given.state, given.seed)
    for _ in range(tally.batch, -(-given.sets // BATCH)):
        started = time.process_time()
        add_batch(tally)
        tally.seconds += time.process_time() - started
        if given.state:
            _keep(given.state, tally)
        _tell(tally, given.sets)
    print(table(tally))
    print(json.dumps(figures(tally), ensure_ascii=False))
    return int(bool(tally.different))


def add_batch(tally: Tally, size: int = BATCH) -> None:
    """Compare both evaluators on one batch of sites."""
    rng = random.Random(f"{tally.seed}/{tally.batch}")
    rules = load_ruleset(None).rules
    settings = random_settings(rules, rng) if tally.batch % 2 else {}
    asked = asked_of(rules, settings)
    durable, reference = DurableEvaluator(asked), ReferenceEvaluator(asked)
    try:
        for kind, about in asked.items():
            mine = [r for r in rules.values() if kind in r.subjects]
            sets = Sets(mine, about, settings)
            records = [sets.draw(rng) for _ in range(size)]
            said, held = durable.decide(kind, records), reference.decide(kind, records)
            for record, one, two in zip(records, said, held, strict=True):
                if one != two:
                    tally.different.append(_difference(about, durable, reference, record))
            _count(tally, about, mine, records, held)
    finally:
        durable.close()
    tally.batch += 1
    tally.sets += size


def smallest(
    about: Asked, durable: DurableEvaluator, reference: ReferenceEvaluator, record: Record
) -> Record:
    """The record without every fact that the difference does not need."""
    kept = dict(record)
    for name in sorted(record):
        less = {k: v for k, v in kept.items() if k != name}
        if durable.decide(about.kind, [less]) != reference.decide(about.kind, [less]):
            kept = less
    return kept


def shares(tally: Tally) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Kind, rule, and the share of each end in all sets."""
    names = dict.fromkeys(tuple(key.split(" ")[:2]) for key in tally.ends)
    for kind, rule in names:
        yield kind, rule, {e: tally.ends[f"{kind} {rule} {e}"] / tally.sets for e in ENDS}


def table(tally: Tally) -> str:
    """Every rule with its shares, those below the least marked."""
    lines = [
        f"{'rule':<44} {'subject':<10} {'fires %':>8} {'passes %':>8} {'open %':>8}",
    ]
    for kind, rule, found in shares(tally):
        mark = "  BELOW 1 %" if min(found.values()) < LEAST else ""
        each = " ".join(f"{100 * found[e]:>8.2f}" for e in ENDS)
        lines.append(f"{rule:<44} {kind:<10} {each}{mark}")
    lines.append(
        f"cases that never fired: {', '.join(n for n, c in sorted(tally.cases.items()) if not c) or 'none'}"
    )
    lines.append(f"sets on which the evaluators differ: {len(tally.different)}")
    lines += [json.dumps(d, ensure_ascii=False) for d in tally.different[:10]]
    return "\n".join(lines)


def figures(tally: Tally) -> dict[str, object]:
    """The JSON line."""
    found = list(shares(tally))
    return {
        "sets": tally.sets,
        "seed": tally.seed,
        "rules": len({rule.removesuffix("(site-form)") for _, rule, _ in found}),
        "different": len(tally.different),
        "below": [f"{kind} {rule}" for kind, rule, s in found if min(s.values()) < LEAST],
        "least_percent": round(100 * min(min(s.values()) for _, _, s in found), 2),
        "cases_never_fired": [n for n, c in sorted(tally.cases.items()) if not c],
        "cpu_seconds": round(tally.seconds, 1),
    }


def _count(
    tally: Tally, about: Asked, rules: Sequence[Rule], records: Sequence[Record], held: Sequence[set[int]]
) -> None:
    kind = about.kind.value
    fired = Counter(n for signals in held for n in signals)
    for n, signal in enumerate(about.signals):
        if signal.case != MAYBE:
            tally.cases[f"{kind} {signal.name}"] += fired[n]
    for rule in rules:
        for end, number in _ends(rule, about, records, held).items():
            tally.ends[f"{kind} {rule.id} {end}"] += number
    for n, signal in enumerate(about.signals):
        if signal.site_form:
            for end, number in _site_ends(n, signal, records, held).items():
                tally.ends[f"{kind} {signal.rule}(site-form) {end}"] += number


def _ends(rule: Rule, about: Asked, records: Sequence[Record], held: Sequence[set[int]]) -> dict[str, int]:
    own = [(n, s.case) for n, s in enumerate(about.signals) if s.rule == rule.id and not s.site_form]
    sure = frozenset(n for n, case in own if case != MAYBE)
    may = next(n for n, case in own if case == MAYBE)
    test = about.applies.get(rule.id)
    found = dict.fromkeys(ENDS, 0)
    for record, signals in zip(records, held, strict=True):
        if signals & sure:
            found["fires"] += 1
        elif may in signals:
            found["open"] += 1
        elif test is None or test(record) != FALSE:
            found["passes"] += 1
    return found


def _site_ends(
    number: int, signal: Signal, records: Sequence[Record], held: Sequence[set[int]]
) -> dict[str, int]:
    truth = truth_of(signal.condition)
    fires = sum(number in h for h in held)
    opened = sum(truth(r) == UNKNOWN for r in records)
    return {"fires": fires, "passes": len(records) - fires - opened, "open": opened}


def _difference(
    about: Asked, durable: DurableEvaluator, reference: ReferenceEvaluator, record: Record
) -> dict[str, object]:
    """One difference, as small as it gets."""
    small = smallest(about, durable, reference, record)
    one, two = durable.decide(about.kind, [small])[0], reference.decide(about.kind, [small])[0]
    return {
        "kind": about.kind.value,
        "facts": dict(small),
        "durable-rules only": [about.signals[n].name for n in sorted(one - two)],
        "reference only": [about.signals[n].name for n in sorted(two - one)],
        "set": dict(record),
    }


def _begun(state: Path | None, seed: int) -> Tally:
    if state is None or not state.is_file():
        return Tally(seed)
    kept = json.loads(state.read_text(encoding="utf-8"))
    counters = {name: Counter(kept.pop(name)) for name in ("ends", "cases")}
    found = Tally(**kept, **counters)
    if found.seed != seed:
        raise SystemExit(f"{state} was begun with --seed {found.seed}")
    return found


def _keep(state: Path, tally: Tally) -> None:
    kept = {name: getattr(tally, name) for name in Tally.__dataclass_fields__}
    new = state.with_suffix(".new")
    new.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    new.replace(state)


def _tell(tally: Tally, wanted: int) -> None:
    done = tally.sets
    rate = done / max(tally.seconds, 0.001)
    print(
        f"{done}/{wanted} sets, {rate:.0f}/s CPU, {len(tally.different)} differ", file=sys.stderr, flush=True
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, metavar="FILE", help="keep the counts here after every batch")
    parser.add_argument("--quick", action="store_true", help="20,000 sets")
    given = parser.parse_args()
    given.sets = min(given.sets, 20_000) if given.quick else given.sets
    return given


if __name__ == "__main__":
    sys.exit(main())
