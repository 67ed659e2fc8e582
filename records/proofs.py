"""All that proves one finding, gathered from the store and the archive: what `gongkai evidence` shows and packs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from records.reviews import Appeal, Review
from records.slices import Slice
from records.types import Column, Coverage, Evidence, Fetch, Finding, Run, Site


@dataclass(frozen=True, slots=True)
class Piece:
    """One archived body with everything that the finding quotes from it. `problem`: why it cannot be shown, else empty."""

    url: str
    sha256: str
    said: tuple[Evidence, ...]
    fetch: Fetch | None = None
    slice: Slice | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page of the crawl, as the list of pages searched names it."""

    url: str
    kind: str
    fetch: Fetch


@dataclass(frozen=True, slots=True)
class Judged:
    """By what the finding was judged. `rule_text`: the rule and its laws as they stood, empty where they were not kept."""

    today: str
    rules_digest: str
    evaluator: str
    tool_version: str
    rule_text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One finding with its proof: bodies, pages searched, the tree as read, and what persons said of it."""

    finding: Finding
    site: Site
    run: Run
    judged: Judged
    coverage: Coverage
    pieces: tuple[Piece, ...]
    columns: tuple[Column, ...] = ()
    pages: tuple[PageSeen, ...] = ()
    reviews: tuple[Review, ...] = ()
    appeals: tuple[Appeal, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """What a package holds of one body. `body` None: left out, `why` says for what reason.

    `is_masked`: personal data was masked, so its digest is not the original's.
    """

    piece: Piece
    body: bytes | None
    is_masked: bool = False
    content_type: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class PictureAsked:
    """A page to be drawn: its address, its markup with the places marked, and what counts as its first mark."""

    url: str
    markup: str
    mark: str


Answer = Callable[[str], tuple[bytes, str] | None]
"""Body and content type of an address out of the archive; None where it is not there."""
