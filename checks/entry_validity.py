"""Facts about a document's validity: what its page says, what its text says, what notices on the site say."""

from __future__ import annotations

from datetime import date

from checks import evidence, words
from checks.facts import Facts
from checks.fetches import is_page, unread
from checks.learning import Learned
from checks.validity import NONE, VALID, Period, validity_kind
from records.types import Entry
from records.vocabulary import Reason


def tell_validity(facts: Facts, learned: Learned, entry: Entry) -> None:
    """Normative or not, validity shown, end of its own period, repeal."""
    book = learned.book
    kind = validity_kind(entry)
    facts.add("is_normative", book.normative.get(entry.key, False))
    missing = None if kind != NONE or is_page(entry) else unread(entry.fetch)
    shown = (evidence.own_page(entry, entry.header.validity or ""),)
    facts.add("validity_kind", missing or kind, shown)
    facts.add("validity_text", (entry.header.validity or "").strip(), shown)
    facts.add("validity_practice", "some" if book.shows_validity else "none")
    _tell_period(facts, learned, entry, kind)
    notice = book.repealed.get(entry.key)
    seen = (evidence.own_page(notice.by, notice.said),) if notice else ()
    facts.add("repealed", notice is not None, seen or None)
    facts.add("repeal_notice", _named(notice.by) if notice else "", seen or None)


def _tell_period(facts: Facts, learned: Learned, entry: Entry, kind: str) -> None:
    note = learned.book.note(entry)
    ends = [(_last_day(p, entry), p) for p in note.periods]
    seen = tuple(evidence.own_page(entry, p.said) for p in note.periods[:2])
    end: date | Reason = Reason.NO_DATE
    past: int | Reason = 0
    if ends:
        end, past = _end(learned, entry, [day for day, _ in ends])
    elif kind == VALID and not note.text_read:
        past = Reason.UNREADABLE
    facts.add("validity_ends_on", end, seen or None)
    facts.add("days_past_end", past, seen or None)


def _end(learned: Learned, entry: Entry, days: list[date | None]) -> tuple[date | Reason, int | Reason]:
    """The last day in force and the days since; a later word of extension decides or makes it a question."""
    known, as_of = [d for d in days if d], learned.survey.as_of
    kept = learned.book.kept.get(entry.key)
    if kept is not None and kept.until:
        known = [kept.until]
    if not known:
        return Reason.NO_FORMED_DATE, Reason.NO_FORMED_DATE
    passed = {day < as_of for day in known}
    if len(passed) > 1 or (kept is not None and not kept.until and True in passed):
        return Reason.AMBIGUOUS, Reason.AMBIGUOUS
    return max(known), (as_of - max(known)).days


def _last_day(period: Period, entry: Entry) -> date | None:
    return period.last_day(entry.header.formed_on or entry.published_on)


def _named(by: Entry) -> str:
    on = by.published_on or by.header.formed_on or ""
    return words.phrase("notice", title=by.title, on=on)
