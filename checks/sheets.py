"""All facts of a dossier, one sheet a subject: the site, its columns, then entries with their attachments."""

from __future__ import annotations

from collections.abc import Iterator

from checks import evidence
from checks.annual_entry import tell_report
from checks.annual_years import tell_report_years
from checks.attachment import tell_attachment
from checks.column_duties import tell_duties
from checks.column_freshness import tell_freshness
from checks.column_places import tell_places
from checks.column_presence import tell_presence
from checks.column_view import ColumnView, column_view
from checks.elements import tell_elements
from checks.entry_content import tell_content, tell_copies
from checks.entry_dates import tell_dates
from checks.entry_deadlines import tell_deadlines
from checks.entry_duties import tell_entry_duties
from checks.entry_interpretation import tell_interpretation
from checks.entry_numbers import tell_number
from checks.entry_placement import tell_placement
from checks.entry_validity import tell_validity
from checks.facts import Facts
from checks.learning import Learned, learn
from checks.outlinks import tell_host
from checks.page_view import PageView, page_views
from checks.pages import tell_links, tell_tags, tell_truth
from checks.papers import paper_keys
from checks.personal import tell_attached, tell_personal
from checks.site import tell_site
from checks.survey import Survey, survey
from checks.yearly import task_and_event_sheets, tell_proposals
from records.papers import expect
from records.types import Attachment, CheckInput, Entry, Evidence, FactSheet, HostSeen, Subject
from records.vocabulary import SubjectKind

AHEAD = 50  # entries whose texts are fetched together


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
    entries = given.dossier.entries
    for start in range(0, len(entries), AHEAD):
        part = entries[start : start + AHEAD]
        expect(given.papers, [key for entry in part for key in paper_keys(entry)])
        for entry in part:
            sheet = _entry(learned, entry, names)
            yield sheet
            for attachment in entry.attachments:
                yield _attachment(learned, sheet, attachment)
    expect(given.papers, ())
    yield from task_and_event_sheets(seen)
    yield from (_page(learned, view, names) for view in page_views(seen))
    yield from (_host(learned, host) for host in given.dossier.hosts)


def _site(learned: Learned, views: dict[str, ColumnView]) -> FactSheet:
    site = learned.survey.dossier.site
    facts = Facts([], (_start(learned.survey),))
    tell_site(facts, learned, views)
    return FactSheet(Subject(SubjectKind.SITE, site.code), facts.all(), url=site.home, title=site.name)


def _column(learned: Learned, view: ColumnView) -> FactSheet:
    dossier = learned.survey.dossier
    where = next((c.for_people for c in (view.best, *view.places) if c and c.url), None)
    start = _start(learned.survey)
    facts = Facts([], tuple(evidence.place(c) for c in view.places[:3]) or (start,))
    tell_presence(facts, view)
    tell_places(facts, view)
    tell_freshness(facts, view, learned)
    tell_duties(facts, view)
    tell_report_years(facts, view)
    tell_elements(facts, view)
    tell_proposals(facts, view)
    return FactSheet(
        subject=Subject(SubjectKind.COLUMN, f"{dossier.site.code}/{view.key}"),
        facts=facts.all(),
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
    tell_report(facts, learned.annual, entry)
    tell_validity(facts, learned, entry)
    tell_interpretation(facts, learned, entry)
    tell_placement(facts, learned, entry)
    tell_personal(facts, learned, entry)
    tell_entry_duties(facts, learned, entry)
    tell_content(facts, learned.survey, entry, fills_source=learned.fills_source)
    tell_copies(facts, learned.copies.get(entry.key), entry)
    return FactSheet(
        subject=Subject(SubjectKind.ENTRY, f"{site}/{key}/{entry.key}"),
        facts=facts.all(),
        column=key,
        column_name=names.get(key, ""),
        url=entry.url or next((x.page_url for x in entry.listings), ""),
        title=entry.title,
        parents=(f"{site}/{key}", site),
    )


def _attachment(learned: Learned, entry: FactSheet, attachment: Attachment) -> FactSheet:
    facts = Facts([])
    tell_attachment(facts, attachment, entry.url)
    tell_attached(facts, learned, attachment)
    return FactSheet(
        subject=Subject(SubjectKind.ATTACHMENT, f"{entry.subject.id}/att/{attachment.number}"),
        facts=facts.all(),
        column=entry.column,
        column_name=entry.column_name,
        url=attachment.url,
        title=attachment.name,
        parents=(entry.subject.id, *entry.parents),
    )


def _page(learned: Learned, view: PageView, names: dict[str, str]) -> FactSheet:
    survey = learned.survey
    site, column = survey.dossier.site.code, survey.by_id.get(view.column)
    facts = Facts([], (evidence.page(view.fetch, view.fetch.url),))
    tell_links(facts, survey, view)
    tell_tags(facts, learned.templates, view)
    tell_truth(facts, survey, learned.practice, view)
    key = column.key if column else ""
    return FactSheet(
        subject=Subject(SubjectKind.PAGE, f"{site}/page/{view.key}"),
        facts=facts.all(),
        column=key,
        column_name=names.get(key, ""),
        url=view.fetch.url,
        title=view.title,
        parents=(site,),
    )


def _host(learned: Learned, seen: HostSeen) -> FactSheet:
    site = learned.survey.dossier.site.code
    facts = Facts([])
    tell_host(facts, learned.survey, seen)
    return FactSheet(
        subject=Subject(SubjectKind.HOST, f"{site}/host/{seen.host}"),
        facts=facts.all(),
        url=seen.links[0][0].url if seen.links else learned.survey.dossier.site.home,
        title=seen.host,
        parents=(site,),
    )


def _start(seen: Survey) -> Evidence:
    """The portal, else the home page: where a column that was not found should stand."""
    portal, home = seen.dossier.portal, seen.dossier.home
    if portal:
        return evidence.page(portal.fetch, portal.url)
    return evidence.page(home.fetch, home.fetch.url) if home else Evidence(seen.dossier.site.home)
