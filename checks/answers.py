"""Notices of how comments on a draft were used, found by the draft's name without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from checks import words
from checks.told import plain
from records.types import Entry

LIKE = 0.8  # share of a draft's name, by pairs of characters, from which two titles are about the same
LEAST = 4  # characters of a name
NEARLY = 1e-9

Places = Mapping[str, tuple[int, ...]]  # pair of characters → numbers of notices


@dataclass(frozen=True, slots=True)
class Answers:
    """All such notices in the order of the entries, by the pairs of characters of the names they hold."""

    notices: tuple[Entry, ...]
    names: tuple[str, ...]
    by_pair: Places
    by_rare: Places  # only those pairs of a name of which every like name has at least one

    def to(self, entry: Entry, since: date) -> list[Entry]:
        """Notices about the same draft from that day on."""
        name = draft_name(entry.title)
        near = {n for pair in _rare(name, self.by_pair) for n in self.by_pair.get(pair, ())}
        near.update(n for pair in _pairs(name) for n in self.by_rare.get(pair, ()))
        return [
            found
            for n in sorted(near)
            if (found := self.notices[n]).key != entry.key
            and (found.published_on or date.max) >= since
            and is_same(name, self.names[n])
        ]


def answers(entries: Iterable[Entry]) -> Answers:
    """Index the entries whose titles speak of feedback, use of comments, results."""
    notices = tuple(e for e in entries if words.pattern("consultation.answer").search(e.title))
    names = tuple(draft_name(e.title) for e in notices)
    by_pair = _placed(map(_pairs, names))
    return Answers(notices, names, by_pair, _placed(_rare(name, by_pair) for name in names))


def draft_name(title: str) -> str:
    """The draft's name: in book-title marks, else the title without the words around it."""
    text = plain(title)
    named = words.pattern("consultation.named").search(text)
    text = words.pattern("consultation.draft").sub("", named.group(1) if named else text)
    return words.pattern("consultation.around").sub("", text)


def is_same(one: str, other: str) -> bool:
    """Both names are about the same draft: one holds the other, or nearly."""
    short, long = sorted((one, other), key=len)
    return len(short) >= LEAST and (short in long or _share(short, long) >= LIKE)


def _share(short: str, long: str) -> float:
    pairs = _pairs(short)
    return sum(p in long for p in pairs) / max(len(pairs), 1)


def _pairs(name: str) -> list[str]:
    return [name[n : n + 2] for n in range(len(name) - 1)]


def _rare(name: str, known: Places) -> Iterator[str]:
    """The rarest pairs of a name, so many that a longer name like it cannot be without all of them."""
    pairs = _pairs(name)
    missing = (1 - LIKE) * len(pairs) + NEARLY
    for n, pair in enumerate(sorted(pairs, key=lambda p: (len(known.get(p, ())), p))):
        if n > missing:
            return
        yield pair


def _placed(found: Iterable[Iterable[str]]) -> Places:
    places: dict[str, list[int]] = {}
    for n, pairs in enumerate(found):
        for pair in set(pairs):
            places.setdefault(pair, []).append(n)
    return {pair: tuple(numbers) for pair, numbers in places.items()}
