"""How much of one text stands in another, by a sample of its runs of characters."""

from __future__ import annotations

from array import array
from zlib import crc32

SIZE, SHARE, MOST = 8, 4, 4_000  # characters of a run; one run in so many is kept; runs kept at most
ENOUGH = 12  # runs from which a share means something
_WIDTH = 4  # bytes of a character


def sketch(text: str) -> array[int]:
    """The sampled runs of a text, sorted; which ones are taken depends on their own characters alone."""
    buffer = "".join(text.split()).encode("utf-32-le")
    codes = memoryview(buffer).cast("I")
    taken = [n for n in range(len(codes) - SIZE + 1) if (codes[n] + codes[n + SIZE - 1]) % SHARE == 0]
    found = {crc32(buffer[n * _WIDTH : (n + SIZE) * _WIDTH]) for n in taken}
    return array("I", sorted(found)[:MOST])


def percent_within(part: array[int], whole: array[int]) -> int:
    """The share of `part` that stands in `whole`, in percent; 0 where the text is too short to tell."""
    if len(part) < ENOUGH:
        return 0
    return round(100 * len(set(part).intersection(whole)) / len(part))
