"""Facts about what a document's page holds: publisher, text, document number, other copies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from checks import evidence, words
from checks.documents import enforcement_kind
from checks.facts import Facts, alike
from checks.page_view import is_document_page
from checks.survey import Survey
from records.column_names import plain_name
from records.types import Entry
from records.vocabulary import Reason

IN_FORCE = date(2012, 7, 1)  # GB/T 9704-2012
SOURCE_LABELS = frozenset({"publisher", "content_source"})
TEXT = 20  # characters of a page without a known content area that are text
NO_COPIES = alike({"same_text_documents": 1, "same_text_other": ""})
_OBJECT = re.compile(r"(\d{4,}|[0-9a-f]{16,})(?=\D*$)", re.I)


@dataclass(frozen=True, slots=True)
class Copies:
    """Addresses under which one document stands as several."""

    count: int
    other: Entry


def copies(entries: Iterable[Entry]) -> dict[str, Copies]:
    """For every entry of which another has the same title, date and text, but not the same object in its address."""
    dated = [e for e in entries if e.body.digest and e.published_on and is_document_page(e)]
    times = Counter(e.body.digest for e in dated)
    groups: dict[tuple[str, str, date | None], list[Entry]] = {}
    for entry in (e for e in dated if times[e.body.digest] > 1):
        groups.setdefault((plain_name(entry.title), entry.body.digest, entry.published_on), []).append(entry)
    found: dict[str, Copies] = {}
    for group in groups.values():
        objects = {_object(e): e for e in reversed(group)}
        if len(objects) > 1:
            for entry in group:
                other = next(e for o, e in objects.items() if o != _object(entry))
                found[entry.key] = Copies(len(objects), other)
    return found


def fills_source(entries: Iterable[Entry]) -> bool:
    """Most pages that print a label for publisher or source have something behind it: no script fills it in."""
    labelled = [bool(_shown_publisher(e)) for e in entries if SOURCE_LABELS & set(e.header.labels)]
    return 2 * sum(labelled) > len(labelled)


def tell_content(facts: Facts, survey: Survey, entry: Entry, *, fills_source: bool) -> None:
    """Publisher, body and document number; nothing is asked of an entry that is no document's page."""
    facts.add("has_document_page", is_document_page(entry))
    _tell_publisher(facts, entry, fills_source)
    facts.add("body_state", _body(entry))
    number = _number(entry)
    quote = (evidence.own_page(entry, number),) if number else None
    facts.add("document_number", number, quote)
    facts.add("document_number_form", _form(survey, entry, number), quote)


def tell_copies(facts: Facts, known: Copies | None, entry: Entry) -> None:
    """Other addresses of the same document."""
    if known is None:
        facts.add_all(NO_COPIES)
        return
    seen = (evidence.own_page(entry, entry.title), evidence.own_page(known.other, known.other.title))
    facts.add("same_text_documents", known.count, seen)
    facts.add("same_text_other", known.other.url, seen)


def _tell_publisher(facts: Facts, entry: Entry, fills_source: bool) -> None:
    """What metadata say counts, but not where the page prints a label with nothing behind it."""
    tagged = _named(v for n, v in entry.meta if n in words.listed("publisher_tags"))
    is_blank = fills_source and bool(SOURCE_LABELS & set(entry.header.labels))
    shown = bool(_shown_publisher(entry) or (tagged and not is_blank))
    facts.add("publisher_shown", shown)
    facts.add("publisher_in_metadata", tagged)


def _shown_publisher(entry: Entry) -> str:
    header = entry.header
    listed = (x.item.publisher for x in entry.listings)
    return _named([header.publisher, header.content_source, entry.body.named, *listed])


def _named(names: Iterable[str | None]) -> str:
    """The first that names anything."""
    empty = words.pattern("no_publisher")
    return next((n for n in names if n and not empty.match(n.strip())), "")


def _body(entry: Entry) -> str | Reason:
    body = entry.body
    if body.chars or (body.chars is None and (entry.text_chars or 0) >= TEXT):
        return "text"
    if entry.attachments:
        return "attachment"
    if body.embedded:
        return "embedded"
    if body.pictures:
        return "picture"
    return "empty" if body.chars == 0 else Reason.UNREADABLE


def _number(entry: Entry) -> str:
    listed = (x.item.document_number for x in entry.listings)
    return entry.header.document_number or next((n for n in listed if n), "")


def _form(survey: Survey, entry: Entry, number: str) -> str | Reason:
    """By GB/T 9704-2012 7.2.5; orders, announcements and papers of enforcement are numbered in other ways."""
    plain = "".join(number.split())
    day = entry.header.formed_on or entry.published_on
    if not any(c.isdigit() for c in plain) or (day is not None and day < IN_FORCE):
        return "none"
    years = [int(y) for y in words.pattern("number_year").findall(plain)]
    if any(y <= IN_FORCE.year for y in years) or _is_of_title(entry, plain):
        return "none"
    orders = words.pattern("number_orders")
    if orders.search(plain) or orders.search(entry.title) or enforcement_kind(survey, entry) != "none":
        return "none"
    forms = [_form_of(p) for p in re.split(r"(?<=号)[、,，;；/]*", plain) if p]
    wrong = next((f for f in forms if f not in {"ok", ""}), None)
    if wrong:
        return wrong
    return "ok" if "ok" in forms else Reason.AMBIGUOUS


def _is_of_title(entry: Entry, number: str) -> bool:
    """Only the title holds it: no field and no line of its own."""
    return number in "".join(entry.title.split()) and "document_number" not in entry.header.labels


def _form_of(part: str) -> str:
    return next(
        (f for f in words.table("number_forms") if words.pattern(f"number_forms.{f}").match(part)), ""
    )


def _object(entry: Entry) -> str:
    """The number of the object that the address names; the same document in two channels has one. Hosts do not count."""
    parts = urlsplit(entry.url)
    name = f"{parts.path}?{parts.query}" if parts.query else parts.path
    found = _OBJECT.search(name.rsplit("/", 1)[-1])
    return found.group(1) if found else name
