"""Facts about tasks and yearly events that the site file names, and about proposals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from checks import evidence, words
from checks.column_view import ColumnView
from checks.facts import Facts
from checks.fetches import unseen
from checks.papers import entry_paper
from checks.survey import Survey
from checks.told import plain
from records.column_names import plain_name
from records.types import Entry, FactSheet, Subject
from records.vocabulary import Reason, SubjectKind

WINDOW = 400  # days back in which texts are searched, not titles alone
SHOWN = 3


def tell_proposals(facts: Facts, view: ColumnView) -> None:
    """The last full year's summary and replies, anywhere on the site; nothing for other columns."""
    year = view.survey.as_of.year - 1
    facts.add("proposals_year", year)
    if view.key != "proposals" or not view.places:
        facts.add("summaries_found", 0)
        facts.add("replies_found", 0)
        return
    missed = view.content.unread or unseen(view.survey.dossier)
    mine = {e.key for e in view.content.entries}
    items = [e for e in view.survey.dossier.entries if e.key in mine or _about_proposals(e)]
    summaries = [e for e in items if _is_of(e, year) and _is_summary(e)]
    replies = [e for e in items if _is_of(e, year) and _is_reply(e)]
    for name, found in (("summaries_found", summaries), ("replies_found", replies)):
        seen = (
            tuple(evidence.own_page(e, e.title) for e in found[:SHOWN]) or evidence.searched(view.survey)[:6]
        )
        facts.add(name, len(found) or missed or 0, seen)


def _about_proposals(entry: Entry) -> bool:
    return words.pattern("proposals.about").search(entry.title) is not None


def _is_summary(entry: Entry) -> bool:
    title = plain(entry.title)
    return words.pattern("proposals.overview").search(title) is not None and not _is_reply(entry)


def _is_reply(entry: Entry) -> bool:
    title = plain(entry.title)
    if words.pattern("proposals.one_reply").search(title):
        return True
    found = words.pattern("proposals.reply").search(title)
    return found is not None and words.pattern("proposals.not_a_reply").search(title) is None


def _is_of(entry: Entry, year: int) -> bool:
    """Its title names the year, or it was published in it."""
    day = entry.published_on
    return str(year) in entry.title or (day is not None and day.year == year)


def task_and_event_sheets(survey: Survey) -> Iterator[FactSheet]:
    """One sheet for each task, then for each yearly event that the site file names; titles and texts are read once."""
    known, site = words.table("events"), survey.dossier.site
    wanted = [(SubjectKind.TASK, name, re.escape(_bare(name))) for name in site.tasks]
    for name in site.events:
        wanted.append((SubjectKind.EVENT, name, _wording(name, known)))
    found = _that_speak_of(survey, [re.compile(wording) for _, _, wording in wanted])
    for (kind, name, _), entries in zip(wanted, found, strict=True):
        yield _sheet(survey, kind, name, entries)


def _wording(name: str, known: Mapping[str, str]) -> str:
    """How titles and texts name an event; of a longer name than a known one the rest must be named too."""
    kind = next((k for k in known if k in name or name in k), "")
    if not kind:
        return re.escape(_bare(name))
    rest = _bare(name.replace(kind, ""))
    if kind not in name or not rest:
        return known[kind]
    said = "|".join([re.escape(rest), *words.listed(f"event_subjects.{rest}")])
    return f"(?:{said}).{{0,30}}(?:{known[kind]})|(?:{known[kind]}).{{0,30}}(?:{said})"


def _sheet(survey: Survey, kind: SubjectKind, name: str, found: list[Entry]) -> FactSheet:
    site, facts = survey.dossier.site, Facts([])
    days = sorted((d for e in found if (d := e.published_on) and d <= survey.as_of), reverse=True)
    newest = [e for e in found if days and e.published_on == days[0]]
    seen = tuple(evidence.own_page(e, e.title) for e in (newest or found)[:SHOWN]) or evidence.searched(
        survey, (name,)
    )
    missed = unseen(survey.dossier)
    recent = bool(days) and (survey.as_of - days[0]).days <= WINDOW
    facts.add(f"{kind.value}_items", len(found) or missed or 0, seen)
    facts.add(f"{kind.value}_newest_on", _known(days[0] if days else None, missed, recent), seen)
    gap = (survey.as_of - days[0]).days if days else None
    facts.add(f"{kind.value}_newest_days", _known(gap, missed, recent), seen)
    return FactSheet(
        subject=Subject(kind, f"{site.code}/{kind.value}/{name}"),
        facts=facts.all(),
        url=next((e.url for e in newest if e.url), site.home),
        title=name,
        parents=(site.code,),
    )


def _known(value: int | date | None, missed: Reason | None, recent: bool) -> int | date | Reason:
    """An old date is not the newest while part of the site was not seen."""
    if value is None:
        return missed or Reason.NO_DATE
    return value if recent or not missed else missed


def _that_speak_of(survey: Survey, wordings: list[re.Pattern[str]]) -> list[list[Entry]]:
    """For each wording the entries that name it; plans of work themselves do not count."""
    found: list[list[Entry]] = [[] for _ in wordings]
    for entry in survey.dossier.entries if wordings else ():
        title = _bare(entry.title)
        if words.pattern("plans_of_work").search(title):
            continue
        text: str | None = None
        for wording, entries in zip(wordings, found, strict=True):
            if not wording.search(title):
                text = _recent_text(survey, entry) if text is None else text
                if not wording.search(text):
                    continue
            entries.append(entry)
    return found


def _recent_text(survey: Survey, entry: Entry) -> str:
    """What an entry of the last year says; empty for older ones, whose titles alone count."""
    day = entry.published_on
    if day is None or not 0 <= (survey.as_of - day).days <= WINDOW:
        return ""
    paper = entry_paper(survey.given, entry)
    return _bare(paper.text) if paper is not None else ""


def _bare(text: str) -> str:
    return words.pattern("quote_marks").sub("", plain(plain_name(text) if len(text) < 40 else text))
