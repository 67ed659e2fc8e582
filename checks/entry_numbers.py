"""Facts about an entry as a document and about its index number."""

from __future__ import annotations

from dataclasses import dataclass

from checks import evidence, words
from checks.codes import code_state, same_body
from checks.documents import is_below_statutory, is_document
from checks.facts import Facts, Seen, Value, alike
from checks.fetches import is_elsewhere, is_page, unread
from checks.index_numbers import IndexNumber, from_meta, tail_of
from checks.learning import Learned
from records.types import Entry
from records.vocabulary import Reason

NO_NUMBER_TELLS: dict[str, Value | Reason] = {
    "index_number": "",
    "index_form": Reason.NO_EVIDENCE,
    "code_state": "none",
    "code_owner": "none",
    "index_code": "",
    "index_year": 0,
    "scheme_year": Reason.NO_EVIDENCE,
    "has_index_year": False,
    "same_number_documents": 0,
    "same_number_other": "",
    "number_sources_differ": False,
    "number_sources": "",
    "serial_behind_days": 0,
}
NO_NUMBER = alike(NO_NUMBER_TELLS)


@dataclass(frozen=True, slots=True)
class _Source:
    name: str  # a word of `evidence` in words.yml
    text: str


def tell_number(facts: Facts, learned: Learned, entry: Entry) -> None:
    """Document or not, and the index number: form, code, owner, year, others with the same, sources, order."""
    number = learned.numbers.get(entry.key)
    below = is_below_statutory(learned.survey, entry)
    facts.add("is_document", is_document(entry, number))
    facts.add("document_below_statutory", below and learned.documents.is_like(entry, number))
    if number is None:
        _tell_none(facts, learned, entry, below)
        return
    seen = _seen(learned, entry, number)
    facts.add("index_number_shown", True, seen)
    facts.add("index_number", number.text, seen)
    facts.add("index_form", learned.scheme.form(number), seen)
    _tell_code(facts, learned, entry, (number, seen))
    facts.add("index_year", number.year, seen)
    facts.add("scheme_year", learned.scheme.means_year(entry, number))
    facts.add("has_index_year", number.year > 0, seen)
    _tell_shared(facts, learned, entry, (number, seen))
    _tell_sources(facts, entry, seen)
    facts.add("serial_behind_days", learned.behind.get(entry.key, 0), seen)


def _tell_none(facts: Facts, learned: Learned, entry: Entry, below: bool) -> None:
    """No number was seen; it may be on a page that was not read where one is expected."""
    expected = below and not is_page(entry) and not is_elsewhere(entry)
    missing = unread(entry.fetch) if expected else None
    rows = (evidence.row(learned.survey, x, x.item.title) for x in entry.listings[:2]) if below else ()
    facts.add("index_number_shown", missing or False, (*facts.seen, *rows))
    facts.add_all(NO_NUMBER if missing is None else alike(dict.fromkeys(NO_NUMBER_TELLS, missing)))
    facts.add("is_reprint", learned.names.is_other(entry.header.content_source))


def _tell_code(facts: Facts, learned: Learned, entry: Entry, read: tuple[IndexNumber, Seen]) -> None:
    number, seen = read
    state = code_state(number.code, learned.scheme.house)
    facts.add("code_state", state, seen)
    facts.add("code_owner", _owner(learned, number, state), seen)
    facts.add("index_code", number.code, seen)
    facts.add("is_reprint", learned.names.is_other(entry.header.content_source))


def _owner(learned: Learned, number: IndexNumber, state: str) -> str | Reason:
    """A code whose check fails is nobody's."""
    if not number.code or state.startswith("check_failed"):
        return "none"
    own = learned.scheme.own
    if not own:
        return Reason.AMBIGUOUS
    return "own" if same_body(number.code, own) else "other"


def _tell_shared(facts: Facts, learned: Learned, entry: Entry, read: tuple[IndexNumber, Seen]) -> None:
    number, seen = read
    shared = learned.sharing.get(entry.key)
    other = shared.other if shared else None
    proof = (*seen, evidence.own_page(other, number.text)) if other else seen
    count = shared.documents if shared else int(number.is_full)
    facts.add("same_number_documents", count, proof)
    facts.add("same_number_other", other.title if other else "", proof)


def _tell_sources(facts: Facts, entry: Entry, seen: Seen) -> None:
    sources = _sources(entry)
    texts = [s.text for s in sources]
    differ = any(not _agree(texts[0], t) for t in texts[1:])
    if not differ and not is_page(entry) and len(sources) < 2 and not is_elsewhere(entry):
        missing = unread(entry.fetch)
        facts.add("number_sources_differ", missing or False, seen)
    else:
        facts.add("number_sources_differ", differ, seen)
    shown = (f"{words.sentence(s.name)} {s.text}" for s in sources)
    facts.add("number_sources", words.joined("clauses", dict.fromkeys(shown)), seen)


def _sources(entry: Entry) -> list[_Source]:
    """Page first, then lists, then metadata."""
    found = [_Source("page", entry.header.index_number)] if entry.header.index_number else []
    found += [_Source("list", x.item.index_number) for x in entry.listings if x.item.index_number]
    meta = from_meta(entry)
    return [*found, _Source("metadata", meta)] if meta else found


def _agree(one: str, two: str) -> bool:
    """Equal, or one is the other's tail, or one is cut short in a list."""
    first, second = one.strip(), two.strip()
    for mark in words.listed("cut_marks"):
        for cut, whole in ((first, second), (second, first)):
            if cut.endswith(mark):
                return whole.startswith(cut.removesuffix(mark))
    return first == second or tail_of(first) == second or tail_of(second) == first


def _seen(learned: Learned, entry: Entry, number: IndexNumber) -> Seen:
    if number.on_page:
        return (evidence.own_page(entry, number.text),)
    listing = next((x for x in entry.listings if x.item.index_number), None)
    if listing is None:
        return (evidence.own_page(entry, number.text, words.sentence("metadata")),)
    return (evidence.row(learned.survey, listing, number.text),)
