"""Facts about the dates an entry shows, and about when it came into being."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks import evidence, words
from checks.content import dates
from checks.facts import Facts, Seen
from checks.fetches import is_elsewhere, is_page, unread
from checks.learning import Learned
from records.types import Entry, Evidence, Listing
from records.vocabulary import Reason


@dataclass(frozen=True, slots=True)
class _Shown:
    """The dates with their proof; `listing` is the row that dates it, the one furthest from the page's date."""

    page: date | None
    listing: Listing | None
    seen: Seen

    @property
    def listed(self) -> date | None:
        return self.listing.item.published_on if self.listing else None


def tell_dates(facts: Facts, learned: Learned, entry: Entry) -> None:
    """Shown or not, which, how far ahead, list against page, creation against shown."""
    shown = _shown(learned, entry)
    published = entry.published_on
    facts.add("date_shown", _is_dated(entry), shown.seen)
    facts.add("published_on", published or _undated(entry), shown.seen)
    ahead = (published - learned.survey.given.today).days if published else _undated(entry)
    facts.add("days_ahead", ahead, shown.seen)
    _tell_gap(facts, entry, shown)
    _tell_creation(facts, learned, entry, shown)


def _tell_gap(facts: Facts, entry: Entry, shown: _Shown) -> None:
    both: bool | Reason = bool(shown.page and shown.listed)
    if not is_page(entry) and not is_elsewhere(entry):
        both = unread(entry.fetch) or False
    facts.add("both_dates", both, shown.seen)
    page, listed = shown.page, shown.listed
    gap = abs((page - listed).days) if page and listed else Reason.NO_DATE
    facts.add("list_page_gap_days", gap, shown.seen)
    facts.add("listed_on", listed or Reason.NO_DATE, shown.seen)


def _tell_creation(facts: Facts, learned: Learned, entry: Entry, shown: _Shown) -> None:
    told, published = learned.created.get(entry.key), entry.published_on
    if told is None:
        facts.add("creation_known", False)
        facts.add("created_on", Reason.NO_EVIDENCE)
        facts.add("created_after_shown_days", Reason.NO_EVIDENCE)
        return
    seen = (told.evidence, *shown.seen)
    facts.add("creation_known", True, seen)
    facts.add("created_on", told.on, seen)
    facts.add("created_after_shown_days", (told.on - published).days if published else Reason.NO_DATE, seen)


def _shown(learned: Learned, entry: Entry) -> _Shown:
    page = entry.header.published_on
    rows = [x for x in entry.listings if x.item.published_on]
    if page:
        rows.sort(key=lambda x: -abs((page - (x.item.published_on or page)).days))
    listing = rows[0] if rows else None
    seen: list[Evidence] = []
    if page:
        seen.append(evidence.own_page(entry, entry.header.published_at or page.isoformat()))
    if listing:
        seen.append(
            evidence.row(learned.survey, listing, listing.item.date_text or f"{listing.item.published_on}")
        )
    if not seen:
        seen = [
            evidence.own_page(entry),
            *(evidence.row(learned.survey, x, x.item.title) for x in entry.listings[:2]),
        ]
    return _Shown(page, listing, tuple(seen))


def _is_dated(entry: Entry) -> bool | Reason:
    """A partial date counts as shown; a file that no list dates cannot be told."""
    if dates(entry) or entry.header.published_at:
        return True
    if any(words.pattern("printed_date").search(x.item.date_text) for x in entry.listings):
        return True
    return False if is_page(entry) else _undated(entry)


def _undated(entry: Entry) -> Reason:
    if is_page(entry):
        return Reason.NO_DATE
    return unread(entry.fetch) or Reason.UNREADABLE
