"""Whether a page of a document leaves its list of related papers to a script."""

from __future__ import annotations

from crawler.extract.blocks import Block
from crawler.extract.document import Document
from crawler.extract.remembered import by_text
from crawler.extract.words import form, ordered

_FILL = form("related_filled")
_LABEL, _SCRIPT = form("related_label"), form("related_script")
_SHORT = 14


def waits_for_related(page: list[Block], document: Document) -> bool:
    """Scripts speak of related papers, or a heading for them stands over nothing and a script fills something in."""
    if any(_speaks(s) for s in document.scripts):
        return True
    return _stands_over_nothing(page) and (
        _SCRIPT.search(document.told) is not None or any(_FILL.search(s) for s in document.scripts)
    )


@by_text
def _speaks(script: str) -> bool:
    return any(mark in script for mark in ordered("related_marks")) and _SCRIPT.search(script) is not None


def _stands_over_nothing(page: list[Block]) -> bool:
    """A heading of related papers with no link in it nor right behind it."""
    for at, block in enumerate(page):
        if block.linked or len(block.text) > _SHORT or not _LABEL.match(block.plain):
            continue
        if not any(b.linked for b in page[at + 1 : at + 2]):
            return True
    return False
