"""Facts about a document's interpretation, and about an interpretation's own text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks import evidence, words
from checks.facts import Facts, Seen, alike
from checks.fetches import unread
from checks.interpretations import first
from checks.learning import Learned
from checks.overlap import percent_within
from checks.validity import ENDED, validity_kind
from checks.working_days import working_days
from records.addresses import page_key
from records.catalogue import plain_name
from records.papers import BodyLink
from records.types import Entry
from records.vocabulary import Reason

NO_TIME = alike(
    {
        "interpretation_on": Reason.NO_DATE,
        "working_days_to_interpretation": Reason.NO_DATE,
        "interpretation_approximate": False,
    }
)


def tell_interpretation(facts: Facts, learned: Learned, entry: Entry) -> None:
    """Whether one stands there, when it came, whether both link to one another, and what an interpretation says."""
    certain = learned.book.pairs.certain.get(entry.key, ())
    partner = first(certain)
    seen = (evidence.own_page(entry), evidence.own_page(partner, partner.title)) if partner else None
    found = _count(learned, entry, certain)
    facts.add("interpretation_due", _is_due(learned, entry, found))
    facts.add("interpretations", found, seen or _searched(learned, entry) or None)
    facts.add("pair_known", partner is not None, seen)
    facts.add("interpretation_title", partner.title if partner else "", seen)
    _tell_time(facts, entry, partner, seen)
    forward = _links(learned, entry, certain) if partner else False
    facts.add("links_to_interpretation", forward, seen)
    facts.add("interpretation_links_back", _links_back(learned, entry, certain) if partner else False, seen)
    _tell_substance(facts, learned, entry)


def _count(learned: Learned, entry: Entry, certain: Sequence[Entry]) -> int | Reason:
    book = learned.book
    possible = len(book.pairs.possible.get(entry.key, ()))
    said = book.note(entry).says_interpretation or any(
        words.pattern("interpretation_said").search(a.name) for a in entry.attachments
    )
    found = len(certain) + possible + said
    if found or not book.normative.get(entry.key):
        return found
    if entry.key in book.pairs.alike:
        return Reason.AMBIGUOUS
    return book.interpretations_unseen or 0


def _is_due(learned: Learned, entry: Entry, found: int | Reason) -> bool | Reason:
    """A normative document in force, made since interpretations are required, that is not quite new."""
    normative = learned.book.normative.get(entry.key, False)
    if normative is not True:
        return normative
    on = entry.published_on or entry.header.formed_on
    if on is None or on < date.fromisoformat(words.text("interpretation_since")):
        return False
    if validity_kind(entry) == ENDED or entry.key in learned.book.repealed:
        return False
    allowed = words.limit("interpretation_days", learned.survey.given.settings)
    return found != 0 or working_days(on, learned.survey.as_of).count > allowed


def _searched(learned: Learned, entry: Entry) -> Seen:
    """The document, the title most like it, and what was searched."""
    if not learned.book.normative.get(entry.key):
        return ()
    alike = learned.book.pairs.alike.get(entry.key)
    also = (evidence.own_page(alike, alike.title),) if alike else ()
    columns = learned.survey.places.get(words.text("interpretation_column"), ())
    return (evidence.own_page(entry), *also, *(evidence.place(c) for c in columns[:2]))


def _tell_time(facts: Facts, entry: Entry, partner: Entry | None, seen: Seen | None) -> None:
    if partner is None:
        facts.add_all(NO_TIME)
        return
    on, since = partner.published_on, entry.published_on
    taken = working_days(since, on) if on and since else None
    facts.add("interpretation_on", on or Reason.NO_DATE, seen)
    facts.add("working_days_to_interpretation", taken.count if taken else Reason.NO_DATE, seen)
    facts.add("interpretation_approximate", bool(taken and taken.approximate), seen)


def _links_back(learned: Learned, entry: Entry, certain: Sequence[Entry]) -> bool | Reason:
    """Any of its interpretations links to it."""
    told = [_links(learned, one, [entry]) for one in certain]
    if True in told:
        return True
    return next((t for t in told if isinstance(t, Reason)), False)


def _links(learned: Learned, entry: Entry, wanted: Sequence[Entry]) -> bool | Reason:
    """Its page links to one of the wanted pages, in its text or anywhere on it, by address or by title."""
    keys = {e.key for e in wanted}
    if learned.book.note(entry).links & keys:
        return True
    links = learned.survey.given.page_links.get(entry.key)
    if links is None:
        return unread(entry.fetch) or Reason.UNREADABLE
    titles = {plain_name(e.title) for e in wanted}
    if any(page_key(link.url) in keys or plain_name(link.text) in titles for link in links):
        return True
    if entry.body.related_unwritten:
        return Reason.UNREADABLE
    return Reason.AMBIGUOUS if any(_may_be_it(learned, link) for link in links) else False


def _may_be_it(learned: Learned, link: BodyLink) -> bool:
    """A link called 解读 or 原文 to a page that was not read: neither a column nor another document."""
    key = page_key(link.url)
    named = words.pattern("related_link").search("".join(link.text.split())) is not None
    return named and key not in learned.survey.by_id and key not in learned.survey.entry_keys


def _tell_substance(facts: Facts, learned: Learned, entry: Entry) -> None:
    book = learned.book
    document, note = book.pairs.document_of.get(entry.key), book.note(entry)
    in_text = document is not None and note.text_read and not _shows_more(entry, note.pictures)
    seen = (evidence.own_page(entry), evidence.own_page(document, document.title)) if document else None
    facts.add("interprets_in_text", in_text, seen)
    facts.add("interpreted_title", document.title if document else "", seen)
    facts.add("interpretation_chars", note.chars, seen)
    overlap = percent_within(note.sketch, book.note(document).sketch) if document else 0
    facts.add("overlap_percent", overlap, seen)


def _shows_more(entry: Entry, pictures: int) -> bool:
    """Pictures, films or documents say what the text does not."""
    return bool(pictures or entry.attachments or entry.body.embedded or entry.body.pictures)
