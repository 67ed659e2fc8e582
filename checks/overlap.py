"""How much of one text stands in another, by a sample of its runs of characters."""

from __future__ import annotations

from array import array
from zlib import crc32

SIZE, SHARE, MOST = 8, 4, 4_000  # characters of a run; one run in so many is kept; runs kept at most
ENOUGH = 12  # runs from which a share means something


def sketch(text: str) -> array[int]:
    """The sampled runs of a text, sorted; the same text always gives the same."""
    plain = "".join(text.split())
    found = {crc32(plain[n : n + SIZE].encode()) for n in range(len(plain) - SIZE + 1)}
    return array("I", sorted(h for h in found if h % SHARE == 0)[:MOST])


def percent_within(part: array[int], whole: array[int]) -> int:
    """The share of `part` that stands in `whole`, in percent; 0 where the text is too short to tell."""
    if len(part) < ENOUGH:
        return 0
    return round(100 * len(set(part).intersection(whole)) / len(part))
