"""Which pages of a finding are drawn, and what the head of each picture tells."""

from __future__ import annotations

from collections.abc import Sequence

from console.evidence_copies import Sheet
from console.texts import say
from crawler.extract.strict_masking import masked_address, masked_text
from crawler.rendering.picture import pictures
from records.proofs import Answer, PictureAsked, Proof
from records.types import Evidence
from reports.evidence.marking import MARK, Line, marked_markup
from reports.evidence.placing import Spot

MOST = 3  # pictures in a package
FIRST_MARK = f'[{MARK}="1"]'
QUOTE = 90  # characters of a quote in a picture's head


def drawn(proof: Proof, found: Sequence[Sheet], answer: Answer, *, masked: bool) -> dict[int, bytes]:
    """Number of the piece → PNG, for the pages that show most; fewer where there is no browser."""
    numbered = [(n, s) for n, s in enumerate(found, start=1) if s.root is not None]
    chosen = sorted(sorted(numbered, key=lambda x: (not _is_marked(x[1]), x[0]))[:MOST], key=lambda x: x[0])
    asked = [_asked(proof, sheet, masked) for _, sheet in chosen]
    made = zip(chosen, pictures(asked, answer), strict=True)
    return {n: png for (n, _), png in made if png is not None}


def _is_marked(sheet: Sheet) -> bool:
    return any(s is not None and s.is_seen for s in sheet.placed.spots)


def _asked(proof: Proof, sheet: Sheet, masked: bool) -> PictureAsked:
    assert sheet.root is not None
    piece = sheet.copy.piece
    first, fetch = piece.said[0], piece.fetch
    url = masked_address(piece.url) if masked else piece.url
    lines = [
        Line(say("picture.finding"), f"{proof.finding.message} [{proof.finding.rule} · {proof.finding.id}]"),
        Line(say("picture.address"), url),
        Line(
            say("picture.fetched"),
            f"{first.fetched_at or (fetch.fetched_at if fetch else '') or ''} · HTTP {first.status or ''}",
        ),
        Line("SHA-256", piece.sha256),
        *(_place(e, s, n) for e, s, n in _numbered(sheet) if e.quote or s),
        Line(say("picture.note"), say("picture.masked" if masked else "picture.unmasked")),
    ]
    told = [Line(x.name, masked_text(x.value)) if masked and x.name != "SHA-256" else x for x in lines]
    spots = [s for s in sheet.placed.spots if s is not None]
    markup = marked_markup(sheet.root, spots, told, say("picture.title"))
    return PictureAsked(url, markup, FIRST_MARK)


def _numbered(sheet: Sheet) -> list[tuple[Evidence, Spot | None, int]]:
    """Each piece of evidence with its spot and the number of its mark, 0 where nothing is marked."""
    numbered, at = [], 0
    for said, spot in zip(sheet.copy.piece.said, sheet.placed.spots, strict=True):
        at += spot is not None and spot.is_seen
        numbered.append((said, spot, at if spot is not None and spot.is_seen else 0))
    return numbered


def _place(said: Evidence, spot: Spot | None, number: int) -> Line:
    quote = say("picture.quote", quote=said.quote[:QUOTE]) if said.quote else ""
    if number:
        return Line(say("picture.mark", n=number), f"{quote} {said.place}".strip())
    if spot is not None:
        return Line(
            say("picture.source"), say("picture.line", line=spot.line, quote=quote or spot.text[:QUOTE])
        )
    return Line(said.place or say("picture.unmarked"), quote)
