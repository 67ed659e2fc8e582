"""What a publishing platform's reader consists of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml.etree import _Element

from crawler.extract.blocks import Block
from crawler.extract.document import Document
from records.types import Header, PageReading, Paging, TreeNode


def nothing(document: Document) -> bool:
    """No mark of this kind."""
    return False


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform by what its pages show. `shown` recognises a page by its markup or address, `told` by its scripts; the other parts are there where it has its own way.

    `header` completes what labels gave; `paging` finds further pages; `fills` names the interfaces that bring the rows
    of a list left empty; `opened` tells what an anchor leads to that only a script opens; `tree` is what a script keeps
    of the column tree; `unpack` gives the HTML inside an answer that is no page; `answer` reads an answer that is no
    HTML at all; `shown_at` tells on which page a visitor sees what the interface of that address answers.
    """

    name: str
    shown: Callable[[Document], bool]
    told: Callable[[Document], bool] = nothing
    header: Callable[[list[Block], Header], Header] | None = None
    paging: Callable[[Document], Paging | None] | None = None
    fills: Callable[[Document], tuple[str, ...]] | None = None
    opened: Callable[[Document, _Element], str | None] | None = None
    tree: Callable[[Document], tuple[TreeNode, ...]] | None = None
    unpack: Callable[[str], str | None] | None = None
    answer: Callable[[str, str], PageReading | None] | None = None
    shown_at: Callable[[str], str | None] | None = None
