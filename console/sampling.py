"""A reproducible sample of what a run decided, stratified by column and outcome."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from records.store import Store
from records.types import Finding, Run, Verdict, finding_id
from records.vocabulary import Outcome

OUTCOMES = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNCHECKED, Outcome.PASS, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Draw:
    """How many, and the seed that makes the same sample again."""

    size: int
    seed: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One decision that was drawn. `stratum`: column and outcome; `of`: drawn/all of its stratum."""

    id: str
    rule: str
    subject: str
    outcome: Outcome
    column: str
    url: str
    title: str
    message: str
    stratum: str
    of: str


def sampled(store: Store, run: Run, outcomes: frozenset[Outcome], draw: Draw) -> list[Drawn]:
    """The sample, stratum by stratum. The order in which verdicts lie in the database has no part in it."""
    strata: dict[tuple[str, Outcome], list[Verdict]] = defaultdict(list)
    for verdict in store.verdicts(run.id):
        if verdict.outcome in outcomes:
            strata[_column(verdict), verdict.outcome].append(verdict)
    shares = shared_out({k: len(v) for k, v in strata.items()}, draw.size)
    findings = {f.id: f for f in store.findings(run.id)}
    places = _places(store, run)
    found = []
    for key in sorted(strata, key=lambda k: (OUTCOMES.index(k[1]), k[0])):
        lot = sorted(strata[key], key=lambda v: _lot(draw.seed, v))[: shares[key]]
        of = f"{shares[key]}/{len(strata[key])}"
        for v in sorted(lot, key=lambda v: (v.rule, v.subject)):
            found.append(_drawn(v, findings.get(finding_id(v.rule, v.subject)), places, of))
    return found


def shared_out(sizes: Mapping[tuple[str, Outcome], int], size: int) -> dict[tuple[str, Outcome], int]:
    """How many of each stratum: one each as far as it reaches, the outcomes in turn, the rest in proportion to size."""
    order = _in_turn(sizes)
    shares = {k: int(n < size) for n, k in enumerate(order)}
    left = min(size, sum(sizes.values())) - sum(shares.values())
    rest = {k: sizes[k] - shares[k] for k in order}
    total = sum(rest.values())
    if left <= 0 or not total:
        return shares
    exact = {k: left * rest[k] / total for k in order}
    for k in order:
        shares[k] += int(exact[k])
    left -= sum(int(exact[k]) for k in order)
    for k in sorted(order, key=lambda k: (int(exact[k]) - exact[k], order.index(k)))[:left]:
        shares[k] += 1
    return shares


def _in_turn(sizes: Mapping[tuple[str, Outcome], int]) -> list[tuple[str, Outcome]]:
    """The largest stratum of every outcome, then the second ones, and so on; breaches before passes."""
    outcomes = list(OUTCOMES)
    by_size = sorted(sizes, key=lambda k: (-sizes[k], k[0]))
    ranks = {k: [x for x in by_size if x[1] is k[1]].index(k) for k in by_size}
    return sorted(by_size, key=lambda k: (ranks[k], outcomes.index(k[1])))


def _lot(seed: str, verdict: Verdict) -> str:
    return hashlib.sha256(f"{seed}\n{verdict.rule}\n{verdict.subject}".encode()).hexdigest()


def _column(verdict: Verdict) -> str:
    parts = verdict.subject.split("/")
    return parts[1] if len(parts) > 1 else ""


def _places(store: Store, run: Run) -> dict[str, tuple[str, str]]:
    """Page key, or key of a column → address and title."""
    dossier = store.dossier(run.id)
    places = {c.key: (c.url or "", c.name) for c in reversed(dossier.columns)}
    places |= {p.key: (p.fetch.url, p.title) for p in dossier.pages}
    return places | {e.key: (e.url, e.title) for e in dossier.entries}


def _drawn(
    verdict: Verdict, finding: Finding | None, places: Mapping[str, tuple[str, str]], of: str
) -> Drawn:
    column, parts = _column(verdict), verdict.subject.split("/")
    known: Sequence[str] = next((places[p] for p in reversed(parts) if p in places), ("", ""))
    return Drawn(
        id=finding_id(verdict.rule, verdict.subject),
        rule=verdict.rule,
        subject=verdict.subject,
        outcome=verdict.outcome,
        column=column,
        url=finding.url if finding else known[0],
        title=finding.title if finding else known[1],
        message=finding.message if finding else "",
        stratum=f"{column} {verdict.outcome.value}".strip(),
        of=of,
    )
