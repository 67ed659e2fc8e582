"""Numbers of a document that stand by its title without any label, known by their shape."""

from __future__ import annotations

from dataclasses import replace

from crawler.extract.blocks import Block
from crawler.extract.loose_dates import after_title, end_of_lead, in_list
from crawler.extract.words import compact, form
from records.types import Header

_INDEX, _NUMBER = form("bare_index"), form("number_alone")
_ENDS = frozenset("0123456789)）\u53f7")
_ABOVE, _SHORTEST, _LONGEST = 12, 8, 48


def numbered(header: Header, found: list[Block], title: str) -> Header:
    """The header with an index number and a document number from lines of their own around the title.

    Broken numbers are what an audit looks for: blanks inside one are kept as they are printed.
    """
    wants_index = header.index_number is None and "index_number" not in header.labels
    wants_number = header.document_number is None and "document_number" not in header.labels
    start = after_title(found, compact(title)) if wants_index or wants_number else 0
    if not start:
        return header
    below = [b for b in found[start : end_of_lead(found, start)] if not b.is_columned]
    around = found[max(0, start - _ABOVE) : start] + below
    lines = [
        b for b in around if b.text[-1] in _ENDS and _SHORTEST <= len(b.text) <= _LONGEST and not b.linked
    ]
    index = (
        next((b.text for b in lines if _INDEX.match(b.text) and not in_list(b)), None)
        if wants_index
        else None
    )
    number = (
        next((m.group(1) for b in lines if (m := _NUMBER.match(compact(b.text)))), None)
        if wants_number
        else None
    )
    if index is None and number is None:
        return header
    return replace(
        header, index_number=header.index_number or index, document_number=header.document_number or number
    )
