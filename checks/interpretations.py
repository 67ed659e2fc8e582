"""Documents and their interpretations, paired by title, number and link – over the whole site, without comparing all with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from checks import words
from checks.numbers_of_documents import number_of, numbers_in
from checks.reading import NOTHING, Notes
from checks.titles import cores, grams, interpretation_cores, subjects
from records.addresses import page_key
from records.papers import BodyLink
from records.types import Entry

PageLinks = Mapping[str, tuple[BodyLink, ...]]
ALIKE, OFTEN = 0.6, 60  # share of runs that make titles alike; runs in more titles than this tell nothing


@dataclass(frozen=True, slots=True)
class Pairs:
    """By entry key: `certain` by title or number, `possible` by a link in the text, `alike` by similar titles only."""

    certain: Mapping[str, tuple[Entry, ...]]
    possible: Mapping[str, tuple[Entry, ...]]
    alike: Mapping[str, Entry]
    document_of: Mapping[str, Entry]  # interpretation key → the first document it certainly interprets


def is_interpretation(entry: Entry) -> bool:
    """Its title says that it interprets."""
    title = words.pattern("quoted").sub("", entry.title)
    if words.pattern("interpretation_never").search(title):
        return False
    return words.pattern("interpretation_title").search(title) is not None


def pair(
    documents: Iterable[Entry],
    interpretations: Iterable[Entry],
    notes: Notes,
    places: tuple[str, ...],
    page_links: PageLinks,
) -> Pairs:
    """Pair both sides through tables of what each names, and what is left through links to one another."""
    found, papers = tuple(interpretations), tuple(documents)
    named: dict[str, list[Entry]] = {}
    numbered: dict[tuple[str, int, int], list[Entry]] = {}
    for one in found:
        for core in sorted(interpretation_cores(one.title, places)):
            named.setdefault(core, []).append(one)
        for _, number in numbers_in(one.title):
            numbered.setdefault((number.letters, number.year, number.number), []).append(one)
    certain = {d.key: _certain(d, named, numbered, places) for d in papers}
    by_key = {one.key: one for one in found}
    taken = {i.key for d in papers for i in certain[d.key]}
    free = [i for i in found if i.key not in taken]
    mutual = {k: v for k, v in _mutual(papers, free, page_links).items() if not certain[k]}
    certain |= mutual
    free = [i for i in free if not any(i in v for v in mutual.values())]
    possible = {d.key: _linked(d, by_key, notes) for d in papers}
    return Pairs(
        certain={k: v for k, v in certain.items() if v},
        possible={k: v for k, v in possible.items() if v},
        alike=_alike([d for d in papers if not certain[d.key] and not possible[d.key]], free, places),
        document_of={i.key: d for d in reversed(papers) for i in certain[d.key]},
    )


def first(found: Iterable[Entry]) -> Entry | None:
    """The one that was published first."""
    return min(found, key=lambda e: (e.published_on or date.max, e.key), default=None)


def _certain(
    document: Entry,
    named: Mapping[str, list[Entry]],
    numbered: Mapping[tuple[str, int, int], list[Entry]],
    places: tuple[str, ...],
) -> tuple[Entry, ...]:
    number = number_of(document)
    hits = [i for core in sorted(cores(document.title, places)) for i in named.get(core, ())]
    if number is not None:
        hits += numbered.get((number.letters, number.year, number.number), ())
    return tuple({i.key: i for i in hits if i.key != document.key}.values())


def _mutual(
    documents: Iterable[Entry], interpretations: list[Entry], page_links: PageLinks
) -> dict[str, tuple[Entry, ...]]:
    """Interpretations that link to one document of all, which links back to them."""
    known = {d.key for d in documents}
    found: dict[str, tuple[Entry, ...]] = {}
    for one in interpretations if known else ():
        named = known & _keys(page_links, one.key)
        if len(named) == 1 and one.key in _keys(page_links, next(iter(named))):
            key = named.pop()
            found[key] = (*found.get(key, ()), one)
    return found


def _keys(page_links: PageLinks, key: str) -> frozenset[str]:
    return frozenset(page_key(link.url) for link in page_links.get(key, ()))


def _linked(document: Entry, interpretations: Mapping[str, Entry], notes: Notes) -> tuple[Entry, ...]:
    links = notes.get(document.key, NOTHING).links
    return tuple(interpretations[key] for key in sorted(links) if key in interpretations)


def _alike(
    documents: list[Entry], interpretations: Iterable[Entry], places: tuple[str, ...]
) -> dict[str, Entry]:
    """For documents without a pair, the interpretation whose title is most like theirs."""
    by_gram: dict[str, list[tuple[Entry, int]]] = {}
    for one in interpretations if documents else ():
        for core in interpretation_cores(one.title, places):
            runs = grams(core)
            for run in runs:
                by_gram.setdefault(run, []).append((one, len(runs)))
    found = {d.key: _most_alike(d, by_gram, places) for d in documents}
    return {key: one for key, one in found.items() if one is not None}


def _most_alike(
    document: Entry, by_gram: Mapping[str, list[tuple[Entry, int]]], places: tuple[str, ...]
) -> Entry | None:
    best: tuple[float, str] = (0.0, "")
    known: dict[str, Entry] = {}
    for core in subjects(document.title, places):
        runs = grams(core)
        shared: Counter[tuple[str, int]] = Counter()
        for one, size in _hits(runs, by_gram):
            known[one.key] = one
            shared[one.key, size] += 1
        for (key, size), count in shared.items():
            best = max(best, (count / max(1, min(size, len(runs))), key))
    return known[best[1]] if best[0] >= ALIKE else None


def _hits(runs: Iterable[str], by_gram: Mapping[str, list[tuple[Entry, int]]]) -> Iterator[tuple[Entry, int]]:
    for run in runs:
        listed = by_gram.get(run, [])
        if len(listed) <= OFTEN:
            yield from listed
