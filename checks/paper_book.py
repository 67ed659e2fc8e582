"""What the texts of the whole site tell about single documents: normative or not, repealed, interpreted, misplaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checks import words
from checks.content import content
from checks.fetches import unseen
from checks.interpretations import Pairs, is_interpretation, pair
from checks.names import OwnNames
from checks.normative import Ground, is_candidate, is_normative
from checks.numbers_of_documents import own_letters
from checks.papers import paper_keys
from checks.placement import Placed, place_entries
from checks.reading import NOTHING, Note, note_of, texts_of, whole_text
from checks.repeals import KEPT, REPEALED, Named, Targets, is_notice, named_by_notice, replaced_by, targets
from checks.survey import Survey
from checks.validity import NONE, VALID, validity_kind
from records.papers import expect
from records.types import Entry
from records.vocabulary import Reason


@dataclass(frozen=True, slots=True)
class Notice:
    """What another document of the site says of one: which one, and the sentence."""

    by: Entry
    said: str
    until: date | None


@dataclass(frozen=True, slots=True)
class PaperBook:
    """Tables by entry key."""

    notes: Mapping[str, Note]
    normative: Mapping[str, bool | Reason]  # True, or why it cannot be told; others are none
    repealed: Mapping[str, Notice]
    kept: Mapping[str, Notice]
    pairs: Pairs
    interpretations_unseen: Reason | None  # why an interpretation may exist that was not seen
    shows_validity: bool  # any normative document of the site shows one
    placed: Mapping[str, Placed]

    def note(self, entry: Entry) -> Note:
        """What is kept of its text."""
        return self.notes.get(entry.key, NOTHING)


AHEAD = 50  # entries whose texts are fetched together


def paper_book(survey: Survey, names: OwnNames) -> PaperBook:
    """Read the texts that matter, once each."""
    entries = survey.dossier.entries
    ground = Ground(survey, names, own_letters(entries, names))
    interpretations = [e for e in entries if is_interpretation(e)]
    shelf = _Shelf(survey, targets(e for e in entries if validity_kind(e) == VALID))
    speaking = [
        (e, as_own, notice) for e in entries for as_own, notice in [_speaks(ground, e)] if as_own or notice
    ]
    for start in range(0, len(speaking), AHEAD):
        part = speaking[start : start + AHEAD]
        expect(survey.given.papers, [key for e, _, _ in part for key in paper_keys(e)])
        for entry, as_own, notice in part:
            if as_own:
                shelf.read(entry)
            if notice:
                shelf.read_notice(entry)
    expect(survey.given.papers, ())
    notes = shelf.notes
    told = ((e.key, is_normative(ground, e, notes.get(e.key, NOTHING).binds)) for e in entries)
    normative = {key: value for key, value in told if value}
    papers = [e for e in entries if normative.get(e.key) is True]
    code = words.text("interpretation_column")
    return PaperBook(
        notes=notes,
        normative=normative,
        repealed=shelf.said(REPEALED),
        kept=shelf.said(KEPT),
        pairs=pair(papers, interpretations, notes, ground.letters.places, survey.given.page_links),
        interpretations_unseen=unseen(survey.dossier) or content(survey, survey.places.get(code, ())).unread,
        shows_validity=any(validity_kind(e) != NONE for e in papers),
        placed=place_entries(ground),
    )


def _speaks(ground: Ground, entry: Entry) -> tuple[bool, bool]:
    """Whether its text may tell something of itself, and of other documents as a notice."""
    as_own = validity_kind(entry) == VALID or is_candidate(ground, entry) or is_interpretation(entry)
    return as_own, is_notice(entry)


class _Shelf:
    """The notes as they are made, and what documents say of one another."""

    def __init__(self, survey: Survey, known: Targets) -> None:
        self._survey, self._known = survey, known
        self.notes: dict[str, Note] = {}
        self._named: dict[tuple[str, str], Notice] = {}

    def read(self, entry: Entry) -> None:
        """Keep the note of a document, and what it replaces."""
        paper, text = texts_of(self._survey, entry)
        self.notes[entry.key] = note_of(paper, text)
        if self._known.entries and not is_interpretation(entry):
            self._keep(entry, replaced_by(self._known, text, self._survey.as_of))

    def read_notice(self, entry: Entry) -> None:
        """Keep what a notice repeals, keeps or extends."""
        if self._known.entries:
            text = whole_text(self._survey, entry)
            self._keep(entry, named_by_notice(self._known, entry.title, text, self._survey.as_of))

    def said(self, state: str) -> dict[str, Notice]:
        """What was said of the documents, the later word where two were."""
        return {key: notice for (key, what), notice in self._named.items() if what == state}

    def _keep(self, by: Entry, found: Iterable[Named]) -> None:
        for named in found:
            if named.key != by.key and _is_later(by, self._known.entries[named.key]):
                self._named[named.key, named.state] = Notice(by, named.said, named.until)


def _is_later(by: Entry, document: Entry) -> bool:
    """Both are dated, and the notice is the later one."""
    said, made = by.header.formed_on or by.published_on, document.header.formed_on or document.published_on
    return said is not None and made is not None and said > made
