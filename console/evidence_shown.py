"""What proves a finding, line by line; and what the verification of a package found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from console.explaining import basis_line
from console.texts import say
from console.why import shown
from records.fact_names import BY_NAME
from records.proofs import Proof
from records.reviews import PackNote
from records.types import Compared, Evidence
from reports.evidence.placing import Spot
from reports.evidence.telling import Placed
from reports.evidence.verifying import Check, Verified
from reports.plain import plain
from rules.texts import fact_called
from rules.texts import say as told

HEADERS = ("date", "last-modified", "content-type", "server", "etag", "content-length")
_YES_NO = {"True": True, "False": False}
COLUMNS = 40  # of the tree as read


def evidence_lines(proof: Proof, placed: Sequence[Placed]) -> Iterator[str]:
    """The finding, the values compared, the rule, every page with its places, what was searched, what persons said."""
    yield from _head(proof)
    yield ""
    yield say("evidence.compared")
    yield from (f"  {_compared(c)}" for c in proof.finding.compared)
    for number, one in enumerate(placed, start=1):
        yield ""
        yield from _piece(number, one)
    yield ""
    yield from _searched(proof)
    yield from _persons(proof)


def verify_lines(found: Verified, known: PackNote | None) -> Iterator[str]:
    """What was looked at, what was altered first, and whether this database knows the package."""
    for check in sorted(found.checks, key=lambda c: c.good):
        if not check.good or check.key in {"masked", "body", "left_out"}:
            yield _check(check)
    altered = sum(not c.good for c in found.checks)
    good = say("verify.whole", n=len(found.checks))
    yield say("verify.altered", n=altered) if altered else good
    yield say("evidence.manifest", sha256=found.manifest)
    if known is not None:
        yield say("verify.known", at=known.at, who=known.who)
    else:
        yield say("verify.unknown")


def _head(proof: Proof) -> Iterator[str]:
    f, judged = proof.finding, proof.judged
    severity = say(f"severity.{f.severity.value}")
    yield f"{f.rule} · {f.id} · {say('outcome.' + f.outcome.value)} · {severity}"
    yield f.message
    yield say("explain.subject", subject=f.subject, url=f.url)
    yield say("explain.observed", observed=f.observed)
    yield say("explain.expected", expected=f.expected)
    yield from (basis_line(b) for b in f.basis)
    yield say(
        "evidence.run", run=proof.run.id, today=judged.today, tool=judged.tool_version, by=judged.evaluator
    )
    kept = say("evidence.rule_kept" if judged.rule_text else "evidence.rule_not_kept")
    yield say("evidence.rule", version=f.rule_version, digest=judged.rules_digest) + kept


def _compared(one: Compared) -> str:
    if one.setting:
        return say("evidence.setting", name=one.name, value=one.value)
    name = fact_called(one.name, "zh") if one.name in BY_NAME else one.name
    value = (
        say("explain.not_known", reason=told(f"reason.{one.reason}", "zh"))
        if one.reason
        else shown(_YES_NO.get(one.value, one.value))
    )
    return f"{name} = {value}"


def _piece(number: int, placed: Placed) -> Iterator[str]:
    piece, found = placed.piece, placed.piece.slice
    first, fetch = piece.said[0], piece.fetch
    yield say("evidence.page", n=number, url=piece.url)
    at = first.fetched_at or (fetch.fetched_at if fetch else None)
    status = first.status or (fetch.status if fetch else None)
    yield "  " + say("evidence.fetched", at=at or "—", status=status or "—")
    if piece.sha256:
        size = len(found.body) if found else (fetch.bytes if fetch else None)
        yield f"  SHA-256 {piece.sha256} · " + say("evidence.bytes", n=size if size is not None else "—")
    if piece.problem:
        keys = {"no-body": "evidence.no_body", "no-record": "evidence.no_record"}
        yield "  " + say(
            "evidence.problem", why=say(keys[piece.problem]) if piece.problem in keys else piece.problem
        )
    if found is not None:
        yield "  " + say(
            "evidence.peer", ip=found.ip or "—", file=found.ref.file, offset=found.ref.offset, id=found.record
        )
        heads = [
            f"{k}: {v}" for k, v in found.headers if k.lower().removeprefix("x-archive-orig-") in HEADERS
        ]
        yield "  " + say("evidence.headers") + "; ".join(heads)
    for said, spot in zip(piece.said, placed.spots, strict=True):
        yield from (f"  {line}" for line in _place(said, spot))


def _place(said: Evidence, spot: Spot | None) -> Iterator[str]:
    if said.quote:
        yield say("evidence.quote", quote=said.quote, place=said.place).rstrip()
    elif said.place:
        yield say("evidence.place", place=said.place)
    if spot is None:
        return
    cell = spot.cell
    where = say("evidence.cell", table=cell[0], row=cell[1], column=cell[2]) if cell else ""
    yield "  " + say("evidence.selector", selector=spot.selector, line=spot.line) + where


def _searched(proof: Proof) -> Iterator[str]:
    seen = proof.coverage
    whole = say("evidence.complete" if seen.complete else "evidence.incomplete")
    counts = {n: getattr(seen, n) for n in ("planned", "seen", "failed", "blocked", "unread")}
    yield say("evidence.searched", whole=whole, **counts)
    names = [c.name for c in proof.columns[:COLUMNS]]
    more = say("evidence.more", n=len(proof.columns) - COLUMNS) if len(proof.columns) > COLUMNS else ""
    yield say("evidence.tree", names=say("comma").join(names) + more)
    yield say("evidence.searched_pages", n=len(proof.pages))


def _persons(proof: Proof) -> Iterator[str]:
    for review in proof.reviews:
        verdict = say(f"review.verdict.{review.verdict.value}")
        yield say("review.line", at=review.at, who=plain(review.who), verdict=verdict, why=plain(review.why))
    for appeal in proof.appeals:
        yield say("review.appealed", at=appeal.at, who=plain(appeal.who), reason=plain(appeal.reason))
        for file in appeal.files:
            yield f"  {plain(file.name)} · SHA-256 {file.sha256} · {file.kept}"


def _check(check: Check) -> str:
    sign = "✓" if check.good else "✗"
    return f"{sign} " + say(f"verify.{check.key}", what=plain(check.what), detail=plain(check.detail))
