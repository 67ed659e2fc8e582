"""Facts about how fresh a column is: newest date, period, bursts."""

from __future__ import annotations

from datetime import date

from checks import evidence, words
from checks.bursts import burst
from checks.column_view import ColumnView
from checks.content import Newest, newest
from checks.creation import Creation
from checks.facts import Facts, Seen
from checks.learning import Learned
from checks.periods import is_news, period_of
from checks.survey import Survey
from records.types import Entry, Evidence
from records.vocabulary import Reason


def tell_freshness(facts: Facts, view: ColumnView, learned: Learned) -> None:
    """Newest date and its age, the period, and the fullest year's largest burst."""
    period = period_of(view.survey, view.key, view.item)
    found = newest(view.content.entries, view.survey)
    day = newest_on(view, found, period.days)
    seen = _seen(view, found) if day == found.on or isinstance(day, Reason) else view_places(view)
    facts.add("newest_on", day, seen)
    facts.add("newest_days", day if isinstance(day, Reason) else (view.survey.as_of - day).days, seen)
    event = view.item is not None and view.item.is_event
    facts.add("has_period", period.days > 0)
    facts.add("period_days", period.days)
    facts.add("period_is_binding", period.binding)
    facts.add("is_event_column", event)
    facts.add("is_news_column", (view.item is not None and view.item.fast) or is_news(view.survey, view.key))
    fewest = words.limit("burst_entries", view.survey.given.settings)
    told = burst(view.content.entries, learned.created, view.survey.as_of, fewest)
    proof = _created(view, learned, told.year)
    facts.add("year_entries", told.entries, proof)
    facts.add("burst_year", told.year, proof)
    facts.add("burst_percent", told.percent, proof)
    facts.add("is_periodic", period.days > 0 and not event)


def newest_on(view: ColumnView, found: Newest, period: int) -> date | Reason:
    """Past the period nothing newer may be unseen, behind an impossible date, or on a content page of unknown date."""
    on = max((d for d in (found.on, *view.content.shown) if d and d <= view.survey.as_of), default=None)
    if on is not None and (view.survey.as_of - on).days <= period:
        return on
    if view.content.newer_unread:
        return view.content.newer_unread
    if found.clouded:
        return Reason.AMBIGUOUS
    if view.content.articles > len(view.content.shown):
        return Reason.NO_DATE
    return on or Reason.NO_DATE


def dated(survey: Survey, entry: Entry, day: date) -> Evidence:
    """Where an entry shows this day."""
    listing = next((x for x in entry.listings if x.item.published_on == day), None)
    if listing and entry.header.published_on != day:
        return evidence.row(survey, listing, f"{listing.item.date_text or day} {entry.title}")
    return evidence.own_page(entry, f"{entry.header.published_at or day} {entry.title}")


def _seen(view: ColumnView, found: Newest) -> Seen | None:
    if found.entry is None or found.on is None:
        return None
    return (dated(view.survey, found.entry, found.on), *view_places(view))


def view_places(view: ColumnView) -> Seen:
    """The column's places as evidence."""
    return tuple(evidence.place(c) for c in view.places[:3])


def _created(view: ColumnView, learned: Learned, year: int) -> Seen | None:
    if not year:
        return None
    told: list[Creation] = [learned.created[e.key] for e in view.content.entries if e.key in learned.created]
    return tuple(c.evidence for c in told if c.on.year == year)[: evidence.MOST_PAGES]
