"""The six parts of an annual report as its text shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from checks import words
from records.papers import Paper

_SHORT = 40


@dataclass(frozen=True, slots=True)
class Parts:
    """Names of the parts that no heading shows, and whether the others stand in their order."""

    missing: tuple[str, ...]
    in_order: bool

    @property
    def found(self) -> int:
        """How many parts there are."""
        return len(words.table("report_parts")) - len(self.missing)


def parts(paper: Paper) -> Parts:
    """The parts of one paper; headings may stand in lines of their own or begin a paragraph."""
    lines = paper.text.split("\n")
    places = [tuple(_places(lines, name)) for name in words.table("report_parts")]
    missing = tuple(n for n, found in zip(words.table("report_parts"), places, strict=True) if not found)
    return Parts(missing, _rises(found for found in places if found))


def _places(lines: list[str], part: str) -> Iterable[tuple[int, int]]:
    """(line, character) of each heading of this part."""
    numbered, bare = _signs(part)
    for n, line in enumerate(lines):
        for found in numbered.finditer(line):
            yield n, found.start()
        if len(line) <= _SHORT and bare.match("".join(line.split())):
            yield n, 0


@cache
def _signs(part: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    sign = words.table("report_parts")[part]
    heading, bare = words.text("report_heading"), words.text("report_bare_heading")
    return re.compile(heading.replace("{part}", sign)), re.compile(bare.replace("{part}", f"(?:{sign})"))


def _rises(places: Iterable[tuple[tuple[int, int], ...]]) -> bool:
    """One heading of each part can be chosen so that they follow one another (a list of contents may come first)."""
    last = (-1, -1)
    for found in places:
        later = [p for p in found if p > last]
        if not later:
            return False
        last = min(later)
    return True
