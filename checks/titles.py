"""Titles compared: what two titles of one document have in common once issuers, quotes and form words are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks import words
from records.column_names import plain_name

LEAST = 5  # characters of a core; shorter ones name nothing certain


def quoted(text: str) -> list[str]:
    """What stands in title quotes, innermost quotes kept."""
    found: list[str] = words.pattern("quoted").findall(text)
    return found


def cores(title: str, places: Iterable[str] = ()) -> frozenset[str]:
    """The forms under which a document may be named: whole, without issuer, the document that it issues."""
    found = [title, words.pattern("issuer").sub("", title)]
    for form in ("issue_title", "about_title"):
        inner = words.pattern(form).search(title)
        if inner:
            found.append(inner.group(1))
    found += quoted(title)
    return frozenset(core for text in found for core in _plain(text, places) if len(core) >= LEAST)


def interpretation_cores(title: str, places: Iterable[str] = ()) -> frozenset[str]:
    """What an interpretation says it interprets: the quoted title, else its own without the words of interpreting."""
    named = quoted(title)
    texts = named or [words.pattern("interpretation_words").sub("", title)]
    texts = [text if named else words.pattern("about").sub("", text) for text in texts]
    return frozenset(core for text in texts for core in cores(text, places))


def subjects(title: str, places: Iterable[str] = ()) -> frozenset[str]:
    """The forms that say what it is about, without who issued it, where there are any."""
    found = cores(title, places)
    return frozenset(c for c in found if not words.pattern("issuer").search(c)) or found


def grams(core: str) -> frozenset[str]:
    """Its runs of three characters, without the words that titles of all subjects share."""
    parts = words.pattern("form_words").split(core)
    return frozenset(part[n : n + 3] for part in parts for n in range(len(part) - 2))


def _plain(text: str, places: Iterable[str]) -> Iterator[str]:
    plain = plain_name(words.pattern("title_tail").sub("", text.strip(" 《》")))
    yield plain
    for place in places:
        for ending in words.listed("place_endings"):
            if plain.startswith(place + ending):
                yield plain.removeprefix(place + ending)
