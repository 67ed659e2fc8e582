"""Facts about what guides, institution pages, the request channel and the standard catalogue must say."""

from __future__ import annotations

import re
from datetime import date

from checks import words
from checks.column_view import ColumnView
from checks.facts import Facts
from checks.spans import days_of
from checks.survey import Survey
from checks.told import Told, joined, of_columns, plain
from records.addresses import page_key
from records.types import Evidence
from records.vocabulary import FetchState, Reason

WITH = {  # whose pages count too
    "guide": (),
    "institution": ("leaders",),
    "request": ("guide",),
    "base-catalogue": (),
}
COUNTY = "county-hrss"
QUOTES = 3


def tell_elements(facts: Facts, view: ColumnView) -> None:
    """Missing elements, signs of the old regulation and the day of the last change; nothing for other columns."""
    bound = view.key in WITH and bool(view.places)
    own = of_columns(view.survey, view.places) if bound else Told()
    beside = [c for key in _with(view, own) for c in view.survey.places.get(key, ())]
    told = joined([own, of_columns(view.survey, beside)]) if bound and beside else own
    missing = _missing(view, told) if bound else ()
    seen = told.seen or None
    doubt = told.doubt or (None if told.lines else Reason.UNREADABLE)
    doubt = doubt or (_elsewhere(view.survey, told) if view.key == "request" else None)
    facts.add("elements_missing", doubt if missing and doubt else words.joined("names", missing), seen)
    facts.add("elements_found", _found(view, missing), seen)
    facts.add("standard_binds", view.survey.dossier.site.profile == COUNTY)
    _tell_guide(facts, view, own if view.key == "guide" else Told())


def _with(view: ColumnView, own: Told) -> tuple[str, ...]:
    """The guide tells of the request channel where the channel's own page speaks of it."""
    if view.key == "request" and not words.pattern("names_the_guide").search(own.text):
        return ()
    return WITH.get(view.key, ())


def _elsewhere(survey: Survey, told: Told) -> Reason | None:
    """A link to a system for requests that was not read: form and channel may be there."""
    for link in told.links:
        if words.pattern("online_link").search(plain(link.text)) and not _was_read(
            survey, page_key(link.url)
        ):
            return Reason.UNREADABLE
    return None


def _was_read(survey: Survey, key: str) -> bool:
    """The page behind a link, whatever it is."""
    known = key in survey.given.papers or key in survey.given.page_links
    return known or any(p.key == key and p.fetch.state is FetchState.OK for p in survey.dossier.pages)


def _found(view: ColumnView, missing: tuple[str, ...]) -> str:
    if view.key not in WITH:
        return ""
    return words.joined("names", (n for n in words.elements(view.key) if n not in missing))


def _missing(view: ColumnView, told: Told) -> tuple[str, ...]:
    missing = told.lacks(words.elements(view.key))
    if view.key == "base-catalogue":
        heads = words.table("catalogue_heads")
        lacking = told.head_lacks(heads)
        found = [n for n in missing if n not in heads] if lacking is not None else missing
        return (*(lacking or ()), *found)
    if view.key == "request" and _offers_form(view.survey, told):
        missing = tuple(name for name in missing if name != words.text("form_name"))
    return missing


def _offers_form(survey: Survey, told: Told) -> bool:
    """A link called after the form, or one of the site's documents that is."""
    named = words.pattern("form_link")
    places = survey.places.get("request", ())
    behind = (x.url for x in told.links if words.pattern("online_link").search(plain(x.text)))
    pages = [page_key(url) for url in (*(c.url for c in places if c.url), *behind)]
    shown = (link for key in pages for link in survey.given.page_links.get(key, ()))
    links = any(named.search(plain(link.text)) for link in (*told.links, *shown))
    columns = [c for key in ("request", "guide") for c in survey.places.get(key, ())]
    held = [e for c in survey.below(columns) for e in survey.held.get(c.id, ())]
    names = [n for e in held for n in (e.title, *(a.name for a in e.attachments))]
    return links or any(named.search(plain(n)) for n in names)


def _tell_guide(facts: Facts, view: ColumnView, told: Told) -> None:
    signs = _old_signs(told)
    unread = told.doubt if not told.lines else None
    seen = tuple(
        Evidence(s.url, s.fetched_at, s.status, s.sha256, q, s.place) for s, q in _quoted(told, signs)
    )
    named = words.joined("names", signs)
    facts.add("old_rule_signs", named or unread or "", seen or told.seen or None)
    changed = _changed_on(view, told) if view.key == "guide" else Reason.NO_DATE
    days = changed if isinstance(changed, Reason) else (view.survey.as_of - changed).days
    facts.add("changed_on", changed, told.seen or None)
    facts.add("changed_days", days, told.seen or None)


def _quoted(told: Told, signs: dict[str, str]) -> list[tuple[Evidence, str]]:
    return [(told.seen[0], quote) for quote in list(signs.values())[:QUOTES]] if told.seen else []


def _old_signs(told: Told) -> dict[str, str]:
    """Signs of the regulation of 2007 with the sentence that shows each."""
    found: dict[str, str] = {}
    aside, free = words.pattern("old_rules_aside"), words.pattern("not_a_fee")
    for name, wording in words.table("old_rules").items():
        for sentence in told.sentences:
            if re.search(wording, sentence) and not aside.search(sentence) and not free.search(sentence):
                found.setdefault(name, sentence[:120])
    if words.pattern("new_regulation").search(told.text):
        found.pop(words.text("old_number"), None)
    return found


def _changed_on(view: ColumnView, told: Told) -> date | Reason:
    """The newest day that page, list or text give as the day of its making or change."""
    as_of = view.survey.as_of
    shown = [*view.content.shown, *(d for e in view.content.entries if (d := e.published_on))]
    said = [
        day
        for sentence in told.sentences
        if words.pattern("changed_on").search(sentence)
        for day in days_of(sentence)
    ]
    known = [d for d in (*shown, *said) if d <= as_of]
    if known:
        return max(known)
    return told.doubt or Reason.NO_DATE
