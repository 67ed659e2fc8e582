"""What is kept of the texts that validity, interpretation and placement hang on: each read once, little remembered."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks import words
from checks.overlap import sketch
from checks.papers import attachment_papers, entry_paper
from checks.survey import Survey
from checks.validity import Period, binds, periods
from records.addresses import page_key
from records.papers import Hit, Paper
from records.types import Entry

THIN = 200  # characters; a page with fewer has its text in what hangs on it
MOST_ATTACHMENTS, MOST_TEXT = 4, 400_000


@dataclass(frozen=True, slots=True)
class Note:
    """What one document's text tells."""

    text_read: bool
    chars: int
    pictures: int
    binds: bool
    periods: tuple[Period, ...]
    sketch: array[int]
    links: frozenset[str]  # keys of pages that the text links to
    says_interpretation: bool  # a link of the text is called an interpretation
    hits: tuple[Hit, ...]  # personal data of the page itself, masked


NOTHING = Note(False, 0, 0, False, (), array("I"), frozenset(), False, ())


def note_of(paper: Paper | None, text: str) -> Note:
    """The note of a page and the text that counts as its own."""
    if paper is None and not text:
        return NOTHING
    links = paper.links if paper else ()
    return Note(
        text_read=True,
        chars=len("".join(text.split())),
        pictures=paper.pictures if paper else 0,
        binds=binds(text),
        periods=periods(text),
        sketch=sketch(text),
        links=frozenset(page_key(link.url) for link in links),
        says_interpretation=any(words.pattern("interpretation_said").search(x.text) for x in links),
        hits=paper.hits if paper else (),
    )


def texts_of(survey: Survey, entry: Entry) -> tuple[Paper | None, str]:
    """The paper of an entry's page with its text; a thin page has the text of the documents that hang on it."""
    paper = entry_paper(survey.given, entry)
    text = paper.text if paper and not paper.problem else ""
    if len(text) < THIN:
        text = "\n".join([text, *(t for _, t in attached(survey, entry))])[:MOST_TEXT].strip()
    return paper, text


def attached(survey: Survey, entry: Entry) -> Iterator[tuple[str, str]]:
    """Name and text of the first documents that hang on an entry and could be read."""
    for n, (attachment, paper) in enumerate(attachment_papers(survey.given, entry)):
        if n < MOST_ATTACHMENTS and paper is not None and not paper.problem:
            yield attachment.name, paper.text


def whole_text(survey: Survey, entry: Entry) -> str:
    """The page's text and that of everything that hangs on it, under its name."""
    paper = entry_paper(survey.given, entry)
    parts = [paper.text] if paper and not paper.problem else []
    parts += [f"{name}\n{text}" for name, text in attached(survey, entry)]
    return "\n".join(parts)[:MOST_TEXT]


Notes = Mapping[str, Note]
