"""What was read in a text that the pages of a site repeat, as their scripts do, is remembered for the next page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
_KEPT, _LONGEST = 256, 20_000  # texts, and characters of each: some megabytes at the very most


def by_text(read: Callable[[str], T]) -> Callable[[str], T]:
    """A pure function of a text that remembers its latest answers; long texts are read each time."""
    known = lru_cache(maxsize=_KEPT)(read)

    @wraps(read)
    def answer(text: str) -> T:
        return known(text) if len(text) <= _LONGEST else read(text)

    return answer
