"""What the whole site tells about single entries: numbering, creation, documents, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checks.annual_reports import Shelf, shelf
from checks.answers import Answers, answers
from checks.creation import Creation, creations
from checks.documents import Documents, documents
from checks.entry_content import Copies, copies, fills_source
from checks.index_numbers import IndexNumber
from checks.names import OwnNames, own_names
from checks.number_book import Sharing, behind_days, sharing
from checks.numbering import Scheme, read_all, scheme
from checks.page_tags import Practice, practice
from checks.page_view import Templates, templates
from checks.paper_book import PaperBook, paper_book
from checks.survey import Survey


@dataclass(frozen=True, slots=True)
class Learned:
    """Tables by entry key, and what the site's own practice is."""

    survey: Survey
    numbers: Mapping[str, IndexNumber]
    scheme: Scheme
    sharing: Mapping[str, Sharing]
    behind: Mapping[str, int]
    created: Mapping[str, Creation]
    documents: Documents
    names: OwnNames
    annual: Shelf
    answers: Answers
    book: PaperBook
    copies: Mapping[str, Copies]
    templates: Templates
    practice: Practice
    fills_source: bool


def learn(survey: Survey) -> Learned:
    """Read every entry once."""
    dossier = survey.dossier
    entries = dossier.entries
    numbers = read_all(dossier.site, entries)
    names = own_names(dossier.site, entries)
    return Learned(
        survey=survey,
        numbers=numbers,
        scheme=scheme(dossier.site, entries, numbers),
        sharing=sharing(entries, numbers),
        behind=behind_days(entries, numbers),
        created=creations(entries, dossier.run.crawled_on),
        documents=documents(survey, numbers),
        annual=shelf(survey),
        answers=answers(entries),
        names=names,
        book=paper_book(survey, names),
        copies=copies(entries),
        templates=templates(survey),
        practice=practice(survey),
        fills_source=fills_source(entries),
    )
