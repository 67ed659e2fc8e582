"""Facts about a column's places: do they differ, does its link answer, what does it hold, what is it about."""

from __future__ import annotations

from checks import evidence, words
from checks.column_view import ColumnView
from checks.facts import Facts, Seen
from checks.fetches import answers, gap, unread, unseen
from checks.places_compared import different_places
from records.column_names import plain_name
from records.types import Column
from records.vocabulary import FetchState, Reason


def tell_places(facts: Facts, view: ColumnView) -> None:
    """Differing places, link, content, absence note, place and focus."""
    _tell_differing(facts, view)
    _tell_link(facts, view)
    _tell_content(facts, view)
    noted = [c for c in view.places if c.absence_note]
    facts.add(
        "absence_noted", bool(noted), tuple(evidence.place(c, c.absence_note or "") for c in noted) or None
    )
    below = tuple(c for c in view.places if c.below_statutory)
    facts.add("below_statutory", bool(below))
    facts.add("focus_kind", focus_kind(view, below))


def is_blank(view: ColumnView) -> bool | Reason:
    """An own page that answers, without any content or explanatory note."""
    if any(c.absence_note for c in view.places) or not any(is_own(c) for c in view.places):
        return False
    if link_answers(view) is False:
        return False
    items = content_items(view)
    if isinstance(items, Reason):
        return items
    chars = _text_chars(view)
    if isinstance(chars, Reason):
        return False if items else chars
    return not items and chars < words.limit("text", view.survey.given.settings)


def is_own(column: Column) -> bool:
    """It has a page on this site: no mere heading, no link to another site."""
    leads_away = column.fetch is not None and column.fetch.state is FetchState.OUT_OF_SCOPE
    return column.url is not None and not leads_away


def content_items(view: ColumnView) -> int | Reason:
    """Entries and content pages in it and below; 0 only when every list was read and the crawl was complete."""
    held = view.content
    if held.count or not view.places:
        return held.count
    return held.unread or gap(view.survey.dossier.coverage) or 0


def link_answers(view: ColumnView) -> bool | Reason:
    """False when one of its addresses fails twice; a heading without an address has nothing to answer."""
    told = [answers(c.fetch) for c in view.places if c.url]
    if not view.places:
        return Reason.NOT_FETCHED
    if False in told:
        return False
    return next((t for t in told if isinstance(t, Reason)), True) if True not in told else True


def focus_kind(view: ColumnView, below: tuple[Column, ...]) -> str | Reason:
    """disclosure, news, party or picture, by name; below another catalogue item everything serves that item."""
    if not below or (view.item is not None and view.key != "news"):
        return "disclosure"
    kinds = {_focus_of(view, c) for c in below}
    shown = [k for k in kinds if k != "disclosure"]
    return min(shown, key=lambda k: isinstance(k, Reason)) if shown else "disclosure"


def _focus_of(view: ColumnView, column: Column) -> str | Reason:
    above = view.survey.above(column)
    if any(view.survey.item(c.key) and c.key != "statutory" for c in above):
        return "disclosure"
    name = plain_name(column.name)
    for kind in words.table("focus"):
        if words.pattern(f"focus.{kind}").search(name):
            return kind
    unsure = view.key == "news" or words.pattern("focus_unsure").search(name)
    return Reason.AMBIGUOUS if unsure else "disclosure"


def _tell_differing(facts: Facts, view: ColumnView) -> None:
    found = different_places(view)
    differ = len(found) > 1
    missed = next((h.content.unread for h in found if h.content.unread), None)
    seen: Seen | None = tuple(evidence.place(h.column) for h in found) if differ else None
    known = len(found) if view.places else unseen(view.survey.dossier) or 0
    facts.add("differing_places", missed if differ and missed else known, seen)
    paths = (words.path_of(h.column) for h in found) if differ else ()
    facts.add("places_text", words.joined("clauses", paths), seen)


def _tell_link(facts: Facts, view: ColumnView) -> None:
    own = [c for c in view.places if c.url]
    told = link_answers(view)
    failing = [c for c in own if answers(c.fetch) is not True]
    shown = failing if told is not True else own
    seen = tuple(evidence.place(c, c.fetch.error if c.fetch else "") for c in shown) or None
    facts.add("has_own_page", bool(own))
    facts.add("link_answers", told, seen)
    errors = [c.fetch.error for c in failing if c.fetch and c.fetch.error]
    facts.add("link_error", errors[0] if errors and told is not True else "", seen)


def _tell_content(facts: Facts, view: ColumnView) -> None:
    items = content_items(view)
    seen: Seen | None = None
    if view.places and (isinstance(items, Reason) or items == 0):
        pages = view.survey.below(view.places)[: evidence.MOST_PAGES]
        proof = evidence.searched(view.survey)
        seen = (*(evidence.place(c, words.sentence("nothing")) for c in pages), proof[-1], *proof[:2])
    facts.add("content_items", items, seen)
    facts.add("text_chars", _text_chars(view), seen)


def _text_chars(view: ColumnView) -> int | Reason:
    pages = [c for c in view.places if c.url]
    read = [c for c in pages if not unread(c.fetch)]
    if read or not pages:
        most = max((c.text_chars for c in read), default=0)
        drawn = any(c.parts for c in read) and most < words.limit("text", view.survey.given.settings)
        return Reason.UNREADABLE if drawn else most
    return unread(pages[0].fetch) or 0
