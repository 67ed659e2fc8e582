"""What a package holds of each body: the original, a masked copy, or why it was left out; and where the quotes stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from console.texts import say
from crawler.extract.decoding import decode
from crawler.extract.strict_masking import masked_address, masked_body, masked_document, masked_text
from records.documents import DocumentText
from records.proofs import Copy, Piece, Proof
from records.store import Store
from reports.evidence.marking import document_markup
from reports.evidence.pack import Masks
from reports.evidence.placing import Page, parsed
from reports.evidence.telling import Placed

TEXT = "text/plain; charset=utf-8"
MASKING = Masks(masked_text, masked_address)
OPEN = Masks(str, str, is_masking=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece as a page that can be searched and drawn; `root` None where there is nothing to show."""

    copy: Copy
    root: etree._Element | None
    placed: Placed


def sheets(store: Store, proof: Proof, *, masked: bool) -> list[Sheet]:
    """Every piece with its copy and the places of its quotes."""
    return [_sheet(store, proof, piece, masked) for piece in proof.pieces]


def _sheet(store: Store, proof: Proof, piece: Piece, masked: bool) -> Sheet:
    copy = _copy(store, piece, masked)
    document = store.document(piece.sha256) if piece.slice is not None else None
    root = parsed(_markup(copy, document)) if piece.slice is not None else None
    if root is None:
        return Sheet(copy, None, Placed(piece, tuple(None for _ in piece.said)))
    page = Page(root, piece.url)
    return Sheet(copy, root, Placed(piece, tuple(page.spot(e, proof.finding.url) for e in piece.said)))


def _copy(store: Store, piece: Piece, masked: bool) -> Copy:
    found = piece.slice
    if found is None:
        return Copy(piece, None, why=piece.problem)
    kind = next((v for k, v in found.headers if k.lower() == "content-type"), "")
    if not masked:
        return Copy(piece, found.body, content_type=kind)
    body = masked_body(found.body, kind.lower())
    if body is not None:
        return Copy(piece, body, body != found.body, kind)
    document = store.document(piece.sha256)
    text = masked_document(document) if document is not None else None
    if text is None:
        return Copy(piece, None, why=say("evidence.cannot_mask"))
    if text == b"":
        return Copy(piece, found.body, content_type=kind)
    return Copy(piece, text, is_masked=True, content_type=TEXT, why=say("evidence.text_only"))


def _markup(copy: Copy, document: DocumentText | None) -> str:
    """The copy as markup: a page as it is, a document from what was read of it."""
    if document is not None:
        name = copy.piece.said[0].quote or copy.piece.url
        shown = document_markup(document, name).encode("utf-8", "replace")
        return (masked_body(shown, "text/html") or shown).decode("utf-8", "replace")
    return decode(copy.body, copy.content_type).text if copy.body else ""
