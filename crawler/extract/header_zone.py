"""Where on a page a label belongs to the information header, and where to the text of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crawler.extract import dates
from crawler.extract.blocks import Block
from crawler.extract.inline_labels import field_of

_SENTENCE, _BOX = 30, 40
_STOP, _COLONS = "\u3002", ("：", ":")
_ANYWHERE = frozenset({"index_number", "decided_on", "approved_on", "decision_number"})
_IN_LINES = frozenset({"published_on", "content_source"})


class Zone:
    """Documents hold tables whose columns are called like fields of the header.

    Below the first sentence of the text such labels count only in a box that an index number opens; days of
    publication and sources also in a line of several labels, or below the last sentence.
    """

    def __init__(self, found: Sequence[Block], text: Sequence[Block]) -> None:
        self._found, self._box = found, -_BOX - 1
        self._start = _place(found, text)
        self._end = _place(found, reversed(text)) if self._start < len(found) else self._start

    def accepts(self, field: str, n: int) -> bool:
        """Whether the label at this block is one of the header."""
        if n <= self._start:
            return True
        if field == "index_number":
            self._box = n
        if field in _ANYWHERE or n - self._box <= _BOX:
            return True
        if field not in _IN_LINES:
            return False
        text = self._found[n].text
        if field_of(text.rstrip("".join(_COLONS))) is not None:
            return False
        return n > self._end or sum(map(text.count, _COLONS)) > 1 or dates.find_date(text) is not None


def _place(found: Sequence[Block], text: Iterable[Block]) -> int:
    """Where the first of these blocks that holds a sentence stands; behind all where none does."""
    told = next(
        (b for b in text if len(b.text) >= _SENTENCE and _STOP in b.text and b.linked * 3 < len(b.text)), None
    )
    return next((n for n, b in enumerate(found) if b is told), len(found))
