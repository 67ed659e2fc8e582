"""The bench's tables and its last line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from labelled.comparing import Comparison, Disagreement, Tally
from labelled.planting import REGISTRY
from labelled.wording import words

HEAD = (
    f"{'rule':34} {'planted':>7} {'hit':>5} {'miss':>5} {'false':>5} {'near':>5} {'held':>5} "
    f"{'base':>6} {'held':>6} {'prec':>6} {'recall':>6} {'review%':>7}"
)


def table(found: Comparison) -> Iterable[str]:
    """One line a rule."""
    yield HEAD
    for rule in sorted(r for r in found.tallies if not unjudged(r)):
        yield row(rule, found.tallies[rule])
    yield row("all", summed(t for r, t in found.tallies.items() if not unjudged(r)))


def unjudged(rule: str) -> str:
    """Why the bench cannot judge this rule at all; empty for all others."""
    return str(words("contract")["rules"].get(rule, {}).get("unjudged", ""))


def row(name: str, t: Tally) -> str:
    """The counts of one rule."""
    share = 100 * t.undue_reviews / t.decided if t.decided else 0.0
    counts = f"{t.planted:7} {t.hits:5} {t.misses:5} {t.false:5} {t.near:5} {t.near_held:5} {t.base:6} {t.base_held:6}"
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


def gaps(found: Comparison, rules: set[str]) -> Iterable[str]:
    """Which rules had no planted fault, no near-miss, or cannot be judged."""
    known = words("contract")["rules"]
    judged = [r for r in known if r in rules and not unjudged(r)]
    bare = [r for r in judged if not found.tallies[r].planted]
    far = [r for r in judged if not found.tallies[r].near]
    yield f"no planted fault in this run: {', '.join(bare) or '-'}"
    yield f"no near-miss in this run: {', '.join(far) or '-'}"
    yield from (f"not judged: {r} ({unjudged(r)})" for r in known if unjudged(r))
    strange = sorted(rules - set(known))
    if strange:
        yield f"rules the contract does not list: {', '.join(strange)}"


def forms(found: Comparison) -> Iterable[str]:
    """Every plant of the run with how often it stood and how often it was answered rightly."""
    yield f"{'rule':34} {'plant':42} {'kind':6} {'stood':>5} {'right':>5}"
    for name, (stood, right) in sorted(found.forms.items()):
        rule, plant, kind = name.split(" ")
        yield f"{rule:34} {plant:42} {kind:6} {stood:5} {right:5}"


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


def each(differences: list[Disagreement], folder: Path | None) -> Iterable[str]:
    """Every difference with its page, what was planted there and all that the finding says."""
    meanings = {p.name: (p.apply.__doc__ or "").strip() for p in REGISTRY}
    for d in differences:
        yield f"{d.kind:14} {d.rule:32} {d.subject}"
        yield f"    got {d.got}, wanted {d.wanted}"
        yield f"    planted: {d.plant or 'nothing here'}  {meanings.get(d.plant, '')}"
        yield f"    page: {d.page}"
        if folder:
            yield f"    kept: {_kept(d, folder)}"
            yield f"    read: .venv/bin/gongkai read {_kept(d, folder)} --url {d.page} --format json"
        yield from _said(d)


def lines(differences: list[Disagreement]) -> Iterable[str]:
    """Every difference as one JSON object, for programs."""
    for d in differences:
        yield json.dumps(vars(d), ensure_ascii=False)


def _kept(d: Disagreement, folder: Path) -> Path:
    parts = urlsplit(d.page)
    host = "other" if parts.hostname == "127.0.0.2" else "main"
    path = parts.path + ("index.html" if parts.path.endswith("/") else "")
    return folder / d.site / "pages" / host / path.strip("/")


def _said(d: Disagreement) -> Iterable[str]:
    for name in ("message", "observed", "expected", "reason", "cause"):
        if d.line.get(name):
            yield f"    {name}: {str(d.line[name])[:400]}"
    for found in d.line.get("evidence", [])[:4]:
        yield f"    evidence: {found.get('url')} {found.get('place', '')} {str(found.get('quote', ''))[:160]}"
    if d.line.get("id"):
        yield f"    finding: {d.line['id']}"


def figures(found: Comparison, seconds: float, sites: int, trouble: int) -> str:
    """The last line: one JSON object."""
    kept = {r: t for r, t in found.tallies.items() if not unjudged(r)}
    total = summed(kept.values())
    rules = {
        rule: {**vars(t), "precision": t.precision, "recall": t.recall} for rule, t in sorted(kept.items())
    }
    return json.dumps(
        {
            "sites": sites,
            "not_audited": trouble,
            "seconds": round(seconds, 1),
            "planted": total.planted,
            "hits": total.hits,
            "false": total.false,
            "precision": total.precision,
            "recall": total.recall,
            "review_share": total.undue_reviews / total.decided if total.decided else None,
            "false_on_clean": found.false_on_clean,
            "rules": rules,
        },
        ensure_ascii=False,
    )
