"""All facts of a dossier, one sheet a subject: the site, its columns, then entries with their attachments."""

from __future__ import annotations

from collections.abc import Iterator

from checks import evidence
from checks.attachment import tell_attachment
from checks.column_duties import tell_duties
from checks.column_freshness import tell_freshness
from checks.column_places import tell_places
from checks.column_presence import tell_presence
from checks.column_view import ColumnView, column_view
from checks.entry_dates import tell_dates
from checks.entry_deadlines import tell_deadlines
from checks.entry_interpretation import tell_interpretation
from checks.entry_numbers import tell_number
from checks.entry_placement import tell_placement
from checks.entry_validity import tell_validity
from checks.facts import Facts
from checks.learning import Learned, learn
from checks.personal import tell_attached, tell_personal
from checks.site import tell_site
from checks.survey import Survey, survey
from records.types import Attachment, CheckInput, Entry, Evidence, FactSheet, Subject
from records.vocabulary import SubjectKind


def sheets(given: CheckInput) -> Iterator[FactSheet]:
    """Every fact of every subject, also 0, also unknown; entries are yielded one by one."""
    seen = survey(given)
    learned = learn(seen)
    views = {key: column_view(seen, key) for key in seen.column_keys()}
    yield _site(learned, views)
    for view in views.values():
        yield _column(learned, view)
    names = {key: view.name for key, view in views.items()}
    del views
    for entry in given.dossier.entries:
        sheet = _entry(learned, entry, names)
        yield sheet
        for attachment in entry.attachments:
            yield _attachment(learned, sheet, attachment)


def _site(learned: Learned, views: dict[str, ColumnView]) -> FactSheet:
    site = learned.survey.dossier.site
    facts = Facts([], (_start(learned.survey),))
    tell_site(facts, learned, views)
    return FactSheet(Subject(SubjectKind.SITE, site.code), tuple(facts.told), url=site.home, title=site.name)


def _column(learned: Learned, view: ColumnView) -> FactSheet:
    dossier = learned.survey.dossier
    where = next((c.url for c in (view.best, *view.places) if c and c.url), None)
    start = _start(learned.survey)
    facts = Facts([], tuple(evidence.place(c) for c in view.places[:3]) or (start,))
    tell_presence(facts, view)
    tell_places(facts, view)
    tell_freshness(facts, view, learned)
    tell_duties(facts, view)
    return FactSheet(
        subject=Subject(SubjectKind.COLUMN, f"{dossier.site.code}/{view.key}"),
        facts=tuple(facts.told),
        column=view.key,
        column_name=view.name,
        url=where or start.url,
        title=view.name,
        parents=(dossier.site.code,),
    )


def _entry(learned: Learned, entry: Entry, names: dict[str, str]) -> FactSheet:
    site, key = learned.survey.dossier.site.code, learned.survey.key_of(entry)
    facts = Facts([], (evidence.own_page(entry),))
    tell_number(facts, learned, entry)
    tell_dates(facts, learned, entry)
    tell_deadlines(facts, learned, entry)
    tell_validity(facts, learned, entry)
    tell_interpretation(facts, learned, entry)
    tell_placement(facts, learned, entry)
    tell_personal(facts, learned, entry)
    return FactSheet(
        subject=Subject(SubjectKind.ENTRY, f"{site}/{key}/{entry.key}"),
        facts=tuple(facts.told),
        column=key,
        column_name=names.get(key, ""),
        url=entry.url or next((x.page_url for x in entry.listings), ""),
        title=entry.title,
        parents=(f"{site}/{key}", site),
    )


def _attachment(learned: Learned, entry: FactSheet, attachment: Attachment) -> FactSheet:
    facts = Facts([])
    tell_attachment(facts, attachment)
    tell_attached(facts, learned, attachment)
    return FactSheet(
        subject=Subject(SubjectKind.ATTACHMENT, f"{entry.subject.id}/att/{attachment.number}"),
        facts=tuple(facts.told),
        column=entry.column,
        column_name=entry.column_name,
        url=attachment.url,
        title=attachment.name,
        parents=(entry.subject.id, *entry.parents),
    )


def _start(seen: Survey) -> Evidence:
    """The portal, else the home page: where a column that was not found should stand."""
    portal, home = seen.dossier.portal, seen.dossier.home
    if portal:
        return evidence.page(portal.fetch, portal.url)
    return evidence.page(home.fetch, home.fetch.url) if home else Evidence(seen.dossier.site.home)
