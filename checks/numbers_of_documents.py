"""Document numbers (发文字号): taken apart, and which of them are the body's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from checks import words
from checks.names import OwnNames
from records.types import Entry

ENOUGH, MOST = 3, 0.6  # documents from which the commonest letters are the body's own, and their share


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """One number: the letters of the body and kind, the year, the running number."""

    letters: str
    year: int
    number: int

    @property
    def root(self) -> str:
        """The letters of the body alone, without those of the kind."""
        return words.pattern("number_root").sub("", self.letters)

    @property
    def is_normative(self) -> bool:
        """The letters of the kind say 规."""
        return words.pattern("number_normative").search(self.letters) is not None


def numbers_in(text: str) -> Iterator[tuple[int, DocumentNumber]]:
    """Every number in a text with its place; in running text the letters may have words before them."""
    for found in words.pattern("number_mark").finditer(text):
        head = words.pattern("number_head").search(text[max(0, found.start() - 16) : found.start()].rstrip())
        if head:
            yield found.start(), DocumentNumber(head.group(1), int(found.group(1)), int(found.group(2)))


def number_of(entry: Entry) -> DocumentNumber | None:
    """The number its page or list shows, else the one in its title."""
    shown = entry.header.document_number
    if not shown:
        shown = next((n for x in entry.listings if (n := x.item.document_number)), entry.title)
    return _first_number(shown)


@lru_cache(maxsize=256)
def _first_number(text: str) -> DocumentNumber | None:
    return next((n for _, n in numbers_in(text)), None)


@dataclass(frozen=True, slots=True)
class OwnLetters:
    """Letters that this body's own numbers begin with: those of its place, else the commonest on its site."""

    places: tuple[str, ...]
    common: str

    def has(self, number: DocumentNumber) -> bool:
        """The number is the body's own."""
        root = number.root
        if not root:
            return False
        if root == self.common:
            return True
        of_place = any(root[0] in place for place in self.places)
        return of_place and root[0] not in words.text("provinces")


def own_letters(entries: Iterable[Entry], names: OwnNames) -> OwnLetters:
    """Learn them from documents whose publisher is no other body."""
    places = tuple(found[-1] for n in names.names if (found := words.pattern("place").findall(n)))
    roots: Counter[str] = Counter()
    for entry in entries:
        number = number_of(entry)
        if number is not None and number.root and not names.is_other(entry.header.publisher):
            roots[number.root] += 1
    most, count = next(iter(roots.most_common(1)), ("", 0))
    enough = count >= ENOUGH and count >= MOST * roots.total()
    of_place = bool(most) and any(most[0] in place for place in places)
    return OwnLetters(places, most if enough or of_place else "")
