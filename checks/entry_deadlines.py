"""Facts about how many working days publication took."""

from __future__ import annotations

from datetime import date

from checks import evidence
from checks.documents import NONE, decided_on, enforcement_kind, is_below_statutory, is_document
from checks.facts import Facts
from checks.fetches import is_elsewhere, unread
from checks.learning import Learned
from checks.working_days import WorkingDays, working_days
from records.types import Entry
from records.vocabulary import Reason

FIRST_REGULATION = date(2008, 5, 1)  # before it no deadline bound a document


def tell_deadlines(facts: Facts, learned: Learned, entry: Entry) -> None:
    """From being formed, and from being decided, to being published."""
    kind = enforcement_kind(learned.survey, entry)
    formed, decided = _formed_on(entry), decided_on(entry)
    since_formed = _taken(formed, entry)
    since_decided = _taken(decided if kind != NONE else Reason.NO_DECISION_DATE, entry)
    seen = (evidence.own_page(entry, _quote(entry)),)
    facts.add("bound_by_20_days", _is_bound(learned, entry, kind))
    facts.add("formed_on", formed, seen)
    facts.add("working_days_taken", _count(since_formed), seen)
    counted = since_formed if kind == NONE else since_decided
    facts.add("working_days_approximate", isinstance(counted, WorkingDays) and counted.approximate, seen)
    facts.add("enforcement_kind", kind)
    facts.add("decided_on", decided if kind != NONE else Reason.NO_DECISION_DATE, seen)
    facts.add("working_days_since_decision", _count(since_decided), seen)


def _is_bound(learned: Learned, entry: Entry, kind: str) -> bool | Reason:
    """Who makes a document publishes it: reprints of other bodies' documents are not bound here."""
    if kind != NONE or not is_below_statutory(learned.survey, entry):
        return False
    header = entry.header
    if header.formed_on and header.formed_on < FIRST_REGULATION:
        return False
    if learned.names.is_other(header.publisher) or learned.names.is_other(header.content_source):
        return False
    return is_document(entry, learned.numbers.get(entry.key))


def _formed_on(entry: Entry) -> date | Reason:
    missing = None if is_elsewhere(entry) else unread(entry.fetch)
    return entry.header.formed_on or missing or Reason.NO_FORMED_DATE


def _taken(since: date | Reason, entry: Entry) -> WorkingDays | Reason:
    if isinstance(since, Reason):
        return since
    published = entry.published_on
    return working_days(since, published) if published else Reason.NO_DATE


def _count(taken: WorkingDays | Reason) -> int | Reason:
    return taken if isinstance(taken, Reason) else taken.count


def _quote(entry: Entry) -> str:
    header = entry.header
    days = (header.formed_on, header.published_at or entry.published_on)
    return " → ".join(str(d) for d in days if d)
