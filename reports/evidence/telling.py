"""A finding with all its proof as plain values: `finding.json` of a package, and `gongkai evidence --format json`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from records.proofs import Copy, Piece, Proof
from records.serial import plain as values
from records.types import Evidence
from records.views import finding_row
from reports.evidence.placing import Spot


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the texts that a finding quotes of one piece stand; None for one that was not found on the page."""

    piece: Piece
    spots: tuple[Spot | None, ...]


def finding_object(
    proof: Proof, copies: Sequence[Copy], placed: Sequence[Placed], pictures: Sequence[int] = ()
) -> dict[str, Any]:
    """The finding, by what it was judged, what it rests on, and what persons said of it."""
    judged = {k: v for k, v in asdict(proof.judged).items() if k != "rule_text"}
    return {
        "finding": finding_row(proof.finding),
        "compared": [values(c) for c in proof.finding.compared],
        "judged": judged | {"rule_kept": bool(proof.judged.rule_text)},
        "run": values(proof.run),
        "site": {"code": proof.site.code, "name": proof.site.name, "home": proof.site.home},
        "coverage": asdict(proof.coverage),
        "evidence": [
            _piece(c, p, n if n in pictures else 0)
            for n, (c, p) in enumerate(zip(copies, placed, strict=True), start=1)
        ],
        "searched": {"pages": len(proof.pages), "columns": len(proof.columns)},
        "reviews": [values(r) for r in proof.reviews],
        "appeals": [values(a) for a in proof.appeals],
    }


def _piece(copy: Copy, placed: Placed, picture: int) -> dict[str, Any]:
    piece, fetch, found = copy.piece, copy.piece.fetch, copy.piece.slice
    first = piece.said[0]
    told: dict[str, Any] = {
        "url": piece.url,
        "fetched_at": first.fetched_at or (fetch.fetched_at if fetch else None),
        "status": first.status or (fetch.status if fetch else None),
        "state": fetch.state.value if fetch else None,
        "peer_address": (found.ip if found else "") or (fetch.ip if fetch else None),
        "sha256": piece.sha256,
        "places": [_place(e, s) for e, s in zip(piece.said, placed.spots, strict=True)],
        "problem": piece.problem,
        "copy": _copy(copy),
    }
    if found is not None:
        told["bytes"] = len(found.body)
        told["headers"] = [list(pair) for pair in found.headers if pair[0].lower() != "set-cookie"]
        told["record"] = {"id": found.record, "date": found.fetched_at, "url": found.url}
        told["record"] |= {"file": found.ref.file, "offset": found.ref.offset}
    return told | ({"picture": f"picture-{picture}.png"} if picture else {})


def _copy(copy: Copy) -> dict[str, Any] | None:
    if copy.body is None:
        return {"left_out": copy.why} if copy.why else None
    return {"sha256": hashlib.sha256(copy.body).hexdigest(), "masked": copy.is_masked} | (
        {"note": copy.why} if copy.why else {}
    )


def _place(evidence: Evidence, spot: Spot | None) -> dict[str, Any]:
    told: dict[str, Any] = {"quote": evidence.quote, "place": evidence.place, "found": spot is not None}
    if spot is not None:
        told |= {"selector": spot.selector, "line": spot.line, "text": spot.text[:400]}
        if spot.cell:
            told["cell"] = dict(zip(("table", "row", "column"), spot.cell, strict=True))
    return told
