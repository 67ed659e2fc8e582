"""The bench's tables and its last line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from labelled.comparing import Comparison, Disagreement, Tally

HEAD = f"{'rule':34} {'planted':>7} {'hit':>5} {'miss':>5} {'false':>5} {'near':>5} {'held':>5} {'prec':>6} {'recall':>6} {'review%':>7}"


def table(found: Comparison) -> Iterable[str]:
    """One line a rule."""
    yield HEAD
    for rule in sorted(found.tallies):
        yield row(rule, found.tallies[rule])
    yield row("all", summed(found.tallies.values()))


def row(name: str, t: Tally) -> str:
    """The counts of one rule."""
    share = 100 * t.undue_reviews / t.decided if t.decided else 0.0
    counts = f"{t.planted:7} {t.hits:5} {t.misses:5} {t.false:5} {t.near:5} {t.near_held:5}"
    return f"{name:34} {counts} {_part(t.precision)} {_part(t.recall)} {share:7.1f}"


def _part(value: float | None) -> str:
    return f"{value:6.3f}" if value is not None else "     –"


def summed(tallies: Iterable[Tally]) -> Tally:
    """The sum over rules."""
    total = Tally()
    for tally in tallies:
        for name in vars(total):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    return total


def causes(differences: list[Disagreement]) -> Iterable[str]:
    """Differences grouped by kind, rule and plant, the most frequent first, false fails on clean sites ahead."""
    order = {"false fail": 0, "false question": 1, "miss": 2, "near-miss": 3}
    groups = Counter((not d.clean, order.get(d.kind, 4), d.kind, d.rule, d.plant) for d in differences)
    for (dirty, _, kind, rule, plant), count in sorted(
        groups.items(), key=lambda g: (g[0][1], g[0][0], -g[1])
    ):
        sample = next(
            d for d in differences if (not d.clean, d.kind, d.rule, d.plant) == (dirty, kind, rule, plant)
        )
        where = "faulty" if dirty else "CLEAN"
        yield f"{count:4} {where:6} {kind:14} {rule} [{plant or '-'}] got {sample.got}, wanted {sample.wanted}"
        yield f"       {sample.site} {sample.page} {sample.message[:160]}"


def each(differences: list[Disagreement]) -> Iterable[str]:
    """Every difference with its page."""
    for d in differences:
        yield f"{d.kind:14} {d.rule:32} {d.subject}"
        yield f"    got {d.got}, wanted {d.wanted} [{d.plant or '-'}]"
        yield f"    {d.page}"
        yield f"    {d.message[:300]}"


def figures(found: Comparison, seconds: float, sites: int, trouble: int) -> str:
    """The last line: one JSON object."""
    total = summed(found.tallies.values())
    rules = {
        rule: {**vars(t), "precision": t.precision, "recall": t.recall}
        for rule, t in sorted(found.tallies.items())
    }
    return json.dumps(
        {
            "sites": sites,
            "not_audited": trouble,
            "seconds": round(seconds, 1),
            "precision": total.precision,
            "recall": total.recall,
            "review_share": total.undue_reviews / total.decided if total.decided else None,
            "false_on_clean": found.false_on_clean,
            "rules": rules,
        },
        ensure_ascii=False,
    )
