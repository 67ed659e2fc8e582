"""How the site numbers its documents: families, the meaning of the year, the code in use – declared or learned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checks import words
from checks.codes import org_code_holds
from checks.index_numbers import OK, OTHER, IndexNumber, family_pattern, read, tail_pattern
from records.sitefile import credit_code_holds
from records.types import Entry, Site
from records.vocabulary import Reason

ENOUGH = 20  # numbers from which a scheme may be learned …
AGREED = 0.8  # … when this share of them agrees
FEW = 5  # numbers from which the code most of them carry is the site's own


@dataclass(frozen=True, slots=True)
class Scheme:
    """`families` empty and `year` empty: unknown. `house` is the code used throughout, `own` this body's code."""

    families: tuple[str, ...]
    declared: bool
    year: str
    house: str
    own: str

    def form(self, number: IndexNumber) -> str | Reason:
        """ok, what fits no family at all, other; unknown when the scheme is not known."""
        if number.odd:
            return number.odd
        if not self.families:
            return Reason.SCHEME_UNKNOWN
        if number.is_tail and any(tail_pattern(f).fullmatch(number.text) for f in self.families):
            return Reason.AMBIGUOUS if number.on_page else OK
        if any(family_pattern(f).fullmatch(number.text) for f in self.families):
            return OK
        return Reason.SCHEME_UNKNOWN if not self.declared and _code_holds(number) else OTHER

    def means_year(self, entry: Entry, number: IndexNumber) -> int | Reason:
        """The year the scheme means for this entry."""
        if not self.year:
            return Reason.SCHEME_UNKNOWN
        formed = entry.header.formed_on
        if self.year == "formation":
            return formed.year if formed else Reason.NO_FORMED_DATE
        shown = [d.year for d in (entry.header.published_on, entry.listed_on) if d]
        if not shown:
            return Reason.NO_DATE
        if len(set(shown)) > 1 and number.year in shown:
            return Reason.AMBIGUOUS
        if not self.declared and formed and number.year == formed.year != shown[0]:
            return Reason.SCHEME_UNKNOWN
        return shown[0]


def read_all(site: Site, entries: Iterable[Entry]) -> dict[str, IndexNumber]:
    """The index number of every entry that shows one, by entry key."""
    declared = site.index_number.families
    families = tuple(dict.fromkeys([*declared, *words.listed("index_families")]))
    return {e.key: number for e in entries if (number := read(e, families))}


def scheme(site: Site, entries: tuple[Entry, ...], numbers: Mapping[str, IndexNumber]) -> Scheme:
    """The site file's scheme, else the one that most numbers follow."""
    declared = site.index_number
    families = declared.families or _learned_families(numbers.values())
    year = declared.year or ("publication" if declared.families else _learned_year(entries, numbers))
    codes = Counter(n.code for n in numbers.values() if n.code)
    most, count = next(iter(codes.most_common(1)), ("", 0))
    house = most if count * 2 > codes.total() else ""
    own = site.credit_code or (house if count >= FEW else "")
    return Scheme(families, bool(declared.families), year, house, own)


def _learned_families(numbers: Iterable[IndexNumber]) -> tuple[str, ...]:
    full = [n for n in numbers if not n.is_tail]
    counts = Counter(n.family for n in full if n.family)
    most, count = next(iter(counts.most_common(1)), ("", 0))
    return (most,) if len(full) >= ENOUGH and count >= AGREED * len(full) else ()


def _learned_year(entries: Iterable[Entry], numbers: Mapping[str, IndexNumber]) -> str:
    found = [(e, numbers[e.key].year) for e in entries if e.key in numbers and numbers[e.key].year]
    published = [d.year == year for e, year in found if (d := e.published_on)]
    formed = [d.year == year for e, year in found if (d := e.header.formed_on)]
    if len(published) >= ENOUGH and sum(published) >= AGREED * len(published):
        return "publication"
    return "formation" if len(formed) >= ENOUGH and sum(formed) >= AGREED * len(formed) else ""


def _code_holds(number: IndexNumber) -> bool:
    """A number of another family with a code that is right: older numbers keep the form they were given."""
    if not number.family:
        return False
    return credit_code_holds(number.code) or org_code_holds(number.code)
