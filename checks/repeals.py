"""Which documents a notice on the site repeals, keeps or extends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from checks import words
from checks.numbers_of_documents import number_of, numbers_in
from checks.titles import cores, quoted
from checks.validity import date_at
from records.types import Entry

REPEALED, KEPT = "repealed", "kept"
_HEADING = 60  # characters of a line that may say what the lines below it list


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a notice names; `until` is a new last day where the notice gives one."""

    key: str
    state: str
    said: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """Documents that can be repealed, by number and by title."""

    entries: Mapping[str, Entry]
    numbers: Mapping[tuple[int, int], tuple[tuple[str, str], ...]]  # year, number → letters, key
    titles: Mapping[str, tuple[str, ...]]

    def named_in(self, text: str) -> Iterator[str]:
        """Keys of the documents a line names; a title does not count beside another number."""
        told = [n for _, n in numbers_in(text)]
        for number in told:
            for letters, key in self.numbers.get((number.year, number.number), ()):
                if number.letters.endswith(letters):
                    yield key
        names = {core for name in quoted(text) for core in cores(name)}
        for key in dict.fromkeys(k for name in sorted(names) for k in self.titles.get(name, ())):
            own = number_of(self.entries[key])
            if not told or own is None:
                yield key


def targets(entries: Iterable[Entry]) -> Targets:
    """Index the documents."""
    kept = {e.key: e for e in entries}
    numbers: dict[tuple[int, int], list[tuple[str, str]]] = {}
    titles: dict[str, list[str]] = {}
    for entry in kept.values():
        number = number_of(entry)
        if number is not None:
            numbers.setdefault((number.year, number.number), []).append((number.letters, entry.key))
        for core in cores(entry.title):
            titles.setdefault(core, []).append(entry.key)
    return Targets(
        kept,
        {k: tuple(v) for k, v in numbers.items()},
        {k: tuple(v) for k, v in titles.items() if len(v) == 1},
    )


def is_notice(entry: Entry) -> bool:
    """Its title says that it repeals, keeps or extends documents."""
    title = entry.title
    return bool(words.pattern("repeal_title").search(title)) and not words.pattern("repeal_never").search(
        title
    )


def named_by_notice(known: Targets, title: str, text: str, as_of: date) -> Iterator[Named]:
    """What a notice names, by the line and the heading above it."""
    mixed = words.pattern("repeal_mixed").search(title)
    state = REPEALED if words.pattern("repeal_default").search(title) and not mixed else ""
    extends = words.pattern("extension").search(title) is not None
    state = KEPT if extends else state
    for line in text.split("\n"):
        for clause in words.pattern("sentence_end").split(_without_reasons(line)):
            told = _state(clause)
            found = list(known.named_in(clause))
            if not found and len(clause) <= _HEADING + 40 and told is not None:
                state = told
            if (
                found
                and not words.pattern("part_only").search(_unquoted(clause))
                and not _is_ahead(clause, as_of)
            ):
                now = state if told is None else told
                yield from (Named(k, now, clause.strip(), _until(clause)) for k in found if now)


def replaced_by(known: Targets, text: str, as_of: date) -> Iterator[Named]:
    """What a document itself says it replaces."""
    for sentence in words.pattern("sentence_end").split(text):
        bare = _unquoted(sentence)
        if not words.pattern("replaced").search(bare) or words.pattern("part_only").search(bare):
            continue
        if not _is_ahead(sentence, as_of):
            for key in known.named_in(_without_reasons(sentence)):
                yield Named(key, REPEALED, sentence.strip())


def _state(clause: str) -> str | None:
    """What a clause says of what it names: repealed, kept, "" when both, None when neither."""
    bare = _unquoted(clause)
    ended = words.pattern("repeal_said").search(bare) is not None
    kept = words.pattern("keep_said").search(bare) is not None
    if ended and kept:
        return ""
    return REPEALED if ended else KEPT if kept else None


def _unquoted(text: str) -> str:
    return words.pattern("quoted").sub("", text)


def _without_reasons(line: str) -> str:
    """A line without the laws it rests on."""
    return words.pattern("reasons").sub("", line)


def _is_ahead(text: str, as_of: date) -> bool:
    """It takes effect on a later day."""
    found = words.pattern("from_day").search(text)
    day = date_at(text, found.end()) if found else None
    return day is not None and day > as_of


def _until(text: str) -> date | None:
    found = words.pattern("until").search(text) or words.pattern("extended_to").search(text)
    return date_at(text, found.end()) if found else None
