"""Facts about consultations, proposed hires and service guides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from checks import evidence, words
from checks.facts import Facts, alike
from checks.fetches import is_elsewhere, unseen
from checks.learning import Learned
from checks.spans import Span, longest_span
from checks.survey import Survey
from checks.told import Told, of_entry, plain, plain_title
from checks.working_days import working_days
from records.types import Entry
from records.vocabulary import Reason

STANDARD_SINCE = date(2019, 6, 3)  # of service guides; an item is judged by what was in force on its day
MOST_LACKING = 7  # elements; a page that lacks more of them may be no guide of this form
DECISIONS_SINCE, MARKET_SINCE, CIVIL_SINCE = date(2019, 9, 1), date(2020, 1, 1), date(2019, 6, 1)
COUNTY = "county-hrss"
DAY = timedelta(1)
FEWEST = 5  # working days for civil servants; so many "days" may be meant as working days
NO_CONSULTATION = alike(
    {
        "consultation_days": 0,
        "consultation_binds": "",
        "shorter_for_reason": False,
        "answers": 0,
        "answer_days": 0,
        "consultation_ends": Reason.NO_DATE,
    }
)
CIVIL, INSTITUTION, NONE = "civil", "institution", "none"


def tell_entry_duties(facts: Facts, learned: Learned, entry: Entry) -> None:
    """What the entry must say because of what it is; nothing is read of the others."""
    survey = learned.survey
    reprint = learned.names.is_other(entry.header.publisher) or learned.names.is_other(
        entry.header.content_source
    )
    own = not reprint and not is_elsewhere(entry)
    asks = own and _asks_for_comments(survey, entry)
    hires = _hiring_kind(entry) if own else NONE
    guides = own and _is_service_guide(survey, entry)
    told = of_entry(survey, entry) if asks or hires != NONE or guides else Told()
    _tell_consultation(facts, learned, entry, told if asks else None)
    _tell_hiring(facts, entry, hires, told)
    missing = _lacking(told) if guides else ()
    facts.add("is_service_guide", guides)
    doubt = told.doubt or (None if told.lines else Reason.UNREADABLE)
    doubt = doubt or (Reason.AMBIGUOUS if len(missing) > MOST_LACKING else None)
    facts.add("guide_lacks", doubt if missing and doubt else words.joined("names", missing))
    facts.add("county_body", survey.dossier.site.profile == COUNTY)


# ---------------------------------------------------------------- consultations


def _asks_for_comments(survey: Survey, entry: Entry) -> bool:
    title = plain_title(entry.title)
    column = survey.by_id.get(entry.column)
    within = column is not None and column.key == "consultation"
    if not words.pattern("consultation.notice").search(title) and not (within and _drafts(title)):
        return False
    about = words.pattern("consultation.named").sub("", title)
    return words.pattern("consultation.not_a_notice").search(about) is None


def _drafts(title: str) -> bool:
    return words.pattern("consultation.draft_of").search(title) is not None


def _tell_consultation(facts: Facts, learned: Learned, entry: Entry, told: Told | None) -> None:
    facts.add("is_consultation", told is not None)
    if told is None:
        facts.add_all(NO_CONSULTATION)
        return
    span = _period(told, entry, "consultation.period")
    facts.add("consultation_days", span if isinstance(span, Reason) else _length(span), told.seen)
    facts.add("consultation_ends", span if isinstance(span, Reason) else _end(span), told.seen)
    facts.add("consultation_binds", _binds(told, entry), told.seen)
    facts.add("shorter_for_reason", bool(words.pattern("consultation.reason").search(told.text)), told.seen)
    _tell_answers(facts, learned, entry, told, span)


def _length(span: Span) -> int:
    return max(span.days, span.working * 7 // 5) if span.working else span.days


def _end(span: Span) -> date:
    return span.end if not span.working else span.start + timedelta(_length(span))


def _binds(told: Told, entry: Entry) -> str:
    """decision: it calls itself a major decision; market: title or text says that it concerns market entities."""
    day = entry.published_on or date.max
    said = day >= DECISIONS_SINCE and words.pattern("consultation.decision").search(told.text)
    if said and not words.pattern("consultation.not_decision").search(told.text):
        return "decision"
    market = words.pattern("consultation.market").search(plain(entry.title))
    market = market or words.pattern("consultation.says_market").search(told.text)
    return "market" if market and day >= MARKET_SINCE else ""


def _tell_answers(facts: Facts, learned: Learned, entry: Entry, told: Told, span: Span | Reason) -> None:
    """Notices of how comments were used: found anywhere later, or in its own text."""
    survey = learned.survey
    inside = words.pattern("consultation.answered_inside").search(told.text) is not None
    since = entry.published_on if isinstance(span, Reason) else _end(span)
    found = [] if inside else learned.answers.to(entry, since or date.min)
    count = int(inside) + len(found)
    missed = unseen(survey.dossier) if not count else None
    seen = tuple(evidence.own_page(e, e.title) for e in found[:3]) or (
        *told.seen,
        *evidence.searched(survey)[:3],
    )
    facts.add("answers", missed or count, seen)
    days: int | Reason
    if inside or isinstance(span, Reason):
        days = span if isinstance(span, Reason) and not count else 0
    else:
        first = min((d for e in found if (d := e.published_on)), default=None)
        days = 0 if found and first is None else ((first or survey.as_of) - _end(span)).days
    facts.add("answer_days", missed or days if days else days, seen)


# ---------------------------------------------------------------- proposed hires


def _hiring_kind(entry: Entry) -> str:
    title = plain_title(entry.title)
    if not words.pattern("hiring.notice").search(title) or words.pattern("hiring.not_a_notice").search(title):
        return NONE
    if not words.pattern("hiring.civil").search(title):
        return INSTITUTION
    return CIVIL if (entry.published_on or CIVIL_SINCE) >= CIVIL_SINCE else NONE


def _tell_hiring(facts: Facts, entry: Entry, kind: str, told: Told) -> None:
    facts.add("hiring_kind", kind)
    if kind == NONE:
        facts.add("publicity_days", 0)
        facts.add("publicity_approximate", False)
        return
    span = _period(told, entry, "hiring.period")
    if isinstance(span, Reason):
        facts.add("publicity_days", span, told.seen)
        facts.add("publicity_approximate", False)
        return
    counted = working_days(span.start - DAY, span.end)
    unclear = not span.is_dated and not span.working and counted.count < FEWEST <= span.days
    facts.add("publicity_days", Reason.AMBIGUOUS if unclear else span.working or counted.count, told.seen)
    facts.add("publicity_approximate", counted.approximate and not span.working, told.seen)


# ---------------------------------------------------------------- service guides


def _is_service_guide(survey: Survey, entry: Entry) -> bool:
    """Called a guide, or in a column of guides; those older than the standard are not bound by it."""
    if (entry.published_on or STANDARD_SINCE) < STANDARD_SINCE:
        return False
    column, title = survey.by_id.get(entry.column), plain_title(entry.title)
    within = column is not None and _holds_guides(column.name)
    if not within and not words.pattern("service_guide").search(title):
        return False
    return words.pattern("not_a_service_guide").search(title) is None


@lru_cache(maxsize=4096)
def _holds_guides(column: str) -> bool:
    return words.pattern("service_column").search(plain(column)) is not None


def _lacking(told: Told) -> tuple[str, ...]:
    """By their labels where the text is written in that form, else by any words that could be meant."""
    labelled = told.lacks_labels(words.rows("labels")["service-guide"])
    return told.lacks(words.elements("service-guide")) if labelled is None else labelled


def _period(told: Told, entry: Entry, about: str) -> Span | Reason:
    """The period named where the text speaks of it."""
    sentences = [s for s in told.sentences if words.pattern(about).search(s)]
    span = longest_span(_with_next(sentences), entry.published_on)
    if isinstance(span, Reason):
        return told.doubt or span
    return span


def _with_next(sentences: Iterable[str]) -> list[str]:
    return [re.sub(r"\s", "", s) for s in sentences]
