"""What a publishing platform's reader consists of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler.extract.blocks import Block
from crawler.extract.document import Document
from records.types import Header, PageReading, Paging


def nothing(document: Document) -> bool:
    """No mark of this kind."""
    return False


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform by what its pages show. `shown` recognises a page by its markup or address, `told` by its scripts; the other parts are there where it has its own way.

    `header` completes what labels gave; `paging` finds further pages; `unpack` gives the HTML inside an answer that is
    no page; `answer` reads an answer that is no HTML at all.
    """

    name: str
    shown: Callable[[Document], bool]
    told: Callable[[Document], bool] = nothing
    header: Callable[[list[Block], Header], Header] | None = None
    paging: Callable[[Document], Paging | None] | None = None
    unpack: Callable[[str], str | None] | None = None
    answer: Callable[[str, str], PageReading | None] | None = None
